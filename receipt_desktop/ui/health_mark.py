"""Green, amber or red, each with its own shape."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QWidget

from receipt_desktop.health import Health
from receipt_desktop.ui import shapes
from receipt_desktop.ui.shapes import ShapeMark

_SHAPES: Mapping[Health, tuple[shapes.Shape, str]] = {
    Health.HEALTHY: (shapes.tick, "good"),
    Health.DEGRADED: (shapes.warning, "warning"),
    Health.UNHEALTHY: (shapes.cross, "bad"),
}


class HealthMark(ShapeMark):
    """How one part stands."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._health: Health | None = None

    @property
    def health(self) -> Health | None:
        return self._health

    def show_health(self, health: Health) -> None:
        """Mark this."""
        self._health = health
        words = {
            Health.HEALTHY: self.tr("Good"),
            Health.DEGRADED: self.tr("Limited"),
            Health.UNHEALTHY: self.tr("Broken"),
        }[health]
        self.show_shape(*_SHAPES[health], words)

"""A health mark in green, amber or red, each with its own shape."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QWidget

from receipt_desktop.domain.health import HealthStatus
from receipt_desktop.ui.widgets import shapes
from receipt_desktop.ui.widgets.shapes import ShapeMark

_SHAPES_BY_HEALTH: Mapping[HealthStatus, tuple[shapes.ShapePainter, str]] = {
    HealthStatus.HEALTHY: (shapes.draw_tick, "good"),
    HealthStatus.DEGRADED: (shapes.draw_warning, "warning"),
    HealthStatus.UNHEALTHY: (shapes.draw_cross, "bad"),
}


class HealthMark(ShapeMark):
    """The mark of a component's health."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._health: HealthStatus | None = None

    @property
    def health(self) -> HealthStatus | None:
        return self._health

    def show_health(self, health: HealthStatus) -> None:
        """Show this health."""
        self._health = health
        words = {
            HealthStatus.HEALTHY: self.tr("OK"),
            HealthStatus.DEGRADED: self.tr("Warning"),
            HealthStatus.UNHEALTHY: self.tr("Error"),
        }[health]
        self.show_shape(*_SHAPES_BY_HEALTH[health], words)

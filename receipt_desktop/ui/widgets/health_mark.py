"""A health mark in green, amber or red, each with its own shape."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QWidget

from receipt_desktop.domain.health import HealthStatus, QueueHealth
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

    def show_queue(self, queue: QueueHealth) -> None:
        """Show the health of the queue; one that a person has stopped is no reason for a tick."""
        self.show_health(queue.status)
        if queue.status is HealthStatus.HEALTHY and (queue.paused or queue.draining):
            self.show_shape(shapes.draw_pause, "warning", self.tr("Stopped"))

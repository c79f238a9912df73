"""Input widgets that ignore the wheel, so that the page scrolls."""

from __future__ import annotations

from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QSpinBox


class NoWheelComboBox(QComboBox):
    """A combo box that ignores the wheel."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class NoWheelSpinBox(QSpinBox):
    """A spin box that ignores the wheel."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

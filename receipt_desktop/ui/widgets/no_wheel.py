"""Choices that the wheel leaves alone: it scrolls the page, whatever lies below the pointer."""

from __future__ import annotations

from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QSpinBox


class NoWheelComboBox(QComboBox):
    """Changed by click and keyboard alone."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class NoWheelSpinBox(QSpinBox):
    """Likewise."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

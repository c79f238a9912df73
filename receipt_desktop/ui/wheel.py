"""The wheel scrolls the page, whatever control happens to lie below the pointer."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget


class WheelGuard(QObject):
    """Without it a page that is scrolled changes every choice that passes below the pointer."""

    def __init__(self, *controls: QWidget, parent: QObject) -> None:
        super().__init__(parent)
        for control in controls:
            control.installEventFilter(self)

    def eventFilter(self, seen: QObject, event: QEvent) -> bool:
        """What is not accepted goes on to the page."""
        if event.type() is QEvent.Type.Wheel:
            event.ignore()
            return True
        return super().eventFilter(seen, event)

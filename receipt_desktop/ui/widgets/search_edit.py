"""A search field above a list."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from receipt_desktop.ui.widgets import icons
from receipt_desktop.ui.widgets.program_keys import is_program_key


class SearchEdit(QLineEdit):
    """Escape clears it; Escape without words, or the arrow down, goes to what was found."""

    left = Signal()
    """The list below is wanted."""

    def __init__(self, hint: str, name: str, parent: QWidget | None = None) -> None:
        """`name` is for screen readers."""
        super().__init__(parent)
        self.setPlaceholderText(hint)
        self.setAccessibleName(name)
        self.setClearButtonEnabled(True)
        self.addAction(icons.load_icon("search", "muted"), self.ActionPosition.LeadingPosition)

    def event(self, event: QEvent) -> bool:
        """Leave the keys of the program to the window."""
        if is_program_key(event):
            event.ignore()
            return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Down):
            self.left.emit()
        else:
            super().keyPressEvent(event)

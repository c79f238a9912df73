"""The line a value is typed into: Enter saves, Escape goes back."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget


class FieldEditor(QLineEdit):
    """A line edit that keeps an edit in progress while the stored value changes below it."""

    focused = Signal()
    left = Signal()
    entered = Signal()
    """Enter or Return."""
    reverted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._stored = ""

    @property
    def stored(self) -> str:
        """The text of the value in the store."""
        return self._stored

    @property
    def edited(self) -> bool:
        """Whether something else is typed than is stored."""
        return self.text() != self._stored

    def store(self, text: str) -> None:
        """The stored value's text; what is being typed is left alone."""
        edited = self.edited
        self._stored = text
        if not edited:
            self._show(text)

    def adopt(self, text: str) -> None:
        """Show and take this as stored, whatever was typed."""
        self._stored = text
        self._show(text)

    def _show(self, text: str) -> None:
        if self.text() != text:
            self.setText(text)
            self.setCursorPosition(0)
            self.setToolTip(text)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focused.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        elif event.key() == Qt.Key.Key_Escape and self.edited:
            self._show(self._stored)
            self.reverted.emit()
        else:
            super().keyPressEvent(event)

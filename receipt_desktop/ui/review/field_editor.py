"""The editor of a field: Enter saves, Escape reverts."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QWidget

from receipt_desktop.ui.widgets.program_keys import is_program_key


class FieldEditor(QLineEdit):
    """A line edit that keeps unsaved input while the stored value changes."""

    focus_entered = Signal()
    focus_left = Signal()
    enter_pressed = Signal()
    """Emitted on Enter or Return."""
    edit_reverted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._stored_text = ""

    def event(self, event: QEvent) -> bool:
        """Leave undo and redo to the window while nothing is typed here, and its own keys."""
        if is_program_key(event):
            event.ignore()
            return False
        is_override = event.type() is QEvent.Type.ShortcutOverride
        if is_override and isinstance(event, QKeyEvent) and not self.is_edited:
            keys = QKeySequence.StandardKey
            if event.matches(keys.Undo) or event.matches(keys.Redo):
                event.ignore()
                return False
        return super().event(event)

    def type_text(self, text: str) -> None:
        """Put in a text as if it had been typed: the editor can undo it."""
        self.selectAll()
        self.insert(text)
        self.selectAll()

    @property
    def stored_text(self) -> str:
        """The text of the value in the store."""
        return self._stored_text

    @property
    def is_edited(self) -> bool:
        """Whether the typed text differs from the stored one."""
        return self.text() != self._stored_text

    def set_stored_text(self, text: str) -> None:
        """Set the stored text without changing unsaved input."""
        edited = self.is_edited
        self._stored_text = text
        if not edited:
            self._show_text(text)

    def replace_text(self, text: str) -> None:
        """Set the stored text and discard unsaved input."""
        self._stored_text = text
        self._show_text(text)

    def _show_text(self, text: str) -> None:
        if self.text() != text:
            self.setText(text)
            self.setCursorPosition(0)
            self.setToolTip(text)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focus_entered.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.focus_left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.enter_pressed.emit()
        elif event.key() == Qt.Key.Key_Escape and self.is_edited:
            self._show_text(self._stored_text)
            self.edit_reverted.emit()
        else:
            super().keyPressEvent(event)

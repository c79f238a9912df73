"""Keys of the program that Qt's text fields would take on Linux: Ctrl+E goes to the end there."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent

EDITING_KEYS = frozenset({Qt.Key.Key_D, Qt.Key.Key_E, Qt.Key.Key_K, Qt.Key.Key_U})
"""With Ctrl, they move and delete in texts; Home, End and Delete do the same."""


def is_program_key(event: QEvent) -> bool:
    """Whether a text field leaves this key to the window, if there is a command for it."""
    return (
        event.type() is QEvent.Type.ShortcutOverride
        and isinstance(event, QKeyEvent)
        and event.modifiers() == Qt.KeyboardModifier.ControlModifier
        and event.key() in EDITING_KEYS
    )

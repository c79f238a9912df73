"""The keys of a review as actions: single keys outside text fields, chords everywhere."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from receipt_desktop.domain.candidates import MAX_CANDIDATES
from receipt_desktop.ui.review.review_commands import ReviewCommand, load_commands


class ReviewKeys(QObject):
    """Makes an action of each command; text fields keep the single keys that they type."""

    command_chosen = Signal(str)
    """The name of a review command."""
    keys_changed = Signal()

    def __init__(self, page: QWidget, changes: Sequence[str]) -> None:
        super().__init__(page)
        self._page = page
        self._actions: dict[str, QAction] = {}
        self.commands: Mapping[str, ReviewCommand] = {}
        self.apply_changes(changes)

    def apply_changes(self, changes: Sequence[str]) -> None:
        """Use these keys; see `load_commands`."""
        self.commands = load_commands(changes)
        for name, command in self.commands.items():
            action = self._actions.get(name) or self._create_action(name)
            action.setText(command.caption)
            action.setShortcuts([QKeySequence(key) for key in command.keys])
        self.keys_changed.emit()

    def set_enabled(self, *, on: bool) -> None:
        """Let the keys rest while something else is shown on the page."""
        for action in self._actions.values():
            action.setEnabled(on)

    def _create_action(self, name: str) -> QAction:
        action = self._actions[name] = QAction(self._page)
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.triggered.connect(lambda: self.command_chosen.emit(name))
        self._page.addAction(action)
        return action

    def hint(self, name: str, *, in_field: bool) -> str:
        """The key of a command as a person reads it; "" if none works here."""
        command = self.commands[name]
        key = command.chord if in_field else command.key or command.chord
        return QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)

    def candidate_keys(self, *, in_field: bool) -> list[str]:
        """The keys of the candidates, in their order."""
        numbers = range(1, MAX_CANDIDATES + 1)
        return [self.hint(f"candidate_{number}", in_field=in_field) for number in numbers]

"""The sheet of all keys of a review, with those that are valid here."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from receipt_desktop.actions import Actions
from receipt_desktop.ui import theme
from receipt_desktop.ui.review.keys_dialog import KeysDialog
from receipt_desktop.ui.review.review_keys import ReviewKeys
from receipt_desktop.ui.task_runner import TaskRunner

ROWS_PER_COLUMN = 15


class KeySheet(QDialog):
    """Two columns of keys: outside text fields, and within them."""

    def __init__(
        self, page: QWidget, keys: ReviewKeys, actions: Actions, task_runner: TaskRunner
    ) -> None:
        super().__init__(page.window())
        self.setWindowTitle(self.tr("Keys of the review"))
        self._keys = keys
        self._actions = actions
        self._task_runner = task_runner
        self.keys_dialog: KeysDialog | None = None
        """The dialog that changes the keys, once it was shown."""
        self.change_button = QPushButton(self.tr("Change keys…"))
        self.close_button = QPushButton(self.tr("Close"))
        self.close_button.setDefault(True)
        self.change_button.clicked.connect(self._change_keys)
        self.close_button.clicked.connect(self.accept)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(theme.SPACE_M)
        self._grid.setVerticalSpacing(theme.SPACE_XS)
        self._fill_grid()
        self._lay_out()

    def _lay_out(self) -> None:
        note = QLabel(self.tr("Single keys work outside text fields, the others everywhere."))
        theme.set_text_role(note, "note")
        buttons = QHBoxLayout()
        buttons.addWidget(self.change_button)
        buttons.addStretch()
        buttons.addWidget(self.close_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.SPACE_L,) * 4)
        column.setSpacing(theme.SPACE_M)
        column.addLayout(self._grid)
        column.addWidget(note)
        column.addLayout(buttons)

    def _fill_grid(self) -> None:
        fixed = [
            ("⏎", "⏎", self.tr("Accept and go on; at the last field approve")),
            (self.tr("Click"), "", self.tr("Fill the field with the word")),
            (self.tr("Shift+click"), "", self.tr("Extend to the word")),
            (self.tr("Drag"), "", self.tr("Fill the field with the region")),
        ]
        for number, (key, chord, words) in enumerate(fixed):
            self._add_row(number, key, chord, words)
        commands = [one for one in self._keys.commands.values() if not one.number]
        for number, command in enumerate(commands, start=len(fixed)):
            keys = [self._keys.hint(command.name, in_field=inside) for inside in (False, True)]
            self._add_row(number, keys[0], keys[1], command.caption)
        first, *_, last = (one for one in self._keys.commands.values() if one.number)
        ends = [
            f"{self._keys.hint(first.name, in_field=inside)} … "
            f"{self._keys.hint(last.name, in_field=inside)}"
            for inside in (False, True)
        ]
        words = first.format_caption(f"{first.number} … {last.number}")
        self._add_row(len(fixed) + len(commands), ends[0], ends[1], words)

    def _add_row(self, number: int, key: str, chord: str, words: str) -> None:
        row, block = number % ROWS_PER_COLUMN, 3 * (number // ROWS_PER_COLUMN)
        for column, text in enumerate((key, chord if chord != key else "")):
            label = QLabel(f"<b>{text}</b>" if text else "")
            label.setTextFormat(Qt.TextFormat.RichText)
            self._grid.addWidget(label, row, block + column)
        self._grid.addWidget(QLabel(words), row, block + 2)

    def _change_keys(self) -> None:
        self.keys_dialog = KeysDialog(self, self._keys.commands)
        self.keys_dialog.accepted.connect(partial(self._save_keys, self.keys_dialog))
        self.keys_dialog.open()

    def _save_keys(self, dialog: KeysDialog) -> None:
        changes = dialog.changes
        self._keys.apply_changes(changes)
        self._task_runner.run(
            lambda: self._actions.change_settings(review_keys=changes), in_order=True
        )
        self.accept()

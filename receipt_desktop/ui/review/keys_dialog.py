"""Changes the keys of the review commands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QKeySequenceEdit,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from receipt_desktop.ui import theme
from receipt_desktop.ui.review.review_commands import (
    COMMANDS,
    ReviewCommand,
    find_conflicts,
    load_commands,
    save_changes,
)

DIALOG_SIZE = (660, 620)


class KeysDialog(QDialog):
    """One row for each command with its two keys; shared keys are refused."""

    def __init__(self, parent: QWidget, commands: Mapping[str, ReviewCommand]) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Change keys"))
        self.resize(*DIALOG_SIZE)
        self.edits: dict[str, tuple[QKeySequenceEdit, QKeySequenceEdit]] = {}
        self.conflict_label = QLabel()
        theme.set_text_role(self.conflict_label, "error")
        self.save_button = QPushButton(self.tr("Save"))
        self.reset_button = QPushButton(self.tr("Usual keys"))
        self.cancel_button = QPushButton(self.tr("Cancel"))
        theme.set_text_role(self.save_button, "primary")
        self.save_button.clicked.connect(self.accept)
        self.cancel_button.clicked.connect(self.reject)
        self.reset_button.clicked.connect(lambda: self._show_commands(load_commands(())))
        self._lay_out()
        self._show_commands(commands)

    @property
    def changes(self) -> tuple[str, ...]:
        """The keys that differ from the usual ones, as the settings keep them."""
        return save_changes(self._read_commands())

    def _lay_out(self) -> None:
        rows = QWidget()
        grid = QGridLayout(rows)
        grid.setColumnStretch(0, 1)
        for column, words in ((1, self.tr("Outside text fields")), (2, self.tr("Everywhere"))):
            heading = QLabel(words)
            theme.set_text_role(heading, "note")
            grid.addWidget(heading, 0, column)
        for number, command in enumerate(COMMANDS, start=1):
            grid.addWidget(QLabel(command.caption), number, 0)
            self.edits[command.name] = (self._create_edit(), self._create_edit())
            for column, edit in enumerate(self.edits[command.name], start=1):
                grid.addWidget(edit, number, column)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setWidget(rows)
        buttons = QHBoxLayout()
        buttons.addWidget(self.reset_button)
        buttons.addStretch()
        buttons.addWidget(self.cancel_button)
        buttons.addWidget(self.save_button)
        column_layout = QVBoxLayout(self)
        column_layout.addWidget(scroll, 1)
        column_layout.addWidget(self.conflict_label)
        column_layout.addLayout(buttons)

    def _create_edit(self) -> QKeySequenceEdit:
        edit = QKeySequenceEdit()
        edit.setMaximumSequenceLength(1)
        edit.setClearButtonEnabled(True)
        edit.keySequenceChanged.connect(lambda _: self._check_conflicts())
        return edit

    def _show_commands(self, commands: Mapping[str, ReviewCommand]) -> None:
        for name, (key, chord) in self.edits.items():
            key.setKeySequence(QKeySequence(commands[name].key))
            chord.setKeySequence(QKeySequence(commands[name].chord))
        self._check_conflicts()

    def _read_commands(self) -> dict[str, ReviewCommand]:
        return {
            command.name: replace(
                command,
                key=self.edits[command.name][0].keySequence().toString(),
                chord=self.edits[command.name][1].keySequence().toString(),
            )
            for command in COMMANDS
        }

    def _check_conflicts(self) -> None:
        if len(self.edits) < len(COMMANDS):
            return
        shared = sorted(find_conflicts(self._read_commands()))
        words = self.tr("Used twice: {keys}").format(keys=", ".join(shared))
        self.conflict_label.setText(words if shared else "")
        self.save_button.setEnabled(not shared)

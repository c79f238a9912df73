"""A group of settings: heading, labelled controls, and what went wrong beside each."""

from __future__ import annotations

import os
from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from receipt_desktop.actions import Actions
from receipt_desktop.errors import ReceiptError
from receipt_desktop.settings import ENVIRONMENT, Settings
from receipt_desktop.ui import look, texts
from receipt_desktop.ui.work import Work

LABEL, CONTROL = range(2)


class Row:
    """A control with its label on the left and its note or error below it."""

    def __init__(self, label: QLabel, control: QWidget, message: QLabel, note: str) -> None:
        self._free = control.isEnabled()
        self.label = label
        self.control = control
        self._message = message
        self._note = note
        self.calm()

    @property
    def message(self) -> str:
        """What stands below the control now."""
        return self._message.text()

    def enable(self, on: bool) -> None:
        """Let the control be used; one that the environment decides stays off."""
        self.control.setEnabled(on and self._free)

    def calm(self) -> None:
        """Show the note again, or nothing."""
        self._say(self._note, "note")

    def complain(self, sentence: str) -> None:
        """Say what is wrong."""
        self._say(sentence, "error")

    def set_note(self, note: str) -> None:
        """Say this from now on while nothing is wrong; the environment's word stays."""
        if not self._free:
            return
        self._note = note
        self.calm()

    def _say(self, sentence: str, role: str) -> None:
        look.set_role(self._message, role)
        self._message.setText(sentence)
        self._message.setVisible(bool(sentence))


class Section(QWidget):
    """One group; subclasses add rows and say how settings are shown in them."""

    changed = Signal(object)
    """`Settings` after a change was saved."""

    def __init__(self, actions: Actions, work: Work, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._actions = actions
        self._work = work
        self._count = 0
        self.rows: dict[str, Row] = {}
        self._heading = QLabel()
        self._grid = QGridLayout()
        self._lay_out()

    def _lay_out(self) -> None:
        look.set_role(self._heading, "heading")
        self._grid.setHorizontalSpacing(look.SPACE_M)
        self._grid.setVerticalSpacing(look.SPACE_S)
        self._grid.setColumnStretch(CONTROL, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(look.SPACE_S)
        layout.addWidget(self._heading)
        layout.addLayout(self._grid)

    def set_title(self, title: str) -> None:
        self._heading.setText(title)

    def show_settings(self, settings: Settings) -> None:
        """Put these into the controls without saving anything."""
        raise NotImplementedError

    def add(self, label: str, control: QWidget, *, setting: str = "", note: str = "") -> Row:
        """A further row; `setting` names the one it holds, to tell when the environment rules."""
        name, message = QLabel(label), QLabel()
        name.setBuddy(control)
        message.setWordWrap(True)
        control.setAccessibleName(control.accessibleName() or label)
        variable = _variable_of(setting, os.environ)
        if variable:
            control.setEnabled(False)
            note = self.tr("Set by {variable} in the environment.").format(variable=variable)
        name.setMinimumHeight(look.line_height())
        aligned = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop
        self._grid.addWidget(name, self._count, LABEL, aligned)
        self._grid.addLayout(_stacked(control, message), self._count, CONTROL)
        self._count += 1
        row = Row(name, control, message, note)
        if setting:
            self.rows[setting] = row
        return row

    def save(self, row: Row, **changes: object) -> None:
        """Save these at once; an error is shown beside the row."""

        def done(settings: Settings) -> None:
            row.calm()
            self.changed.emit(settings)

        def failed(error: ReceiptError) -> None:
            row.complain(texts.error_text(error))

        self._work.run(
            lambda: self._actions.change_settings(**changes),
            done=done,
            failed=failed,
            in_order=True,
        )

    def label_width(self) -> int:
        """What the labels need."""
        labels = (self._grid.itemAtPosition(row, LABEL) for row in range(self._count))
        return max((label.sizeHint().width() for label in labels if label), default=0)

    def set_label_width(self, width: int) -> None:
        """So that all groups share one column of labels."""
        self._grid.setColumnMinimumWidth(LABEL, width)


def _stacked(control: QWidget, message: QLabel) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(look.SPACE_XS)
    control.setMinimumHeight(look.line_height())
    if control.sizePolicy().horizontalPolicy() is QSizePolicy.Policy.Fixed:
        column.addWidget(control, 0, Qt.AlignmentFlag.AlignLeft)
    else:
        column.addWidget(control)
    column.addWidget(message)
    column.addStretch()
    return column


def _variable_of(setting: str, environ: Mapping[str, str]) -> str:
    """The environment variable that decides this setting now, or nothing."""
    names = (variable for variable, name in ENVIRONMENT.items() if name == setting)
    return next((variable for variable in names if environ.get(variable)), "")

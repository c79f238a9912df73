"""A group of settings: heading, labelled controls, and errors beside each."""

from __future__ import annotations

import os
from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from receipt_desktop.actions import Actions
from receipt_desktop.config.setting_spec import SettingGroup, SettingSpec
from receipt_desktop.config.settings import SETTINGS, Settings
from receipt_desktop.domain.errors import ReceiptError
from receipt_desktop.ui import theme
from receipt_desktop.ui.i18n import texts
from receipt_desktop.ui.settings.editors import SettingEditor, caption, form_row, make_editor
from receipt_desktop.ui.task_runner import TaskRunner

LABEL_COLUMN, CONTROL_COLUMN = range(2)


class SettingRow:
    """A control with its label on the left and its note or error below it."""

    def __init__(self, label: QLabel, control: QWidget, message: QLabel, note: str) -> None:
        self._is_editable = control.isEnabled()
        self.label = label
        self.control = control
        self._message = message
        self._note = note
        self.show_note()

    @property
    def message_text(self) -> str:
        """The text shown below the control."""
        return self._message.text()

    def set_enabled(self, on: bool) -> None:
        """Enable the control, unless the environment sets it."""
        self.control.setEnabled(on and self._is_editable)

    def show_note(self) -> None:
        """Show the note again, or nothing."""
        self._show_message(self._note, "note")

    def show_error(self, sentence: str) -> None:
        """Show an error."""
        self._show_message(sentence, "error")

    def set_note(self, note: str) -> None:
        """Set the note, shown while there is no error. A note about the environment stays."""
        if not self._is_editable:
            return
        self._note = note
        self.show_note()

    def _show_message(self, sentence: str, role: str) -> None:
        theme.set_text_role(self._message, role)
        self._message.setText(sentence)
        self._message.setVisible(bool(sentence))


class SettingsSection(QWidget):
    """One group of the table; subclasses add the rows that are special."""

    settings_changed = Signal(object)
    """`Settings` after a change was saved."""

    def __init__(
        self,
        actions: Actions,
        task_runner: TaskRunner,
        group: SettingGroup,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._actions = actions
        self._task_runner = task_runner
        self._group = group
        self._row_count = 0
        self.rows_by_setting: dict[str, SettingRow] = {}
        """The rows of settings, by the setting's name."""
        self.editors: dict[str, SettingEditor] = {}
        """Of the plain rows among them."""
        self._heading = QLabel(caption(group.value))
        self._grid = QGridLayout()
        self._lay_out()

    def _lay_out(self) -> None:
        theme.set_text_role(self._heading, "heading")
        self._grid.setHorizontalSpacing(theme.SPACE_M)
        self._grid.setVerticalSpacing(theme.SPACE_S)
        self._grid.setColumnStretch(CONTROL_COLUMN, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.SPACE_S)
        layout.addWidget(self._heading)
        layout.addLayout(self._grid)

    def show_settings(self, settings: Settings) -> None:
        """Show these settings without saving."""
        for name, editor in self.editors.items():
            editor.show_value(getattr(settings, name))

    def add_settings(self, special: Mapping[str, QWidget] | None = None) -> None:
        """A row for each setting of the group, in the order of the table.

        `special` has the controls of those that the subclass connects and shows itself; the
        others are built from the table and saved when the user changes them.
        """
        for spec in SETTINGS.values():
            if spec.row is None or spec.row.group is not self._group:
                continue
            if special and spec.name in special:
                self._add_setting(spec, special[spec.name])
            else:
                self._add_plain(spec)

    def _add_plain(self, spec: SettingSpec) -> None:
        editor = make_editor(spec)
        row = self._add_setting(spec, editor)
        editor.value_chosen.connect(lambda value: self.save_settings(row, **{spec.name: value}))
        self.editors[spec.name] = editor

    def _add_setting(self, spec: SettingSpec, control: QWidget) -> SettingRow:
        """Add a row, locked if the environment sets it."""
        form = form_row(spec)
        note = caption(form.hint)
        if os.environ.get(spec.environment):
            control.setEnabled(False)
            note = self.environment_note(spec)
        row = self.rows_by_setting[spec.name] = self.add_row(
            caption(form.label), control, note=note
        )
        return row

    def environment_note(self, spec: SettingSpec) -> str:
        """The note for a setting set by the environment; "" if it is not."""
        return self.tr("Set by {variable} in the environment.").format(variable=spec.environment)

    def add_row(self, label: str, control: QWidget, *, note: str = "") -> SettingRow:
        """Add a row."""
        name, message = QLabel(label), QLabel()
        name.setBuddy(control)
        message.setWordWrap(True)
        control.setAccessibleName(control.accessibleName() or label)
        name.setMinimumHeight(theme.line_height())
        aligned = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop
        self._grid.addWidget(name, self._row_count, LABEL_COLUMN, aligned)
        self._grid.addLayout(_stack_message(control, message), self._row_count, CONTROL_COLUMN)
        self._row_count += 1
        return SettingRow(name, control, message, note)

    def save_settings(self, row: SettingRow, **changes: object) -> None:
        """Save these settings; show an error at the row."""

        def done(settings: Settings) -> None:
            row.show_note()
            self.settings_changed.emit(settings)

        def failed(error: ReceiptError) -> None:
            row.show_error(texts.format_error(error))

        self._task_runner.run(
            lambda: self._actions.change_settings(**changes),
            done=done,
            failed=failed,
            in_order=True,
        )

    def label_width(self) -> int:
        """The width that the labels need."""
        labels = (self._grid.itemAtPosition(row, LABEL_COLUMN) for row in range(self._row_count))
        return max((label.sizeHint().width() for label in labels if label), default=0)

    def set_label_width(self, width: int) -> None:
        """Set the label width, shared by all sections."""
        self._grid.setColumnMinimumWidth(LABEL_COLUMN, width)


def _stack_message(control: QWidget, message: QLabel) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(theme.SPACE_XS)
    control.setMinimumHeight(theme.line_height())
    if control.sizePolicy().horizontalPolicy() is QSizePolicy.Policy.Fixed:
        column.addWidget(control, 0, Qt.AlignmentFlag.AlignLeft)
    else:
        column.addWidget(control)
    column.addWidget(message)
    column.addStretch()
    return column

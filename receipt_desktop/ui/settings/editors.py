"""Controls that edit one setting each, built from its entry in the table.

Each has a signal `chosen` with the user's value, and `show_value`, which does not emit it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QCoreApplication, QSignalBlocker, Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QSizePolicy, QWidget

from receipt_desktop.config.setting_spec import FormRow, SettingSpec
from receipt_desktop.ui import theme
from receipt_desktop.ui.settings.file_path_edit import FilePathEdit
from receipt_desktop.ui.widgets.no_wheel import NoWheelComboBox, NoWheelSpinBox


def caption(text: str) -> str:
    """A caption of the table in the user's language."""
    return QCoreApplication.translate("settings", text)


def form_row(spec: SettingSpec) -> FormRow:
    """The form row of a setting. Raises `LookupError` if the page does not show it."""
    if spec.row is None:
        raise LookupError(spec.name)
    return spec.row


class NumberEditor(NoWheelSpinBox):
    """A number within limits; emitted when editing ends, not per digit."""

    value_chosen = Signal(object)

    def __init__(self, spec: SettingSpec, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = form_row(spec)
        self._divisor = row.divisor
        low, high = spec.limits or (0, 2**31 - 1)
        self.setRange(int(low) // row.divisor, int(high) // row.divisor)
        self.setSuffix(caption(row.suffix))
        self.setKeyboardTracking(False)
        self.lineEdit().setTextMargins(theme.SPACE_XS, 0, 0, 0)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.valueChanged.connect(lambda number: self.value_chosen.emit(number * self._divisor))

    def show_value(self, value: float) -> None:
        with QSignalBlocker(self):
            self.setValue(round(value / self._divisor))


class ChoiceEditor(NoWheelComboBox):
    """A choice among values with captions."""

    value_chosen = Signal(object)

    def __init__(self, captions: Mapping[Any, str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        for value, text in captions.items():
            self.addItem(caption(text), str(value))
        self.activated.connect(lambda _: self.value_chosen.emit(self.value))

    @property
    def value(self) -> str:
        return str(self.currentData())

    def show_value(self, value: str) -> None:
        """Show this value; an unknown value is added to the choices."""
        if self.findData(str(value)) < 0:
            self.addItem(str(value), str(value))
        self.setCurrentIndex(self.findData(str(value)))


class SwitchEditor(QCheckBox):
    """A check box."""

    value_chosen = Signal(object)

    def __init__(self, spec: SettingSpec, parent: QWidget | None = None) -> None:
        super().__init__(caption(form_row(spec).text), parent)
        self.clicked.connect(lambda _: self.value_chosen.emit(self.isChecked()))

    def show_value(self, value: bool) -> None:
        self.setChecked(value)


class TextEditor(QLineEdit):
    """A line of text."""

    value_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._stored = ""
        self.editingFinished.connect(self._announce)

    def show_value(self, value: str) -> None:
        self._stored = value
        self.setText(value)

    def _announce(self) -> None:
        typed = self.text().strip()
        if typed != self._stored:
            self._stored = typed
            self.value_chosen.emit(typed)


SettingEditor = NumberEditor | ChoiceEditor | SwitchEditor | TextEditor | FilePathEdit


def make_editor(spec: SettingSpec) -> SettingEditor:
    """Create the control for this setting."""
    row = form_row(spec)
    if spec.choices:
        return ChoiceEditor(spec.choices)
    if spec.kind is bool:
        return SwitchEditor(spec)
    if spec.kind in (int, float):
        return NumberEditor(spec)
    if row.patterns:
        return FilePathEdit(caption(row.label), row.patterns)
    return TextEditor()

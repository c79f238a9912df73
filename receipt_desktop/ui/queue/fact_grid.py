"""Labels with values in two aligned columns."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from receipt_desktop.ui import theme
from receipt_desktop.ui.widgets.elided_label import ElidedLabel

NAME_COLUMN, VALUE_COLUMN = range(2)
NAME_WIDTH_CHARACTERS = 22
"""Label width in characters, which aligns grids below each other."""


class FactGrid(QWidget):
    """Shows facts. The labels stay the same; only values change."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.SPACE_M)
        self._grid.setVerticalSpacing(theme.SPACE_S)
        self._grid.setColumnStretch(VALUE_COLUMN, 1)
        self._grid.setColumnMinimumWidth(
            NAME_COLUMN, self.fontMetrics().averageCharWidth() * NAME_WIDTH_CHARACTERS
        )
        self._value_labels: dict[str, ElidedLabel] = {}

    def show_facts(self, facts: Sequence[tuple[str, str]]) -> None:
        """Show these rows."""
        for name, value in facts:
            if name not in self._value_labels:
                self._value_labels[name] = self._add_fact(name)
            self._value_labels[name].setText(value)

    def fact_value(self, name: str) -> str:
        """The value shown for this label."""
        return self._value_labels[name].text()

    def _add_fact(self, name: str) -> ElidedLabel:
        row = self._grid.rowCount()
        label, value = QLabel(name), ElidedLabel()
        value.setAccessibleName(name)
        value.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        theme.set_text_role(label, "note")
        self._grid.addWidget(label, row, NAME_COLUMN, Qt.AlignmentFlag.AlignRight)
        self._grid.addWidget(value, row, VALUE_COLUMN)
        return value

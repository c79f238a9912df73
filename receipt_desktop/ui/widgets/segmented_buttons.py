"""Segmented buttons."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QWidget

from receipt_desktop.ui import theme


class SegmentedButtons(QWidget):
    """A row of buttons of which one is checked."""

    segment_chosen = Signal(str)

    def __init__(
        self, choices: Mapping[str, str], name: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.buttons: dict[str, QPushButton] = {}
        self._button_group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.SPACE_XS)
        for value, words in choices.items():
            button = QPushButton(words)
            button.setCheckable(True)
            button.setAccessibleDescription(name)
            theme.set_text_role(button, "plain")
            button.clicked.connect(lambda _=False, value=value: self.segment_chosen.emit(value))
            self._button_group.addButton(button)
            self.buttons[value] = button
            row.addWidget(button)
        row.addStretch()
        next(iter(self.buttons.values())).setChecked(True)

    @property
    def selected_value(self) -> str:
        """The value of the checked button."""
        return next(value for value, button in self.buttons.items() if button.isChecked())

    def select_segment(self, value: str) -> None:
        """Check a button without emitting a change."""
        self.buttons[value].setChecked(True)

"""Asks below an editor whether an unknown name is a slip or a new one. Takes no focus."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from receipt_desktop.ui import theme
from receipt_desktop.ui.widgets.flow_layout import FlowLayout

ENTER = "⏎"


class NameQuestion(QWidget):
    """A sentence and one button for each answer; Enter in the editor gives the first."""

    answered = Signal(str)
    """The name that is wanted."""
    shown_changed = Signal(bool)
    """Whether there is a question now."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.answers: tuple[str, ...] = ()
        """The names to choose from; none while nothing is asked."""
        self.buttons: list[QPushButton] = []
        self.label = QLabel()
        self.label.setWordWrap(True)
        theme.set_text_role(self.label, "note")
        self._row = FlowLayout(spacing=theme.SPACE_XS)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, theme.SPACE_XS)
        column.setSpacing(theme.SPACE_XS)
        column.addWidget(self.label)
        column.addLayout(self._row)
        self.hide()

    def ask(self, typed: str, near: tuple[str, str] | None, second_key: str = "") -> None:
        """Ask about a typed name; `near` is the nearest known one, and how it is shown.

        `second_key` names the key of the second answer.
        """
        self.clear()
        create = self.tr("Create “{name}”").format(name=typed)
        if near is None:
            self.label.setText(self.tr("“{name}” is a new category.").format(name=typed))
            self._offer(typed, f"{create}  {ENTER}")
        else:
            name, shown = near
            self.label.setText(self.tr("There is no category “{name}” yet.").format(name=typed))
            self._offer(name, f"{shown}  {ENTER}")
            self._offer(typed, f"{create}  {second_key}".rstrip())
        self.show()
        self.shown_changed.emit(True)

    def choose(self, number: int) -> bool:
        """Give an answer by its number, from 1; whether there is one."""
        if not 1 <= number <= len(self.answers):
            return False
        name = self.answers[number - 1]
        self.clear()
        self.answered.emit(name)
        return True

    def clear(self) -> None:
        """Ask nothing."""
        for button in self.buttons:
            self._row.removeWidget(button)
            button.hide()
            button.deleteLater()
        had_answers, self.buttons, self.answers = bool(self.answers), [], ()
        self.hide()
        if had_answers:
            self.shown_changed.emit(False)

    def _offer(self, name: str, words: str) -> None:
        self.answers += (name,)
        number = len(self.answers)
        button = QPushButton(words)
        theme.set_text_role(button, "chip")
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.clicked.connect(lambda: self.choose(number))
        self.buttons.append(button)
        self._row.addWidget(button)

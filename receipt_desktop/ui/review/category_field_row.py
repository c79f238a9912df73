"""The field of the category: an unknown name is saved only after a question."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from receipt_desktop.domain.fields import Field
from receipt_desktop.domain.listing import ListedValues
from receipt_desktop.ui.i18n import texts
from receipt_desktop.ui.known_values import is_known_category, suggest_category
from receipt_desktop.ui.review.field_row import FieldRow
from receipt_desktop.ui.widgets.name_question import NameQuestion


class CategoryFieldRow(FieldRow):
    """Enter on an unknown name asks; Enter again takes the nearest one, or creates it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Field.CATEGORY, parent)
        self.question = NameQuestion(parent)
        self.second_key = ""
        """The key of the second answer, as it is shown."""
        self._values = ListedValues()
        self.question.answered.connect(self.set_value)
        self.editor.textEdited.connect(lambda _: self.question.clear())
        self.editor.edit_reverted.connect(self.question.clear)

    def show_known_values(self, values: ListedValues) -> None:
        """Take these categories for known."""
        self._values = values

    def show_error(self, sentence: str) -> None:
        """Show an error, or none, in place of a question."""
        self.question.clear()
        super().show_error(sentence)

    @property
    def is_refused(self) -> bool:
        return super().is_refused or bool(self.question.answers)

    def commit_edit(self) -> bool:
        """Emit the typed category if it has changed and is known; ask about any other."""
        typed = self.editor.text().strip()
        if not self.editor.is_edited or not typed or is_known_category(typed, self._values):
            return super().commit_edit()
        if not self.question.answers:
            near = suggest_category(typed, self._values)
            shown = None if near is None else (near, texts.translate_value(Field.CATEGORY, near))
            self.question.ask(typed, shown, self.second_key)
        return False

    def commit_and_continue(self) -> None:
        """Take the first answer to a question; else save the input, and go on."""
        if self.question.choose(1):
            self.enter_pressed.emit(self.field)
        else:
            super().commit_and_continue()

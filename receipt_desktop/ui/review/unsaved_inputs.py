"""Keeps typed text that could not be saved until its receipt is shown again."""

from __future__ import annotations

from collections.abc import Mapping

from receipt_desktop.domain.fields import Field
from receipt_desktop.ui.review.fields_form import FieldsForm


class UnsavedInputs:
    """An unknown category and text that is no value, by receipt and field."""

    def __init__(self, form: FieldsForm) -> None:
        self._form = form
        self._texts: dict[str, Mapping[Field, str]] = {}

    @property
    def has_any(self) -> bool:
        """Whether text of receipts that are not shown is kept."""
        return any(self._texts.values())

    def leave(self, receipt_id: str | None) -> None:
        """Save the input of this receipt, and keep what cannot be saved."""
        if not self._form.commit_edits() and receipt_id is not None:
            self._texts[receipt_id] = self._form.refused_texts()

    def show_again(self, receipt_id: str) -> None:
        """Type the text that was kept for this receipt again, with its question or error."""
        for field, text in self._texts.pop(receipt_id, {}).items():
            row = self._form.rows[field]
            row.editor.type_text(text)
            row.commit_edit()

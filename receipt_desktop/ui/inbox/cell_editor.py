"""Edits one value of a receipt in its cell of the table."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLocale
from PySide6.QtWidgets import QLineEdit, QWidget

from receipt_desktop.domain.fields import Field, FieldValue, join_tags
from receipt_desktop.domain.listing import ListedValues
from receipt_desktop.domain.receipt import Receipt
from receipt_desktop.ui.i18n import texts
from receipt_desktop.ui.known_values import (
    category_values,
    is_known_category,
    known_labels,
    make_field_completer,
    suggest_category,
)
from receipt_desktop.ui.review.category_completer import CategoryCompleter
from receipt_desktop.ui.review.field_input import advice, format_field, parse_field


class CellEditor(QLineEdit):
    """A line edit over the cell, with the value of the receipt and its completion."""

    def __init__(
        self, parent: QWidget, receipt: Receipt, field: Field, values: ListedValues
    ) -> None:
        super().__init__(parent)
        self.receipt = receipt
        self.field = field
        self._values = values
        self._locale = QLocale()
        self.setAccessibleName(texts.field_label(field))
        if field is Field.CATEGORY:
            CategoryCompleter(self).show_categories(category_values(values))
        else:
            self.setCompleter(make_field_completer(field, known_labels(field, values), self))
        self.setText(format_field(field, find_value(receipt, field), self._locale, self._currency))
        self.selectAll()

    @property
    def _currency(self) -> str | None:
        return self.receipt.currency

    @property
    def is_changed(self) -> bool:
        """Whether another value was typed."""
        return self.read_value() != find_value(self.receipt, self.field)

    def read_value(self) -> FieldValue | None:
        """The typed value; raises `ValueError` with advice if it cannot be one."""
        try:
            value = parse_field(self.field, self.text(), self._locale, self._currency)
        except ValueError:
            raise ValueError(advice(self.field, self._locale, self._currency)) from None
        if self.field is Field.CATEGORY and isinstance(value, str):
            self._check_category(value)
        return value

    def _check_category(self, name: str) -> None:
        if not is_known_category(name, self._values):
            raise ValueError(self._advise_category(name))

    def _advise_category(self, typed: str) -> str:
        """A mistyped name makes no category here, where nothing asks about it."""
        near = suggest_category(typed, self._values)
        words = QCoreApplication.translate("CellEditor", "There is no category “{name}”.")
        sentence = words.format(name=typed)
        if near is None:
            return sentence
        shown = texts.translate_value(Field.CATEGORY, near)
        words = QCoreApplication.translate("CellEditor", "Did you mean “{name}”?")
        return f"{sentence} {words.format(name=shown)}"


def find_value(receipt: Receipt, field: Field) -> FieldValue | None:
    """The value of a field that the table shows."""
    if field is Field.TAGS:
        return join_tags(receipt.tags) or None
    found: FieldValue | None = getattr(receipt, {Field.DATE: "day"}.get(field, field.name.lower()))
    return found

"""The form with the fields of a receipt, key fields first."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from receipt_desktop.domain.fields import FORM_ORDER, KEY_FIELDS, Field
from receipt_desktop.domain.reading import Draft, ExtractedValue, find_questioned_fields
from receipt_desktop.domain.receipt import Receipt, ReceiptDetails
from receipt_desktop.ui import theme
from receipt_desktop.ui.review.field_row import FieldRow

LABEL_COLUMN, EDITOR_COLUMN, CURRENCY_COLUMN, MARK_COLUMN = range(4)


class FieldsForm(QWidget):
    """All fields with labels and confidence marks; Enter saves and moves to the next field."""

    value_changed = Signal(object, object, object)
    """`Field`, the new value or None, `PreviousValue`."""
    field_focused = Signal(object)
    """`Field`"""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = {field: FieldRow(field, self) for field in FORM_ORDER}
        self._lay_out()
        for row in self.rows.values():
            row.value_changed.connect(self.value_changed)
            row.focus_entered.connect(self.field_focused)
            row.enter_pressed.connect(self._focus_next_field)

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.SPACE_S)
        grid.setVerticalSpacing(theme.SPACE_XS)
        grid.setColumnStretch(EDITOR_COLUMN, 1)
        side = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        for number, row in enumerate(self.rows.values()):
            grid.addWidget(row.error_label, 2 * number + 1, EDITOR_COLUMN, 1, 3)
            if row.field is Field.CURRENCY:
                self._place_currency(grid, row)
                continue
            grid.addWidget(row.label, 2 * number, LABEL_COLUMN, side)
            span = 1 if row.field is Field.TOTAL else 2
            grid.addWidget(row.editor, 2 * number, EDITOR_COLUMN, 1, span)
            grid.addWidget(row.confidence_mark, 2 * number, MARK_COLUMN)

    @staticmethod
    def _place_currency(grid: QGridLayout, row: FieldRow) -> None:
        """Place the currency beside the total, without a label or mark."""
        letters = row.editor.fontMetrics().horizontalAdvance("WWW")
        row.editor.setFixedWidth(letters + 2 * theme.SPACE_M)
        row.label.hide()
        row.confidence_mark.hide()
        grid.addWidget(row.editor, 0, CURRENCY_COLUMN)

    def show_details(self, details: ReceiptDetails, *, keep_edit: bool) -> None:
        """Show these values; `keep_edit` preserves unsaved input."""
        draft = details.reading.checked.draft if details.reading else None
        asked = _questioned_fields(details)
        for field, row in self.rows.items():
            row.show_value(
                _draft_value(field, draft) if draft else None,
                corrected=field in details.corrected_fields,
                keep_edit=keep_edit,
                is_questioned=field in asked,
            )

    def commit_edits(self) -> bool:
        """Emit all valid typed values. Returns whether all input is valid."""
        right = [row.commit_edit() for row in self.rows.values()]
        return all(right)

    def apply_typed_values(self, receipt: Receipt) -> Receipt:
        """The receipt with the total, date and merchant of the form."""
        total, day, merchant = (self.rows[field].field_value for field in KEY_FIELDS)
        return replace(
            receipt,
            total=total if isinstance(total, Decimal) else None,
            day=day if isinstance(day, date) else None,
            merchant=None if merchant is None else str(merchant),
        )

    def focus_field(self, field: Field) -> None:
        """Focus a field and select its text."""
        editor = self.rows[field].editor
        editor.setFocus(Qt.FocusReason.OtherFocusReason)
        editor.selectAll()

    def _focus_next_field(self, field: Field) -> None:
        following = FORM_ORDER[(FORM_ORDER.index(field) + 1) % len(FORM_ORDER)]
        editor = self.rows[following].editor
        editor.setFocus(Qt.FocusReason.TabFocusReason)
        editor.selectAll()


def _draft_value(field: Field, draft: Draft) -> ExtractedValue | None:
    if field is not Field.CURRENCY:
        return draft.fields.get(field)
    return ExtractedValue(draft.currency, 1.0) if draft.currency else None


def _questioned_fields(details: ReceiptDetails) -> frozenset[Field]:
    """The fields that the open review questions."""
    if details.reading is None or not details.receipt.needs_review:
        return frozenset()
    checked = details.reading.checked
    return find_questioned_fields(checked.reasons, checked.draft)

"""Columns that the receipt list shows, sorts and searches, taken from a reading."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy.orm import Session

from receipt_desktop.domain.fields import KEY_FIELDS, Field, FieldValue
from receipt_desktop.domain.reading import Draft, Reading
from receipt_desktop.store import search_index, tax_parts
from receipt_desktop.store.money import to_minor_units
from receipt_desktop.store.search_text import fold_text
from receipt_desktop.store.tables import ReceiptRow

TEXT_COLUMNS = {
    "tags": Field.TAGS,
    "project": Field.PROJECT,
    "note": Field.NOTE,
    "paid_by": Field.PAID_BY,
}
"""The bookkeeping fields with a column of the same name."""


def update_list_values(session: Session, row: ReceiptRow, reading: Reading) -> None:
    """Set the columns of the list, the searched text and the parts by tax rate and category."""
    draft = reading.checked.draft
    for name, value in list_key_values(draft).items():
        setattr(row, name, value)
    row.sort_name = fold_text(row.merchant or "")
    reimbursable = draft.get_value(Field.REIMBURSABLE)
    row.reimbursable = None if reimbursable is None else bool(reimbursable)
    for name, field in TEXT_COLUMNS.items():
        value = draft.get_value(field)
        setattr(row, name, None if value is None else str(value))
    confidences = [draft.fields[field].confidence for field in KEY_FIELDS if field in draft.fields]
    row.confidence = min(confidences) if len(confidences) == len(KEY_FIELDS) else None
    search_index.save_body(session, row, reading)
    tax_parts.save_parts(session, row, draft.tax_lines, draft.items)


def list_key_values(draft: Draft) -> dict[str, Any]:
    """The columns of the list that say what was bought where, by name."""
    day, merchant = draft.get_value(Field.DATE), draft.get_value(Field.MERCHANT)
    category = draft.get_value(Field.CATEGORY)
    return {
        "currency": draft.currency,
        "total_minor": _to_minor(draft.get_value(Field.TOTAL), draft.currency),
        "tax_minor": _to_minor(draft.get_value(Field.TAX), draft.currency),
        "day": day if isinstance(day, date) else None,
        "merchant": None if merchant is None else str(merchant),
        "category": None if category is None else str(category),
    }


def _to_minor(amount: FieldValue | None, currency: str | None) -> int | None:
    return to_minor_units(amount, currency) if isinstance(amount, Decimal) else None

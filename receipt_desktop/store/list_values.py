"""Columns that the receipt list shows, sorts and searches, taken from a reading."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from receipt_desktop.domain.fields import KEY_FIELDS, Field
from receipt_desktop.domain.reading import Reading
from receipt_desktop.store.money import to_minor_units
from receipt_desktop.store.tables import ReceiptRow

MAX_SEARCH_CHARACTERS = 20_000


def update_list_values(row: ReceiptRow, reading: Reading) -> None:
    draft = reading.checked.draft
    total, day = draft.get_value(Field.TOTAL), draft.get_value(Field.DATE)
    merchant, category = draft.get_value(Field.MERCHANT), draft.get_value(Field.CATEGORY)
    row.currency = draft.currency
    row.total_minor = to_minor_units(total, draft.currency) if isinstance(total, Decimal) else None
    row.day = day if isinstance(day, date) else None
    row.merchant = None if merchant is None else str(merchant)
    row.category = None if category is None else str(category)
    confidences = [draft.fields[field].confidence for field in KEY_FIELDS if field in draft.fields]
    row.confidence = min(confidences) if len(confidences) == len(KEY_FIELDS) else None
    row.search = build_search_text(row, reading)


def build_search_text(row: ReceiptRow, reading: Reading) -> str:
    """The text to search: file name, merchant and all lines, case folded."""
    words = [row.file_name, row.merchant or "", *(line.text for line in reading.text.lines)]
    return "\n".join(words).casefold()[:MAX_SEARCH_CHARACTERS]

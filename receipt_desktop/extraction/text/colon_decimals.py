"""Amounts with a colon before the decimals, as Scandinavian tills print them: "378:00"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from receipt_desktop.extraction.text.normalize import fold_text
from receipt_desktop.extraction.text.rows import TextRow

_CURRENCIES = frozenset({"SEK", "NOK", "DKK", "ISK"})
_AMOUNT = re.compile(r"(?<![\d:.,])(\d{1,5}):(\d{2})(?= ?(?:kr|sek|nok|dkk)?\W*$)", re.IGNORECASE)
_USUAL = re.compile(r"\d[.,]\d{2}\W*$")
_DATE = re.compile(r"\d{2,4}[-./]\d{1,2}[-./]\d{2,4}|\bkl\b", re.IGNORECASE)
_HOURS = 24
_LEAST = 2
"""Amounts that cannot be a time of the day."""


def restore_decimals(rows: Sequence[TextRow], currency: str | None) -> tuple[TextRow, ...]:
    """The rows with commas for these colons, where no amount has the usual sign."""
    found = [match for row in rows if (match := _find(row))]
    amounts = sum(int(match[1]) >= _HOURS for match in found)
    is_usual = any(_USUAL.search(row.text) for row in rows)
    if currency not in _CURRENCIES or is_usual or amounts < _LEAST:
        return tuple(rows)
    return tuple(_restore(row) if _find(row) else row for row in rows)


def _find(row: TextRow) -> re.Match[str] | None:
    return None if _DATE.search(row.text) else _AMOUNT.search(row.text)


def _restore(row: TextRow) -> TextRow:
    text = _AMOUNT.sub(r"\1,\2", row.text)
    return replace(row, text=text, folded=fold_text(text))

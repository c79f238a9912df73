"""Restores the sign "/-" behind whole rupees, which handwriting makes look like the digit 1.

South Asian bills write "1500/-"; where all amounts end in "1-", that is this sign.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from receipt_desktop.extraction.text.normalize import fold_text
from receipt_desktop.extraction.text.rows import TextRow

_CURRENCIES = frozenset({"INR", "NPR", "PKR", "BDT", "LKR"})
_MISREAD = re.compile(r"(?<=\d)[1lI|)\]]-(?=\W*$)")
_USUAL = re.compile(r"\d[.,]\d{2}\W*$|/-")
_ONES = re.compile(r"\d1-\W*$")
_LEAST = 4
"""Amounts that end in this way."""


def restore_dashes(rows: Sequence[TextRow], currency: str | None) -> tuple[TextRow, ...]:
    """The rows with the sign, where no amount has decimals and several seem to end in "1-"."""
    found = [row for row in rows if _MISREAD.search(row.text)]
    is_usual = any(_USUAL.search(row.text) for row in rows)
    ones = sum(bool(_ONES.search(row.text)) for row in found)
    if currency not in _CURRENCIES or is_usual or ones < _LEAST:
        return tuple(rows)
    return tuple(_restore(row) if row in found else row for row in rows)


def _restore(row: TextRow) -> TextRow:
    text = _MISREAD.sub("/-", row.text)
    return replace(row, text=text, folded=fold_text(text))

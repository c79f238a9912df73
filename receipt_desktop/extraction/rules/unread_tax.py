"""Notices a tax that is charged, as the words say, but whose amount was not read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache

from receipt_desktop.extraction.facts.loader import load_facts
from receipt_desktop.extraction.rules.tax_candidates import find_rates
from receipt_desktop.extraction.text.normalize import fold_text
from receipt_desktop.extraction.text.rows import TextRow
from receipt_desktop.extraction.text.tax_names import is_name_of_tax, names_tax


def names_unread_tax(rows: Sequence[TextRow], total_rows: Iterable[int]) -> bool:
    """Whether a tax with its rate, or the head of a tax table, has no amount beside it.

    For receipts on which no tax amount was found. `total_rows` are the indexes of the rows of the
    total: a head above them may be that of the prices.
    """
    lowest = max(total_rows, default=len(rows))
    return any(
        not row.amounts and (_has_taxed_rate(row) or (row.index > lowest and _is_head(row, rows)))
        for row in rows
    )


def _has_taxed_rate(row: TextRow) -> bool:
    """Whether the row is the name of a tax and its rate: "Sales Tax 6.5%"."""
    return names_tax(row.text) and any(rate > 0 for rate in find_rates(row.text))


def _is_head(row: TextRow, rows: Sequence[TextRow]) -> bool:
    """Whether the row is "VAT EUR" above a row with figures."""
    below = next((other for other in rows if other.index == row.index + 1), None)
    words = _signs().sub(" ", fold_text(row.text))
    is_table = below is not None and any(letter.isdigit() for letter in below.text)
    return is_table and words != fold_text(row.text) and is_name_of_tax(words)


@cache
def _signs() -> re.Pattern[str]:
    """Codes of currencies as words."""
    codes = sorted({str(code) for code in load_facts("currencies")["signs"].values()})
    return re.compile(rf"(?<!\w)(?:{'|'.join(codes).lower()})(?!\w)")

"""Notices a tax that is charged, as the words say, but whose amount was not read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache

from receipt_desktop.extraction.facts.loader import load_facts
from receipt_desktop.extraction.rules.tax_candidates import find_rates
from receipt_desktop.extraction.text.labels import AmountRole, LabelledAmount
from receipt_desktop.extraction.text.normalize import fold_text
from receipt_desktop.extraction.text.rows import TextRow
from receipt_desktop.extraction.text.tax_names import (
    is_name_of_tax,
    names_tax,
    says_prices_hold_tax,
    says_tax_is_included,
)

_NETS = frozenset({AmountRole.SUBTOTAL, AmountRole.NET})


def names_unread_tax(
    rows: Sequence[TextRow], total_rows: Iterable[int], labelled: Sequence[LabelledAmount] = ()
) -> bool:
    """Whether a tax with its rate, or the head of a tax table, has no amount beside it.

    For receipts on which no tax amount was found. `total_rows` are the indexes of the rows of the
    total: a head above them may be that of the prices.
    """
    lowest = max(total_rows, default=len(rows))
    raised = _find_raised_part(labelled, total_rows)
    return any(
        says_tax_is_included(row.text)
        or (not row.amounts and _names_charged_tax(row, rows, lowest, raised))
        for row in rows
    )


def _names_charged_tax(row: TextRow, rows: Sequence[TextRow], lowest: int, raised: range) -> bool:
    """Whether a row without an amount names a tax with its rate, or where its amount has to be."""
    if _has_taxed_rate(row) or _has_misread_figure(row):
        return True
    if row.index in raised and is_name_of_tax(row.text):
        return True
    return row.index > lowest and (_has_misread_amount(row) or _is_head(row, rows))


def _find_raised_part(labelled: Sequence[LabelledAmount], total_rows: Iterable[int]) -> range:
    """The rows between the last subtotal and a higher total: what is named there is added."""
    rows = set(total_rows)
    totals = [entry for entry in labelled if entry.row.index in rows]
    first = min(rows, default=0)
    nets = [entry for entry in labelled if entry.role in _NETS and entry.row.index < first]
    total = max((entry.amount.value for entry in totals), default=None)
    if not nets or total is None or not 0 < nets[-1].amount.value < total:
        return range(0)
    return range(nets[-1].row.index, first)


def _has_taxed_rate(row: TextRow) -> bool:
    """Whether the row is the name of a tax and its rate: "Sales Tax 6.5%"."""
    is_charged = names_tax(row.text) and not says_prices_hold_tax(row.text)
    return is_charged and any(rate > 0 for rate in find_rates(row.text))


def _has_misread_figure(row: TextRow) -> bool:
    """Whether the row is the name of a tax and a rate whose sign was misread: "Sales Tax 6.5x"."""
    name, count = _MISREAD_RATE.subn("", fold_text(row.text))
    return bool(count) and is_name_of_tax(name)


def _has_misread_amount(row: TextRow) -> bool:
    """Whether the row is the name of a tax and an amount whose point was misread: "TVA 182:3"."""
    name, count = _MISREAD_AMOUNT.subn("", _signs().sub(" ", fold_text(row.text)))
    return bool(count) and is_name_of_tax(name)


_MISREAD_RATE = re.compile(r"(?<![\d.,])\d{1,2}(?:[.,]\d{1,4})? ?(?:[x×*&]|[o0]/[o0])\W*$")
_MISREAD_AMOUNT = re.compile(r"(?<![\d.,:])\d{1,6} ?[:;'] ?\d{1,2}\W*$")


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

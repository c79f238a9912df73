"""The tax on the form of Chinese tax offices: "合计 ¥28.75 ¥0.86" above "价税合计 ¥29.61"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from itertools import pairwise

from receipt_desktop.extraction.rules.tax_candidates import CENT, MAX_SHARE, TaxCandidate
from receipt_desktop.extraction.text.rows import TextRow

_GROSS = re.compile("[价價][税稅]合[计計]")
_SUMS = re.compile("合[计計](?!.*[大小][写寫])")
RATES = tuple(map(Decimal, ("1", "3", "5", "6", "9", "10", "11", "13", "16", "17")))
"""In percent, those of former years and of small firms too."""


def find_tax_of_invoice(
    chosen: Sequence[TaxCandidate], rows: Sequence[TextRow], total: Decimal
) -> list[TaxCandidate]:
    """The chosen taxes; what the sums of a Chinese invoice state where these are others."""
    squeezed = [re.sub(r"\s+", "", row.text) for row in rows]
    if not total or not any(map(_GROSS.search, squeezed)):
        return list(chosen)
    stated = next((tax for row in _list_rows_of_sums(rows) for tax in _read(row, total)), None)
    if stated is None or sum((tax.amount for tax in chosen), Decimal(0)) == stated.amount:
        return list(chosen)
    return [stated]


def _list_rows_of_sums(rows: Sequence[TextRow]) -> Iterable[TextRow]:
    """The rows of net amount and tax, also right below their label."""
    for row, below in pairwise(rows):
        if _SUMS.match(re.sub(r"\s+", "", row.text)):
            yield row if row.amounts else below


def _read(row: TextRow, total: Decimal) -> Iterable[TaxCandidate]:
    """Net amount and tax that add up to the total, or the difference if a rate makes it."""
    printed = [abs(amount.value) for amount in row.amounts]
    for net in printed[:1]:
        tax = total - net
        rate = next((rate for rate in RATES if abs(net * rate / 100 - tax) <= CENT), None)
        if 0 < tax <= total * MAX_SHARE and (rate or tax in printed[1:]):
            yield TaxCandidate(row, rate, net, tax, total, is_proven=True)

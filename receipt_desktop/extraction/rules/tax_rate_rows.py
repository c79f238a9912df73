"""Finds the taxes of a table of two columns, the rate and the tax, without the amounts taxed.

"VAT%  Tien VAT", "5.00  1,215.81" and "8.00  9,925.93" in Vietnam: together they are of the total.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from receipt_desktop.extraction.rules.tax_candidates import TaxCandidate
from receipt_desktop.extraction.text.rows import TextRow
from receipt_desktop.extraction.text.tax_names import names_tax

_RATE_AND_TAX = re.compile(r"(\d{1,2})(?:[., ]00?)? ?%? {2,}[\d.,]+")
_LEAST_ROWS = 2
_MOST_OFF = Decimal("0.5")
"""Units by which each rounded tax may put its sales off."""


def find_rows_of_rates(
    rows: Sequence[TextRow], total: Decimal, rates: Sequence[Decimal]
) -> list[TaxCandidate]:
    """The rows below the head of such a table, if the sales of their rates make the total."""
    heads = [row.index for row in rows if names_tax(row.text) and not row.amounts]
    for head in heads:
        found = _read_below(head, rows, rates)
        sales = sum((row.gross or Decimal(0) for row in found), Decimal(0))
        is_whole = abs(sales - total) <= _MOST_OFF * len(found)
        if len(found) >= _LEAST_ROWS and is_whole:
            return found
    return []


def _read_below(head: int, rows: Sequence[TextRow], rates: Sequence[Decimal]) -> list[TaxCandidate]:
    found: list[TaxCandidate] = []
    for row in rows[head + 1 :]:
        match = _RATE_AND_TAX.fullmatch(row.text.strip())
        rate = Decimal(match[1]) if match else Decimal(0)
        if not rate or rate not in rates or not row.amounts:
            break
        tax = abs(row.amounts[-1].value)
        net = tax * 100 / rate
        found.append(TaxCandidate(row, rate, net, tax, net + tax, is_proven=True))
    return found

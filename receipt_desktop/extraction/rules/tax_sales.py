"""The taxes of receipts that print the sales of each rate, where a tax itself was misread.

Polish tills print "SPRZEDAZ OPODATKOWANA B 164,00" and "PTU B 8%  12,15".
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal

from receipt_desktop.extraction.rules.tax_candidates import (
    CENT,
    TOLERANCE,
    TaxCandidate,
    find_rates,
)
from receipt_desktop.extraction.text.labels import LabelledAmount
from receipt_desktop.extraction.text.rows import TextRow
from receipt_desktop.extraction.text.tax_names import names_tax

_SALES = re.compile(r"\bsprz\w*\.? ?op\w*\.?(?: ptu)? ?([a-g])\b")
_RATE = re.compile(r"\b(?:ptu|podatek|kwota)\b[ :.]*([a-g])\b")


def find_taxes_of_sales(
    chosen: Sequence[TaxCandidate],
    rows: Sequence[TextRow],
    labelled: Sequence[LabelledAmount],
    total: Decimal,
) -> list[TaxCandidate]:
    """The chosen rows, or the taxes of the sales of each rate where these make the total."""
    sales = _list_sales(labelled)
    rates = _list_rates(rows)
    is_whole = sales and abs(sum(sales.values(), Decimal(0)) - total) <= CENT
    if not is_whole or not sales.keys() <= rates.keys():
        return list(chosen)
    taxes = [_make_tax(*rates[letter], sale) for letter, sale in sales.items()]
    differ = abs(_sum(taxes) - _sum(chosen)) > TOLERANCE
    return taxes if differ else list(chosen)


def _list_sales(labelled: Sequence[LabelledAmount]) -> Mapping[str, Decimal]:
    """The sales by the letter of their rate."""
    found = ((_SALES.search(entry.row.folded), entry) for entry in labelled)
    return {match[1]: abs(entry.amount.value) for match, entry in found if match}


def _list_rates(rows: Sequence[TextRow]) -> Mapping[str, tuple[TextRow, Decimal]]:
    """The rates by their letter, with their rows."""
    found = ((_RATE.search(row.folded), row, find_rates(row.text)) for row in rows)
    return {match[1]: (row, rates[0]) for match, row, rates in found if match and rates}


def _make_tax(row: TextRow, rate: Decimal, gross: Decimal) -> TaxCandidate:
    tax = (gross * rate / (100 + rate)).quantize(CENT, ROUND_HALF_UP)
    return TaxCandidate(row, rate, gross - tax, tax, gross, is_proven=True)


def _sum(rows: Sequence[TaxCandidate]) -> Decimal:
    return sum((row.amount for row in rows), Decimal(0))


def drop_incomplete_taxes(
    chosen: Sequence[TaxCandidate], rows: Sequence[TextRow], total: Decimal
) -> list[TaxCandidate]:
    """None at all where the amount of another rate was not read, and the chosen ones lack it."""
    rates = {row.rate for row in chosen}
    gross = sum(((row.net or Decimal(0)) + row.amount for row in chosen), Decimal(0))
    if None in rates or abs(gross - total) <= TOLERANCE * len(rates):
        return list(chosen)
    unread = [row for row in rows if _has_unread_amount(row, rates)]
    return [] if unread else list(chosen)


def _has_unread_amount(row: TextRow, known: set[Decimal | None]) -> bool:
    """Whether a tax of another rate has digits beside the rate that are neither an amount nor 0."""
    rates = find_rates(row.text)
    if not names_tax(row.text) or row.amounts or len(rates) != 1 or {0, *known} & {*rates}:
        return False
    return bool(re.search(r"%\W{0,4}0*[1-9]", row.text))

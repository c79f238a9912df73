"""The tax of receipts that print the rate of each item, as Italian and Russian ones do.

The names of the taxes may be unread, or torn from their amounts on a slanted receipt.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from decimal import Decimal

from receipt_desktop.extraction.rules.tax_candidates import (
    CENT,
    TOLERANCE,
    TaxCandidate,
    find_rates,
)
from receipt_desktop.extraction.text.labels import AmountRole, LabelledAmount
from receipt_desktop.extraction.text.rows import TextRow
from receipt_desktop.extraction.text.tax_names import names_tax

_ITEM_ROLES = frozenset({AmountRole.NONE, AmountRole.DISCOUNT})
_ROWS_BELOW = 3
"""Rows between the name of the tax and its amount, at most."""


def find_tax_of_items(
    chosen: Sequence[TaxCandidate],
    rows: Sequence[TextRow],
    labelled: Sequence[LabelledAmount],
    total: Decimal,
) -> list[TaxCandidate]:
    """The chosen rows; else the amounts below the total that the rates of the items make."""
    places = [entry.row.index for entry in labelled if abs(entry.amount.value) == total]
    first = min(places, default=-1)
    sales = _sum_by_rate([entry for entry in labelled if entry.row.index < first])
    if chosen or not sales or sum(sales.values()) != total:
        return list(chosen)
    below = [entry for entry in labelled if entry.row.index > first]
    return _find_taxes_of_rates(below, sales) or _find_sum(below, rows, sales)


def _sum_by_rate(labelled: Sequence[LabelledAmount]) -> Mapping[Decimal, Decimal]:
    """The prices of the items of each rate: the last amounts of their rows."""
    prices = {entry.row.index: entry for entry in labelled if entry.role in _ITEM_ROLES}
    sales: defaultdict[Decimal, Decimal] = defaultdict(Decimal)
    for entry in prices.values():
        rates = find_rates(entry.row.text)
        if len(rates) == 1:
            sales[rates[0]] += entry.amount.value
    return sales


def _find_taxes_of_rates(
    labelled: Sequence[LabelledAmount], sales: Mapping[Decimal, Decimal]
) -> list[TaxCandidate]:
    """The row of each rate with its tax; none where one is missing."""
    found = []
    for rate, gross in sales.items():
        tax = (gross * rate / (100 + rate)).quantize(CENT)
        of_rate = [e for e in labelled if rate in find_rates(e.row.text)]
        row = next((e.row for e in of_rate if abs(abs(e.amount.value) - tax) <= CENT), None)
        if row is None:
            return []
        found.append(TaxCandidate(row, rate, gross - tax, tax, gross, is_proven=True))
    return found


def _find_sum(
    labelled: Sequence[LabelledAmount], rows: Sequence[TextRow], sales: Mapping[Decimal, Decimal]
) -> list[TaxCandidate]:
    """The amount of all taxes, somewhat below the name of a tax without an amount."""
    tax = sum((gross * rate / (100 + rate) for rate, gross in sales.items()), Decimal(0))
    names = [row.index for row in rows if not row.amounts and names_tax(row.text)]
    return [
        TaxCandidate(entry.row, None, None, abs(entry.amount.value), None, is_proven=True)
        for entry in labelled
        if abs(abs(entry.amount.value) - tax) <= TOLERANCE
        and any(0 < entry.row.index - name <= _ROWS_BELOW for name in names)
    ][:1]

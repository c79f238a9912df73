"""The tax of receipts that print the rate of each item, as Italian ones do.

The rows of a slanted receipt may be torn apart, so that the tax stands beside other words.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from decimal import Decimal

from receipt_desktop.extraction.rules.tax_candidates import TOLERANCE, TaxCandidate, find_rates
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
    """The chosen rows; else the amount below the name of a tax that the rates of the items make."""
    sales = _sum_by_rate(labelled)
    if chosen or not sales or sum(sales.values()) != total:
        return list(chosen)
    tax = sum((gross * rate / (100 + rate) for rate, gross in sales.items()), Decimal(0))
    names = [row.index for row in rows if not row.amounts and names_tax(row.text)]
    return [
        TaxCandidate(entry.row, None, None, abs(entry.amount.value), total, is_proven=True)
        for entry in labelled
        if abs(abs(entry.amount.value) - tax) <= TOLERANCE
        and any(0 < entry.row.index - name <= _ROWS_BELOW for name in names)
    ][:1]


def _sum_by_rate(labelled: Sequence[LabelledAmount]) -> Mapping[Decimal, Decimal]:
    """The prices of the items of each rate."""
    sales: defaultdict[Decimal, Decimal] = defaultdict(Decimal)
    for entry in labelled:
        rates = find_rates(entry.row.text)
        if len(rates) == 1 and entry.columns == 1 and entry.role in _ITEM_ROLES:
            sales[rates[0]] += entry.amount.value
    return sales

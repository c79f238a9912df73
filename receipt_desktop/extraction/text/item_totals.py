"""Tells the sum of each item, printed beside the word of a total, from the total of the receipt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from receipt_desktop.extraction.text.labels import AmountRole, LabelledAmount

_MIN_ITEMS = 2
_PRICE_AND_SUM = 2


def unname_item_totals(labelled: Sequence[LabelledAmount]) -> list[LabelledAmount]:
    """The amounts, without the role of a total for those of items that a total below sums up.

    "PVP: 51.50 TOT: 51.50" and "PVP: 47.50 TOT: -47.50" above "TOTAL: 4.00".
    """
    counts: dict[int, int] = {}
    for entry in labelled:
        counts[entry.row.index] = counts.get(entry.row.index, 0) + 1
    totals = [e for e in labelled if e.role is AmountRole.TOTAL and e.columns == 1]
    items = [e for e in totals if counts[e.row.index] == _PRICE_AND_SUM and _is_behind_price(e)]
    last = max((entry.row.index for entry in items), default=0)
    summed = sum((entry.amount.value for entry in items), Decimal(0))
    below = [e for e in totals if e.row.index > last and e.amount.value == summed]
    if len(items) < _MIN_ITEMS or not below:
        return list(labelled)
    return [
        replace(entry, role=AmountRole.NONE, strength=0.0) if entry in items else entry
        for entry in labelled
    ]


def _is_behind_price(entry: LabelledAmount) -> bool:
    """Whether another amount stands before it in its row."""
    amounts = entry.row.amounts
    return len(amounts) == _PRICE_AND_SUM and amounts[0].start < entry.amount.start

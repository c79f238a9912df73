"""Totals that charges below a first total raise: service, taxes and the rounding."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from itertools import pairwise

from receipt_desktop.extraction.rules.cash_rounding import TOTAL_ROLES
from receipt_desktop.extraction.text.labels import AmountRole, LabelledAmount

_RAISING = frozenset(
    {AmountRole.TAX, AmountRole.TIP, AmountRole.ROUNDING, AmountRole.DISCOUNT, AmountRole.NONE}
)
_RAISED = TOTAL_ROLES | {AmountRole.NET, AmountRole.SUBTOTAL, AmountRole.DUE_ZERO}
_LEAST_CHARGES = 2


def find_raised_totals(labelled: Sequence[LabelledAmount]) -> set[tuple[Decimal, Decimal]]:
    """Pairs of a total and the amount that the charges between the two make of it.

    "Total Amount 4525.00", "SERC @ 10% 452.50", "Gst 124.49" twice, "Round Off -0.48" and "Net
    Amount 5226.00".
    """
    column = _list_last_amounts(labelled)
    starts = [number for number, entry in enumerate(column) if entry.role in TOTAL_ROLES]
    return {pair for start in starts for pair in _follow_charges(column[start:])}


def _follow_charges(column: Sequence[LabelledAmount]) -> Iterable[tuple[Decimal, Decimal]]:
    base, *below = column
    summed = base.amount.value
    roles: list[AmountRole] = []
    for entry in below:
        is_raised = entry.role in _RAISED and entry.amount.value == summed > base.amount.value
        if is_raised and AmountRole.TAX in roles and len(roles) >= _LEAST_CHARGES:
            yield base.amount.value, summed
        if entry.role not in _RAISING or entry.columns > 1:
            return
        is_reduction = entry.role is AmountRole.DISCOUNT
        summed += -abs(entry.amount.value) if is_reduction else entry.amount.value
        roles.append(entry.role)


def _list_last_amounts(labelled: Sequence[LabelledAmount]) -> list[LabelledAmount]:
    followed = {id(a) for a, b in pairwise(labelled) if a.row.index == b.row.index}
    return [entry for entry in labelled if id(entry) not in followed]

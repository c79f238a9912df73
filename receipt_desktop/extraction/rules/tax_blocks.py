"""The taxes of receipts that print them twice: before a discount on the sum, and after it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from receipt_desktop.extraction.rules.tax_candidates import TOLERANCE, TaxCandidate
from receipt_desktop.extraction.text.labels import AmountRole, LabelledAmount

_REDUCTIONS = frozenset({AmountRole.DISCOUNT, AmountRole.VOUCHER})
_SUMS = frozenset(
    {
        AmountRole.SUBTOTAL,
        AmountRole.TOTAL,
        AmountRole.TOTAL_INCL,
        AmountRole.ROUNDED,
        AmountRole.NONE,
    }
)


def drop_replaced_taxes(
    found: Sequence[TaxCandidate], labelled: Sequence[LabelledAmount], total: Decimal
) -> list[TaxCandidate]:
    """The rows without those above a sum that is reduced to the total, if they are stated anew.

    "8 % 472", "SUBTOTAL 6,827", "POINTS -270" and then "8 % 452" of 6,557.
    """
    for sum_row, discount_row in _list_reductions(labelled, total):
        before = [row for row in found if row.row.index <= sum_row]
        after = [row for row in found if row.row.index >= discount_row]
        if _state_anew(before, after):
            return after
    return list(found)


def _list_reductions(
    labelled: Sequence[LabelledAmount], total: Decimal
) -> Iterable[tuple[int, int]]:
    """Indexes of a sum and of the discount below it that leaves the total."""
    reductions = [
        entry
        for entry in labelled
        if entry.amount.value and (entry.role in _REDUCTIONS or entry.amount.value < 0)
    ]
    for reduction in reductions:
        whole = total + abs(reduction.amount.value)
        for entry in labelled:
            is_above = entry.row.index < reduction.row.index
            if is_above and entry.role in _SUMS and entry.amount.value == whole:
                yield entry.row.index, reduction.row.index


def _state_anew(before: Sequence[TaxCandidate], after: Sequence[TaxCandidate]) -> bool:
    """Whether the taxes below are those above: of the same rates, and none of them is higher."""
    old, new = _list_by_rate(before), _list_by_rate(after)
    if {None} in (old.keys(), new.keys()):
        old, new = {None: sum(old.values(), Decimal(0))}, {None: sum(new.values(), Decimal(0))}
    return any(new.values()) and old.keys() == new.keys() and all(new[r] <= old[r] for r in new)


def _list_by_rate(rows: Sequence[TaxCandidate]) -> dict[Decimal | None, Decimal]:
    """The highest amount of each rate; of rows without any only where no row has one."""
    stated = [row for row in rows if row.is_proven or not row.needs_proof]
    rated = [row for row in stated if row.rate is not None] or stated
    rates = {row.rate for row in rated}
    return {rate: max(row.amount for row in rated if row.rate == rate) for rate in rates}


def keep_last_of_rates(rows: Sequence[TaxCandidate], most: Decimal) -> list[TaxCandidate]:
    """The last row of each rate, where all of them together are more than the highest rate allows.

    None at all where even these are too much. Taxes that are charged side by side remain.
    """
    rates = [row.rate for row in rows]
    is_repeated = None not in rates and len(set(rates)) < len(rates)
    if not is_repeated or any(row.names for row in rows) or _sum(rows) <= most + TOLERANCE:
        return list(rows)
    last = list({row.rate: row for row in rows}.values())
    return last if _sum(last) <= most + TOLERANCE else []


def _sum(rows: Sequence[TaxCandidate]) -> Decimal:
    return sum((row.amount for row in rows), Decimal(0))

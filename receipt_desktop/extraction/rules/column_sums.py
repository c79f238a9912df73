"""Sums down the column of prices: they tell a total that no word names.

The last amounts of the rows are the column. An amount that is the sum of the amounts above it is a
total; so is the first of three amounts in which the second is the sum of the others, as a total,
the cash tendered and the change are printed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

from receipt_desktop.extraction.text.labels import AmountRole, LabelledAmount

_SKIPPED = frozenset(
    {
        AmountRole.COUNT,
        AmountRole.IGNORE,
        AmountRole.SUGGESTED,
        AmountRole.TOTAL,
        AmountRole.TOTAL_INCL,
        AmountRole.ROUNDED,
        AmountRole.SUBTOTAL,
        AmountRole.NET,
        AmountRole.CASH,
        AmountRole.CARD,
        AmountRole.VOUCHER,
        AmountRole.CHANGE,
        AmountRole.CARRIED,
        AmountRole.DUE_ZERO,
    }
)
"""Roles of amounts that are no part of the sum of the items."""
_EXTRAS = frozenset({AmountRole.TAX, AmountRole.TIP, AmountRole.ROUNDING})
"""Roles of amounts that some countries add to the sum of the items."""
_NOT_SUMS = frozenset({AmountRole.TAX, AmountRole.COUNT, AmountRole.IGNORE, AmountRole.SUGGESTED})
_MOST_TERMS = 80
_MOST_COLUMNS = 2
"""Amounts beside a total; a row with more is a row of a table."""


def prove_column_sums(
    proofs: defaultdict[Decimal, set[str]], labelled: Sequence[LabelledAmount]
) -> None:
    """Add the proofs "items", "pair", "tendered" and "change" for sums of the column of prices."""
    column = _find_column(labelled)
    for position, entry in enumerate(column):
        value = abs(entry.amount.value)
        may_be_sum = entry.role not in _NOT_SUMS and entry.columns <= _MOST_COLUMNS
        if value and may_be_sum and _is_sum_of_items(column[:position], value):
            proofs[value].add("items")
    steps = [b for a, b in pairwise([None, *column]) if b and not (a and _are_equal(a, b))]
    for first, second, third in zip(steps, steps[1:], steps[2:], strict=False):
        a, b, c = (abs(entry.amount.value) for entry in (first, second, third))
        if a + b == c and a > b > 0 and third.role not in _NOT_SUMS:
            proofs[c].add("pair")
        if a + c == b and a > 0 and _may_be_paid(second) and third.role in _CHANGE_ROLES:
            proofs[a].add("change" if c and second.role is AmountRole.CASH else "tendered")


_CHANGE_ROLES = frozenset({AmountRole.CHANGE, AmountRole.NONE})


def _are_equal(one: LabelledAmount, other: LabelledAmount) -> bool:
    """Whether a payment is printed twice: "Cash 20.00", "Paid 20.00"."""
    return one.amount.value == other.amount.value and _may_be_paid(one)


def _may_be_paid(entry: LabelledAmount) -> bool:
    return entry.role in (AmountRole.CASH, AmountRole.CARD, AmountRole.NONE)


def _find_column(labelled: Sequence[LabelledAmount]) -> list[LabelledAmount]:
    """The last amount of each row that has any, from top to bottom."""
    followed = {id(a) for a, b in pairwise(labelled) if a.row.index == b.row.index}
    return [entry for entry in labelled if id(entry) not in followed]


def _is_price(entry: LabelledAmount) -> bool:
    """Whether it is the second amount after a count of pieces: "1 PCS X 13.900 13.900"."""
    return entry.role is AmountRole.COUNT and entry.columns == _MOST_COLUMNS


def _is_sum_of_items(above: Sequence[LabelledAmount], value: Decimal) -> bool:
    """Whether the nearest two or more prices above add up to the value, with or without tax."""
    items = extras = Decimal(0)
    terms = 0
    for entry in reversed(above[-_MOST_TERMS:]):
        amount = entry.amount.value
        if entry.role in _EXTRAS:
            extras += amount
        elif (entry.role not in _SKIPPED or _is_price(entry)) and abs(amount) != value:
            items += -abs(amount) if entry.role is AmountRole.DISCOUNT else amount
            terms += 1
        if terms > 1 and value in (items, items + extras):
            return True
    return False

"""Chooses among the possible items of a receipt those that add up to a printed sum."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from decimal import Decimal

from receipt_desktop.domain.reading import LineItem

CENT = Decimal("0.015")


def sum_totals(items: Sequence[LineItem]) -> Decimal:
    """The sum of the amounts."""
    return sum((item.total for item in items), Decimal(0))


def fit_to_sums(found: list[LineItem], sums: Collection[Decimal]) -> list[LineItem] | None:
    """Fewer items that match a printed sum: all but one, the first ones, or without discounts.

    None when no choice matches.
    """
    return _drop_intruder(found, sums) or _cut_at_sum(found, sums) or _drop_deductions(found, sums)


def add_up(found: Sequence[LineItem], sums: Collection[Decimal]) -> bool:
    """Whether there are items and they match a printed sum."""
    return bool(found) and _matches(sum_totals(found), sums)


def _matches(summed: Decimal, sums: Collection[Decimal]) -> bool:
    return any(abs(summed - target) < CENT for target in sums)


def _drop_intruder(found: list[LineItem], sums: Collection[Decimal]) -> list[LineItem] | None:
    """All items but the one without which the others match a printed sum."""
    summed = sum_totals(found)
    for item in found if len(found) > 1 else ():
        if item.total > 0 and _matches(summed - item.total, sums):
            return [other for other in found if other is not item]
    return None


def _cut_at_sum(found: list[LineItem], sums: Collection[Decimal]) -> list[LineItem] | None:
    """The longest row of first items that match a sum which one of the others repeats."""
    for count in range(len(found) - 1, 0, -1):
        rest = {item.total for item in found[count:]}
        if _matches(sum_totals(found[:count]), rest.intersection(sums)):
            return found[:count]
    return None


def _drop_deductions(found: list[LineItem], sums: Collection[Decimal]) -> list[LineItem] | None:
    """The items without discounts that are printed for information, already subtracted."""
    positive = [item for item in found if item.total > 0]
    return positive if len(positive) > 1 and _matches(sum_totals(positive), sums) else None

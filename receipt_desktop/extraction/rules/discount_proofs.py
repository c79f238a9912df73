"""Totals that are left of an amount after a discount."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from decimal import Decimal

from receipt_desktop.extraction.rules.cash_rounding import TOTAL_ROLES
from receipt_desktop.extraction.text.labels import AmountRole, LabelledAmount, classify_label


def prove_discounts(
    proofs: defaultdict[Decimal, set[str]], labelled: Sequence[LabelledAmount]
) -> None:
    """Add the proof "discount" to what a discount leaves, if that is printed further down."""
    _prove_discount_of_largest(proofs, labelled)
    for total in (entry for entry in labelled if entry.role in TOTAL_ROLES):
        for entry in labelled:
            if entry.row.index > total.row.index and _names_discount(entry):
                left = abs(total.amount.value) - abs(entry.amount.value)
                below = [e for e in labelled if e.row.index > entry.row.index]
                if left > 0 and any(
                    e.amount.value == left and e.role in _REMAINDER_ROLES for e in below
                ):
                    proofs[left].add("discount")


def find_reduced_totals(labelled: Sequence[LabelledAmount]) -> set[Decimal]:
    """Totals of which a discount below leaves exactly what was paid further down.

    "T.CONG 189,000", "GIAM % HD (-20%) -37,800" and "TIEN MAT 151,200".
    """
    return {
        total.amount.value
        for total, discount, left in _list_discounts_below(labelled)
        if _is_paid_below(left, discount, labelled)
    }


def find_totals_before_tax(
    labelled: Sequence[LabelledAmount], nets: Collection[Decimal]
) -> set[Decimal]:
    """Totals of which a discount below leaves one of the amounts that were taxed.

    "Total 100,686.60", "DISCOUNT 8,054.93" and "CGST 6% on 92,631.67  5,557.90".
    """
    return {
        total.amount.value
        for total, discount, left in _list_discounts_below(labelled)
        if discount.amount.value and left in nets
    }


def _list_discounts_below(
    labelled: Sequence[LabelledAmount],
) -> Iterator[tuple[LabelledAmount, LabelledAmount, Decimal]]:
    """Each total with each discount below it, and what that leaves."""
    for total in (entry for entry in labelled if entry.role in TOTAL_ROLES):
        for entry in labelled:
            if entry.row.index > total.row.index and entry.role is AmountRole.DISCOUNT:
                yield total, entry, total.amount.value - abs(entry.amount.value)


def _is_paid_below(
    left: Decimal, discount: LabelledAmount, labelled: Sequence[LabelledAmount]
) -> bool:
    """Whether what is left was paid by card or in cash, or is printed twice without its words."""
    if left <= 0 or discount.amount.value >= 0:
        return False
    below = [entry for entry in labelled if entry.row.index > discount.row.index]
    exact = [entry for entry in below if entry.amount.value == left]
    rounded = [e for e in below if e.amount.value == _round_down_to_ten(left)]
    unnamed = {entry.row.index for entry in rounded if entry.role is AmountRole.NONE}
    return len(unnamed) >= _TWICE or any(entry.role in _PAYMENT_ROLES for entry in exact)


_TWICE = 2
_PAYMENT_ROLES = frozenset({AmountRole.CASH, AmountRole.CARD})


def _names_discount(entry: LabelledAmount) -> bool:
    """Whether the label names a discount, or the word before the amount does, beside a sentence."""
    if entry.role is AmountRole.DISCOUNT:
        return True
    words = entry.label.split()
    return len(words) > 1 and classify_label(words[-1])[0] is AmountRole.DISCOUNT


_REMAINDER_ROLES = frozenset(
    {
        *TOTAL_ROLES,
        AmountRole.NET,
        AmountRole.CARD,
        AmountRole.CASH,
        AmountRole.SUBTOTAL,
        AmountRole.DUE_ZERO,
    }
)


def _prove_discount_of_largest(
    proofs: defaultdict[Decimal, set[str]], labelled: Sequence[LabelledAmount]
) -> None:
    """Prove what follows the largest amount and one with a minus, if it is what is left.

    It may be rounded down to ten, as in Korea: 23,690 -1,016 22,670.
    """
    largest = max((abs(entry.amount.value) for entry in labelled), default=Decimal(0))
    values = [entry.amount.value for entry in labelled]
    for before, discount, left in zip(values, values[1:], values[2:], strict=False):
        if before == largest and discount < 0 < left:
            exact = before + discount
            if left in (exact, _round_down_to_ten(exact)):
                proofs[left].add("discount")


def _round_down_to_ten(amount: Decimal) -> Decimal:
    """The amount without its last digit, as a whole one of four digits and more is paid."""
    is_rounded = amount >= _LARGE and amount % 1 == 0
    return amount - amount % 10 if is_rounded else amount


_LARGE = 1000

"""Cash rounding: finds rounding amounts and the totals that they prove."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal

from receipt_desktop.extraction.text.labels import AmountRole, LabelledAmount

TOTAL_ROLES = frozenset({AmountRole.TOTAL, AmountRole.TOTAL_INCL, AmountRole.ROUNDED})
_MAX_ROUNDING = Decimal("0.1")
_MAX_WHOLE_ROUNDING = Decimal("2.5")
_MAX_NOTE_ROUNDING = Decimal(501)


def amounts_with_role(labelled: Sequence[LabelledAmount], *roles: AmountRole) -> list[Decimal]:
    """Absolute amounts whose label has one of these roles."""
    return [abs(entry.amount.value) for entry in labelled if entry.role in roles]


def is_rounding_step(entry: LabelledAmount, labelled: Sequence[LabelledAmount]) -> bool:
    """Whether the amount is the rounding itself, not the total after it.

    Rounding to coins of 5 or 10 cents is usual. Without coins below a krona or koruna, or below
    five forints, the rounding is up to half of that and gives a whole amount. Where amounts have no
    decimals, it is up to half of the smallest note.
    """
    step = abs(entry.amount.value)
    largest = _MAX_WHOLE_ROUNDING if entry.row.style.places else _MAX_NOTE_ROUNDING
    if entry.role is not AmountRole.ROUNDING or not 0 < step < largest:
        return False
    if step < _MAX_ROUNDING:
        return True
    printed = {abs(other.amount.value) for other in labelled}
    whole = (value for value in printed if value > step and value == int(value))
    return any({value + step, value - step} & printed for value in whole)


def is_near_total(entry: LabelledAmount, labelled: Sequence[LabelledAmount]) -> bool:
    """Whether an amount above is a sum that differs by no more than a rounding."""
    value = abs(entry.amount.value)
    above = [e for e in labelled if e.row.index < entry.row.index]
    sums = amounts_with_role(above, AmountRole.SUBTOTAL, AmountRole.NET, *TOTAL_ROLES)
    taxes = amounts_with_role(above, AmountRole.TAX)
    sums += [total + tax for total in sums for tax in taxes]
    return any(abs(value - total) < _MAX_WHOLE_ROUNDING for total in sums)


def prove_rounding(
    proofs: defaultdict[Decimal, set[str]],
    labelled: Sequence[LabelledAmount],
    steps: Sequence[LabelledAmount],
) -> None:
    """Add proofs: an amount before a rounding, with the rounding, gives the total after it."""
    for entry in steps:
        adjustment = entry.amount.value
        for paid in _find_payments_of_rounded(entry, labelled):
            proofs[paid].add("rounding")
        after = [e for e in labelled if e.row.index > entry.row.index]
        if not any(e.role in TOTAL_ROLES and e.columns == 1 for e in after):
            continue
        before = [e for e in labelled if e.row.index < entry.row.index]
        for value in amounts_with_role(before, AmountRole.SUBTOTAL, AmountRole.NET, *TOTAL_ROLES):
            proofs[value + adjustment].add("rounding")
            proofs[value - adjustment].add("rounding")
        for net in amounts_with_role(before, AmountRole.SUBTOTAL, AmountRole.NET):
            for tax in _list_extras(before):
                proofs[net + tax + adjustment].add("rounding")


def _list_extras(labelled: Sequence[LabelledAmount]) -> list[Decimal]:
    """Taxes and tips, and twice those that are printed twice: CGST and SGST."""
    extras = amounts_with_role(labelled, AmountRole.TAX, AmountRole.TIP)
    return [*extras, *{2 * value for value in extras if extras.count(value) % 2 == 0}]


def _find_payments_of_rounded(
    step: LabelledAmount, labelled: Sequence[LabelledAmount]
) -> set[Decimal]:
    """Payments below a total that differ from it by the rounding."""
    totals = [e for e in labelled if e.role in TOTAL_ROLES and e.row.index < step.row.index]
    return {
        abs(paid.amount.value)
        for paid in labelled
        for total in totals
        if paid.role in (AmountRole.CASH, AmountRole.CARD)
        and total.row.index < paid.row.index
        and abs(total.amount.value - paid.amount.value) == abs(step.amount.value)
    }


def find_unprinted_total(
    value: Decimal, labelled: Sequence[LabelledAmount], steps: Sequence[LabelledAmount]
) -> Decimal | None:
    """What was paid of a total that is rounded below it, where only cash and change tell it.

    "TOTAL 31.81", "ROUNDING -0.01", "CASH 40.00" and "CHANGE 8.20": 31.80.
    """
    sums = [e for e in labelled if e.role in _SUMS and abs(e.amount.value) == value]
    cash = set(amounts_with_role(labelled, AmountRole.CASH))
    change = set(amounts_with_role(labelled, AmountRole.CHANGE))
    left = {given - back for given in cash for back in change}
    for step in steps:
        rounded = {value + step.amount.value, value - step.amount.value} & left
        paid = next((one for one in rounded if one % COIN == 0), None)
        differences = {given - value for given in cash}
        if paid and _is_last_sum(sums, step, labelled, differences):
            return paid
    return None


def _is_last_sum(
    sums: Sequence[LabelledAmount],
    step: LabelledAmount,
    labelled: Sequence[LabelledAmount],
    differences: set[Decimal],
) -> bool:
    """Whether the sum stands above the rounding, no total below it, and no payment above it.

    A rounding between cash and change is left to the seller, unless the change before it is
    printed too: "COMPTANT 50.00", "Différence 6.28", "Arrondi 0.02", "Monnaie 6.30".
    """
    place = step.row.index
    is_shown = any(e.amount.value in differences and e.row.index < place for e in labelled)
    totals = [entry.row.index for entry in labelled if entry.role in TOTAL_ROLES]
    cash = [entry.row.index for entry in labelled if entry.role is AmountRole.CASH]
    is_above = any(entry.row.index < place for entry in sums)
    return is_above and max(totals, default=-1) < place and (is_shown or place < min(cash))


COIN = Decimal("0.05")
"""The smallest coin in countries with cash rounding."""
_SUMS = TOTAL_ROLES | {AmountRole.SUBTOTAL}


def find_rounded_totals(
    labelled: Sequence[LabelledAmount], steps: Sequence[LabelledAmount]
) -> set[tuple[Decimal, Decimal]]:
    """Pairs of totals before and after a rounding; a proof of the first proves the second."""
    pairs = set()
    for entry in steps:
        step = entry.amount.value
        above = [e for e in labelled if e.row.index < entry.row.index and e.role in TOTAL_ROLES]
        below = [e for e in labelled if e.row.index > entry.row.index and e.role in TOTAL_ROLES]
        before, after = (
            set(amounts_with_role(above, *TOTAL_ROLES)),
            set(amounts_with_role(below, *TOTAL_ROLES)),
        )
        pairs |= {(b, a) for b in before for a in after if abs(a - b) == abs(step)}
    return pairs

"""Cash rounding: how much was rounded, and what it confirms."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal

from receipt_desktop.extraction.labels import Labelled, Role

TOTALS = frozenset({Role.TOTAL, Role.TOTAL_INCL, Role.ROUNDED})
_MOST_ROUNDING = Decimal("0.1")
_MOST_WHOLE_ROUNDING = Decimal("2.5")


def values(labelled: Sequence[Labelled], *roles: Role) -> list[Decimal]:
    """Amounts whose label has one of these roles, without their sign."""
    return [abs(entry.amount.value) for entry in labelled if entry.role in roles]


def is_step(entry: Labelled, labelled: Sequence[Labelled]) -> bool:
    """Whether this is how much was rounded, and not the total after it.

    Coins of 5 or 10 cents are the rule. Where there are none below a whole krona or koruna, or
    five forints, the step may be up to half of that, and leads to a whole amount.
    """
    step = abs(entry.amount.value)
    if entry.role is not Role.ROUNDING or not 0 < step < _MOST_WHOLE_ROUNDING:
        return False
    if step < _MOST_ROUNDING:
        return True
    printed = {abs(other.amount.value) for other in labelled}
    whole = (value for value in printed if value > step and value == int(value))
    return any({value + step, value - step} & printed for value in whole)


def prove_rounding(
    proofs: defaultdict[Decimal, set[str]],
    labelled: Sequence[Labelled],
    steps: Sequence[Labelled],
) -> None:
    """What comes before a rounding and the rounding make the total printed after it."""
    for entry in steps:
        adjustment = entry.amount.value
        after = [e for e in labelled if e.row.index > entry.row.index]
        if not any(e.role in TOTALS and e.columns == 1 for e in after):
            continue
        before = [e for e in labelled if e.row.index < entry.row.index]
        for value in values(before, Role.SUBTOTAL, Role.NET, *TOTALS):
            proofs[value + adjustment].add("rounding")
            proofs[value - adjustment].add("rounding")
        for net in values(before, Role.SUBTOTAL, Role.NET):
            for tax in values(before, Role.TAX):
                proofs[net + tax + adjustment].add("rounding")


def roundings(
    labelled: Sequence[Labelled], steps: Sequence[Labelled]
) -> set[tuple[Decimal, Decimal]]:
    """Totals before and after a printed rounding: what confirms the first confirms the second."""
    pairs = set()
    for entry in steps:
        step = entry.amount.value
        above = [e for e in labelled if e.row.index < entry.row.index and e.role in TOTALS]
        below = [e for e in labelled if e.row.index > entry.row.index and e.role in TOTALS]
        before, after = set(values(above, *TOTALS)), set(values(below, *TOTALS))
        pairs |= {(b, a) for b in before for a in after if abs(a - b) == abs(step)}
    return pairs

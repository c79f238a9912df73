"""Totals that only their payment shows to be rounded to coins of five cents."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from receipt_desktop.extraction.rules.cash_rounding import COIN, TOTAL_ROLES, amounts_with_role
from receipt_desktop.extraction.rules.tax_candidates import CENT
from receipt_desktop.extraction.text.labels import AmountRole, LabelledAmount, classify_label
from receipt_desktop.extraction.text.rows import TextRow


def find_rounded_payment(
    labelled: Sequence[LabelledAmount], rows: Sequence[TextRow]
) -> tuple[Decimal, Decimal] | None:
    """The last total, and what was paid of it in coins of five cents; None where both agree."""
    totals = [e for e in labelled if e.role in TOTAL_ROLES and e.columns == 1]
    below = [e for e in labelled if totals and e.row.index > totals[-1].row.index]
    paid = _find_only_payment(below) or _find_rest_of_cash(below, rows)
    total = totals[-1].amount.value if totals else Decimal(0)
    if paid is None or paid % COIN or total % CENT or abs(total - paid) >= COIN:
        return None
    return (total, paid) if total % COIN else None


def _find_only_payment(below: Sequence[LabelledAmount]) -> Decimal | None:
    """The only amount below the total, as in "TOTAL $15.12" and "PAIDAMT $15.10"."""
    is_payment = len(below) == 1 and below[0].role is AmountRole.CASH
    return below[0].amount.value if is_payment else None


def _find_rest_of_cash(below: Sequence[LabelledAmount], rows: Sequence[TextRow]) -> Decimal | None:
    """Cash less change, below the words of a rounding whose amount was not read.

    "Total 7.63", "For Cash Payment (5c Round Off)", "Cash 20.00" and "Change 12.35".
    """
    first = min((entry.row.index for entry in below), default=0)
    above = [row.text for row in rows if row.index < first and not row.amounts][-1:]
    cash = amounts_with_role(below, AmountRole.CASH)
    change = amounts_with_role(below, AmountRole.CHANGE)
    is_rounding = any(classify_label(text)[0] is AmountRole.ROUNDING for text in above)
    return cash[0] - change[0] if is_rounding and len(cash) == len(change) == 1 else None

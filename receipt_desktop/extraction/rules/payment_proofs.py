"""Totals that the payments prove: cash minus change, a balance of 0, vouchers and the rest."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal

from receipt_desktop.extraction.rules.cash_rounding import TOTAL_ROLES, amounts_with_role
from receipt_desktop.extraction.text.labels import AmountRole, LabelledAmount, is_strong_label


def prove_payments(
    proofs: defaultdict[Decimal, set[str]], labelled: Sequence[LabelledAmount]
) -> None:
    """Add the proofs "change", "settled" and "vouchers"."""
    payments = dict.fromkeys(amounts_with_role(labelled, AmountRole.CASH, AmountRole.CARD))
    all_payments = sum(payments, Decimal(0))
    for entry in (entry for entry in labelled if entry.role is AmountRole.CHANGE):
        change = abs(entry.amount.value)
        for paid in (*payments, all_payments) if payments else _find_tender(entry, labelled):
            total = paid - change
            is_counted_twice = paid not in payments and change and total in payments
            if total > 0 and not is_counted_twice:
                proofs[total].add("change" if change else "settled")
    if payments and _is_nothing_due(labelled):
        for paid in (*payments, all_payments):
            proofs[paid].add("settled")
    for total in _find_split_totals(labelled):
        proofs[total].add("vouchers")
    _prove_vouchers(proofs, labelled, [*payments, all_payments])


def _find_split_totals(labelled: Sequence[LabelledAmount]) -> set[Decimal]:
    """Totals above that were paid in part in cash and in part by card.

    "SUMME 8,62", "Geg. BAR 5,00" and "Geg. VISA 3,62", with a card slip of "Betrag 3,62".
    """
    cash, card = (
        [e for e in labelled if e.role is role and e.columns == 1]
        for role in (AmountRole.CASH, AmountRole.CARD)
    )
    pairs = [(one, other) for one in cash for other in card if _are_neighbours(one, other)]
    sums = {abs(one.amount.value) + abs(other.amount.value): one.row.index for one, other in pairs}
    return {
        total.amount.value
        for total in labelled
        if total.role in TOTAL_ROLES and total.columns == 1
        if total.row.index < sums.get(total.amount.value, -1)
    }


def _are_neighbours(one: LabelledAmount, other: LabelledAmount) -> bool:
    """Whether the rows of two payments stand below each other."""
    return bool(one.amount.value and other.amount.value) and (
        0 < abs(one.row.index - other.row.index) <= _ROWS_OF_TENDER
    )


def _prove_vouchers(
    proofs: defaultdict[Decimal, set[str]],
    labelled: Sequence[LabelledAmount],
    payments: Sequence[Decimal],
) -> None:
    """Prove what vouchers and the rest of the payment make; a list of both may repeat a voucher."""
    printed = [value for value in amounts_with_role(labelled, AmountRole.VOUCHER) if value]
    for paid in payments if printed else ():
        proofs[paid + sum(printed)].add("vouchers")
        if len(payments) > 1:
            proofs[paid + sum(set(printed))].add("vouchers")


def find_parts_of_total(labelled: Sequence[LabelledAmount]) -> set[Decimal]:
    """The payments that only together with vouchers make a total printed above them.

    "TOTAL 62.80", "REWARDS TEND 15.00" and "MCARD TEND 47.80": slips below call both a total.
    """
    vouchers = [entry for entry in labelled if entry.role is AmountRole.VOUCHER]
    printed = sum((abs(entry.amount.value) for entry in vouchers), Decimal(0))
    first = min((entry.row.index for entry in vouchers), default=0)
    totals = {
        entry.amount.value
        for entry in labelled
        if entry.role in TOTAL_ROLES and entry.row.index < first
    }
    payments = amounts_with_role(labelled, AmountRole.CASH, AmountRole.CARD)
    return {paid for paid in payments if printed and paid + printed in totals}


def _is_nothing_due(labelled: Sequence[LabelledAmount]) -> bool:
    """Whether a balance of 0 is printed below a payment."""
    payments = [e.row.index for e in labelled if e.role in (AmountRole.CASH, AmountRole.CARD)]
    return any(
        not entry.amount.value
        and (entry.role is AmountRole.DUE_ZERO or is_strong_label(entry.label))
        and entry.row.index > min(payments)
        for entry in labelled
    )


def _find_tender(change: LabelledAmount, labelled: Sequence[LabelledAmount]) -> list[Decimal]:
    """Amounts right above the change that may be the cash tendered.

    They have no known word, or are called paid: "Total Paid" is no total when change is given.
    """
    return [
        abs(entry.amount.value)
        for entry in labelled
        if (entry.role is AmountRole.NONE or _names_payment(entry))
        and entry.columns == 1
        and 0 < change.row.index - entry.row.index <= _ROWS_OF_TENDER
    ]


def _names_payment(entry: LabelledAmount) -> bool:
    return entry.role is AmountRole.TOTAL and bool(_PAID_LABEL.search(entry.label.casefold()))


_PAID_LABEL = re.compile(r"\b(?:paid|tendered|received)\b")
_ROWS_OF_TENDER = 3

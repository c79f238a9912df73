"""Finds the tax as the difference between the total and the net amount, when no row gives it.

Tables that OCR tore apart still hold both: "Total 325.84 13.58 13.58" below a total of 353.00.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal

from receipt_desktop.extraction.rules.tax_candidates import (
    CENT,
    MAX_SHARE,
    TaxCandidate,
    find_rates,
)
from receipt_desktop.extraction.text.labels import AmountRole, LabelledAmount
from receipt_desktop.extraction.text.rows import TextRow
from receipt_desktop.extraction.text.tax_names import names_tax

_NET_ROLES = frozenset({AmountRole.SUBTOTAL, AmountRole.NET})
_POSSIBLE_ROLES = frozenset({*_NET_ROLES, AmountRole.TAX, AmountRole.TOTAL, AmountRole.NONE})


def find_tax_by_difference(
    rows: Sequence[TextRow], labelled: Sequence[LabelledAmount], total: Decimal | None
) -> list[TaxCandidate]:
    """The only tax that net amount and total of the receipt prove; else none."""
    if not total or not any(names_tax(row.text) for row in rows):
        return []
    for found in (
        _find_row_sums(labelled, total),
        _find_lost_points(rows, labelled, total),
        _find_net_of_rate(rows, labelled, total),
    ):
        by_amount = {tax.amount: tax for tax in found}
        if by_amount:
            return list(by_amount.values()) if len(by_amount) == 1 else []
    return _find_exempt_sum(rows, total)[:1]


def _find_exempt_sum(rows: Sequence[TextRow], total: Decimal) -> list[TaxCandidate]:
    """The sums of a tax table without any tax: net, 0.00 and the same gross, below its head."""
    return [
        _make_candidate(row, total, Decimal(0))
        for number, row in enumerate(rows)
        if [abs(amount.value) for amount in row.amounts] == [total, 0, total]
        and any(
            names_tax(above.text) and not above.amounts
            for above in rows[max(0, number - _TABLE_ROWS) : number]
        )
    ]


_TABLE_ROWS = 8
"""Rows of a tax table at most, with its head."""


def _find_row_sums(labelled: Sequence[LabelledAmount], total: Decimal) -> Iterable[TaxCandidate]:
    """Rows whose largest amount and others add up to the total: net 325.84, 13.58 and 13.58."""
    for row in {entry.row.index: entry.row for entry in labelled}.values():
        entries = [entry for entry in labelled if entry.row.index == row.index]
        values = sorted(abs(entry.amount.value) for entry in entries)
        tax = sum(values[:-1], Decimal(0))
        if any(entry.role not in _POSSIBLE_ROLES for entry in entries) or not tax > 0:
            continue
        if values[-1] + tax == total and tax <= total * MAX_SHARE:
            yield _make_candidate(row, values[-1], tax)


def _find_lost_points(
    rows: Sequence[TextRow], labelled: Sequence[LabelledAmount], total: Decimal
) -> Iterable[TaxCandidate]:
    """Rows of a tax whose digits are those of the difference: "Total Tax 188" for 1.88."""
    nets = {abs(entry.amount.value) for entry in labelled if entry.role in _NET_ROLES}
    for row in rows:
        digits = re.search(r"(?<![\d.,])(\d{2,})$", row.text)
        if not digits or not names_tax(row.text):
            continue
        tax = Decimal(digits[1]).scaleb(-2)
        net = total - tax
        if net in nets and tax <= total * MAX_SHARE:
            yield _make_candidate(row, net, tax)


def _find_net_of_rate(
    rows: Sequence[TextRow], labelled: Sequence[LabelledAmount], total: Decimal
) -> Iterable[TaxCandidate]:
    """Net amounts below the total that a printed rate raises to the total."""
    rates = {rate for row in rows for rate in find_rates(row.text) if rate}
    below = min((e.row.index for e in labelled if abs(e.amount.value) == total), default=0)
    for entry in labelled:
        net = abs(entry.amount.value)
        if entry.row.index <= below or entry.role not in _POSSIBLE_ROLES or net >= total:
            continue
        for rate in rates:
            if abs(net * (100 + rate) / 100 - total) <= CENT:
                yield _make_candidate(entry.row, net, total - net, rate)


def _make_candidate(
    row: TextRow, net: Decimal, tax: Decimal, rate: Decimal | None = None
) -> TaxCandidate:
    return TaxCandidate(row, rate, net, tax, net + tax, is_proven=True)

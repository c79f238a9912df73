"""The tax of the whole receipt, where the rows of its tax table were misread in part.

A row that states the sum decides: "SUM 309,07 63,42 372,49", "TOPKDV 0,80", "di cui IVA 5,05".
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from receipt_desktop.extraction.rules.tax_candidates import (
    MAX_RATE,
    TOLERANCE,
    TaxCandidate,
    find_rates,
)
from receipt_desktop.extraction.rules.tax_halves import is_half
from receipt_desktop.extraction.text.labels import AmountRole, LabelledAmount
from receipt_desktop.extraction.text.tax_names import (
    names_sum_of_taxes,
    names_tax,
    states_included_taxes,
)

_HALVES = 2
_TABLE_ROWS = 8
"""Rows of a tax table at most, with its head."""
_POSSIBLE_ROLES = frozenset(
    {AmountRole.SUBTOTAL, AmountRole.NET, AmountRole.TAX, AmountRole.TOTAL, AmountRole.NONE}
)


def prefer_sum(
    chosen: Sequence[TaxCandidate],
    found: Sequence[TaxCandidate],
    labelled: Sequence[LabelledAmount],
    total: Decimal | None,
    rates: Sequence[Decimal],
) -> list[TaxCandidate]:
    """The chosen rows, or the row of the sum where they do not add up to the total.

    Where no row was chosen, the sums of a table count: "TOTAL  143.49  17.50  160.99".
    """
    if not total or (chosen and _add_up(chosen, total)):
        return list(chosen)
    most = _find_most(total, rates)
    named = _list_named_sums(found) if chosen else []
    for sums in (_list_table_sums(labelled, total), named):
        possible = {row.amount: row for row in sums if 0 < row.amount <= most}
        if len(possible) == 1:
            row = next(iter(possible.values()))
            return list(chosen) if _have_sum(chosen, row.amount) else [row]
    return list(chosen)


def _add_up(rows: Iterable[TaxCandidate], total: Decimal) -> bool:
    """Whether all rows are proven, and net amounts and taxes make the total."""
    parts = [row.net + row.amount for row in rows if row.is_proven and row.net is not None]
    return abs(sum(parts, Decimal(0)) - total) <= TOLERANCE * 3


def _have_sum(rows: Iterable[TaxCandidate], tax: Decimal) -> bool:
    return abs(sum((row.amount for row in rows), Decimal(0)) - tax) <= TOLERANCE


def _find_most(total: Decimal, rates: Sequence[Decimal]) -> Decimal:
    """The tax of the total at the highest rate of the country."""
    rate = max(rates, default=Decimal(MAX_RATE))
    return total * rate / (100 + rate) + TOLERANCE


def _list_table_sums(labelled: Sequence[LabelledAmount], total: Decimal) -> Iterable[TaxCandidate]:
    """Rows of a table of taxes with a net amount and a tax that make the total beside them."""
    by_row: dict[int, list[LabelledAmount]] = {}
    for entry in labelled:
        by_row.setdefault(entry.row.index, []).append(entry)
    tables = [entry.row.index for entry in labelled if names_tax(entry.label)]
    for number, entries in by_row.items():
        tax, net, gross = _sort_columns(entries)
        is_near = any(number - _TABLE_ROWS <= index <= number for index in tables)
        roles = {entry.role for entry in entries if entry.label in entry.row.text}
        if is_near and tax + net == gross == total and roles <= _POSSIBLE_ROLES:
            yield TaxCandidate(entries[0].row, None, net, tax, gross, is_proven=True)


def _sort_columns(entries: Sequence[LabelledAmount]) -> tuple[Decimal, Decimal, Decimal]:
    """Tax, net and gross of a row of three amounts, or of more with equal halves of the tax.

    "T:  970.26  53.12  53.12  1076.50" in India. Zeros for others.
    """
    values = sorted(abs(entry.amount.value) for entry in entries)
    taxes, net, gross = values[:-2], values[-2:-1], values[-1:]
    halves = [tax for tax in taxes if tax]
    if len(taxes) != 1 and (len(halves) != _HALVES or len(set(halves)) != 1):
        return Decimal(0), Decimal(0), Decimal(0)
    return sum(taxes, Decimal(0)), net[0], gross[0]


def _list_named_sums(found: Sequence[TaxCandidate]) -> list[TaxCandidate]:
    """Rows that name the sum of the taxes, without a rate: "TOPKDV  0,80"."""
    return [row for row in found if states_included_taxes(row.row.text) or _is_named_sum(row)]


def _is_named_sum(row: TaxCandidate) -> bool:
    is_named = names_sum_of_taxes(row.row.text) and not find_rates(row.row.text)
    return is_named and not (row.needs_proof or is_half(row))

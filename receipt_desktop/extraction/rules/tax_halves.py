"""Completes the taxes of Indian receipts of whose two equal halves only one was read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from receipt_desktop.extraction.facts.loader import load_facts
from receipt_desktop.extraction.rules.tax_candidates import CENT, TaxCandidate
from receipt_desktop.extraction.text.labels import AmountRole, LabelledAmount
from receipt_desktop.extraction.text.rows import TextRow
from receipt_desktop.extraction.text.tax_names import find_parallel_names

_NETS = frozenset({AmountRole.NET, AmountRole.SUBTOTAL, AmountRole.TOTAL})
_HALF_UNIT = Decimal("0.5")
"""Bills are rounded to whole rupees."""


def complete_halves(
    chosen: Sequence[TaxCandidate],
    rows: Sequence[TextRow],
    labelled: Sequence[LabelledAmount],
    total: Decimal,
) -> list[TaxCandidate]:
    """The chosen rows; twice the only half where a printed net amount and both make the total.

    "Taxable 100.00", "CGST 2.5% 2.50", an unread "SGST" and "Total 105.00". The names may also
    stand above the amounts: "CGST  SGST" and "9,000.00  1,260.00  1,260.00".
    """
    half = chosen[0] if len(chosen) == 1 else None
    if half is None or not half.rate or not (is_half(half) or _names_half(rows)):
        return list(chosen)
    nets = {abs(e.amount.value) for e in labelled if e.role in _NETS} | {half.net or Decimal(0)}
    for net in sorted(nets, reverse=True):
        is_tax = abs(net * half.rate / 100 - half.amount) <= CENT
        if is_tax and abs(net + 2 * half.amount - total) <= _HALF_UNIT:
            read = replace(half, net=net, gross=None, is_proven=True)
            return [read, read]
    return [half, half] if _is_other_half_printed(half, labelled) else list(chosen)


def _names_half(rows: Sequence[TextRow]) -> bool:
    return any(half in row.folded for row in rows for half in _list_halves())


def _is_other_half_printed(half: TaxCandidate, labelled: Sequence[LabelledAmount]) -> bool:
    """Whether the other half stands in another row: "[CGST] 25.74" beside the price of an item."""
    return is_half(half) and any(
        entry.amount.value == half.amount
        and entry.row.index != half.row.index
        and entry.column == 0
        and _is_half_of_other_name(find_parallel_names(entry.label), half)
        for entry in labelled
    )


def _is_half_of_other_name(names: frozenset[str], half: TaxCandidate) -> bool:
    return bool(names) and names.isdisjoint(half.names) and names <= _list_halves()


def is_half(row: TaxCandidate) -> bool:
    """Whether a row names one of two equal halves of a tax, and nothing else."""
    return bool(row.names) and row.names <= _list_halves()


def _list_halves() -> frozenset[str]:
    parts = load_facts("taxes")["parallel"]["parts"].values()
    return frozenset(part for names in parts for part in names)

"""Proves taxes by the sales of their rate, which tills of Japan print: "(8%対象 ¥1,887)"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

from receipt_desktop.extraction.rules.tax_candidates import TaxCandidate, find_rates

_BASE = re.compile("[対对對][象像]|[税稅][抜拔込]|売上")
_NET = re.compile("[税稅][抜拔]|外[税稅]")
_TAX = re.compile("[税稅][額额](?![^\\W\\d_]*[対对對])")


def prove_by_sales(
    chosen: Sequence[TaxCandidate], found: Sequence[TaxCandidate], total: Decimal
) -> list[TaxCandidate]:
    """The chosen taxes; those that are the share of sales of their rate have them.

    One without a rate has that of the sales which are the whole `total`.
    """
    bases = [row for row in found if row.rate and _is_base(row)]
    return [row if row.net is not None else _prove(row, bases, total) for row in chosen]


def _is_base(row: TaxCandidate) -> bool:
    """Whether a row without decimals is of sales with one rate."""
    is_one = not row.row.style.places and len(find_rates(row.row.text)) == 1
    return is_one and bool(_BASE.search(row.row.text)) and not _TAX.search(row.row.text)


def _prove(row: TaxCandidate, bases: Iterable[TaxCandidate], total: Decimal) -> TaxCandidate:
    for base in bases:
        if row.rate != base.rate and (row.rate or base.amount != total):
            continue
        for net in _list_nets(base, row.amount):
            return replace(row, rate=base.rate, net=net, gross=net + row.amount, is_proven=True)
    return row


def _list_nets(base: TaxCandidate, tax: Decimal) -> Iterable[Decimal]:
    """The net sales if the tax is that of the base; fractions of a yen are dropped or rounded."""
    rate, amount = base.rate or Decimal(0), base.amount
    if not _NET.search(base.row.text) and abs(amount * rate / (100 + rate) - tax) < 1:
        yield amount - tax
    if abs(amount * rate / 100 - tax) < 1:
        yield amount

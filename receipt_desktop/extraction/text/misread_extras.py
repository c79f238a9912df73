"""Tells tips and roundings whose words were misread from payments and items."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from receipt_desktop.extraction.text.labels import AmountRole, LabelledAmount

_MOST = Decimal("0.1")
"""Roundings to coins are less."""
_TIP = re.compile(r"\W*t[1il|!]?p\W*", re.IGNORECASE)
_TIP_AND_TOTAL = re.compile(r"%.*\bt[1il|!]?p\b.*\btotal\b", re.IGNORECASE)
_SUMS = frozenset({AmountRole.SUBTOTAL, AmountRole.TAX})


def name_misread_extras(labelled: Sequence[LabelledAmount]) -> list[LabelledAmount]:
    """The amounts, with a few cents less of the cash as a rounding, and "Tp" as a tip.

    "Cash Roundins  -0.07"; "Tp  2.00" stands below a subtotal or a tax.
    """
    first = next((entry.row.index for entry in labelled if entry.role in _SUMS), None)
    return [_name_extra(entry, first) for entry in labelled]


def _name_extra(entry: LabelledAmount, first_sum: int | None) -> LabelledAmount:
    value = entry.amount.value
    if entry.role is AmountRole.CASH and -_MOST < value < 0:
        return replace(entry, role=AmountRole.ROUNDING)
    is_below = first_sum is not None and entry.row.index > first_sum
    if entry.role is AmountRole.NONE and is_below and value > 0 and _TIP.fullmatch(entry.label):
        return replace(entry, role=AmountRole.TIP, strength=0.9)
    return entry


def is_proposal(text: str) -> bool:
    """Whether a row proposes a tip by its percentage: "18%: (T1p $2.70 Total $18.60)"."""
    return bool(_TIP_AND_TOTAL.search(text))

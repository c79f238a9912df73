"""Tells the rounding of a payment in cash from the payment, where its word was misread."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from receipt_desktop.extraction.text.labels import AmountRole, LabelledAmount

_MOST = Decimal("0.1")
"""Roundings to coins are less."""


def name_cash_differences(labelled: Sequence[LabelledAmount]) -> list[LabelledAmount]:
    """The amounts, with a few cents less of the cash as a rounding: "Cash Roundins  -0.07"."""
    return [
        replace(entry, role=AmountRole.ROUNDING)
        if entry.role is AmountRole.CASH and -_MOST < entry.amount.value < 0
        else entry
        for entry in labelled
    ]

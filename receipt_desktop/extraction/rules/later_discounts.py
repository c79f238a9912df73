"""Discounts that are printed below a first total, as items of the receipt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from receipt_desktop.domain.fields import Field
from receipt_desktop.domain.reading import Draft, LineItem
from receipt_desktop.extraction.rules.cash_rounding import TOTAL_ROLES
from receipt_desktop.extraction.text.labels import AmountRole, LabelledAmount
from receipt_desktop.validation.reconcile import items_add_up

CONFIDENCE = 0.8
"""Of an item, multiplied by the score of its row."""


def add_later_discounts(draft: Draft, labelled: Sequence[LabelledAmount]) -> Draft:
    """The draft with a discount below a total, if only with it the items add up to what was paid.

    "T.CONG 189,000", "GIAM % HD (-20%) -37,800" and "TIEN MAT 151,200".
    """
    total = draft.get_value(Field.TOTAL)
    if not draft.items or not isinstance(total, Decimal) or items_add_up(draft):
        return draft
    for entry in labelled:
        if _leaves(total, entry, labelled):
            completed = replace(draft, items=(*draft.items, _make_item(entry)))
            return completed if items_add_up(completed) else draft
    return draft


def _leaves(total: Decimal, discount: LabelledAmount, labelled: Sequence[LabelledAmount]) -> bool:
    """Whether the discount leaves the total of a larger one that is printed above it."""
    is_discount = discount.role is AmountRole.DISCOUNT and discount.amount.value < 0
    return is_discount and any(
        entry.role in TOTAL_ROLES
        and entry.row.index < discount.row.index
        and entry.amount.value + discount.amount.value == total
        for entry in labelled
    )


def _make_item(entry: LabelledAmount) -> LineItem:
    words = entry.label.strip(" :.*") or entry.row.text
    score = CONFIDENCE * entry.row.score
    return LineItem(words, entry.amount.value, score, evidence=entry.row.evidence())

"""Tips, and the charges for service that a seller adds to the bill.

A service charge is part of the price, and taxed like it; a tip is what the guest adds. The labels
of both have one role, since both come on top of the prices.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from receipt_desktop.domain.reading import Draft, LineItem
from receipt_desktop.extraction.facts.loader import compile_any_word
from receipt_desktop.extraction.text.labels import AmountRole, LabelledAmount
from receipt_desktop.extraction.text.normalize import fold_text
from receipt_desktop.validation.reconcile import items_add_up

CONFIDENCE = 0.8
"""Of an item, multiplied by the score of its row."""


def is_service_charge(label: str) -> bool:
    """Whether a label names what the seller charges for the service."""
    return compile_any_word("charge", "service").search(fold_text(label)) is not None


def find_tip(labelled: Sequence[LabelledAmount], most: Decimal | None) -> LabelledAmount | None:
    """The first printed tip; one that is no less than `most`, the total, is none."""
    return next(
        (
            entry
            for entry in labelled
            if entry.role is AmountRole.TIP
            and entry.amount.value
            and not is_service_charge(entry.row.text)
            and (most is None or abs(entry.amount.value) < most)
        ),
        None,
    )


def add_service_charges(draft: Draft, labelled: Sequence[LabelledAmount]) -> Draft:
    """The draft with the service charges as items, if the items add up to the total with them."""
    charges = tuple(
        LineItem(
            entry.label.strip(" :.*") or entry.row.text,
            entry.amount.value,
            CONFIDENCE * entry.row.score,
            evidence=entry.row.evidence(),
        )
        for entry in labelled
        if entry.role is AmountRole.TIP and entry.amount.value and is_service_charge(entry.row.text)
    )
    if not (charges and draft.items) or items_add_up(draft):
        return draft
    completed = replace(draft, items=(*draft.items, *charges))
    return completed if items_add_up(completed) else draft

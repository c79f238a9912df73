"""The payment method and the last digits of the card."""

from __future__ import annotations

import re
from collections.abc import Sequence

from receipt_desktop.extraction.facts.loader import (
    compile_any_word,
)
from receipt_desktop.extraction.text.labels import AmountRole, LabelledAmount
from receipt_desktop.extraction.text.rows import TextRow

_MASKED = re.compile(
    r"[x*#＃•·%]{3}[x*#＃•·% \-]{0,24}(\d{4})(?!\d)"
    r"|\(?x(\d{4})\)|^\W*\*(\d{4})$|card (?:no|number|nr)\.?:?[ x*#]*(\d{4})$"
    r"|(?:visa|master ?card|amex|maestro|debit)\D{0,12}[x*#]+ ?(\d{4})(?!\d)",
    re.IGNORECASE,
)


def find_payment(
    rows: Sequence[TextRow], labelled: Sequence[LabelledAmount]
) -> tuple[str, TextRow, float] | None:
    """("card" or "cash", its row, confidence)."""
    cards = [row for row in rows if compile_any_word("payment", "card").search(row.folded)]
    paid_cash = [e for e in labelled if e.role is AmountRole.CASH and e.amount.value]
    paid_card = [
        e
        for e in labelled
        if e.role is AmountRole.CARD
        and e.amount.value
        and compile_any_word("payment", "card").search(e.row.folded)
    ]
    if paid_card:
        return "card", paid_card[0].row, 0.93
    if len(cards) > 1 and not paid_cash:
        return "card", cards[0], 0.9
    if paid_cash:
        return "cash", paid_cash[0].row, 0.9
    if cards:
        return "card", cards[0], 0.75
    loose = next(
        (
            row
            for row in rows[len(rows) // 3 :]
            if compile_any_word("payment", "cash").search(row.folded)
        ),
        None,
    )
    return ("cash", loose, 0.6) if loose else None


def find_card_digits(rows: Sequence[TextRow]) -> tuple[str, TextRow] | None:
    """The four digits left of a masked card number."""
    for row in rows:
        if compile_any_word("payment", "other_digits").search(row.folded):
            continue
        if match := _MASKED.search(row.text):
            return next(group for group in match.groups() if group), row
    return None

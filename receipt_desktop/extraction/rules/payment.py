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
    """The method ("card" or "cash"), its row and the confidence."""
    cards = [row for row in rows if _has_word(row, "card")]
    paid = [e for e in labelled if e.amount.value and e.role in _PAID_ROLES]
    start = min((e.row.index for e in labelled if e.role is AmountRole.TOTAL), default=-1)
    card_amounts = [e for e in paid if _is_cashless(e, start)]
    cash_amounts = [e for e in paid if e.role is AmountRole.CASH and e not in card_amounts]
    if card_amounts:
        return "card", card_amounts[0].row, 0.93
    if len(cards) > 1 and not cash_amounts:
        return "card", cards[0], 0.9
    if cash_amounts:
        return "cash", cash_amounts[0].row, 0.9
    if cards:
        return "card", cards[0], 0.75
    cash_row = next((row for row in rows[len(rows) // 3 :] if _may_be_cash(row)), None)
    return ("cash", cash_row, 0.6) if cash_row else None


_PAID_ROLES = frozenset({AmountRole.CASH, AmountRole.CARD, AmountRole.NONE})


def _has_word(row: TextRow, name: str) -> bool:
    return bool(compile_any_word("payment", name).search(row.folded))


def _is_cashless(entry: LabelledAmount, start: int) -> bool:
    """Whether an amount is paid by card, transfer or telephone, whatever else the row says.

    Above the total, in row `start`, the shorter words are those of articles: "Menu Carta".
    """
    if _has_word(entry.row, "card"):
        return True
    is_below = entry.row.index > start
    return is_below and _has_word(entry.row, "cashless") and not _has_word(entry.row, "no_card")


def _may_be_cash(row: TextRow) -> bool:
    """Whether a row without a usable amount says that cash was paid."""
    is_nothing = bool(row.amounts) and not any(amount.value for amount in row.amounts)
    return _has_word(row, "cash") and not (is_nothing or _has_word(row, "no_cash"))


def find_card_digits(rows: Sequence[TextRow]) -> tuple[str, TextRow] | None:
    """The last four digits of a masked card number, and their row."""
    for row in rows:
        if compile_any_word("payment", "other_digits").search(row.folded):
            continue
        if match := _MASKED.search(row.text):
            return next(group for group in match.groups() if group), row
    return None

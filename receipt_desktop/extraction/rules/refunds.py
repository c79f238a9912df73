"""Refunds and credit notes, whose total is negative, and totals that a reduction brings to zero."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from receipt_desktop.extraction.facts.loader import compile_any_word, load_facts
from receipt_desktop.extraction.rules.cash_rounding import TOTAL_ROLES
from receipt_desktop.extraction.text.labels import AmountRole, LabelledAmount
from receipt_desktop.extraction.text.rows import TextRow

_PRINTED_MINUS = 1.0
_HEADING_ALONE = 0.75
"""Trust in the sign when the heading names a refund but no amount has a minus."""


def decide_sign(
    mentions: Sequence[LabelledAmount], labelled: Sequence[LabelledAmount], rows: Sequence[TextRow]
) -> tuple[int, float]:
    """-1 for a refund, else 1, and the trust in it (0..1).

    A minus at the total alone may be a dash. It counts with a refund word or another minus; a minus
    at a payment below a positive total is how some tills print what was paid, and hotels the
    payment of all the prices.
    """
    totals = [e for e in mentions if e.role in TOTAL_ROLES] or list(mentions)
    is_named = any(_names_refund(entry.label) for entry in totals)
    has_heading = _has_refund_heading(rows, labelled)
    if all(entry.amount.value < 0 for entry in totals):
        others = [e for e in labelled if e not in totals and e.amount.value < 0]
        if is_named or has_heading or (others and not _settles_prices(totals[0], labelled)):
            return -1, _PRINTED_MINUS
        return 1, _HEADING_ALONE
    if is_named or has_heading:
        return -1, _HEADING_ALONE
    return 1, 1.0


def _settles_prices(total: LabelledAmount, labelled: Sequence[LabelledAmount]) -> bool:
    """Whether the only minus is at this amount, and half of it or more is printed as prices."""
    paid = abs(total.amount.value)
    others = [entry for entry in labelled if abs(entry.amount.value) != paid]
    prices = sum(entry.amount.value for entry in others if entry.role is AmountRole.NONE)
    return all(entry.amount.value >= 0 for entry in others) and prices * 2 >= paid


def _names_refund(label: str) -> bool:
    return bool(compile_any_word("refund", "total").search(label.casefold()))


def _has_refund_heading(rows: Sequence[TextRow], labelled: Sequence[LabelledAmount]) -> bool:
    """Whether a row above the first amount says that the document is a refund, and nothing else."""
    first = min((entry.row.index for entry in labelled), default=len(rows))
    return any(_is_refund_heading(row.folded) for row in rows if row.index <= first)


def _is_refund_heading(folded: str) -> bool:
    if _TAX_REFUND.search(folded):
        return False
    rest = compile_any_word("refund", "heading").sub(" ", folded)
    if rest == folded:
        return False
    words = re.findall(r"[^\W\d_]{3,}", rest)
    return all(word in _load_neutral_words() for word in words)


_TAX_REFUND = re.compile(r"(?<!\w)(?:tax|vat|gst|duty) ?(?:refund|free)")
"""A stamp on sales to travellers, who get the tax back later."""


@cache
def _load_neutral_words() -> frozenset[str]:
    """Words that stand beside the name of a document."""
    return frozenset(load_facts("words")["refund"]["beside"])


def is_settled_by_reduction(entry: LabelledAmount, labelled: Sequence[LabelledAmount]) -> bool:
    """Whether a total of 0 is what reductions leave of the prices above it."""
    if entry.role not in TOTAL_ROLES or entry.amount.value or entry.columns > 1:
        return False
    above = [e for e in labelled if e.row.index < entry.row.index]
    if any(e.role in TOTAL_ROLES and e.amount.value for e in labelled):
        return False
    reduced = sum(abs(e.amount.value) for e in above if _is_reduction(e))
    prices = sum(e.amount.value for e in above if e.role is AmountRole.NONE and e.amount.value > 0)
    subtotals = {abs(e.amount.value) for e in above if e.role is AmountRole.SUBTOTAL}
    return reduced > 0 and (reduced == prices or reduced in subtotals)


def _is_reduction(entry: LabelledAmount) -> bool:
    is_negative_item = entry.role is AmountRole.NONE and entry.amount.value < 0
    return entry.role is AmountRole.DISCOUNT or is_negative_item

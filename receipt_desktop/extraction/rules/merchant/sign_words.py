"""Spells a sign with one misread letter as the clearer row below it has its word."""

from __future__ import annotations

import re

from receipt_desktop.extraction.rules.merchant.addresses import is_address
from receipt_desktop.extraction.rules.merchant.candidates import CandidateKind, MerchantCandidate
from receipt_desktop.extraction.rules.merchant.chains import is_sure_chain, match_chain, squeeze
from receipt_desktop.extraction.rules.merchant.name_words import load_trade_words
from receipt_desktop.extraction.rules.merchant.page_context import PageContext
from receipt_desktop.extraction.text.normalize import fold_text
from receipt_desktop.extraction.text.rows import TextRow

MIN_LETTERS = 6
"""Letters; shorter words differ in one letter by chance."""
CLEARER = 0.03
"""By how much the OCR score of the row below is better."""
ROWS_BELOW = 3


def spell_by_words_below(name: MerchantCandidate, page: PageContext) -> str | None:
    """The word below with one other letter than the sign: "Mythos" of "Restaurant Mythos".

    The whole row where its other words are trades; a chain as it spells its name.
    """
    own, last = squeeze(name.text), name.rows[-1].index
    is_sign = name.kind is CandidateKind.HEAD and not name.order and not name.has_legal_form
    if not is_sign or " " in name.text or len(own) < MIN_LETTERS or is_sure_chain(own):
        return None
    score = min(row.score for row in name.rows) + CLEARER
    below = (row for row in page.rows if last < row.index <= last + ROWS_BELOW)
    clear = [row for row in below if row.score >= score and _may_name(row)]
    return next((text for row in clear if (text := _find_word(own, row))), None)


def _may_name(row: TextRow) -> bool:
    return not (row.amounts or is_address(row.folded))


def _find_word(own: str, row: TextRow) -> str | None:
    words = re.findall(r"[^\W\d_]+", row.text)
    word = next((word for word in words if _differs_in_one(squeeze(word), own)), None)
    if word is None:
        return None
    match = match_chain(fold_text(word))
    if match and match.is_whole and is_sure_chain(fold_text(word)):
        return match.chain.name
    others = {fold_text(other) for other in words if other != word}
    return row.text.strip() if others and others <= load_trade_words() else word


def _differs_in_one(one: str, other: str) -> bool:
    return len(one) == len(other) and sum(map(str.__ne__, one, other)) == 1

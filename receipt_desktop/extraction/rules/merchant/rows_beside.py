"""Better spellings of a name that the rows around it show."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rapidfuzz.distance import Levenshtein

from receipt_desktop.extraction.rules.merchant.candidates import CandidateKind, MerchantCandidate
from receipt_desktop.extraction.rules.merchant.chains import (
    Chain,
    find_leading_chain,
    match_chain,
    squeeze,
)
from receipt_desktop.extraction.rules.merchant.name_words import legal_form_pattern
from receipt_desktop.extraction.rules.merchant.page_context import PageContext
from receipt_desktop.extraction.text.normalize import fold_text

MIN_LETTERS = 4
"""Letters; shorter names are alike by chance."""


def spell_by_rows_beside(
    name: MerchantCandidate, page: PageContext, others: Sequence[MerchantCandidate]
) -> str | None:
    """The chain of the row beside the name, or its whole name behind a label of the seller."""
    chain = _find_whole_chain_beside(name, page) or _complete_chain(name, page)
    return chain.name if chain else _find_labelled_name(name, page, others)


def _find_whole_chain_beside(name: MerchantCandidate, page: PageContext) -> Chain | None:
    """The chain in the next row, of which the sign lacks or mistakes a letter: "GLBUS"."""
    key = squeeze(name.text)
    below = next((row for row in page.rows if row.index == name.rows[-1].index + 1), None)
    match = match_chain(below.folded) if below else None
    if name.kind is not CandidateKind.HEAD or len(key) <= MIN_LETTERS or match is None:
        return None
    sure = match.is_whole and not (match.is_misread or match.is_cut)
    is_near = Levenshtein.distance(key, squeeze(match.chain.name)) == 1
    return match.chain if sure and is_near else None


def _complete_chain(name: MerchantCandidate, page: PageContext) -> Chain | None:
    """The chain of the row above whose company has lost a word: "ELEVEN Sdn Bhd"."""
    if not name.has_legal_form:
        return None
    words = re.findall(r"[^\W_]+", legal_form_pattern().sub(" ", fold_text(name.text)))
    above = next((row for row in page.rows if row.index == name.rows[0].index - 1), None)
    chain = find_leading_chain(above.folded) if above else None
    own = re.findall(r"[^\W_]+", fold_text(chain.name)) if chain else []
    is_part = 0 < len(words) < len(own) and own[-len(words) :] == words
    return chain if is_part and len("".join(words)) > MIN_LETTERS else None


def _find_labelled_name(
    name: MerchantCandidate, page: PageContext, others: Sequence[MerchantCandidate]
) -> str | None:
    """The whole name behind a label of the seller, when the sign has it in two rows.

    "MALATESTA NORBERTO" above "OSCAR", with "Razón Social: MALATESTA NORBERTO OSCAR" below.
    """
    own, first, last = squeeze(name.text), name.rows[0].index, name.rows[-1].index
    beside = [
        squeeze(piece.text)
        for row in page.rows
        if row.index in {first - 1, last + 1}
        for piece in row.pieces
    ]
    wholes = {own + part for part in beside} | {part + own for part in beside}
    labelled = (other for other in others if other.rows[0].index in page.seller_rows)
    return next((other.text for other in labelled if squeeze(other.text) in wholes - {own}), None)

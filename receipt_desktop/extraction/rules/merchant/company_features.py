"""What speaks for and against companies and names in quotation marks, as numbers."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rapidfuzz import fuzz

from receipt_desktop.extraction.rules.merchant.buyer_rows import is_buyer
from receipt_desktop.extraction.rules.merchant.candidates import CandidateKind, MerchantCandidate
from receipt_desktop.extraction.rules.merchant.chain_signs import begins_with, find_numbered_chain
from receipt_desktop.extraction.rules.merchant.chains import (
    Chain,
    find_leading_chain,
    match_chain,
    squeeze,
)
from receipt_desktop.extraction.rules.merchant.japanese_rows import is_registered_at_foot
from receipt_desktop.extraction.rules.merchant.name_words import (
    has_legal_form,
    has_trade_word,
    legal_form_pattern,
)
from receipt_desktop.extraction.rules.merchant.page_context import PageContext
from receipt_desktop.extraction.rules.merchant.signs_below import has_sign_below
from receipt_desktop.extraction.text.normalize import fold_text
from receipt_desktop.extraction.text.rows import TextRow

LIKE_SIGN = 75
"""Percent of likeness to a sign above, whose large letters are often misread."""


def measure_company(
    candidate: MerchantCandidate, words: Sequence[str], page: PageContext
) -> dict[str, float]:
    legal = candidate.has_legal_form
    is_head = candidate.kind is CandidateKind.HEAD
    is_top = not candidate.order and not has_sign_below(candidate, page)
    first_choice = legal and is_head and (page.is_company_first or is_top)
    own = re.findall(r"[^\W_]+", legal_form_pattern().sub(" ", fold_text(candidate.text)))
    repeats = legal and all(
        repeats_sign("".join(letters), candidate.rows[0], page) for letters in (words, own)
    )
    return {
        "company": float(legal),
        "company_first": float(first_choice),
        "company_repeats_sign": float(repeats and not first_choice),
        "trade": float(has_trade_word(words)),
        "seller": float(candidate.rows[0].index in page.seller_rows),
        "operator": float(
            is_operator(candidate, page) or is_registered_at_foot(candidate, page.rows)
        ),
        "quoted": float(not legal and bool(_QUOTED.search(candidate.rows[0].text))),
    }


def measure_buyer(candidate: MerchantCandidate, page: PageContext) -> dict[str, float]:
    """The features that lower the rank of the buyer. A legal form does not raise it."""
    if candidate.rows[0].index not in page.recipient_rows and not _is_buyer(candidate, page):
        return {}
    return {"recipient_block": 1.0, "company_first": 0.0, "company_repeats_sign": 0.0}


def _is_buyer(candidate: MerchantCandidate, page: PageContext) -> bool:
    """Whether a label of the buyer stands before the name elsewhere; not that of a chain."""
    is_named = is_buyer(candidate.text, page.buyers)
    return is_named and find_leading_chain(fold_text(candidate.text)) is None


def _find_sign(row: TextRow, page: PageContext) -> Chain | None:
    """The chain that a row begins with, or that it is and the row below repeats."""
    if chain := find_leading_chain(row.folded) or find_numbered_chain(row):
        return chain
    match = match_chain(row.folded)
    below = next((one for one in page.rows if one.index == row.index + 1), None)
    is_repeated = below is not None and begins_with(below.folded, squeeze(row.folded))
    return match.chain if match and match.is_whole and is_repeated else None


_QUOTED = re.compile(r"[\"„“”«][^\W_][^\"„“”«»]+[\"“”»]")
"""A name in quotation marks: 'PIEKARNIA "LUNA"'."""
_OPERATOR_ROWS = 4


def is_operator(candidate: MerchantCandidate, page: PageContext) -> bool:
    """Whether a company stands beside the sign of another chain, where signs count as much."""
    if not candidate.has_legal_form or candidate.kind is not CandidateKind.HEAD:
        return False
    if has_sign_below(candidate, page):
        return True
    first = candidate.rows[0].index
    own = squeeze(candidate.text)
    above = [row for row in page.rows if first - _OPERATOR_ROWS <= row.index < min(first, 3)]
    chains = [chain for row in above if (chain := _find_sign(row, page))]
    is_own = any(squeeze(chain.name) in own for chain in chains)
    return bool(chains) and not (is_own or page.is_company_first)


def repeats_sign(letters: str, row: TextRow, page: PageContext) -> bool:
    """Whether a row above has a similar name; large letters of a sign are often misread."""
    above = [r.folded.replace(" ", "") for r in page.rows if r.index < row.index]
    return any(len(sign) > 3 and fuzz.partial_ratio(sign, letters) >= LIKE_SIGN for sign in above)  # noqa: PLR2004


def has_company(rows: Sequence[TextRow]) -> bool:
    """Whether one of the rows has a legal form."""
    return any(has_legal_form(row.folded) and not _begins_cut_off(row) for row in rows)


def _begins_cut_off(row: TextRow) -> bool:
    """Whether what looks like a legal form is the rest of a word: "as Vegas, NV 89109"."""
    first, _, rest = row.text.strip().partition(" ")
    return first.islower() and rest[:1].isupper() and not has_legal_form(fold_text(rest))

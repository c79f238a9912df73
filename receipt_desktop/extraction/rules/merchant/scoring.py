"""Scores the candidates for the merchant's name by position, size and words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rapidfuzz import fuzz

from receipt_desktop.extraction.rules.merchant.addresses import (
    is_address,
)
from receipt_desktop.extraction.rules.merchant.candidates import (
    MIN_SIMILARITY,
    MerchantCandidate,
    could_be_name,
)
from receipt_desktop.extraction.rules.merchant.footer_names import HEAD_ROWS, find_footer_names
from receipt_desktop.extraction.rules.merchant.multi_row_names import (
    extract_name_part,
    join_name_rows,
)
from receipt_desktop.extraction.rules.merchant.name_words import (
    clean_name,
    has_legal_form,
    has_trade_word,
    is_branch_or_town,
    is_chain_name,
    is_registration,
    is_sentence,
    join_spaced_letters,
    load_slogan_words,
    names_owner,
    names_recipient,
)
from receipt_desktop.extraction.rules.merchant.page_context import (
    SENDER_SEPARATOR,
    PageContext,
    is_remark,
)
from receipt_desktop.extraction.text.rows import TextRow

_LEGAL_SCORE = 3.0
_LEGAL_BELOW = 0.3
"""The same below the sign of a shop, in countries where shops are known by their sign."""
_OWNER = 1.2
_ABOVE_ADDRESS = 0.9
_FIRST, _STEP = 1.6, 0.35
_LARGE = 1.6
_TRADE = 0.6
_CHAIN, _CHAIN_BELOW = 1.2, 0.3
_DOMAIN = 1.2
_REPEATED = 0.5
_BELOW_ADDRESS = 1.8
_RECIPIENT = 2.5
_SENDER = 3.4
_SENTENCE = 1.2
_PLACE = 1.2
"""Penalty for a row with a branch or place."""


def rank_merchants(rows: Sequence[TextRow], country: str | None = None) -> list[MerchantCandidate]:
    """Candidates for the name, best first."""
    head = [row for row in rows if row.page == rows[0].page][:HEAD_ROWS] if rows else []
    page = PageContext.from_rows(rows, head, country)
    names: list[MerchantCandidate] = []
    used: set[int] = set()
    order = 0
    for row in head:
        if row.index in used:
            continue
        if row is page.sender_row:
            names.append(_make_sender_candidate(row))
        elif could_be_name(row):
            joined = join_name_rows(row, head, page.height)
            text = clean_name(" ".join(extract_name_part(r) for r in joined))
            names.append(
                MerchantCandidate(
                    text, joined, _score_candidate(joined, order, page), _has_company(joined)
                )
            )
            used |= {r.index for r in joined}
            order += 1
    names += find_footer_names(rows, used, page.height)
    return sorted((name for name in names if name.text), key=lambda name: -name.score)


def _make_sender_candidate(row: TextRow) -> MerchantCandidate:
    return MerchantCandidate(
        clean_name(SENDER_SEPARATOR.split(row.text)[0]), (row,), _SENDER, has_legal_form=False
    )


def _has_company(rows: Sequence[TextRow]) -> bool:
    return any(has_legal_form(row.folded) for row in rows)


def _score_candidate(rows: tuple[TextRow, ...], order: int, page: PageContext) -> float:
    first, last = rows[0], rows[-1]
    words = re.findall(r"[^\W_]+", join_spaced_letters(" ".join(row.folded for row in rows)))
    score = max(0.0, _FIRST - _STEP * order)
    if _has_company(rows):
        first_choice = (
            page.is_company_first or not order or _repeats_sign("".join(words), first, page)
        )
        score += _LEGAL_SCORE if first_choice else _LEGAL_BELOW
    score += _LARGE * min(1.0, max(0.0, first.height / page.height - 1.2))
    score += _TRADE * has_trade_word(words)
    score += (_CHAIN_BELOW if page.is_company_first else _CHAIN) * is_chain_name(first.folded)
    after = next(
        (row for row in page.rows if row.index > last.index and page.precedes_address(row)), None
    )
    if after is not None and (is_address(after.folded) or is_registration(after.folded)):
        score += _ABOVE_ADDRESS
    score += _score_echoes("".join(words), last, page)
    score -= _BELOW_ADDRESS * (first.index > page.address_row)
    if page.sender_row is not None and 0 < first.index - page.sender_row.index < 4:  # noqa: PLR2004
        score -= _RECIPIENT
    above = next((row for row in page.rows if row.index == first.index - 1), None)
    addressed = names_recipient(first.folded) or (above is not None and _announces_recipient(above))
    if addressed and not _has_company(rows):
        score -= _RECIPIENT
    score -= _OWNER * (names_owner(first.folded) or is_remark(first))
    if first.index and not has_trade_word(words):
        score -= _PLACE * is_branch_or_town(first.folded, first.text)
    return (
        score
        - _penalise_blemishes(words, first)
        - _SENTENCE * (is_sentence(first.text) and not _has_company(rows))
    )


def _repeats_sign(letters: str, row: TextRow, page: PageContext) -> bool:
    """Whether a row above has a similar name; large letters of a sign are often misread."""
    above = [r.folded.replace(" ", "") for r in page.rows if r.index < row.index]
    return any(len(sign) > 3 and fuzz.partial_ratio(sign, letters) >= _LIKE_SIGN for sign in above)  # noqa: PLR2004


_LIKE_SIGN = 75


def _announces_recipient(row: TextRow) -> bool:
    """Whether the name of the recipient follows: "Herr", "Bill To:"."""
    return names_recipient(row.folded) and len(row.text) <= _MAX_ANNOUNCEMENT_LETTERS


_MAX_ANNOUNCEMENT_LETTERS = 14


def _score_echoes(letters: str, last: TextRow, page: PageContext) -> float:
    """Score for the name in a web address or further down."""
    score = 0.0
    if len(letters) > 3 and any(  # noqa: PLR2004
        fuzz.partial_ratio(domain.replace("-", ""), letters) > MIN_SIMILARITY
        for domain in page.web_domains
    ):
        score += _DOMAIN
    later = [
        row.folded.replace(" ", "")
        for row in page.rows
        if row.index > last.index + 5 and len(row.text) >= len(letters) > 3  # noqa: PLR2004
    ]
    if any(fuzz.partial_ratio(letters, text) > MIN_SIMILARITY for text in later):
        score += _REPEATED
    return score


def _penalise_blemishes(words: Sequence[str], first: TextRow) -> float:
    """Penalty for slogans, fragments, long rows, mixed letters and digits, and poor OCR."""
    mixed = sum(bool(re.search(r"\d", w) and re.search(r"[a-z]{2}", w)) for w in words)
    penalty = 0.9 * min(2, sum(word in load_slogan_words() for word in words)) + 0.6 * mixed
    penalty += 0.5 * (len(words) > 7)  # noqa: PLR2004
    penalty += 1.0 * (len("".join(words)) < 3) + 0.8 * (max(map(len, words), default=0) < 3)  # noqa: PLR2004
    penalty += 0.6 * first.text[:1].islower() + 1.2 * (first.score < 0.75)  # noqa: PLR2004
    return penalty + 0.25 * max(0, first.index - 6)


def estimate_merchant_confidence(names: Sequence[MerchantCandidate]) -> float:
    """Confidence of the best candidate from its score, its lead and the OCR score."""
    if not names:
        return 0.0
    best = names[0]
    rivals = [name.score for name in names[1:] if not _is_same_merchant(name, best)]
    lead = best.score - max(rivals, default=0.0)
    base = (
        0.4
        + 0.1 * min(4.0, best.score)
        + 0.06 * min(2.0, max(0.0, lead))
        + 0.05 * best.has_legal_form
    )
    ocr_score = min(row.score for row in best.rows)
    return round(max(0.1, min(0.97, base)) * (0.5 + 0.5 * ocr_score), 3)


def _is_same_merchant(name: MerchantCandidate, best: MerchantCandidate) -> bool:
    """Whether both are the same merchant: a sign and the company next to it."""
    neighbours = {row.index + step for row in best.rows for step in (-1, 1)}
    return name.has_legal_form is not best.has_legal_form and any(
        row.index in neighbours for row in name.rows
    )

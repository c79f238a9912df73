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
from receipt_desktop.extraction.rules.merchant.name_words import (
    legal_form_pattern,
    names_owner,
    strip_owner_prefix,
)
from receipt_desktop.extraction.rules.merchant.page_context import PageContext
from receipt_desktop.extraction.text.normalize import fold_text
from receipt_desktop.extraction.text.rows import TextRow

MIN_LETTERS = 4
"""Letters; shorter names are alike by chance."""


def spell_by_rows_beside(
    name: MerchantCandidate, page: PageContext, others: Sequence[MerchantCandidate]
) -> str | None:
    """The chain of the row beside the name, or its whole name behind a label of the seller."""
    if fuller := _find_fuller_row(name, page) or _find_owned_name(name, page):
        return fuller
    chain = _find_whole_chain_beside(name, page) or _complete_chain(name, page)
    if chain:
        return chain.name
    labelled = _find_labelled_name(name, page, others)
    return labelled or _find_whole_site_name(name, page) or _find_plain_row(name, others)


def _find_fuller_row(name: MerchantCandidate, page: PageContext) -> str | None:
    """The row below a sign that has its letters within its own: "Tin Lizzy's" for "NLIZZY".

    The letters begin in the midst of a word, so that the sign has lost the first ones.
    """
    own, row = squeeze(name.text), _find_row(page, name.rows[-1].index + 1)
    is_sign = name.kind is CandidateKind.HEAD and not name.order and " " not in name.text
    if not is_sign or row is None or len(own) <= MIN_LETTERS or row.amounts:
        return None
    words = re.findall(r"[^\W\d_']+(?:'[^\W\d_]+)?", row.text)
    starts = {len(squeeze("".join(words[:count]))) for count in range(len(words))}
    place = squeeze(row.text).find(own)
    return (
        row.text.strip() if place > 0 and place not in starts and len(words) <= MAX_WORDS else None
    )


def _find_owned_name(name: MerchantCandidate, page: PageContext) -> str | None:
    """The name behind a label of the owner in the next row, where the sign has a wrong letter.

    "Bag of Beans Inc." of "Optd by Bag of Beans Inc." for "3AG OF BEANS INC".
    """
    row, own = _find_row(page, name.rows[-1].index + 1), squeeze(name.text)
    if row is None or not names_owner(row.folded) or len(own) < MIN_OWNED_LETTERS:
        return None
    owned = strip_owner_prefix(row.text).strip()
    is_near = Levenshtein.distance(own, squeeze(owned)) in (1, 2)
    return owned if is_near else None


MIN_OWNED_LETTERS = 10
MAX_WORDS = 4
"""Words of a row that is a name and no sentence."""


def _find_row(page: PageContext, index: int) -> TextRow | None:
    return next((row for row in page.rows if row.index == index), None)


def _find_whole_site_name(name: MerchantCandidate, page: PageContext) -> str | None:
    """The words of another row that are a web address, of which the sign lacks some letters.

    "CodePen" beside "support@codepen.io" for "DEPEN", whose first letters are drawn.
    """
    own = squeeze(name.text)
    if name.kind is not CandidateKind.HEAD or name.order or len(own) < MIN_LETTERS:
        return None
    if find_leading_chain(fold_text(name.text)):
        return None
    sites = (label.replace("-", "") for label, row in page.sites if row not in name.rows)
    labels = {label for label in sites if _lacks_letters(own, label)}
    words = (word for row in page.rows if row not in name.rows for word in row.text.split())
    found = next((word for word in words if squeeze(word) in labels), None)
    return found.strip(".,:;!?()") if found else None


def _lacks_letters(own: str, label: str) -> bool:
    """Whether a sign has most letters of a web address, but not those at one end."""
    lost = len(label) - len(own)
    is_part = label.endswith(own) or label.startswith(own)
    return is_part and 0 < lost <= MAX_LOST_SHARE * len(label)


MAX_LOST_SHARE = 0.35
"""Letters of a web address that its sign may lack, as a share of all."""


def _find_plain_row(name: MerchantCandidate, others: Sequence[MerchantCandidate]) -> str | None:
    """The name in plain letters a few rows below a sign that was read badly.

    "LUNARIA COFFEE" for "LurarlA= COFFEE CO.".
    """
    score, last = min(row.score for row in name.rows), name.rows[-1].index
    if name.kind is not CandidateKind.HEAD or score > BAD_SCORE:
        return None
    plain = (
        other
        for other in others
        if other.kind is CandidateKind.HEAD
        and last < other.rows[0].index <= last + PLAIN_ROWS
        and other.rows[0].score >= score + CLEARER
    )
    return next((other.text for other in plain if _resembles(name.text, other.text)), None)


def _resembles(sign: str, plain: str) -> bool:
    """Whether the words of two names are the same but for a few letters of one word."""
    signs, plains = (_list_words(text) for text in (sign, plain))
    own = "".join(word for word in signs if word not in plains)
    other = "".join(word for word in plains if word not in signs)
    if not own or own[0] != other[:1] or len(signs) != len(plains) or len(other) <= MIN_LETTERS:
        return False
    return Levenshtein.distance(own, other) <= MAX_MISREAD_SHARE * len(other)


def _list_words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", legal_form_pattern().sub(" ", fold_text(text)))


BAD_SCORE, CLEARER = 0.9, 0.05
"""OCR score of a badly read sign, and by how much that of a plain row is better."""
PLAIN_ROWS = 4
MAX_MISREAD_SHARE = 0.34


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

"""Better spellings of a merchant's name whose sign OCR has misread."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache, lru_cache
from itertools import accumulate

from receipt_desktop.extraction.rules.merchant.candidates import CandidateKind, MerchantCandidate
from receipt_desktop.extraction.rules.merchant.chains import (
    ChainMatch,
    extends_chain,
    find_company_chain,
    find_unread_chain,
    match_chain,
    squeeze,
)
from receipt_desktop.extraction.rules.merchant.confusion import (
    MAX_CONFUSED_SHARE,
    measure_confusion,
)
from receipt_desktop.extraction.rules.merchant.name_words import (
    load_trade_words,
)
from receipt_desktop.extraction.rules.merchant.page_context import PageContext, find_misread_chain
from receipt_desktop.extraction.rules.merchant.rows_beside import MIN_LETTERS, spell_by_rows_beside
from receipt_desktop.extraction.rules.merchant.sign_words import spell_by_words_below
from receipt_desktop.extraction.text.normalize import fold_text


def spell_name(
    name: MerchantCandidate, page: PageContext, others: Sequence[MerchantCandidate] = ()
) -> MerchantCandidate:
    """The candidate in the better spelling, when OCR has misread the logo.

    That of the chain, also in place of its company where signs count more, or of the web address
    or another row that has nearly the same letters.
    """
    if not page.is_company_first and (company := find_company_chain(name.text)):
        return replace(name, text=company.name)
    match = match_chain(fold_text(name.text))
    if match and _prefers_chain(match, name):
        return replace(name, text=match.chain.name)
    if better := spell_by_rows_beside(name, page, others) or spell_by_words_below(name, page):
        return replace(name, text=better)
    is_company = name.has_legal_form and match is not None and not match.is_whole
    similar = find_misread_chain(squeeze(name.text), name.rows[0], page)
    if similar and not is_company:
        return replace(name, text=similar.name)
    if chain := find_unread_chain(name.text):
        return replace(name, text=chain.name, is_guess=True)
    better = _replace_figures(name, page) or _find_twice_confirmed(name, page)
    return replace(name, text=better or _find_clearer_text(name, others))


def _find_clearer_text(name: MerchantCandidate, others: Sequence[MerchantCandidate]) -> str:
    """The text of a clearer candidate with nearly the same letters, or else that of the name."""
    clearer = next((other for other in others if _spells_better(other, name)), None)
    if clearer is None:
        return name.text
    is_site = clearer.kind is CandidateKind.SITE
    return _space_letters(clearer.text, name) if is_site else clearer.text


def _replace_figures(name: MerchantCandidate, page: PageContext) -> str | None:
    """The name with letters for figures in its words, when other rows have it so.

    "E1 Prado" for "visit El Prado" further down.
    """
    text = _MIXED_WORD.sub(lambda word: _to_letters(word[0]), name.text)
    key = squeeze(text)
    if text == name.text or len(key) <= MIN_LETTERS:
        return None
    own = {row.index for row in name.rows}
    others = "".join(squeeze(row.text) for row in page.rows if row.index not in own)
    return text if key in others else None


def _find_twice_confirmed(name: MerchantCandidate, page: PageContext) -> str | None:
    """Words of another row with one other letter, which a web address has as well."""
    own = squeeze(name.text)
    count = len(name.text.split())
    if len(own) < _MIN_LETTERS_TWICE or name.kind is not CandidateKind.HEAD:
        return None
    others = (row.text.split() for row in page.rows if row not in name.rows)
    parts = (words[n : n + count] for words in others for n in range(len(words) - count + 1))
    labels = [label.replace("-", "") for label, _ in page.sites]
    for text in map(" ".join, parts):
        letters = squeeze(text)
        is_near = len(letters) == len(own) and sum(map(str.__ne__, letters, own)) == 1
        if is_near and any(letters in label and own not in label for label in labels):
            return text
    return None


_MIN_LETTERS_TWICE = 8
_MIXED_WORD = re.compile(r"\b(?=\w*\d)(?=\w*[^\W\d_])\w{2,}\b")

_CAPITAL_WITHIN = re.compile(r"[a-zà-ÿ]I[a-zà-ÿ]")
"""A capital I for an l: "WaIgreens"."""


def _to_letters(word: str) -> str:
    """The word with letters for figures: capitals in a word of three letters without small ones."""
    is_upper = word.upper() == word and len(word) > 2  # noqa: PLR2004
    return word.translate(_UPPER if is_upper else _LOWER)


_UPPER = str.maketrans("1058", "IOSB")
_LOWER = str.maketrans("105", "los")


def _space_letters(letters: str, name: MerchantCandidate) -> str:
    """The letters of a web address with the blanks of the sign: "Minitoons" -> "Mini Toons"."""
    words = name.text.split()
    if len(words) < 2 or sum(map(len, words)) != len(letters):  # noqa: PLR2004 (one word has none)
        return letters
    ends = list(accumulate(map(len, words)))
    parts = [letters[end - len(word) : end] for word, end in zip(words, ends, strict=True)]
    return " ".join(part[:1].upper() + part[1:] for part in parts)


def _spells_better(other: MerchantCandidate, name: MerchantCandidate) -> bool:
    """Whether a clearer row, or a web address, has the same letters but for a misread one."""
    if name.kind is not CandidateKind.HEAD or name.rows[0].score > _DOUBTFUL_SCORE:
        return False
    lead = -_CLEARER if other.kind is CandidateKind.SITE else _CLEARER
    letters, own = squeeze(other.text), squeeze(name.text)
    if other.rows[0].score < name.rows[0].score + lead or len(letters) != len(own):
        return False
    different = sum(map(str.__ne__, letters, own))
    if len(own) <= MIN_LETTERS or not different:
        return False
    is_alike = measure_confusion(own, letters) <= MAX_CONFUSED_SHARE * len(own)
    return different <= 1 + len(own) // 10 or (other.kind is CandidateKind.SITE and is_alike)


def has_misread_trade(words: Sequence[str]) -> bool:
    """Whether a word is that of a trade but for a letter that looks alike: "SERUICES"."""
    return any(_is_misread_trade(word) for word in words)


@lru_cache(maxsize=4096)
def _is_misread_trade(word: str) -> bool:
    if len(word) < _MIN_TRADE_LETTERS or word in load_trade_words():
        return False
    return any(0 < measure_confusion(word, trade) < 1 for trade in _list_trades(len(word)))


@cache
def _list_trades(letters: int) -> tuple[str, ...]:
    return tuple(word for word in load_trade_words() if len(word) == letters)


_MIN_TRADE_LETTERS = 6


def _prefers_chain(match: ChainMatch, name: MerchantCandidate) -> bool:
    """Whether the name is cut off, doubtfully read, over several rows, or begins with a slash.

    Also where a number follows: "Denny's #0141".
    """
    doubtful = min(row.score for row in name.rows) < _CLEAR_SCORE
    printed = " ".join(row.text for row in name.rows)
    numbered = not match.is_whole and bool(re.search(r"\d", printed[len(match.chain.name) :]))
    if match.is_whole and (len(name.rows) > 1 or name.text.startswith("/")):
        return True
    is_odd = _MIXED_WORD.search(name.text) or _CAPITAL_WITHIN.search(name.text)
    if match.is_misread and (doubtful or not match.is_whole or is_odd):
        return True
    if match.is_misread and extends_chain(fold_text(name.text)):
        return True
    return match.is_cut or (numbered and not name.has_legal_form)


_DOUBTFUL_SCORE = 0.95
"""OCR score up to which a letter of a name may be misread."""
_CLEARER = 0.03
"""By how much the OCR score of the same name elsewhere is better; a web address may be as much
worse."""
_CLEAR_SCORE = 0.97
"""OCR score from which on a name that is nearly that of a chain is another name."""

"""Pages whose letters were misread here and there, so that a name may have a wrong one as well."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from receipt_desktop.extraction.facts.loader import load_facts
from receipt_desktop.extraction.rules.merchant.confusion import measure_confusion
from receipt_desktop.extraction.rules.merchant.name_words import load_trade_words
from receipt_desktop.extraction.text.normalize import fold_text
from receipt_desktop.extraction.text.rows import TextRow

MIN_LETTERS, MIN_WORDS = 7, 2
"""Letters of a word that is known for certain, and misread words of a page in doubt."""
_MAX_COST = 0.6
_TABLES = ("never", "titles", "seller", "recipient")


def may_share_misreading(name: str, rows: Sequence[TextRow]) -> bool:
    """Whether a name has a letter that was read for another one in known words of the page.

    "BOHBON" beside "Docunento" and "Cbrigado", where an N may be an M. Known words of the name are
    sure. A capital I and an L do not count: they are alike in many fonts.
    """
    misread = [letter for row in rows for letter in _list_misread_letters(row.folded)]
    words = set(re.findall(r"[^\W\d_]{4,}", fold_text(name))) - _load_known_words()
    return len(misread) >= MIN_WORDS and any(letter in word for letter in misread for word in words)


def _list_misread_letters(folded: str) -> list[str]:
    return [letter for word in set(_WORD.findall(folded)) if (letter := _find_misread(word))]


_WORD = re.compile(rf"(?<![^\W_])[a-z]{{{MIN_LETTERS},}}(?![^\W_])")
_ALIKE = frozenset("iljt")


@lru_cache(maxsize=4096)
def _find_misread(word: str) -> str | None:
    """The letter that stands for another one in a word that is known but for it."""
    known = _load_known_words()
    if word in known:
        return None
    near = process.extract(
        word, _list_known_words(len(word)), scorer=Levenshtein.distance, score_cutoff=2, limit=3
    )
    found = (other for other, _, _ in near if measure_confusion(word, other) <= _MAX_COST)
    pairs = ((read, true) for other in found for read, true in zip(word, other, strict=True))
    return next((read for read, true in pairs if read != true and not {read, true} & _ALIKE), None)


@cache
def _load_known_words() -> frozenset[str]:
    """The words of headings and labels, and those of trades."""
    titles = (title for table in _TABLES for title in load_facts("names")[table])
    words = {word for title in titles for word in re.findall(r"[a-z]+", fold_text(title))}
    trades = {word for word in load_trade_words() if word.isascii() and word.isalpha()}
    return frozenset(word for word in words | trades if len(word) >= MIN_LETTERS)


@cache
def _list_known_words(letters: int) -> tuple[str, ...]:
    return tuple(word for word in _load_known_words() if len(word) == letters)

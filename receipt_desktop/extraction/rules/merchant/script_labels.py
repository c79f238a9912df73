"""Rows of labels alone, and rows that a label opens, in scripts other than Latin.

The titles in `facts/names.toml` count as whole rows. Here a row is no name where each of its words
is one of labels, or where it begins with the label of a number, a person or an address.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache

from receipt_desktop.extraction.facts.loader import load_facts
from receipt_desktop.extraction.text.normalize import fold_text

MAX_UNKNOWN_SHARE = 0.26
"""Share of the letters of a Thai row that belong to no known word, for misread ones."""
_WORD = re.compile(r"[^\W\d_]+")
_FOREIGN = re.compile("[\u0400-\u04ff\u0590-\u05ff\u0600-\u06ff\u0e00-\u0e7f]")
_THAI = re.compile("[\u0e00-\u0e7f]")


@lru_cache(maxsize=4096)
def is_script_label(folded: str) -> bool:
    """Whether a row in Cyrillic, Arabic, Hebrew or Thai letters has labels only, or begins so."""
    if not _FOREIGN.search(folded):
        return False
    return bool(_opening_pattern().match(folded)) or _has_labels_only(folded)


def _has_labels_only(folded: str) -> bool:
    if not _THAI.search(folded):
        return set(_WORD.findall(folded)) <= _load_words()
    letters = "".join(_THAI.findall(folded))
    if len(re.findall("[a-z]", folded)) > 1:
        return False
    return len(_thai_pattern().sub("", letters)) <= MAX_UNKNOWN_SHARE * len(letters)


@cache
def _load_labels() -> tuple[Mapping[str, list[str]], Mapping[str, list[str]]]:
    facts = load_facts("words")["labels"]
    return facts["whole"], facts["opening"]


@cache
def _load_words() -> frozenset[str]:
    whole, _ = _load_labels()
    languages = (words for language, words in whole.items() if language != "th")
    return frozenset(fold_text(word) for words in languages for word in words)


@cache
def _thai_pattern() -> re.Pattern[str]:
    words = sorted((fold_text(word) for word in _load_labels()[0]["th"]), key=len, reverse=True)
    return re.compile("|".join(words))


@cache
def _opening_pattern() -> re.Pattern[str]:
    _, opening = _load_labels()
    thai = "|".join(fold_text(word) for word in opening["th"])
    others = (words for language, words in opening.items() if language != "th")
    spaced = "|".join(re.escape(fold_text(word)) for words in others for word in words)
    return re.compile(rf"[\W\d]*(?:(?:{spaced})(?![\w-])|{thai})")

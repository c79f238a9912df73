"""Korean chains one letter of which was misread: "백다방" for "빽다방"."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import cache, lru_cache

from rapidfuzz.distance import Levenshtein

from receipt_desktop.extraction.rules.merchant.chains import load_chains

MIN_SYLLABLES = 3
"""Syllables of a chain; shorter names differ from other words in one letter only."""
_FIRST_WORD = re.compile(r"[\uac00-\ud7a3]+")
_GROUPS = (
    "ㄱㄲㅋ",
    "ㄷㄸㅌ",
    "ㅂㅃㅍ",
    "ㅅㅆ",
    "ㅈㅉㅊ",
    "ㅇㅎ",
    "ㅐㅔㅒㅖ",
    "ㅏㅑ",
    "ㅓㅕ",
    "ㅗㅛㅡ",
    "ㅜㅠㅡ",
)
"""Letters that differ in a stroke."""


@lru_cache(maxsize=4096)
def restore_korean_chain(text: str) -> str:
    """The text with its first word as the only chain spells it that it was misread for."""
    match = _FIRST_WORD.match(text)
    if match is None or len(match[0]) < MIN_SYLLABLES or match[0] in _list_korean_chains():
        return text
    alike = [name for name in _list_korean_chains() if _is_misread(match[0], name)]
    return alike[0] + text[match.end() :] if len(alike) == 1 else text


@cache
def _list_korean_chains() -> Sequence[str]:
    names = (chain.name for chain in load_chains().values() if not chain.is_plain)
    return tuple(n for n in names if _FIRST_WORD.fullmatch(n) and len(n) >= MIN_SYLLABLES)


def _is_misread(read: str, name: str) -> bool:
    """Whether one letter differs, and only in a stroke."""
    if len(read) != len(name):
        return False
    own, true = (unicodedata.normalize("NFD", text) for text in (read, name))
    edits = Levenshtein.editops(own, true)
    return len(edits) == 1 and all(
        edit.tag == "replace" and _are_alike(own[edit.src_pos], true[edit.dest_pos])
        for edit in edits
    )


def _are_alike(one: str, other: str) -> bool:
    return any(one in group and other in group for group in _list_groups())


@cache
def _list_groups() -> tuple[frozenset[str], ...]:
    """The groups with the letters as they are within a syllable."""
    return tuple(
        frozenset(part for letter in group for part in _list_parts(letter)) for group in _GROUPS
    )


def _list_parts(letter: str) -> tuple[str, ...]:
    """The forms of a consonant or vowel at the start, in the midst and at the end of a syllable."""
    kind = unicodedata.name(letter).removeprefix("HANGUL LETTER ")
    names = (f"HANGUL {place} {kind}" for place in ("CHOSEONG", "JUNGSEONG", "JONGSEONG"))
    return tuple(part for name in names if (part := _look_up(name)))


def _look_up(name: str) -> str:
    try:
        return unicodedata.lookup(name)
    except KeyError:
        return ""

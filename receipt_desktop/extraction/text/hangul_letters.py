"""How alike two Korean words are for a reader that misreads a stroke of a letter."""

from __future__ import annotations

from functools import cache, lru_cache

_FIRST, _VOWELS, _LAST = (
    "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ",
    "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ",
    " ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ",
)
_SYLLABLES = 0xAC00
_ALIKE = (
    "ㄱㄲㅋ", "ㄷㄸㅌ", "ㅂㅃㅍ", "ㅅㅆ", "ㅈㅉㅊ", "ㅇㅎ", "ㅇㅁ", "ㅁㅂ", "ㅐㅔㅒㅖ", "ㅕㅖ",
    "ㅏㅑ", "ㅓㅕ", "ㅗㅛㅡ", "ㅜㅠㅡ",
)  # fmt: skip
"""Letters that differ in a stroke."""
STROKE, LETTER = 0.5, 1.0
"""Cost of a letter that differs in a stroke, and of another one."""


@lru_cache(maxsize=16384)
def split_hangul(text: str) -> tuple[str, ...]:
    """Three letters a syllable, of which the last is a blank where there is none."""
    return tuple(letter for syllable in text for letter in _split(ord(syllable) - _SYLLABLES))


def _split(code: int) -> tuple[str, str, str]:
    rest, last = divmod(code, len(_LAST))
    first, vowel = divmod(rest, len(_VOWELS))
    return _FIRST[first], _VOWELS[vowel], _LAST[last]


def measure_misreading(read: str, true: str, limit: float) -> float:
    """The cost of reading `true` as `read`, both Hangul only; above the limit, any higher one."""
    if len(read) != len(true):
        return limit + LETTER
    cost = 0.0
    for one, other in zip(split_hangul(read), split_hangul(true), strict=True):
        if one != other:
            cost += STROKE if (one, other) in _list_pairs() else LETTER
            if cost > limit:
                break
    return cost


@cache
def _list_pairs() -> frozenset[tuple[str, str]]:
    return frozenset((one, other) for group in _ALIKE for one in group for other in group)

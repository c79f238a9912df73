"""The words of a label in the form in which phrases are compared.

Folded, without punctuation and currency signs, letters spaced one by one joined, and characters
of scripts without spaces put together, so that one phrase matches in all its printed shapes.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from receipt_desktop.extraction.facts.loader import load_facts
from receipt_desktop.extraction.text.normalize import fold_text

_DOTTED = re.compile(r"\b(?:[^\W\d_]\.){2,4}(?:[^\W\d_]\b)?")
"""H.T., T.V.A, B.T.W."""
_SPACED = re.compile(r"(?<!\S)(?:[^\W\d_] ){2,}[^\W\d_](?!\S)")
"""T O T A L."""
_MARKS = "\u0900-\u0dff\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"
"""Blocks of Indic and South East Asian scripts, whose vowels are no word characters."""
_PUNCTUATION = re.compile(rf"[^\w\s%{_MARKS}]|_")
_INSIDE_WORD = re.compile(
    r"(?<=\w)[:'](?=[^\W\d_]{2})|(?<=[\u05d0-\u05ea])[\"״']{1,2}(?=[\u05d0-\u05ea])"
)
"""A point that OCR read inside a word, and the signs of Hebrew abbreviations."""
UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff"
"""Scripts that print words without spaces, and the decomposed letters of Korean."""
_UNSPACED_GAP = re.compile(rf"(?<=[{UNSPACED}]) +(?=[{UNSPACED}])")
_DIGIT_LETTERS = str.maketrans("0158", "olsb")
_TATWEEL = "\u0640"


def normalize_label(text: str) -> str:
    """Folded words without punctuation; digits inside words become letters."""
    folded = fold_text(_DOTTED.sub(lambda letters: letters[0].replace(".", ""), text))
    folded = _SPACED.sub(lambda letters: letters[0].replace(" ", ""), folded)
    plain = _INSIDE_WORD.sub("", folded).replace(_TATWEEL, "").translate(_han_forms())
    signs = load_facts("currencies")["signs"]
    words = [word for word in _PUNCTUATION.sub(" ", plain).split() if word not in signs]
    return _UNSPACED_GAP.sub("", " ".join(_repair_word(word) for word in words))


def _repair_word(word: str) -> str:
    if _NUMBERED.fullmatch(word) and word[:-1] in _load_single_words():
        return word[:-1]
    return _replace_digits(word)


@cache
def _load_single_words() -> frozenset[str]:
    facts = load_facts("phrases").values()
    return frozenset(word for languages in facts for words in languages.values() for word in words)


def _replace_digits(word: str) -> str:
    letters = sum(letter.isalpha() for letter in word)
    if _MISREAD_TOTAL.fullmatch(word):
        return "total"
    return word.translate(_DIGIT_LETTERS) if letters > len(word) / 2 else word


_MISREAD_TOTAL = re.compile(r"[1il7f|][0o][t1][a4][l1i]")
""" "1OTAL" and "10TAL", whose T lost an arm."""
_NUMBERED = re.compile(r"[^\W\d_]{3,}\d")
""" "mwst1": the first of several rates."""


def normalize_phrase(phrase: str) -> str:
    """The phrase in the form of `normalize_label`, but with the signs of currencies."""
    plain = _INSIDE_WORD.sub("", fold_text(phrase)).replace(_TATWEEL, "").translate(_han_forms())
    words = _PUNCTUATION.sub(" ", plain).split()
    return _UNSPACED_GAP.sub("", " ".join(_replace_digits(word) for word in words))


@cache
def _han_forms() -> Mapping[int, str]:
    return str.maketrans(load_facts("lookalikes")["han"])


@cache
def _load_latin_shapes() -> tuple[Mapping[int, str], ...]:
    facts = load_facts("lookalikes")
    first = facts["latin"]
    return str.maketrans(first), str.maketrans({**first, **facts["latin_other"]})


def list_latin_shapes(phrase: str) -> set[str]:
    """A Cyrillic or Greek phrase as a reader of Latin gives it back; empty for other scripts."""
    shapes = {phrase.translate(table) for table in _load_latin_shapes()} - {phrase}
    return {shape for shape in shapes if re.fullmatch(r"[a-z0-9 %]+", shape)}

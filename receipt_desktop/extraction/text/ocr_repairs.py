"""Repairs OCR errors in known words: streets, regions, legal forms."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache

from receipt_desktop.extraction.facts.loader import load_facts
from receipt_desktop.extraction.text.normalize import fold_text

MIN_WORD_LETTERS = 3
_LOOKALIKES = str.maketrans("1|i05ə", "lllose")
"""Maps characters that OCR confuses to one of them."""
_SDN = re.compile(r"\b(?!sdn)s[a-z0][nmh]?(?=\.? ?bhd\b)", re.IGNORECASE)
_SLASH = re.compile(r"(?<= )[s5]/[b8](?=\W*$)", re.IGNORECASE)
_KATAKANA_SEVEN = re.compile(r"(?<=[\u30a1-\u30fa\u30fc])[7７](?=[\u30a1-\u30fa\u30fc]|\s|$)")
""" フ, whose stroke is that of a 7."""
_DOTTED_ONE = re.compile(r"(?<=\b[A-Z]\.)1(?=\.)|(?<=\b[A-Z]\. )1(?=\.)")


@cache
def _load_place_words() -> Mapping[str, str]:
    """Words of streets and regions by their form with confused characters mapped."""
    places = load_facts("places")
    phrases: Iterable[str] = (*places["street"], *places["regions"], *places["buildings"])
    words = {word for phrase in phrases for word in phrase.split() if word.isalpha()}
    return {word.translate(_LOOKALIKES): word for word in words if len(word) >= MIN_WORD_LETTERS}


def restore_places(text: str) -> str:
    """Correct words of streets and regions: "JaIan" -> "Jalan", "Se1angor" -> "Selangor"."""
    return re.sub(r"[^\W_]+", _restore_word, text)


def _restore_word(match: re.Match[str]) -> str:
    word = match[0]
    folded = fold_text(word)
    correct = _load_place_words().get(folded.translate(_LOOKALIKES))
    if correct is None or correct == folded or len(word) != len(correct):
        return word
    if word[0].islower():
        return correct
    letters = [letter for letter in word[1:] if letter.isalpha()]
    capitals = sum(letter.isupper() for letter in letters)
    return correct.upper() if capitals > len(letters) / 2 else correct.title()


def restore_name(text: str) -> str:
    """Correct legal forms, initials and katakana: "SUN BHD" -> "SDN BHD", "ライ7" -> "ライフ"."""
    text = _SDN.sub(lambda m: "SDN" if m[0][:2].isupper() else "Sdn", text)
    text = _KATAKANA_SEVEN.sub("フ", text)
    return _DOTTED_ONE.sub("I", _SLASH.sub("S/B", text))

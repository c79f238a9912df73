"""Words of which a reader mistook a letter, put right where the word is known."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache

from receipt_desktop.extraction.facts.loader import load_facts
from receipt_desktop.extraction.text.normalize import fold_text

MIN_WORD_LETTERS = 3
_LOOKALIKES = str.maketrans("1|i05ə", "lllose")
"""Letters and figures that readers take for one another, each as one of them."""
_SDN = re.compile(r"\b(?!sdn)s[a-z0][nmh]?(?=\.? ?bhd\b)", re.IGNORECASE)
_SLASH = re.compile(r"(?<= )[s5]/[b8](?=\W*$)", re.IGNORECASE)
_DOTTED_ONE = re.compile(r"(?<=\b[A-Z]\.)1(?=\.)|(?<=\b[A-Z]\. )1(?=\.)")


@cache
def _load_place_words() -> Mapping[str, str]:
    """Street words and regions by how they look."""
    places = load_facts("places")
    phrases: Iterable[str] = (*places["street"], *places["regions"], *places["buildings"])
    words = {word for phrase in phrases for word in phrase.split() if word.isalpha()}
    return {word.translate(_LOOKALIKES): word for word in words if len(word) >= MIN_WORD_LETTERS}


def restore_places(text: str) -> str:
    """Street words and regions as they are written: "JaIan", "J1n", "Se1angor"."""
    return re.sub(r"[^\W_]+", _restore_word, text)


def _restore_word(match: re.Match[str]) -> str:
    word = match[0]
    folded = fold_text(word)
    known = _load_place_words().get(folded.translate(_LOOKALIKES))
    if known is None or known == folded or len(word) != len(known):
        return word
    if word[0].islower():
        return known
    letters = [letter for letter in word[1:] if letter.isalpha()]
    capitals = sum(letter.isupper() for letter in letters)
    return known.upper() if capitals > len(letters) / 2 else known.title()


def restore_name(text: str) -> str:
    """Legal forms and initials as they are written: "SUN BHD", "99 MART 5/8", "MR. D.1.Y."."""
    text = _SDN.sub(lambda m: "SDN" if m[0][:2].isupper() else "Sdn", text)
    return _DOTTED_ONE.sub("I", _SLASH.sub("S/B", text))

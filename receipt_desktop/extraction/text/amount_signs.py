"""The signs, codes and words of currencies that make a number beside them an amount."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from receipt_desktop.extraction.facts.loader import load_facts


def join_signs(own_signs: Iterable[str]) -> str:
    """The signs as alternatives; one of letters never counts at the end of a word."""
    facts = load_facts("currencies")
    signs = sorted({*facts["signs"], *facts["shared"], *own_signs}, key=len, reverse=True)
    return "|".join(
        rf"(?<![^\W\d_]){_allow_cases(sign, sign in own_signs)}"
        if sign[0].isalpha()
        else re.escape(sign)
        for sign in signs
    )


def _allow_cases(sign: str, is_own: bool) -> str:
    """The sign in any case; one of this receipt alone is no sign in small letters ("da 12")."""
    if not is_own or len(sign) == 1:
        return re.escape(sign)
    return rf"(?-i:{write_sign_words((sign,))})"


def write_sign_words(words: Iterable[str]) -> str:
    """Words of `list_sign_words` as they are printed, as alternatives of a pattern."""
    return "|".join(re.escape(form) for word in words for form in (word.upper(), word.capitalize()))


@cache
def list_sign_words(currency: str) -> tuple[str, ...]:
    """The words of a currency that are something else in other countries: "sr" of the riyal."""
    words = load_facts("currencies")["words"]
    return tuple(
        word
        for word, codes in words.items()
        if currency in codes and len(word) > 1 and word[0].isalpha()
    )


def currency_of_sign(sign: str | None) -> str | None:
    """ISO 4217 code of a printed sign; None for unknown signs and those that currencies share."""
    code = load_facts("currencies")["signs"].get(sign or "")
    return str(code) if code else None

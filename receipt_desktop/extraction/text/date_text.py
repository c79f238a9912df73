"""Folds the text of a row for the search of dates: one form of letters, digits and strokes."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_SIGNS = str.maketrans(
    {
        "ß": "ss",
        "ø": "o",
        "Ø": "o",
        "ł": "l",
        "Ł": "l",
        "đ": "d",
        "Đ": "d",
        "ı": "i",
        "’": "'",
        "‘": "'",
        "`": "'",
        "´": "'",
        "׳": "'",
        "‐": "-",
        "‑": "-",
        "‒": "-",
        "–": "-",
        "—": "-",
        "−": "-",
        "·": ".",
        "•": ".",
        "。": ".",
        "⁄": "/",
        "∕": "/",
        "∶": ":",
        "\u200e": " ",
        "\u200f": " ",
        "\u00a0": " ",
    }
)
_VOWEL_SIGNS = r"\u0900-\u109f\u1780-\u17ff"
LETTER = rf"(?:[^\W\d_{_VOWEL_SIGNS}]|[{_VOWEL_SIGNS}])"
"""A letter; the vowel signs of the scripts of South Asia count as letters.

No sign fits both parts: repeated, they would be tried in all combinations.
"""
_SPACED = re.compile(r"(?<!\S)[0-9](?: [0-9./:\-]){7,}(?!\S)")
"""Digits and separators that were printed or read one by one: "0 5 / 0 3 / 2 0 2 4"."""
_GLUED_TIME = re.compile(
    r"(?<![\d.,:])((?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d)?)"
    r"(?=\d{1,2}([./\-])\d{1,2}\2(?:20)?\d\d(?!\d)|20\d\d([./\-])\d\d\3\d\d(?!\d))"
)
"""A time of day with a date right after it, as in "13:0014/12/23"."""


@lru_cache(maxsize=4096)
def fold_date_text(text: str) -> str:
    """Lower case without accents, with the digits of all scripts as 0 to 9.

    A time and the date after it are two words.
    """
    plain = unicodedata.normalize("NFKD", text.translate(_SIGNS))
    bare = "".join(letter for letter in plain if not unicodedata.combining(letter))
    folded = unicodedata.normalize("NFC", bare).casefold().translate(_SIGNS)
    latin = "".join(_fold_digit(letter) for letter in folded)
    joined = _SPACED.sub(lambda match: match[0].replace(" ", ""), latin)
    return _GLUED_TIME.sub(r"\1 ", joined)


def _fold_digit(letter: str) -> str:
    """The ASCII digit of a digit of another script: "٣", "๓" and "３" are 3."""
    if letter.isascii():
        return letter
    value = unicodedata.decimal(letter, None)
    return letter if value is None else str(value)

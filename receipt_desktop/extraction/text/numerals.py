"""Digits as OCR and other scripts give them, in ASCII; the length of a text never changes."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_SIGNS = str.maketrans("，．。：＋－（）％￥＄￡￦٫٬٪", ",..:+-()%¥$£₩.,%")
"""Full-width punctuation and the Arabic separators of decimals and thousands."""
_DIGIT_REPAIRS = (
    (re.compile(r"(?<=\d)[OoθQD](?=[.,\d])"), "0"),
    (re.compile(r"(?<=[.,])[OoθQD](?=[\dOo]|\b)"), "0"),
    (re.compile(r"(?<=[.,]\d)[OoθcC](?![^\W\d_])"), "0"),
    (re.compile(r"(?<![^\W_])[OoθQ](?=[.,]\d)"), "0"),
    (re.compile(r"(?<=RM)[Oo](?=[.,]\d)"), "0"),
    (re.compile(r"(?<=(?<![^\W_])R)[Oo](?=[.,]\d\d(?!\d))"), "0"),
    (re.compile(r"(?<=\d)[lI|](?=[.,]\d)|(?<=[.,])[lI|](?=\d)|(?<=[.,]\d)[lI|](?!\w)"), "1"),
    (re.compile(r"(?<![^\W_])[lI|](?=\d*[.,]\d\d\b)"), "1"),
    (re.compile(r"(?<=\d)[sS](?=[.,]\d)|(?<=[.,])[sS](?=\d)"), "5"),
    (re.compile(r"(?<=[.,]\d)€(?!\d)(?<!\d\d€)"), "6"),
    (re.compile(r"(?<=\d[.,])€(?=\d(?!\d))"), "6"),
    (re.compile(r"(?<=\d[.,]\d)[B](?!\w)|(?<=\d[.,])B(?=\d(?!\w))"), "8"),
)


def repair_digits(text: str) -> str:
    """Replace letters that OCR read for digits in numbers, and digits of other scripts."""
    if not text.isascii():
        text = to_ascii_digits(text)
    for pattern, digit in _DIGIT_REPAIRS:
        text = pattern.sub(digit, text)
    return text


@lru_cache(maxsize=4096)
def to_ascii_digits(text: str) -> str:
    """Full-width, Arabic, Persian, Indian, Thai and all other decimal digits as 0 to 9."""
    return "".join(
        letter if letter.isascii() else str(unicodedata.decimal(letter, letter)) for letter in text
    ).translate(_SIGNS)


_SPACED = re.compile(r"\S(?: \S)+")
_MIN_SPACED = 4
"""Letters of a word from which on it is taken for spaced letters; then shorter words join too."""
_SPACED_NUMBER = re.compile(r"(?<!\S)\d(?: \d)* [.,](?: \d){2}(?!\S)")


def join_spaced_letters(text: str) -> str:
    """Join letters that stand one by one: "T O T A L  1 1 2 . 4 0" -> "TOTAL  112.40".

    Two spaces or more separate words. Digits alone ("1 2 3 4") stay as they are.
    """
    text = _SPACED_NUMBER.sub(lambda match: match[0].replace(" ", ""), text)
    words = re.split(r"(\s{2,})", text)
    spaced = [bool(_SPACED.fullmatch(word)) and any(map(str.isalpha, word)) for word in words]
    if not any(s and len(w) >= 2 * _MIN_SPACED - 1 for w, s in zip(words, spaced, strict=True)):
        return text
    return "".join(w.replace(" ", "") if s else w for w, s in zip(words, spaced, strict=True))

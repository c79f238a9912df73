"""Text normalisation for OCR-tolerant comparison."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_SPECIAL_LETTERS = str.maketrans(
    {
        "ß": "ss",
        "ø": "o",
        "Ø": "o",
        "ł": "l",
        "Ł": "l",
        "đ": "d",
        "Đ": "d",
        "æ": "ae",
        "Æ": "ae",
        "œ": "oe",
        "ı": "i",
        "’": "'",
        "：": ":",
        "，": ",",
        "（": "(",
        "）": ")",
        "％": "%",
        "＊": "*",
        "￥": "¥",
    }
)
_MISREAD_X = re.compile(r"(?<=[^\W\d_])×(?!\w)")
"""The sign of multiplication at the end of a word: "Ta× 1"."""


@lru_cache(maxsize=4096)
def fold_text(text: str) -> str:
    """Lower case without accents, with single spaces: "À  PAYER" -> "a payer"."""
    if text.isascii():
        return " ".join(text.casefold().split())
    plain = unicodedata.normalize("NFKD", _MISREAD_X.sub("x", text.translate(_SPECIAL_LETTERS)))
    bare = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return re.sub(r"\s+", " ", bare).casefold().strip()

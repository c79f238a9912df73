"""What speaks against a name by its own letters: slogans, fragments, figures and poor OCR."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from receipt_desktop.extraction.rules.merchant.name_words import load_slogan_words
from receipt_desktop.extraction.text.normalize import fold_text
from receipt_desktop.extraction.text.rows import TextRow

POOR_SCORE = 0.75
"""OCR score below which letters are doubtful."""
_FORM = re.compile(r"[(（][株有][)）]")
"""A legal form in Japan: "(株)"."""


def measure_blemishes(text: str, words: Sequence[str], first: TextRow) -> dict[str, float]:
    """Slogans, fragments, long rows, mixed letters and digits, and poor OCR."""
    mixed = sum(bool(re.search(r"\d", w) and re.search(r"[a-z]{2}", w)) for w in words)
    letters = sum(letter.isalpha() for letter in text)
    marks = sum(not (letter.isalnum() or letter in " &'.-,") for letter in _FORM.sub("", text))
    longest = max(map(len, words), default=0)
    glued = any(letter >= "\u0e00" for letter in text)
    return {
        "slogan": float(min(2, sum(word in load_slogan_words() for word in words))),
        "mixed": float(min(2, mixed)),
        "long": float(len(words) > 7),  # noqa: PLR2004
        "fragment": float(letters < 3),  # noqa: PLR2004
        "short_words": float(longest < 3 and not glued),  # noqa: PLR2004
        "digit_first": float(text[:1].isdigit()),
        "figures": sum(letter.isdigit() for letter in text) / max(1, len(text)),
        "marks": min(1.0, 5 * marks / max(1, len(text))),
        "garbled": min(2.0, sum(map(_is_garbled, re.findall(r"[^\W\d_]+", text)))),
        "colon": float(":" in text or "：" in text),
        "poor": float(first.score < POOR_SCORE),
        "blurred": float(POOR_SCORE <= first.score < 0.9),  # noqa: PLR2004
    }


def _is_garbled(word: str) -> bool:
    """Whether a word is what OCR makes of a script it does not know: "epOT", "npnk", "ΦyA"."""
    switches = len(re.findall(r"[a-z][A-Z]", word))
    scripts = {unicodedata.name(letter, "").split()[0] for letter in word if letter > " "}
    mixed = len(scripts & {"LATIN", "GREEK", "CYRILLIC"}) > 1
    folded = fold_text(word)
    voiceless = len(folded) > 3 and folded.isascii() and not re.search(r"[aeiouy]", folded)  # noqa: PLR2004
    return mixed or voiceless or switches > 1

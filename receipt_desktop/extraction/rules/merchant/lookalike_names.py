"""Rows that a reader of Latin letters made of Cyrillic ones: "KYWHHPYK" for "КУШНІРУК"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from receipt_desktop.extraction.rules.merchant.chains import match_chain
from receipt_desktop.extraction.text.normalize import fold_text
from receipt_desktop.extraction.text.rows import TextRow

COUNTRIES = frozenset({"UA", "RU", "BY", "BG", "KZ", "KG"})
"""Countries that write in Cyrillic letters only."""
MIN_LETTERS = 4
"""Letters; shorter words consist of look-alikes by chance."""
MAX_CYRILLIC = 0.05
"""Share of Cyrillic letters on a page whose reader does not know them."""
_ALIKE = re.compile(r"[ABCEHIKMOPTXYW\W]+")


def is_lookalike(text: str) -> bool:
    """Whether a text has no other letters than capitals that look like Cyrillic ones."""
    letters = re.sub(r"[\W\d_]", "", text)
    is_alike = len(letters) >= MIN_LETTERS and bool(_ALIKE.fullmatch(text))
    return is_alike and match_chain(fold_text(text)) is None


def reads_cyrillic_as_latin(rows: Sequence[TextRow], country: str | None) -> bool:
    """Whether a page of a country with Cyrillic letters has hardly any of them."""
    letters = [letter for row in rows for letter in row.text if letter.isalpha()]
    cyrillic = sum("\u0400" <= letter <= "\u04ff" for letter in letters)
    return country in COUNTRIES and cyrillic <= MAX_CYRILLIC * len(letters)

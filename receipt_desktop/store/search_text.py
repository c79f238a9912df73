"""The text in which a receipt is searched, and the words that are searched for, folded alike.

Folded text has no capitals, no accents and one way of writing numbers: 1.234,50 and 1,234.50 both
become 1234.50. Each word follows two spaces, so that "  h" finds the words that begin with h.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from decimal import Decimal

from receipt_desktop.domain.fields import Field
from receipt_desktop.domain.reading import Reading

MAX_CHARACTERS = 20_000
WORD_GAP = "  "
"""Before each word."""
UNDECOMPOSED_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th"}
)
"""Letters of Latin alphabets that Unicode does not decompose into a base letter and a mark."""
GROUP_SEPARATOR = re.compile(r"(?<=[0-9])[.,'’](?=[0-9]{3}(?![0-9]))")
DECIMAL_COMMA = re.compile(r"(?<=[0-9]),(?=[0-9])")


def fold_text(text: str) -> str:
    """The text without capitals, accents and differences between decimal marks."""
    folded = text.lower() if text.isascii() else _fold_letters(text)
    return DECIMAL_COMMA.sub(".", GROUP_SEPARATOR.sub("", folded))


def split_words(text: str) -> tuple[str, ...]:
    """The folded words of a search."""
    return tuple(fold_text(text.replace("\0", " ")).split())


def build_body(file_name: str, reading: Reading | None = None) -> str:
    """The folded text of a receipt: file name, values and printed lines."""
    parts = [file_name, *(_iterate_parts(reading) if reading else ())]
    words = split_words("\n".join(parts))
    return "".join(WORD_GAP + word for word in words)[:MAX_CHARACTERS]


def _iterate_parts(reading: Reading) -> Iterator[str]:
    draft = reading.checked.draft
    for field in Field:
        value = draft.get_value(field)
        if value is not None:
            yield f"{value:f}" if isinstance(value, Decimal) else str(value)
    yield from (line.text for line in reading.text.lines)


def _fold_letters(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).casefold().translate(UNDECOMPOSED_LETTERS)
    decomposed = unicodedata.normalize("NFKD", plain)
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))

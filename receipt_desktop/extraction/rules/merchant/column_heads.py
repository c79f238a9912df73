"""Heads of the columns of articles, also misread ones."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from receipt_desktop.extraction.facts.loader import join_alternatives, load_facts
from receipt_desktop.extraction.text.normalize import fold_text

MIN_MISREAD_LETTERS = 6
"""Letters of a head one of which OCR may have misread."""
_ABBREVIATED = re.compile(r"\W*(?:[^\W\d_]\W+)*[^\W\d_]{2,3}[.:](?:\W+[^\W\d_])*\W*")


@lru_cache(maxsize=4096)
def find_column_heads(folded: str) -> frozenset[str]:
    """The heads of columns in a row, beside the usual ones: "Ten mon   SL   D.gia".

    They may be misread by a letter, with blanks in them: "Descr Ipt ton   Quentity".
    """
    exact = frozenset(_head_pattern().findall(folded))
    words = re.findall(r"[^\W\d_]+", folded)
    ranges = ((start, start + count) for start in range(len(words)) for count in (1, 2, 3))
    columns = {"".join(words[start:end]) for start, end in ranges}
    return exact | {head for column in columns if (head := _find_misread_head(column))}


@cache
def _head_pattern() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{join_alternatives(_load_heads())})(?!\w)")


@cache
def _load_heads() -> tuple[str, ...]:
    return tuple({fold_text(head) for head in load_facts("names")["column_head"]})


@cache
def _load_long_heads() -> tuple[str, ...]:
    usual = ("description", "amount", "quantity", "product", "designation", "importe")
    heads = (re.sub(r"\W+", "", head) for head in (*_load_heads(), *usual))
    return tuple({head for head in heads if len(head) >= MIN_MISREAD_LETTERS})


def _find_misread_head(letters: str) -> str | None:
    if len(letters) < MIN_MISREAD_LETTERS:
        return None
    found = process.extractOne(
        letters, _load_long_heads(), scorer=Levenshtein.distance, score_cutoff=1
    )
    return found[0] if found else None


def is_abbreviated_head(folded: str) -> bool:
    """Whether a row is nothing but a short word with a full stop or colon: "Kol.", "Art."."""
    return bool(_ABBREVIATED.fullmatch(folded))

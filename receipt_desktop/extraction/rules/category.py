"""The category of the purchase and the type of the receipt."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from receipt_desktop.extraction.facts.loader import (
    join_alternatives,
    load_facts,
)
from receipt_desktop.extraction.rules.merchant.chains import match_chain
from receipt_desktop.extraction.text.normalize import fold_text
from receipt_desktop.extraction.text.rows import TextRow

MIN_CONFIDENCE = 0.5
"""A category below is not shown."""
_NAME_WEIGHT = 3.0
"""A word in the merchant's name counts as many in other rows."""
_CHAIN_WEIGHT = 6.0
"""The same for a chain of which the category is known."""
_MAX_WORDS = 6
MIN_SHARE, _SLOPE, _MAX_CONFIDENCE = 0.4, 1.2, 0.95
"""The share of a category's words from which on it is shown, and how the confidence rises with it.

Of 156 real receipts, 15 of 26 with a share of 0.4 to 0.5 were right, 23 of 26 up to 0.7, and 80 of
83 above."""
_DOUBT = 1.5
"""Words that speak for no category in particular: one word alone proves little."""
_FIRST_GLUED_LETTER = "\u0e00"
"""Thai, and behind it in Unicode the scripts of China, Japan and Korea, without spaces."""


@dataclass(frozen=True, slots=True)
class CategoryGuess:
    """The most likely category of a receipt."""

    category: str
    receipt_type: str
    confidence: float
    """The share of receipts with such evidence that are of the category."""
    row: TextRow
    """The first row that speaks for it."""


@cache
def _load_categories() -> dict[str, tuple[str, re.Pattern[str]]]:
    return {
        name: (facts["type"], _compile_words(facts["words"]))
        for name, facts in load_facts("categories").items()
    }


def _compile_words(words: Sequence[str]) -> re.Pattern[str]:
    folded = {fold_text(word) for word in words}
    glued = join_alternatives(w for w in folded if w >= _FIRST_GLUED_LETTER) or r"(?!)"
    spaced = join_alternatives(w for w in folded if w < _FIRST_GLUED_LETTER)
    return re.compile(rf"(?<!\w)(?:{spaced})(?!\w)|(?:{glued})")


def find_category(rows: Sequence[TextRow], name: str) -> CategoryGuess | None:
    """The category that most words in `rows` and in the merchant's `name` speak for.

    None when its confidence would be below 0.5.
    """
    scores = {category: _weigh(category, rows, name) for category in _load_categories()}
    category = max(scores, key=lambda candidate: scores[candidate])
    share = scores[category] / (sum(scores.values()) + _DOUBT)
    row = next((r for r in rows if _speaks_for(category, r.folded)), rows[0] if rows else None)
    if share < MIN_SHARE or row is None:
        return None
    confidence = min(_MAX_CONFIDENCE, MIN_CONFIDENCE + _SLOPE * (share - MIN_SHARE))
    return CategoryGuess(category, _load_categories()[category][0], confidence, row)


def _weigh(category: str, rows: Sequence[TextRow], name: str) -> float:
    pattern = _load_categories()[category][1]
    words = {word for row in rows for word in pattern.findall(row.folded)}
    folded = fold_text(name)
    chain = match_chain(folded)
    return (
        min(_MAX_WORDS, len(words))
        + _NAME_WEIGHT * bool(pattern.search(folded))
        + _CHAIN_WEIGHT * bool(chain and chain.chain.category == category)
    )


def _speaks_for(category: str, folded: str) -> bool:
    return bool(_load_categories()[category][1].search(folded))

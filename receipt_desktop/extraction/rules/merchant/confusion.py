"""How likely a name is a misread one: letters that look alike cost less than others."""

from __future__ import annotations

import re
from functools import lru_cache

from rapidfuzz.distance import Levenshtein

MAX_CONFUSED_SHARE = 0.12
"""Cost of the confused letters of a misread name, as a share of its letters."""
CONFUSED_COST = 0.3
_CONFUSABLE_GROUPS = (
    "ипнлцш", "нмк", "тпг", "еос", "аяд", "бвь", "зэ3", "шщц", "хжк", "уч4", "ії",
    "דר", "החת", "ונז", "בכ", "סם", "עצ", "กภถ", "ดตค", "ชซข", "บปษ", "ผฝพฟ", "ลส", "นม",
    "il1|!jt", "ft", "o0dqc", "s5", "b8", "b6", "z2", "g96q", "ec", "uv", "vy", "nh", "nm", "rn",
)  # fmt: skip
"""Characters that OCR takes for one another in large or worn print."""


def allow_cost(letters: str) -> float:
    """The cost that a misread name may have: one letter of a long word that is not in Latin."""
    share = MAX_CONFUSED_SHARE * len(letters)
    is_foreign = len(letters) >= MIN_FOREIGN_LETTERS and bool(_FOREIGN.fullmatch(letters))
    return max(share, 1.0) if is_foreign else share


MIN_FOREIGN_LETTERS = 7
_FOREIGN = re.compile("[\u0370-\u03ff\u0400-\u04ff\u0590-\u06ff\u0e00-\u0e7f]+")


def measure_confusion(read: str, true: str) -> float:
    """The cost of reading `true` as `read`: 0.3 for characters that look alike, else 1 each."""
    cost = 0.0
    for edit in Levenshtein.editops(read, true):
        alike = edit.tag == "replace" and _look_alike(read[edit.src_pos], true[edit.dest_pos])
        cost += CONFUSED_COST if alike else 1.0
    return cost


@lru_cache(maxsize=8192)
def _look_alike(one: str, other: str) -> bool:
    return any(one in group and other in group for group in _CONFUSABLE_GROUPS)

"""The bank of a slip of a cash machine, which prints its sign below."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache

from rapidfuzz.distance import Levenshtein

from receipt_desktop.extraction.facts.loader import join_alternatives, load_facts
from receipt_desktop.extraction.rules.merchant.chains import Chain, load_chains, squeeze
from receipt_desktop.extraction.text.normalize import fold_text
from receipt_desktop.extraction.text.rows import TextRow

MIN_CLUES = 2
"""Words of withdrawals and deposits, which stand together on no other receipt."""
MIN_MISREAD_LETTERS = 5
"""Letters of a bank, one of which may be misread where nothing else is in the row."""


def find_machine_bank(rows: Sequence[TextRow]) -> tuple[Chain, TextRow] | None:
    """The bank that runs the cash machine, and its row; None on other receipts."""
    if len(_collect_clues(rows)) < MIN_CLUES:
        return None
    banks = ((bank, row) for row in reversed(rows) if (bank := _find_bank(row.text)))
    return next(banks, None)


def _collect_clues(rows: Sequence[TextRow]) -> set[str]:
    """The words of cash machines on the page, torn ones too."""
    letters = "\n".join(re.sub(r"[\W_]+", "", row.folded) for row in rows)
    return set(_clue_pattern().findall(letters))


@cache
def _clue_pattern() -> re.Pattern[str]:
    words = (re.sub(r"[\W_]+", "", fold_text(word)) for word in _load_words("clue"))
    return re.compile(join_alternatives(words))


def _find_bank(text: str) -> Chain | None:
    letters = squeeze(text)
    found = (chain for name, chain in _load_banks().items() if _names_bank(letters, name))
    return next(found, None)


def _names_bank(letters: str, name: str) -> bool:
    is_long = len(name) >= MIN_MISREAD_LETTERS and len(letters) == len(name)
    return name in letters or (is_long and Levenshtein.distance(letters, name) == 1)


@cache
def _load_banks() -> Mapping[str, Chain]:
    return {squeeze(name): load_chains()[squeeze(name)] for name in _load_words("bank")}


def _load_words(kind: str) -> Sequence[str]:
    words: Sequence[str] = load_facts("words")["cash_machine"][kind]
    return words

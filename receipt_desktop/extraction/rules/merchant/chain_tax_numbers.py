"""The chain whose tax or register number is printed, where its name was not read."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache

from receipt_desktop.extraction.facts.loader import load_facts
from receipt_desktop.extraction.rules.merchant.chains import Chain, load_chains, squeeze
from receipt_desktop.extraction.rules.merchant.name_words import load_folded, names_recipient
from receipt_desktop.extraction.text.rows import TextRow


def find_taxed_chains(rows: Sequence[TextRow], country: str | None) -> list[tuple[Chain, TextRow]]:
    """The chains of the country whose numbers are printed, and the rows, but for a recipient's."""
    pattern = _number_pattern(country) if country else None
    if pattern is None:
        return []
    matches = [
        (match, row)
        for row in rows
        for match in pattern.finditer(row.folded)
        if not _is_of_recipient(row.folded[: match.start()])
    ]
    return [(_load_numbers(country)[squeeze(match["number"])], row) for match, row in matches]


def _is_of_recipient(label: str) -> bool:
    """Whether words before a number are of the recipient, in any case: "NIP nabywcy"."""
    words = (word[:-1] for word in load_folded("recipient") if len(word) >= _MIN_STEM)
    return names_recipient(label) or any(word in label for word in words)


_MIN_STEM = 6


@cache
def _load_numbers(country: str | None) -> Mapping[str, Chain]:
    numbers = load_facts("chain_tax_numbers")["numbers"].get(country, {})
    return {number: load_chains()[squeeze(name)] for number, name in numbers.items()}


@cache
def _number_pattern(country: str) -> re.Pattern[str] | None:
    """The numbers of the country, with any separators: "781-189-73-58", "PL7811897358"."""
    numbers = ["[ ./-]?".join(number) for number in _load_numbers(country)]
    end = "" if country in load_facts("chain_tax_numbers")["stems"] else _END
    start = r"(?<!\d)[17t]?" if country in _LETTERED else r"(?<!\d)"
    return re.compile(rf"{start}(?P<number>{'|'.join(numbers)}){end}") if numbers else None


_LETTERED = frozenset({"JP"})
"""Countries whose numbers have a T before them, which may be read as 1 or 7."""


_END = r"(?!(?! \d{1,2}[./-]\d\d[./-])[ ./-]?\d)"
"""No further figures, but for a date: "ИНН 002310031475 29.11.14"."""

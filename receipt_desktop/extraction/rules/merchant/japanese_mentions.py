"""Japanese chains that other rows than the sign give away: their phrases and addresses."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache

from receipt_desktop.extraction.facts.loader import load_facts
from receipt_desktop.extraction.rules.merchant.chains import Chain, load_chains, squeeze
from receipt_desktop.extraction.text.rows import TextRow


def find_japanese_mentions(rows: Sequence[TextRow]) -> list[tuple[Chain, TextRow]]:
    """The chains whose phrases or head offices are printed, and the railway of a ticket."""
    found = [(chain, row) for row in rows if (chain := _find_phrase(row))]
    return [*found, *_find_railway(rows)]


def _find_phrase(row: TextRow) -> Chain | None:
    letters = squeeze(row.text) if not row.text.isascii() else ""
    return next((chain for words, chain in _load_phrases().items() if words in letters), None)


@cache
def _load_phrases() -> Mapping[str, Chain]:
    phrases = load_facts("words")["japanese"]["phrase"]
    return {squeeze(words): load_chains()[squeeze(name)] for words, name in phrases.items()}


def _find_railway(rows: Sequence[TextRow]) -> list[tuple[Chain, TextRow]]:
    """The company of "JR九州" or "九州旅客鉄道" on a page with words of tickets."""
    is_ticket = any(_ticket_pattern().search(row.text) for row in rows)
    matches = [(match, row) for row in rows if (match := _RAILWAY.search(row.text))]
    return [(load_chains()[f"jr{match[1] or match[2]}"], row) for match, row in matches[:is_ticket]]


_RAILWAY = re.compile(
    r"JR(北海道|東日本|東海|西日本|四国|九州)(?![^\W_])|(北海道|東日本|東海|西日本|四国|九州)旅客"
)


@cache
def _ticket_pattern() -> re.Pattern[str]:
    return re.compile("|".join(load_facts("words")["japanese"]["ticket"]))

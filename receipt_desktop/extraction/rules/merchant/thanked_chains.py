"""Chains that thank, give away gift cards or take their own cards, where no sign was read."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from receipt_desktop.extraction.facts.loader import join_alternatives, load_facts
from receipt_desktop.extraction.rules.merchant.chains import (
    Chain,
    is_sure_chain,
    load_chains,
    match_chain,
    squeeze,
)
from receipt_desktop.extraction.rules.merchant.name_words import load_folded
from receipt_desktop.extraction.text.rows import TextRow

MAX_CHAIN_WORDS = 4
"""Words of a chain before "gift card"."""


def find_thanked_chains(rows: Sequence[TextRow]) -> list[tuple[Chain, TextRow]]:
    """The chains behind "Thank you for shopping at", and those whose gift card can be won."""
    thanked = [(chain, row) for row in rows if (chain := _find_thanked(row.folded))]
    pairs = list(pairwise([*rows[:1], *rows]))
    thanked += [(chain, row) for above, row in pairs if (chain := _find_thanked_below(above, row))]
    given = [(chain, row) for above, row in pairs if (chain := _find_prize(above, row))]
    return [*thanked, *given, *find_card_chains(rows)]


def _find_thanked_below(above: TextRow, row: TextRow) -> Chain | None:
    """The chain in the row below "Thank you for eating at"."""
    is_open = _thanks_pattern().match(f"{above.folded} x") and not _find_thanked(above.folded)
    return _find_thanked(f"{above.folded} {row.folded}") if is_open else None


def find_card_chains(rows: Sequence[TextRow]) -> list[tuple[Chain, TextRow]]:
    """The chains whose own cards or slogans are printed: "*9996 TARGET CARD", "RedCard"."""
    cards = load_facts("chains")["cards"]
    found = ((_card_pattern().search(row.folded), row) for row in rows)
    return [(load_chains()[squeeze(cards[card[0]])], row) for card, row in found if card][:1]


def names_card_or_slogan(folded: str) -> bool:
    """Whether a row has the card or the slogan of a chain: "I'm lovin' it"."""
    return bool(_card_pattern().search(folded))


@cache
def _card_pattern() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{join_alternatives(load_facts('chains')['cards'])})(?!\w)")


@cache
def _thanks_pattern() -> re.Pattern[str]:
    words = "|".join(map(re.escape, load_folded("thanks")))
    return re.compile(rf"\W*(?:{words})\s+(?:the\s+)?(?P<name>.+)")


def _find_thanked(folded: str) -> Chain | None:
    """The chain that is everything behind the thanks, also one that is a common word."""
    thanks = _thanks_pattern().match(folded)
    match = match_chain(thanks["name"]) if thanks else None
    is_sure = match is not None and match.is_whole and not (match.is_misread or match.is_cut)
    return match.chain if match and is_sure else None


@cache
def _prize_pattern() -> re.Pattern[str]:
    cards = join_alternatives(load_facts("names")["gift_card"])
    return re.compile(rf"(?P<before>.+?)\W+(?:{cards})")


@cache
def _win_pattern() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{join_alternatives(load_facts('names')['win'])})(?!\w)")


def _find_prize(above: TextRow, row: TextRow) -> Chain | None:
    """The chain right before "gift card", in a row that says it can be won or below one."""
    prize = _prize_pattern().match(row.folded)
    if prize is None or not _win_pattern().search(f"{above.folded} {row.folded}"):
        return None
    words = prize["before"].split()
    ends = (" ".join(words[-count:]) for count in range(min(len(words), MAX_CHAIN_WORDS), 0, -1))
    name = next((text for text in ends if is_sure_chain(text)), None)
    match = match_chain(name) if name else None
    return match.chain if match else None

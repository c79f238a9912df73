"""Chains on signs: with the number of the shop, or repeated by the row below."""

from __future__ import annotations

import re
from collections.abc import Collection

from receipt_desktop.extraction.rules.merchant.addresses import address_strength
from receipt_desktop.extraction.rules.merchant.chains import (
    Chain,
    list_word_ends,
    load_chains,
    squeeze,
)
from receipt_desktop.extraction.text.rows import TextRow


def find_numbered_chain(row: TextRow) -> Chain | None:
    """The chain, also one that is a common word, with the number of a shop in the first row.

    "KIWI 026 TOWN", but not "HOUSE 123 Main Street".
    """
    match = _NUMBERED.fullmatch(row.folded) if not row.index else None
    if match is None or address_strength(match["rest"] or "") >= 1:
        return None
    chain = load_chains().get(squeeze(match["name"]))
    return chain if chain and len(squeeze(chain.name)) > 3 else None  # noqa: PLR2004


_NUMBERED = re.compile(
    r"(?P<name>[^\d]{4,}?)[ ,-]+(?:nr|no|#)?[. ]?\d{2,4}(?:[ ,-]+(?P<rest>[^\W\d_]{3}\D*))?"
)


def find_chain_of_site(folded: str, chains: Collection[Chain]) -> Chain | None:
    """The one of these chains, whose web address is printed, that a text begins with.

    Also one that is a common word: "Jumbo Diemen" beside "www.jumbo.com".
    """
    return next((chain for chain in chains if begins_with(folded, squeeze(chain.name))), None)


def begins_with(folded: str, letters: str) -> bool:
    """Whether the first words of a text, and not all, have these letters."""
    return any(squeeze(folded[:end]) == letters for end in list_word_ends(folded)[:-1])


def strip_first_words(folded: str, letters: str) -> str:
    """What follows the first words, which have these letters; all of the text if none have."""
    ends = (end for end in list_word_ends(folded) if squeeze(folded[:end]) == letters)
    return folded[next(ends, 0) :]

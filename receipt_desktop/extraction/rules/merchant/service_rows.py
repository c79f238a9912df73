"""Chains that the rows of the customer service name, where the sign was not read."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from rapidfuzz import fuzz

from receipt_desktop.extraction.facts.loader import join_alternatives, load_facts
from receipt_desktop.extraction.rules.merchant.chains import Chain, is_sure_chain, match_chain
from receipt_desktop.extraction.text.rows import TextRow

SERVICE_ROWS = 3
"""The row of the customer service and those below with its addresses."""
MIN_LIKENESS = 85
"""Percent, for a label that was misread: "LAVANAN KDNSUMEN"."""
MIN_LETTERS = 8
"""Letters of a chain; shorter ones are parts of other words by chance."""


def find_service_chains(rows: Sequence[TextRow]) -> list[tuple[Chain, TextRow]]:
    """The chains in and below rows such as "LAYANAN KONSUMEN INDOMARET", with their rows."""
    found = []
    for position, row in enumerate(rows):
        if _names_service(row.folded):
            below = rows[position : position + SERVICE_ROWS]
            found += [(chain, one) for one in below if (chain := _find_chain_in(one.folded))]
    return found


def is_service_label(folded: str) -> bool:
    """Whether a row is the label of the customer service with a number: "Kundservice 0771"."""
    return bool(_service_pattern().fullmatch(folded))


@cache
def _service_pattern() -> re.Pattern[str]:
    labels = join_alternatives(load_facts("names")["service_label"])
    phone = r"(?:tfn|tlf|tel|telefon\w*|phone|ph|puh|no|nr|hotline|call)\W*"
    return re.compile(rf"\W*(?:{labels})\W*(?:{phone})?[\d\W]*")


def _names_service(folded: str) -> bool:
    labels = load_facts("names")["service_label"]
    return any(
        len(folded) >= len(label) and fuzz.partial_ratio(label, folded) >= MIN_LIKENESS
        for label in labels
    )


def _find_chain_in(folded: str) -> Chain | None:
    """The long chain that is a word, also misread, or the end of one: "kontakoindomaret"."""
    for word in re.findall(rf"[^\W\d_]{{{MIN_LETTERS},}}", folded):
        ends = (word[start:] for start in range(len(word) - MIN_LETTERS + 1))
        text = next((end for end in ends if is_sure_chain(end)), word)
        match = match_chain(text)
        if match and match.is_whole and not (match.is_cut or match.chain.is_plain):
            return match.chain
    return None

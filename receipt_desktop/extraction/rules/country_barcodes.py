"""Article numbers of goods (EAN-13) tell the country where most of them come from.

Shops sell goods of their own country more than of any other one, so several numbers of one country
are a clue; a single one may be an imported article.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache

from receipt_desktop.extraction.facts.loader import load_facts

MIN_ARTICLES = 2
"""Different articles of a country that are no chance."""
MIN_SHARE = 0.5
"""Their share of all articles with a number."""
FIRST_POINTS, FURTHER_POINTS, MOST_POINTS = 1.6, 0.4, 2.8
_ARTICLE = re.compile(r"(?<!\d)\d{13}(?!\d)")


def weigh_barcodes(text: str) -> dict[str, float]:
    """Points of the country (ISO code) of most articles in the folded text of a receipt."""
    articles = {number for number in _ARTICLE.findall(text) if has_check_digit(number)}
    counts = Counter(code for number in articles if (code := find_country(number)))
    if not counts:
        return {}
    country, count = counts.most_common(1)[0]
    if count < MIN_ARTICLES or count < MIN_SHARE * len(articles):
        return {}
    return {country: min(MOST_POINTS, FIRST_POINTS + FURTHER_POINTS * (count - MIN_ARTICLES))}


def has_check_digit(number: str) -> bool:
    """Whether the last of 13 digits is the check digit (GS1 General Specifications, 7.9)."""
    weighted = sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(number))
    return weighted % 10 == 0


def find_country(number: str) -> str | None:
    """The country whose GS1 organisation gave this article number, if it is one country."""
    return _load_prefixes().get(int(number[:3]))


@cache
def _load_prefixes() -> Mapping[int, str]:
    prefixes = load_facts("barcodes")["prefixes"]
    return {n: code for code, written in prefixes.items() for n in _expand(written)}


def _expand(written: list[str]) -> Iterator[int]:
    for part in written:
        first, _, last = part.partition("-")
        yield from range(int(first), int(last or first) + 1)

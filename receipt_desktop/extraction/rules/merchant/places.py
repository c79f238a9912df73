"""Branches, towns and quarters of towns, which stand beside the name of a shop."""

from __future__ import annotations

import re
from functools import cache

from rapidfuzz.distance import Levenshtein

from receipt_desktop.extraction.rules.merchant.name_words import has_trade_word, load_folded


@cache
def _place_pattern() -> re.Pattern[str]:
    return re.compile(rf"\W*(?:{'|'.join(map(re.escape, load_folded('place')))})(?!\w)")


_BRANCH = re.compile(r"(?:#|\bno\.?|\bnr\.?|store|branch) ?[\dol]{2,6}\W*$")
""" "TACOMA #0114": a branch of a chain."""


_TOWN = re.compile(
    r"[A-Za-z .'-]+,? (?:A[BKLRZ]|BC|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ABDEINOST]"
    r"|N[BCDEHJLMSVY]|O[HKNR]|P[AE]|QC|RI|S[CDK]|T[NX]|UT|V[AT]|W[AIVY])"
)
""" "Seattle WA": a town and its state or province (USPS, Canada Post)."""


_QUARTER = re.compile(
    r"\W*[^\W\d_]{4,}(?: (?:west|east|north|south)| \(?[wens]\)| \(?(?:west|east|north|south)\))\W*"
)
""" "ANDHERI WEST", "Thane (W)": a quarter of a town."""


def is_branch_or_town(folded: str, text: str) -> bool:
    """Whether a row names a place or a branch of a chain."""
    if _place_pattern().match(folded) or _BRANCH.search(folded):
        return True
    return bool(_TOWN.fullmatch(text) or _QUARTER.fullmatch(folded))


def names_town(folded: str) -> bool:
    """Whether a row without a trade is part of a town: "Gerji, Addis Ababa", "Kirkos, Woreda 8".

    A letter of the town may be misread.
    """
    if has_trade_word(re.findall(r"[^\W\d_]+", folded)):
        return False
    return bool(_district_pattern().search(folded)) or _ends_in_city(folded)


@cache
def _district_pattern() -> re.Pattern[str]:
    words = "|".join(map(re.escape, load_folded("district")))
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)")


def _ends_in_city(folded: str) -> bool:
    quarter, comma, end = folded.rpartition(",")
    if not comma or not re.fullmatch(r"\W*[^\W\d_][^\d:]*", quarter):
        return False
    town = re.sub(r"[^a-z ]+", " ", end).strip()
    return any(Levenshtein.distance(town, city) <= len(city) // 9 for city in load_folded("city"))

"""Branches, towns and quarters of towns, which stand beside the name of a shop."""

from __future__ import annotations

import re
from functools import cache

from receipt_desktop.extraction.rules.merchant.name_words import load_folded


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

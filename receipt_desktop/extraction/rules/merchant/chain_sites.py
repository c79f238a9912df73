"""The chain whose web address is printed, also that of its survey."""

from __future__ import annotations

from functools import cache, lru_cache

from receipt_desktop.extraction.facts.loader import load_facts
from receipt_desktop.extraction.rules.merchant.chains import (
    MIN_MISREAD_LETTERS,
    Chain,
    load_chains,
    squeeze,
)
from receipt_desktop.extraction.rules.merchant.confusion import measure_confusion


def name_of_site(label: str) -> Chain | None:
    """The chain of the web address "www.<label>.com".

    Two letters are the chain's only when it is known to have such an address.
    """
    key = squeeze(label)
    name = load_facts("chains")["sites"].get(key) or _find_misread_site(key)
    if name is None and len(key) < MIN_SITE_LETTERS:
        return None
    chain = load_chains().get(squeeze(name) if name else key)
    return chain or _find_surveyed_chain(key) or _find_grocer(key)


@lru_cache(maxsize=1024)
def _find_misread_site(key: str) -> str | None:
    """The chain whose long address has these letters but for one or two alike: "mcooetmoi"."""
    if len(key) < MIN_MISREAD_SITE or key in load_chains():
        return None
    sites = load_facts("chains")["sites"]
    near = (site for site in sites if len(site) == len(key) and len(site) >= MIN_MISREAD_SITE)
    return next((sites[site] for site in near if measure_confusion(key, site) <= MAX_COST), None)


MIN_MISREAD_SITE, MAX_COST = 9, 0.6
"""Letters of an address, two of which OCR may have taken for letters that look alike."""


def _find_grocer(key: str) -> Chain | None:
    """The grocer whose address says what it is: "jumbosupermarkten"."""
    words = load_facts("names")["grocer"]
    bare = next((key.removesuffix(word) for word in words if key.endswith(word)), "")
    chain = load_chains().get(bare) if len(bare) >= MIN_GROCER_LETTERS else None
    return chain if chain and chain.category == "groceries" else None


MIN_GROCER_LETTERS = 4


MIN_SITE_LETTERS = 3


def _find_surveyed_chain(key: str) -> Chain | None:
    """The chain that asks for an opinion: "informtarget", one letter of which may be misread."""
    starts, ends = _list_survey_words()
    bare = next((key[len(word) :] for word in starts if key.startswith(word)), key)
    bare = next((bare.removesuffix(word) for word in ends if bare.endswith(word)), bare)
    if bare == key or len(bare) < MIN_MISREAD_LETTERS - 1:
        return None
    return load_chains().get(bare) or _find_chain_but_one_letter(bare)


@cache
def _list_survey_words() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What stands before and after a chain in the address of its survey, also cut off: "form"."""
    surveys = load_facts("chains")["surveys"]
    starts = {
        word[cut:]
        for word in surveys["before"]
        for cut in range(max(1, len(word) - _MIN_SURVEY_LETTERS + 1))
    }
    return tuple(sorted(starts, key=len, reverse=True)), tuple(surveys["after"])


_MIN_SURVEY_LETTERS = 4


def _find_chain_but_one_letter(key: str) -> Chain | None:
    """The only chain of six letters and more with one other letter."""
    found = [c for name, c in load_chains().items() if len(name) == len(key) and _differ(name, key)]
    return found[0] if len(found) == 1 and len(key) >= MIN_MISREAD_LETTERS else None


def _differ(one: str, other: str) -> bool:
    return sum(map(str.__ne__, one, other)) == 1

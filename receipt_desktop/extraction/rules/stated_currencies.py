"""Finds sentences like "All prices are in US dollars" that state the currency of all amounts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from receipt_desktop.extraction.facts.countries import load_country_facts
from receipt_desktop.extraction.facts.loader import join_alternatives, load_facts
from receipt_desktop.extraction.text.normalize import fold_text


def find_stated_currencies(text: str) -> Iterator[str]:
    """The currencies (ISO 4217) that a row states; a code only in capitals ("in all shops")."""
    names = _load_names()
    for match in _statement().finditer(fold_text(text)):
        code = names[match["name"]]
        if match["name"].upper() != code or code in text:
            yield code


@cache
def _load_names() -> Mapping[str, str]:
    """Currencies by code and by each name that only one has."""
    facts = load_facts("currencies")
    codes = {country.currency for country in load_country_facts().values()}
    alone = {name: codes[0] for name, codes in facts["names"].items() if len(codes) == 1}
    return {**{code.casefold(): code for code in codes}, **alone, **facts["stated"]["names"]}


@cache
def _statement() -> re.Pattern[str]:
    """The word for prices or amounts, a few words, and "in" with a currency."""
    stated = load_facts("currencies")["stated"]
    amounts = join_alternatives(stated["amounts"])
    names = join_alternatives(_load_names())
    return re.compile(
        rf"(?<!\w)(?:{amounts})(?!\w)[^\d.;]{{0,40}}?\b(?:in|en|em)\b ?(?P<name>{names})(?!\w)"
    )

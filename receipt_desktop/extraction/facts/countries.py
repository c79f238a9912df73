"""The facts of `countries.toml`, completed for all other countries from public tables."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from types import MappingProxyType
from typing import Any

import phonenumbers
from babel.core import Locale
from babel.languages import get_official_languages
from babel.numbers import get_territory_currencies, list_currencies

from receipt_desktop.extraction.facts.loader import load_countries
from receipt_desktop.extraction.text.normalize import fold_text

DATE_ORDERS = ("dmy", "mdy", "ymd", "ymd or mdy")
UNDESCRIBED_PRIOR = -2.0
"""Points of a country without facts: mostly small ones, which also share a large one's traits."""
_TOP_LEVEL_DOMAINS = MappingProxyType({"GB": "uk"})
_KNOWN_KEYS = frozenset(
    {
        "currency", "euro_since", "languages", "dates", "decimal", "space_thousands", "rates",
        "names", "places", "tax_words", "words", "chains", "tax_id", "fiscal_number", "postcode",
        "tax_periods", "company_first", "joiner", "prior", "states", "mobile",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Country:
    """What identifies a receipt of this country. All words are folded."""

    code: str
    """ISO 3166-1 alpha-2."""
    currency: str
    """ISO 4217; before the euro where `euro_since` is given."""
    euro_since: date | None
    languages: tuple[str, ...]
    """ISO 639-1, the usual one of receipts first."""
    date_order: str
    """Of numeric dates, one of `DATE_ORDERS`."""
    decimal: str
    names: tuple[str, ...]
    places: tuple[str, ...]
    tax_words: tuple[str, ...]
    words: tuple[str, ...]
    chains: tuple[str, ...]
    rates: frozenset[str]
    """Tax rates in percent, without zeros at the end."""
    tax_id: re.Pattern[str] | None
    fiscal_number: re.Pattern[str] | None
    """Of the control unit that signs receipts."""
    postcode: re.Pattern[str] | None
    mobile: re.Pattern[str] | None
    """Mobile numbers and free calls, which countries of another language may write so, too."""
    states: frozenset[str]
    """Abbreviations behind the name of a town, in capitals: "Boston, MA"."""
    top_level_domain: str
    prior: float
    """Points before anything is read."""


@cache
def load_country_facts() -> Mapping[str, Country]:
    """All countries with a currency by ISO code.

    Those without facts have a name, languages and a currency from the Unicode CLDR. Raises
    `ValueError` for facts that are not valid.
    """
    described = load_countries()
    others = {
        code: facts
        for code in map(str, Locale("en").territories)
        if re.fullmatch("[A-Z]{2}", code)
        and code not in described
        and (facts := _describe_by_cldr(code))
    }
    return MappingProxyType(
        {code: _make_country(code, facts) for code, facts in {**described, **others}.items()}
    )


def _describe_by_cldr(code: str) -> dict[str, Any] | None:
    currencies = get_territory_currencies(code)
    if not currencies or code not in phonenumbers.SUPPORTED_REGIONS:
        return None
    return {
        "currency": currencies[0],
        "languages": list(get_official_languages(code)) or ["en"],
        "dates": "dmy",
        "names": [Locale("en").territories[code]],
        "prior": UNDESCRIBED_PRIOR,
    }


def _make_country(code: str, facts: Mapping[str, Any]) -> Country:
    check_facts(code, facts)
    since = facts.get("euro_since")
    words = {
        name: _fold_all(facts.get(name, ()))
        for name in ("names", "places", "tax_words", "words", "chains")
    }
    kinds = ("tax_id", "postcode", "fiscal_number", "mobile")
    tax_id, postcode, fiscal, mobile = map(_get_pattern, [facts] * len(kinds), kinds)
    return Country(
        code=code,
        currency=facts["currency"],
        euro_since=date.fromisoformat(since) if since else None,
        languages=tuple(facts["languages"]),
        date_order=facts["dates"],
        decimal=facts.get("decimal", "."),
        **words,
        rates=frozenset(facts.get("rates", ())),
        tax_id=tax_id,
        fiscal_number=fiscal,
        postcode=postcode,
        mobile=mobile,
        states=frozenset(facts.get("states", ())),
        top_level_domain=_TOP_LEVEL_DOMAINS.get(code, code.lower()),
        prior=facts.get("prior", 0.0),
    )


def _get_pattern(facts: Mapping[str, Any], name: str) -> re.Pattern[str] | None:
    return re.compile(facts[name]) if facts.get(name) else None


def check_facts(code: str, facts: Mapping[str, Any]) -> None:
    """Raise `ValueError` for an unknown key, currency or order of dates."""
    unknown = facts.keys() - _KNOWN_KEYS
    if unknown:
        raise ValueError(f"{code}: unknown facts {sorted(unknown)}")
    if facts["currency"] not in list_currencies():
        raise ValueError(f"{code}: unknown currency {facts['currency']}")
    if facts["dates"] not in DATE_ORDERS or facts.get("decimal", ".") not in {".", ","}:
        raise ValueError(f"{code}: unknown order of dates or decimal separator")
    if not facts["languages"]:
        raise ValueError(f"{code}: no language")


def _fold_all(words: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(fold_text(word) for word in words))

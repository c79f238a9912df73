"""Decides the country and the currency of a receipt together, from weighed clues.

Each pair of a country and a currency is a hypothesis. Its points are those of the country's clues,
those of the printed signs of the currency, and a loss where the currency is not the country's own.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from receipt_desktop.domain.reading import CurrencyClue
from receipt_desktop.extraction.facts.countries import Country, load_country_facts
from receipt_desktop.extraction.rules.country_clues import (
    Points,
    collect_clues,
    find_strongest,
    sum_points,
)
from receipt_desktop.extraction.rules.currency_signs import (
    PrintedSign,
    find_signs,
    weigh_currencies,
)
from receipt_desktop.extraction.text.amount_signs import currency_of_sign
from receipt_desktop.extraction.text.rows import TextRow

FOREIGN_LOSS = 3.2
"""For a currency that is not the country's own."""
SHARED_LOSS = 2.5
"""Further loss of such a currency when only a sign of several currencies is printed."""
FORMER_LOSS = 0.8
"""For the euro before and the older currency after its introduction: both are printed then."""
STATELESS_LOSS = 1.0
"""For a currency without any country."""
OWN_SIGN_POINTS = 1.6
"""For two letters ("kn", "rm") that are the sign of the country's own currency."""
MIN_POINTS = 1.5
"""With less, the receipt says nothing about its origin."""
MIN_COUNTRY_POINTS = 1.5
"""With less from other clues than the currency, the country is a guess."""
SILENT_POINTS = 2.0
"""With less from other clues than the currency, the home country may decide: English words and a
decimal point are no country."""
STATED_POINTS = 20.0
"""For the country that the document's own data state: more than all clues of another one."""
SHARPNESS = 3.0
"""How fast the confidence grows with the points that the best currency is ahead of the next.
Fitted on real receipts: with less than half a point ahead three of nine were wrong, with more
none of 250."""
HOME_POINTS = 2.0
"""For the home country in the choice among the countries that share a sign."""
HOME_CONFIDENCE = 0.4
CHARGED_CONFIDENCE = 0.95
"""Of the currency that is printed beside the charged amount."""

Pair = tuple[str | None, str]
"""A country and a currency."""


@dataclass(frozen=True, slots=True)
class OriginClues:
    """All clues on a receipt to its country and its currency."""

    countries: Mapping[CurrencyClue, Points]
    signs: tuple[PrintedSign, ...]


@dataclass(frozen=True, slots=True)
class LikelyOrigin:
    """The most likely country and currency of a receipt."""

    country: str | None
    """ISO 3166-1 alpha-2."""
    is_country_sure: bool
    """False when only a sign of several countries, or the home country, tells it."""
    currency: str | None
    """ISO 4217."""
    confidence: float
    """Of the currency, 0..1."""
    clue: CurrencyClue
    """What tells the currency."""


def collect_origin_clues(rows: Sequence[TextRow], stated_country: str | None = None) -> OriginClues:
    """Collect the clues of a receipt once; they are weighed before and after the total is known.

    `stated_country` (ISO code) is the country of the tax number that the document's own data state.
    """
    countries = dict(collect_clues(rows))
    if stated_country:
        countries[CurrencyClue.TAX_ID] = {stated_country: STATED_POINTS}
    return OriginClues(countries, tuple(find_signs(rows)))


def decide_origin(
    clues: OriginClues,
    *,
    total_rows: Iterable[int] = (),
    day: date | None = None,
    home_country: str | None = None,
    home_currency: str | None = None,
    charged: str | None = None,
) -> LikelyOrigin:
    """Weigh the clues.

    `total_rows` are the rows of the total, whose signs count more. `day` decides between a
    currency and the euro that followed it. The home country (ISO code) decides only where nothing
    on the receipt tells a country, and never raises the confidence; the home currency (ISO 4217)
    counts where nothing tells a currency either, in place of that country's. `charged` is the
    currency (ISO 4217) in which a card was charged after a conversion: it counts whatever the
    country.
    """
    place = _weigh_clues(clues, total_rows, day, home_country)
    if home_currency and place.clue in (CurrencyClue.HOME, CurrencyClue.NONE):
        place = replace(
            place, currency=home_currency, confidence=HOME_CONFIDENCE, clue=CurrencyClue.HOME
        )
    if charged is None or charged == place.currency:
        return place
    return replace(
        place, currency=charged, confidence=CHARGED_CONFIDENCE, clue=CurrencyClue.PRINTED
    )


def rank_currencies(clues: OriginClues, day: date | None = None) -> list[str]:
    """The currencies (ISO 4217) that something on the receipt supports, the likeliest first."""
    of_currencies = weigh_currencies(clues.signs)
    pairs = _rank_pairs(sum_points(clues.countries), of_currencies, clues.signs, day)
    ranked = sorted(pairs, key=lambda pair: -pairs[pair])
    return list(dict.fromkeys(currency for _, currency in ranked))


def _weigh_clues(
    clues: OriginClues, total_rows: Iterable[int], day: date | None, home_country: str | None
) -> LikelyOrigin:
    of_countries = sum_points(clues.countries)
    of_currencies = weigh_currencies(clues.signs, total_rows)
    pairs = _rank_pairs(of_countries, of_currencies, clues.signs, day)
    country_points = max(of_countries.values(), default=0.0)
    evidence = country_points + max(of_currencies.values(), default=0.0)
    is_silent = country_points < SILENT_POINTS
    has_home = home_country in load_country_facts()
    if not pairs or evidence < MIN_POINTS or (has_home and is_silent and not of_currencies):
        return _assume_home(home_country, day)
    best = max(pairs, key=lambda pair: pairs[pair])
    if home_country and is_silent:
        best = _prefer_home(best, pairs, home_country, day)
    return _describe(best, pairs, clues, of_countries)


def _rank_pairs(
    of_countries: Points,
    of_currencies: Mapping[str, float],
    signs: Sequence[PrintedSign],
    day: date | None,
) -> dict[Pair, float]:
    """Points of all hypotheses that something on the receipt supports.

    A foreign currency needs a clear sign: "SR" or "ft" may be anything. Where it has only a sign
    that others share, it loses more: a lone $ in Thailand is likelier a misread sign.
    """
    clear = {code for sign in signs if sign.is_clear for code in sign.currencies}
    named = _list_named(signs)
    printed = {code: points for code, points in of_currencies.items() if code in clear}
    pairs: dict[Pair, float] = {
        (None, currency): points - STATELESS_LOSS for currency, points in printed.items()
    }
    for code, facts in load_country_facts().items():
        evidence = of_countries.get(code, 0.0)
        own = _list_own(facts, day)
        for currency in own:
            if evidence > 0 or currency in of_currencies:
                pairs[code, currency] = (
                    evidence
                    + facts.prior
                    + _weigh_own_sign(currency, evidence, of_currencies, clear)
                )
        for currency in printed.keys() - own if evidence > 0 else ():
            loss = _weigh_loss(facts, currency) + SHARED_LOSS * (currency not in named)
            pairs[code, currency] = evidence + facts.prior + printed[currency] - loss
    return pairs


def _list_named(signs: Iterable[PrintedSign]) -> set[str]:
    """Currencies with a printed sign or code that means them alone or first of all."""
    alone = {sign.currencies[0] for sign in signs if sign.is_clear and not sign.is_shared}
    return alone | {code for sign in signs if (code := currency_of_sign(sign.text))}


def _list_own(facts: Country, day: date | None) -> frozenset[str]:
    """The country's currency; without a day, also the one before the euro."""
    if facts.euro_since and day is None:
        return frozenset({facts.currency, "EUR"})
    return frozenset({find_currency(facts, day)})


def _weigh_own_sign(
    currency: str, evidence: float, of_currencies: Mapping[str, float], clear: Collection[str]
) -> float:
    """Points of the printed signs of a country's own currency."""
    printed = of_currencies.get(currency, 0.0)
    is_weak = printed > 0 and currency not in clear
    return printed + (min(OWN_SIGN_POINTS, evidence) if is_weak else 0.0)


def _weigh_loss(facts: Country, currency: str) -> float:
    is_former = facts.euro_since is not None and currency in {facts.currency, "EUR"}
    return FORMER_LOSS if is_former else FOREIGN_LOSS


def find_currency(facts: Country, day: date | None) -> str:
    """The country's own currency on that day; without a day, the one today."""
    if facts.euro_since is None:
        return facts.currency
    return "EUR" if day is None or day >= facts.euro_since else facts.currency


def _prefer_home(
    best: Pair, pairs: Mapping[Pair, float], home_country: str, day: date | None
) -> Pair:
    """The home country where its currency has the same sign as the best one."""
    facts = load_country_facts().get(home_country)
    if facts is None:
        return best
    home = (home_country, find_currency(facts, day))
    reached = pairs.get(home, -math.inf) - facts.prior
    ahead = pairs[best] - _get_prior(best[0])
    return home if reached + HOME_POINTS >= ahead else best


def _get_prior(country: str | None) -> float:
    facts = load_country_facts().get(country or "")
    return facts.prior if facts else 0.0


def _assume_home(home_country: str | None, day: date | None) -> LikelyOrigin:
    facts = load_country_facts().get(home_country or "")
    if facts is None:
        return LikelyOrigin(None, False, None, 0.0, CurrencyClue.NONE)
    return LikelyOrigin(
        facts.code, False, find_currency(facts, day), HOME_CONFIDENCE, CurrencyClue.HOME
    )


def _describe(
    best: Pair, pairs: Mapping[Pair, float], clues: OriginClues, of_countries: Points
) -> LikelyOrigin:
    currency = best[1]
    own = max(points for pair, points in pairs.items() if pair[1] == currency)
    others = (points for pair, points in pairs.items() if pair[1] != currency)
    margin = own - max(MIN_POINTS, max(others, default=0.0))
    confidence = 1 / (1 + math.exp(-SHARPNESS * margin))
    country = best[0] if best[0] and _is_leader(best, pairs) else None
    return LikelyOrigin(
        country,
        country is not None and of_countries.get(country, 0.0) >= MIN_COUNTRY_POINTS,
        currency,
        round(confidence, 3),
        _find_clue(best, clues),
    )


def _is_leader(best: Pair, pairs: Mapping[Pair, float]) -> bool:
    """Whether no other country has as many points."""
    return not any(
        points >= pairs[best] and pair[0] not in (best[0], None) for pair, points in pairs.items()
    )


def _find_clue(best: Pair, clues: OriginClues) -> CurrencyClue:
    """What tells the currency: a printed sign, else the strongest clue of the country."""
    country, currency = best
    printed = [sign for sign in clues.signs if currency in sign.currencies]
    if any(not sign.is_shared for sign in printed):
        return CurrencyClue.PRINTED
    if printed:
        return CurrencyClue.SHARED_SIGN
    return (country and find_strongest(clues.countries, country)) or CurrencyClue.NONE

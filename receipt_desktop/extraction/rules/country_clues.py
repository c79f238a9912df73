"""Collects clues to the country of a receipt, as points for countries by kind of clue.

Points are logarithms of odds: 2.3 points make a country ten times as likely.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from receipt_desktop.domain.reading import CurrencyClue
from receipt_desktop.extraction.facts.countries import Country, load_country_facts
from receipt_desktop.extraction.facts.loader import compile_any_word, load_facts
from receipt_desktop.extraction.rules.country_barcodes import weigh_barcodes
from receipt_desktop.extraction.rules.country_numbers import (
    find_mobile_matches,
    find_national_matches,
    weigh_accounts,
    weigh_phones,
    weigh_web_addresses,
)
from receipt_desktop.extraction.rules.country_states import find_state_countries
from receipt_desktop.extraction.rules.country_words import find_country_words, find_lookalikes
from receipt_desktop.extraction.rules.date_patterns import (
    BIKRAM_DATE,
    BUDDHIST_DATE,
    SHORT_BUDDHIST_DATE,
)
from receipt_desktop.extraction.rules.languages import (
    guess_language,
    uses_traditional_characters,
)
from receipt_desktop.extraction.text.rows import TextRow

Points = dict[str, float]
"""Points by ISO code of the country."""


@dataclass(frozen=True, slots=True)
class Weight:
    """What the first and each further phrase of a kind is worth, and all of them at most."""

    first: float
    further: float
    most: float


WORD_WEIGHTS: Mapping[CurrencyClue, Weight] = {
    CurrencyClue.NAME: Weight(2.4, 0.4, 2.8),
    CurrencyClue.PLACE: Weight(1.8, 0.7, 3.2),
    CurrencyClue.TAX_WORDS: Weight(2.0, 0.8, 4.0),
    CurrencyClue.TAX_NAME: Weight(1.0, 0.3, 1.3),
    CurrencyClue.WORDS: Weight(0.7, 0.5, 3.0),
    CurrencyClue.CHAIN: Weight(2.0, 0.5, 2.5),
}
LOOKALIKE_SHARE = 0.6
TAX_ID_POINTS = 2.5
FISCAL_NUMBER_POINTS = 4.0
"""For the number that the control unit of a state gives each receipt."""
DIGITS_POINTS = 0.8
"""For a tax number of digits alone, which may be any number; long ones count more."""
LONG_DIGITS_POINTS = 2.0
_LONG_DIGITS = 13
POSTCODE_POINTS, STATE_POINTS = 2.2, 1.6
LANGUAGE_POINTS = 2.6
SURE_VOTES = 5
"""Common words from which on a language is certain."""
SCRIPT_POINTS = 4.0
"""For a language that is known by its script."""
OTHER_LANGUAGE_SHARE = 0.6
"""For a country where the language is not the usual one of receipts."""
TRADITIONAL_COUNTRIES = frozenset({"TW", "HK", "MO"})
ENGLISH_POINTS = 0.5
RATE_POINTS = 0.6
ORDER_POINTS = 1.6
SEPARATOR_POINTS = 0.8
NATIONAL_POINTS = 0.8
"""For a country in which a phone number without a calling code exists."""
MOBILE_POINTS = 1.6
"""For a likely country whose mobile numbers begin as a number on the receipt does."""
LIKELY_RANGE = 1.5
"""Countries with so much less than the best one are compared with such numbers."""
WHOLE_POINTS = 0.8
BUDDHIST_POINTS, SHORT_BUDDHIST_POINTS = 4.0, 2.0
"""For a date like "12/02/2560" or "18/12/65"."""
BIKRAM_POINTS = 1.5
"""For each of two dates like "2082/09/21"; one may be misread."""


def collect_clues(rows: Sequence[TextRow]) -> dict[CurrencyClue, Points]:
    """Points for countries by kind of clue, from everything but signs of currencies."""
    text = " " + " \n ".join(row.folded for row in rows) + " "
    clues = _weigh_words(rows)
    clues[CurrencyClue.TAX_ID] = {**weigh_accounts(text), **_match_tax_ids(text)}
    clues[CurrencyClue.POSTCODE] = {
        code: POSTCODE_POINTS
        for code, facts in load_country_facts().items()
        if facts.postcode and facts.postcode.search(text)
    }
    for code in find_state_countries(rows):
        clues[CurrencyClue.POSTCODE].setdefault(code, STATE_POINTS)
    clues[CurrencyClue.PHONE] = weigh_phones(rows)
    clues[CurrencyClue.WEB] = weigh_web_addresses(text)
    clues[CurrencyClue.LANGUAGE] = _weigh_language(rows)
    clues[CurrencyClue.TAX_RATE] = _weigh_rates(rows)
    clues[CurrencyClue.NUMBERS] = _weigh_numbers(text)
    clues[CurrencyClue.ARTICLES] = weigh_barcodes(text)
    _confirm_phones(clues, rows)
    return {kind: points for kind, points in clues.items() if points}


def _confirm_phones(clues: dict[CurrencyClue, Points], rows: Sequence[TextRow]) -> None:
    """Add points for those of the likely countries in which a labelled phone number exists."""
    total = sum_points(clues)
    best = max(total.values(), default=0.0)
    likely = [code for code, worth in total.items() if worth >= best - LIKELY_RANGE]
    phones = clues[CurrencyClue.PHONE]
    for code in find_national_matches(rows, likely):
        phones.setdefault(code, NATIONAL_POINTS)
    for code in find_mobile_matches(rows, likely):
        phones.setdefault(code, MOBILE_POINTS)


def _weigh_words(rows: Sequence[TextRow]) -> dict[CurrencyClue, Points]:
    clues: dict[CurrencyClue, Points] = {}
    found = {entry: (words, 1.0) for entry, words in find_country_words(rows).items()}
    for entry, words in find_lookalikes(rows).items():
        found.setdefault(entry, (words, LOOKALIKE_SHARE))
    for (kind, code), (words, share) in found.items():
        weight = WORD_WEIGHTS[kind]
        worth = min(weight.most, weight.first + weight.further * (len(words) - 1))
        clues.setdefault(kind, {})[code] = worth * share
    return clues


def _match_tax_ids(text: str) -> Points:
    points = {}
    for code, facts in load_country_facts().items():
        if facts.tax_id and (match := facts.tax_id.search(text)):
            points[code] = _weigh_tax_id(match[0])
        if facts.fiscal_number and facts.fiscal_number.search(text):
            points[code] = FISCAL_NUMBER_POINTS
    return points


def _weigh_tax_id(number: str) -> float:
    if not number.isdigit():
        return TAX_ID_POINTS
    return LONG_DIGITS_POINTS if len(number) >= _LONG_DIGITS else DIGITS_POINTS


def _weigh_language(rows: Sequence[TextRow]) -> Points:
    found = guess_language(rows)
    if found.language is None:
        return {}
    most = SCRIPT_POINTS if found.is_by_script else LANGUAGE_POINTS
    most *= min(1.0, found.votes / SURE_VOTES)
    if found.language == "en":
        most = ENGLISH_POINTS
    points = {}
    for code, facts in load_country_facts().items():
        if found.language in facts.languages:
            usual = facts.languages[0] == found.language
            points[code] = most * found.share * (1.0 if usual else OTHER_LANGUAGE_SHARE)
    text = "".join(row.text for row in rows)
    if found.language == "zh":
        _weigh_characters(points, text)
    if not found.is_by_script and not _EAST_ASIAN.search(text):
        points |= dict.fromkeys(_OWN_CHARACTERS, -ENGLISH_POINTS)
    return points


_EAST_ASIAN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_OWN_CHARACTERS = ("JP", "CN", "TW")
"""Countries whose receipts always have characters that RapidOCR reads."""


def _weigh_characters(points: Points, text: str) -> None:
    """Chinese: traditional characters are used in these three countries, simplified elsewhere."""
    traditional = uses_traditional_characters(text)
    for code in points:
        if traditional is not None and (code in TRADITIONAL_COUNTRIES) is not traditional:
            points[code] = 0.0


_PERCENT = re.compile(r"(\d{1,2}(?:[.,]\d{1,3})?) ?%")


def _weigh_rates(rows: Sequence[TextRow]) -> Points:
    """Points for countries with the tax rates that stand beside the name of a tax."""
    taxes = compile_any_word("column", "tax")
    texts = (row.folded for row in rows if "%" in row.folded and taxes.search(row.folded))
    rates = {_normalize_rate(rate) for text in texts for rate in _PERCENT.findall(text)} - {"0"}
    if not rates:
        return {}
    return {
        code: RATE_POINTS if rates <= facts.rates else RATE_POINTS / 2
        for code, facts in load_country_facts().items()
        if rates & facts.rates
    }


def _normalize_rate(rate: str) -> str:
    plain = rate.replace(",", ".")
    return plain.rstrip("0").rstrip(".") if "." in plain else plain


_MONTH_FIRST = re.compile(r"(?<![\d/])(?:0?[1-9]|1[0-2])/(?:1[3-9]|2\d|3[01])/(?:20)?\d{2}(?!\d)")
_DAY_FIRST = re.compile(r"(?<![\d/])(?:1[3-9]|2\d|3[01])/(?:0?[1-9]|1[0-2])/(?:20)?\d{2}(?!\d)")
_DECIMALS = re.compile(r"(?<![\d.,])\d{1,3}(?:[ .,]?\d{3})*([.,])\d\d(?![\d.,]\d|\d)")
_THOUSANDS = re.compile(r"(?<![\d.,:/-])\d{1,3}[.,]\d{3}(?![\d.,:/-]\d|\d)")
_CLEAR_SHARE = 0.75


def _weigh_numbers(text: str) -> Points:
    """Points for the order of dates, the decimal separator and amounts without decimals."""
    order = 0.0
    if _MONTH_FIRST.search(text):
        order = ORDER_POINTS
    elif _DAY_FIRST.search(text):
        order = -ORDER_POINTS
    separators = Counter(_DECIMALS.findall(text))
    whole = len(_THOUSANDS.findall(text))
    points = {
        code: order * (facts.date_order == "mdy")
        + _weigh_separators(facts, separators)
        + WHOLE_POINTS * (whole > separators.total() and _is_whole(facts))
        for code, facts in load_country_facts().items()
    }
    points["TH"] = points.get("TH", 0.0) + _weigh_buddhist(text)
    nepalese = len(BIKRAM_DATE.findall(text))
    points["NP"] = points.get("NP", 0.0) + BIKRAM_POINTS * min(2, nepalese)
    return {code: worth for code, worth in points.items() if worth}


def _weigh_buddhist(text: str) -> float:
    """Points of Thailand for a date with a Buddhist year."""
    if BUDDHIST_DATE.search(text):
        return BUDDHIST_POINTS
    return SHORT_BUDDHIST_POINTS if SHORT_BUDDHIST_DATE.search(text) else 0.0


def _weigh_separators(facts: Country, separators: Mapping[str, int]) -> float:
    count = sum(separators.values())
    own = separators.get(facts.decimal, 0)
    if not count or own == count - own:
        return 0.0
    if own >= _CLEAR_SHARE * count:
        return SEPARATOR_POINTS
    return -SEPARATOR_POINTS if count - own >= _CLEAR_SHARE * count else 0.0


def _is_whole(facts: Country) -> bool:
    return facts.currency in load_facts("currencies")["whole"]["codes"]


def sum_points(clues: Mapping[CurrencyClue, Points]) -> Points:
    """Points of each country over all kinds."""
    total: Points = {}
    for points in clues.values():
        for code, worth in points.items():
            total[code] = total.get(code, 0.0) + worth
    return total


def find_strongest(clues: Mapping[CurrencyClue, Points], country: str) -> CurrencyClue | None:
    """The kind of clue with most points for a country; None when there is none."""
    kinds: Iterable[CurrencyClue] = (k for k, points in clues.items() if points.get(country, 0) > 0)
    return max(kinds, key=lambda kind: clues[kind][country], default=None)

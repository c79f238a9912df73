"""The country of phone numbers, bank accounts and web addresses."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from functools import cache

import phonenumbers

from receipt_desktop.extraction.facts.countries import load_country_facts
from receipt_desktop.extraction.facts.loader import load_facts
from receipt_desktop.extraction.text.rows import TextRow

CALLING_CODE_POINTS = 3.0
UNCERTAIN_CODE_POINTS = 1.8
"""For a calling code before a number that does not exist."""
AREA_CODE_POINTS = 2.6
"""For a ten-digit number of the United States or Canada; of other countries with +1, more."""
ISLAND_CODE_POINTS = 3.0
SITE_POINTS = 2.5
NAME_POINTS = 1.2
"""For a name with a country's ending that neither begins with www. nor is an e-mail address."""
IBAN_POINTS = 2.2
"""For the account to pay to, mostly in the country of the shop."""
MOST_NUMBERS = 3

_INTERNATIONAL = re.compile(r"\+ ?\(?\d[\d ()./\-]{6,18}\d")
_DIALLED = re.compile(r"(?:tel|fon|phone|ph|fax|mob)\w*[.:]{0,2} ?00 ?(\d[\d ()./\-]{6,16}\d)")
_BRACKETED = re.compile(r"\(([2-9]\d{1,2})\) ?(\d[\d -]{5,12}\d)(?!\d)")
"""A calling code in brackets, "(852)2797-9967"; area codes are written so, too."""
_AMERICAN = re.compile(
    r"(?<![\d-])(?:1[-. ])?\(?([2-9]\d{2})[)\-. /]{1,2}([2-9]\d{2})[-. ](\d{4})(?!\d)"
)


def weigh_phones(rows: Sequence[TextRow]) -> dict[str, float]:
    """Points for the countries of international and American phone numbers."""
    points: defaultdict[str, float] = defaultdict(float)
    texts = [row.folded for row in rows]
    international = [m for text in texts for m in _INTERNATIONAL.findall(text) if _is_long(m)]
    international += ["+" + m for text in texts for m in _DIALLED.findall(text)]
    bracketed = ["+" + "".join(pair) for text in texts for pair in _BRACKETED.findall(text)]
    international += [number for number in bracketed if _is_possible(number)]
    for number in international[:MOST_NUMBERS]:
        for code, worth in _locate_international(number):
            points[code] = max(points[code], worth)
    for number in [m for text in texts for m in _AMERICAN.findall(text)][:MOST_NUMBERS]:
        region = _locate_american("".join(number))
        if region:
            worth = AREA_CODE_POINTS if region in {"US", "CA"} else ISLAND_CODE_POINTS
            points[region] = max(points[region], worth)
    return dict(points)


def _is_long(number: str) -> bool:
    """Whether it has the digits of a calling code and a number: "+5.010.00" is an amount."""
    return sum(map(str.isdigit, number)) >= _LEAST_DIGITS


_LEAST_DIGITS = 8


def _is_possible(number: str) -> bool:
    """Whether a number that begins with a calling code exists."""
    try:
        return phonenumbers.is_valid_number(phonenumbers.parse(number, None))
    except phonenumbers.NumberParseException:
        return False


def _locate_international(number: str) -> list[tuple[str, float]]:
    """Countries of a number with a calling code."""
    try:
        parsed = phonenumbers.parse("+" + re.sub(r"\D", "", number), None)
    except phonenumbers.NumberParseException:
        return []
    region = phonenumbers.region_code_for_number(parsed)
    if region and region in load_country_facts():
        return [(region, CALLING_CODE_POINTS)]
    regions = phonenumbers.region_codes_for_country_code(parsed.country_code or 0)
    return [(code, UNCERTAIN_CODE_POINTS) for code in regions[:2] if code in load_country_facts()]


def _locate_american(digits: str) -> str | None:
    """The country of a number of the North American Numbering Plan by its area code."""
    try:
        parsed = phonenumbers.parse(digits, "US")
    except phonenumbers.NumberParseException:
        return None
    region = phonenumbers.region_code_for_number(parsed)
    return region if region in load_country_facts() else None


_NATIONAL = re.compile(
    r"(?:tel|telefon|telephone|telefono|phone|ph|tlf|fon|fone|mob|mobile|cell|hotline|sdt|dt|тел|"
    r"טל|電話|电话|전화|تليفون|هاتف)\w{0,3}[.:;# ]{1,3}(0?\(?\d[\d ()./\-]{6,14}\d)"
)


def find_national_matches(rows: Sequence[TextRow], countries: Sequence[str]) -> list[str]:
    """Those of the countries in which a labelled phone number without calling code exists."""
    numbers = [m for row in rows for m in _NATIONAL.findall(row.folded)][:1]
    numbers = [_SECOND_NUMBER.sub("", number) for number in numbers]
    return [code for code in countries for number in numbers if _exists_in(number, code)]


_SECOND_NUMBER = re.compile(r"(?<=\d{6})[/-]\d{5,}$")
"""A further number behind a stroke: "02 33873888-33852888"."""


def find_mobile_matches(rows: Sequence[TextRow], countries: Sequence[str]) -> list[str]:
    """Those of the countries whose mobile numbers are printed, with or without a label."""
    facts = [load_country_facts()[code] for code in countries]
    patterns = [(country.code, country.mobile) for country in facts if country.mobile]
    return [code for code, mobile in patterns if any(mobile.search(row.folded) for row in rows)]


def _exists_in(number: str, country: str) -> bool:
    try:
        return phonenumbers.is_valid_number(phonenumbers.parse(number, country))
    except phonenumbers.NumberParseException:
        return False


@cache
def _load_domains() -> dict[str, str]:
    """Countries by their top-level domain."""
    return {facts.top_level_domain: code for code, facts in load_country_facts().items()}


def is_top_level_domain(ending: str) -> bool:
    """Whether a web address may end so; "Pre.Uni" is no address."""
    return ending in _load_domains() or ending in load_facts("domains")["generic"]


_SITE = re.compile(
    r"(?:(?P<start>www[.,]|@|https?:/{1,2})|(?<![\w-]))[\w-]{2,40}(?:[.,][\w-]{1,40})?"
    r"(?P<second>\.(?:com?|net|org|gov|edu|ac|or|ne|go|gob))?\.(?P<tld>[a-z]{2})(?=$|[/\s):;,])"
)


_NUMBER_FOLLOWS = re.compile(r" ?[:#] ?\d")
"""Then it is a label: "TERM.ID: 10001294"."""


def weigh_web_addresses(text: str) -> dict[str, float]:
    """Points for the countries of top-level domains; `text` is folded."""
    points: defaultdict[str, float] = defaultdict(float)
    domains = load_facts("domains")
    for match in _SITE.finditer(text):
        code = _load_domains().get(match["tld"])
        is_clear = bool(match["start"] or match["second"])
        is_worldwide = match["tld"] in domains["worldwide"] and not match["second"]
        is_label = bool(_NUMBER_FOLLOWS.match(text, match.end()))
        is_word = not is_clear and (match["tld"] in domains["words"] or is_label)
        if code is None or is_worldwide or is_word:
            continue
        points[code] = max(points[code], SITE_POINTS if is_clear else NAME_POINTS)
    return dict(points)


_IBAN = re.compile(
    r"(?<![a-z\d])([a-z]{2}\d{2}(?: ?[a-z\d]{4}){2,7}(?: ?[a-z\d]{1,3})?)(?![a-z\d])"
)


def weigh_accounts(text: str) -> dict[str, float]:
    """Points for the countries of the bank accounts in a folded text."""
    numbers = (match[1].replace(" ", "") for match in _IBAN.finditer(text))
    codes = {number[:2].upper() for number in numbers if is_iban(number)}
    return dict.fromkeys(codes & load_country_facts().keys(), IBAN_POINTS)


def is_iban(number: str) -> bool:
    """Whether the check digits are right (ISO 13616): the remainder by 97 is 1."""
    figures = "".join(str(int(sign, 36)) for sign in number[4:] + number[:4])
    return int(figures) % 97 == 1

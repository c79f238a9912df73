"""The address of the merchant."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from receipt_desktop.extraction.facts.loader import get_country_fact, join_alternatives, load_facts
from receipt_desktop.extraction.rules.merchant.titles import is_title
from receipt_desktop.extraction.text.amounts import find_amounts
from receipt_desktop.extraction.text.ocr_repairs import restore_places
from receipt_desktop.extraction.text.rows import TextRow

MAX_ADDRESS_ROWS = 6
MAX_PLACE_WORDS = 6
MAX_PLACE_CHARACTERS = 45


@cache
def _street_pattern() -> re.Pattern[str]:
    words, suffixes, glued = (
        join_alternatives(load_facts("places")[name]) for name in ("street", "suffix", "glued")
    )
    return re.compile(
        rf"(?<!\w)(?:{words})(?!\w)[., ]|(?<!\w)(?:{words})(?!\w)[\w ]* \d"
        rf"|\w{{3,}}(?:{suffixes})[ .,]*\d|(?<!\w)(?:{glued})[a-z]{{3}}"
    )


@cache
def _region_pattern() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{join_alternatives(load_facts('places')['regions'])})(?!\w)")


@cache
def _stop_pattern() -> re.Pattern[str]:
    return re.compile(rf"^[^\w]*(?:{join_alternatives(load_facts('places')['stop'])})(?![a-z])")


_POSTCODE = re.compile(
    r"(?<!\d)(?:[a-z]{1,2}-)?\d{4,5}(?: ?[a-z]{2})?,? +[a-z]{3}"  # 10117 Berlin, 1012 LN Amsterdam
    r"|(?<!\d)\d{3} \d{2} [a-z]{3}"  # 111 21 Stockholm
    r"|\b[a-z]{2}[., ]{1,2}\d{5}\b"  # MO 63102
    r"|\b[a-z]\d[a-z] ?\d[a-z]\d\b"  # H2Y 2G1
    r"|\b[a-z]{1,2}\d[a-z\d]? \d[a-z]{2}\b"  # EH2 2DG
    r"|\b\d{2}-\d{3} [a-z]|\b\d{4}-\d{3} [a-z]"  # 00-950 Warszawa, 1000-001 Lisboa
    r"|(?<!\d)\d{5,6}[., ]{0,2}(?:г|м|гор|пос|пгт)[. ] ?[а-яіїєґ]{3}"  # 115093, г. Москва
)
_HOUSE = re.compile(
    r"^(?:hq[ :.]+)?"
    r"(?:no\.?|lot|shop|unit|suite|level|block|blk|lg|ug|kiosk|stall|ptd?)[ .:]*[\w-]*\d"
    r"|^(?:hq[ :.]+)?[a-z]{0,2}\d{0,3}-[a-z]?\d+[\w-]*, ?[a-z]"  # B1-23, The Curve
    r"|^\d+[a-z]?(?:[ ,-]+\d+[a-z]?)*,? +(?:[nsew]\.? )?[a-z]{3}"
    r"|^[^\W\d][\w' .-]+ \d{1,4}(?: ?[-/] ?\d{1,4})?[a-z]?$"
)
_CLOCK = re.compile(
    r"(?<!\d)\d{1,2}:\d{2}(?!\d)|\d{1,2}[./-]\d{1,2}[./-](?:20)?\d{2}(?!\d)"
    r"|(?<!\d)\d{1,2} [^\W\d_]{3,9}\.?,? 20\d{2}(?!\d)"
)
_ITEM_CODE = re.compile(r"^\W*\d{7,}(?![\d/-])")
"""The long number in front of an item: "291012390000 sausages"."""


def address_strength(folded: str) -> float:
    """How much a row looks like part of an address: 0 not at all, 1 and more certainly."""
    folded = restore_places(folded)
    street = 1.0 * bool(_street_pattern().search(folded + " "))
    strength = max(street, _measure_streets(folded)) + 1.0 * bool(_POSTCODE.search(folded))
    strength += 0.7 * bool(_HOUSE.search(folded)) + 0.8 * bool(_region_pattern().search(folded))
    return strength + 0.2 * (folded.count(",") > 0)


def _measure_streets(folded: str) -> float:
    """1 for two words of addresses, or one beside a figure; 0.7 beside a comma or slash."""
    words = len(_address_word_pattern().findall(folded))
    marks = sum(mark in folded for mark in load_facts("streets")["marks"])
    has_figure = bool(re.search(r"\d", folded))
    if words > 1 or (words and has_figure) or marks > 2 or (marks > 1 and has_figure):  # noqa: PLR2004
        return 1.0
    return 0.7 * bool(words and re.search(r"[,/]", folded))


@cache
def _address_word_pattern() -> re.Pattern[str]:
    facts = load_facts("streets")
    words, endings = (join_alternatives(facts[kind]) for kind in ("words", "endings"))
    return re.compile(rf"(?<![\w.])(?:{words})(?!\w)|\w{{3,}}(?:{endings})(?!\w)")


def is_address(folded: str) -> bool:
    """Whether the row is part of an address."""
    if ends_address(folded) or states_time(folded) or _COMPANY_NUMBER.search(folded):
        return False
    if _ITEM_CODE.match(folded):
        return False
    return address_strength(folded) >= 0.7 and not _PRICED.search(folded)  # noqa: PLR2004


_PRICED = re.compile(
    r"\d[.,]\d{2} ?(?:[a-z€]{0,3})$|(?<!\w)[x×] ?\d+[.,]\d{2,3}(?!\d)"
    r"|\d[.,]\d{3} +\d{1,3}[.,]\d{3}$"
)
"""An amount at the end, two with thousands, or one behind "x": an item, not an address."""
_COMPANY_NUMBER = re.compile(r"^\W*(?:co|company|roc|reg)\b")


def states_time(folded: str) -> bool:
    """Whether the row has a date or a time of day."""
    return bool(_CLOCK.search(folded))


def ends_address(folded: str) -> bool:
    """Whether the row ends an address: phone number, register number, date or title."""
    return bool(_stop_pattern().match(folded)) or bool(PHONE_PATTERN.match(folded))


PHONE_PATTERN = re.compile(r"^\W*\+?[\d(][\d ()/.\-]{6,}$")


def find_address(rows: Sequence[TextRow], name: Sequence[TextRow]) -> list[TextRow]:
    """The rows of the address: below the name, up to a phone number or tax ID."""
    start = name[-1].index + 1 if name else 0
    for first in range(start, min(start + 6, len(rows))):
        if rows[first].page != rows[0].page:
            break
        if is_address(rows[first].folded) and not _is_other_number(rows[first]):
            return _collect_address_rows(rows, first)
    return []


def _is_other_number(row: TextRow) -> bool:
    """Whether the number of a row is that of a till, a document, a telephone or an article."""
    if _street_pattern().search(row.folded + " ") and not row.amounts:
        return False
    return bool(_OTHER_NUMBER.search(row.folded) or _other_words_pattern().search(row.folded))


_OTHER_NUMBER = re.compile(
    r"(?<!\w)\d+(?:[.,]\d+)? ?(?:k?g|gr|ml|cl|dl|ltr|l|oz|lb|stk|szt|pcs|pk)(?!\w)"
    r"|^\W*(?:no|nr|n°|№)\W*\d{6,}|^\W*\d{3}[-.]\d{3}[-.]\d{4}|[!！]"
)


@cache
def _other_words_pattern() -> re.Pattern[str]:
    words = join_alternatives(load_facts("places")["no_address"])
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)")


def _collect_address_rows(rows: Sequence[TextRow], first: int) -> list[TextRow]:
    found = [rows[first]]
    for row in rows[first + 1 : first + MAX_ADDRESS_ROWS]:
        open_end = found[-1].text.rstrip().endswith((",", "&", "-"))
        is_end = ends_address(row.folded) or _is_other_number(row)
        if is_end or not (is_address(row.folded) or open_end or _is_place_name(row, found)):
            break
        found.append(row)
    return found


def _is_place_name(row: TextRow, found: Sequence[TextRow]) -> bool:
    """Whether the row is a place name below the street, when no postcode was found yet."""
    if any(_POSTCODE.search(done.folded) for done in found) or is_title(row.folded):
        return False
    letters = sum(letter.isalpha() for letter in row.text)
    short = len(row.text) <= MAX_PLACE_CHARACTERS and len(row.text.split()) <= MAX_PLACE_WORDS
    return short and letters * 2 > len(row.text) and not find_amounts(row.text)


_TELEPHONE = re.compile(
    r"\W+(?:t[eé][l1]\w*|t[il]f|phone|puh|fon|fax|h/?p|mobile?|тел\w*)\b\W*\+?\d.*$",
    re.IGNORECASE,
)
"""A phone number after the address, and what follows it."""


def join_address(rows: Sequence[TextRow], country: str | None) -> str:
    """The rows as one line, joined by a comma or what is usual in the country."""
    joiner = get_country_fact(country, "joiner", ", ")
    text, *others = (_LABEL.sub("", row.text) for row in rows)
    for other in others:
        text += (" " if text.rstrip().endswith(",") else joiner) + other
    text = _TELEPHONE.sub("", restore_places(re.sub(r"\s+", " ", text)))
    return text.strip(" ,;:")


_LABEL = re.compile(
    r"^(?:HQ )?(?:[^\W\d_]+ )?(?:add|addr|address|adresse?|adres[asu]?|direcci[oó]n|domicilio"
    r"|endere[cç]o|indirizzo|alamat|адреса?|c[ií]m|διευθυνση|住所|地址|주소)[.:：]* ?[:.：] ?",
    re.IGNORECASE,
)
"""What an address is called before it: "Object address: AZ1119 Baku"."""

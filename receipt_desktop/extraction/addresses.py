"""Addresses, telephone and tax numbers of the merchant."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from receipt_desktop.extraction.almanac import country_fact, one_of, open_facts
from receipt_desktop.extraction.amounts import find_amounts
from receipt_desktop.extraction.lookalikes import restore_places
from receipt_desktop.extraction.rows import Row

MOST_ROWS = 6
MOST_WORDS = 6
LONGEST = 45


@cache
def _street() -> re.Pattern[str]:
    words, suffixes, glued = (
        one_of(open_facts("places")[name]) for name in ("street", "suffix", "glued")
    )
    return re.compile(
        rf"(?<!\w)(?:{words})(?!\w)[., ]|(?<!\w)(?:{words})(?!\w)[\w ]* \d"
        rf"|\w{{3,}}(?:{suffixes})[ .,]*\d|(?<!\w)(?:{glued})[a-z]{{3}}"
    )


@cache
def _titles() -> re.Pattern[str]:
    return re.compile(rf"^\W*(?:{one_of(open_facts('names')['never'])})(?:\W.*)?$")


def is_title(folded: str) -> bool:
    """Whether the row is a title, greeting or label: "Tax Invoice", "Vielen Dank"."""
    return bool(_titles().match(folded.replace("-", " ")))


@cache
def _regions() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{one_of(open_facts('places')['regions'])})(?!\w)")


@cache
def _stop() -> re.Pattern[str]:
    return re.compile(rf"^[^\w]*(?:{one_of(open_facts('places')['stop'])})(?![a-z])")


_POSTCODE = re.compile(
    r"(?<!\d)(?:[a-z]{1,2}-)?\d{4,5}(?: ?[a-z]{2})?,? +[a-z]{3}"  # 10117 Berlin, 1012 LN Amsterdam
    r"|(?<!\d)\d{3} \d{2} [a-z]{3}"  # 111 21 Stockholm
    r"|\b[a-z]{2}[., ]{1,2}\d{5}\b"  # MO 63102
    r"|\b[a-z]\d[a-z] ?\d[a-z]\d\b"  # H2Y 2G1
    r"|\b[a-z]{1,2}\d[a-z\d]? \d[a-z]{2}\b"  # EH2 2DG
    r"|\b\d{2}-\d{3} [a-z]|\b\d{4}-\d{3} [a-z]"  # 00-950 Warszawa, 1000-001 Lisboa
)
_HOUSE = re.compile(
    r"^(?:hq[ :.]+)?"
    r"(?:no\.?|lot|shop|unit|suite|level|block|blk|lg|ug|kiosk|stall|ptd?)[ .:]*[\w-]*\d"
    r"|^(?:hq[ :.]+)?[a-z]{0,2}\d{0,3}-[a-z]?\d+[\w-]*, ?[a-z]"  # B1-23, The Curve
    r"|^\d+[a-z]?(?:[ ,-]+\d+[a-z]?)*,? +(?:[nsew]\.? )?[a-z]{3}"
    r"|^[^\W\d][\w' .-]+ \d{1,4}(?: ?[-/] ?\d{1,4})?[a-z]?$"
)
_CLOCK = re.compile(r"(?<!\d)\d{1,2}:\d{2}(?!\d)|\d{1,2}[./-]\d{1,2}[./-](?:20)?\d{2}(?!\d)")


def address_strength(folded: str) -> float:
    """How much a row looks like part of an address: 0 not at all, 1 and more surely."""
    folded = restore_places(folded)
    strength = 1.0 * bool(_street().search(folded + " ")) + 1.0 * bool(_POSTCODE.search(folded))
    strength += 0.7 * bool(_HOUSE.search(folded)) + 0.8 * bool(_regions().search(folded))
    return strength + 0.2 * (folded.count(",") > 0)


def is_address(folded: str) -> bool:
    """Whether the row is part of an address."""
    if is_stop(folded) or _CLOCK.search(folded) or _COMPANY_NUMBER.search(folded):
        return False
    return address_strength(folded) >= 0.7 and not _PRICED.search(folded)  # noqa: PLR2004


_PRICED = re.compile(r"\d[.,]\d{2} ?(?:[a-z€]{0,3})$")
"""Ends in money: an item, not an address."""
_COMPANY_NUMBER = re.compile(r"^\W*(?:co|company|roc|reg)\b")


def is_stop(folded: str) -> bool:
    """Whether the row is a telephone, register, date or title row: no address goes on there."""
    return bool(_stop().match(folded)) or bool(PHONE.match(folded))


PHONE = re.compile(r"^\W*\+?[\d(][\d ()/.\-]{6,}$")


def find_address(rows: Sequence[Row], name: Sequence[Row]) -> list[Row]:
    """The rows of the merchant's address: below the name, up to telephone or tax number."""
    start = name[-1].index + 1 if name else 0
    for first in range(start, min(start + 6, len(rows))):
        if rows[first].page != rows[0].page:
            break
        if is_address(rows[first].folded):
            return _follow(rows, first)
    return []


def _follow(rows: Sequence[Row], first: int) -> list[Row]:
    found = [rows[first]]
    for row in rows[first + 1 : first + MOST_ROWS]:
        open_end = found[-1].text.rstrip().endswith((",", "&", "-"))
        if is_stop(row.folded) or not (is_address(row.folded) or open_end or _is_place(row, found)):
            break
        found.append(row)
    return found


def _is_place(row: Row, found: Sequence[Row]) -> bool:
    """A bare name of a place right below the street, when no postcode came yet."""
    if any(_POSTCODE.search(done.folded) for done in found) or is_title(row.folded):
        return False
    letters = sum(letter.isalpha() for letter in row.text)
    short = len(row.text) <= LONGEST and len(row.text.split()) <= MOST_WORDS
    return short and letters * 2 > len(row.text) and not find_amounts(row.text)


_TELEPHONE = re.compile(r"\W+(?:te[l1]|phone|fax|h/?p|mobile)\b\W*\+?\d.*$", re.IGNORECASE)
"""What follows the address in its last row."""


def join_address(rows: Sequence[Row], country: str | None) -> str:
    """One line; a comma where the rows have none of their own and the country puts one."""
    joiner = country_fact(country, "joiner", ", ")
    text = rows[0].text
    for row in rows[1:]:
        text += (" " if text.rstrip().endswith(",") else joiner) + row.text
    text = _TELEPHONE.sub("", restore_places(re.sub(r"\s+", " ", text)))
    return re.sub(r"^(?:HQ )?(?:ADD|Add|ADDRESS|Address|Addr)[.:]* ?[:.] ?", "", text).strip(" ,;:")

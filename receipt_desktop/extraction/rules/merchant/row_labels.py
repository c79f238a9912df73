"""Rows that say something else than a name: labels of numbers, clocks, addressees, departments."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from rapidfuzz.distance import Levenshtein

from receipt_desktop.extraction.facts.loader import join_alternatives, load_facts
from receipt_desktop.extraction.rules.merchant.name_words import has_trade_word, load_trade_words
from receipt_desktop.extraction.text.rows import TextRow

_LABELLED_NUMBER = re.compile(
    r"[^\d:：]{2,24}[:：]\W*(?:[a-z]{0,3}[-#]?|[a-z]{4,6}[-#])\d{1,5}(?:-\d{1,5})*(?: \S*\d\S*)*\W*"
)
""" "BOMBA: 02", "PUMP: 06 ePOS.32", "Ref:CSUR-64595-25"."""
_LABELLED_NUMBERS = re.compile(r"\W*(?:[a-z][a-z .]{0,14} ?[:：] ?\d{1,4}\W*){2,}")
""" "T:02 Guest Type:0 Count:3"."""
_CLOCK = re.compile(r"\d{1,2} ?[時时点點시] ?\d{1,2} ?[分분]|\d{4} ?[年년] ?\d{1,2} ?[月월]")
""" "時刻 12時41分", "2026年05月"."""
_ADDRESSEE = re.compile(r"[^\W\d_][^\W\d]* ?(?:[様樣]|御中)[)）]?$")
""" "山田 太郎 様": the buyer."""
_DEPARTMENT = re.compile(r"\d{1,2}-[^\W\d_][^\W\d]+(?:[ &/-]+[^\W\d_]+){0,2}")
""" "27-PRODUCE": the head of some items of a supermarket."""


_TAX_STAMP = re.compile(
    r"(?=[^\d]{2,16}$)(?:.*[税稅].*[监監].*|.*[监監][制製]章.*"
    r"|[\u4e00-\u9fff]{2,3}(?:省[\u4e00-\u9fff]{2,3}|[\u4e00-\u9fff]{2,3})[市]|.{0,8}税[务務]局.{0,3})\W*"
)
""" "全国统一发票监制章", "四川成都市", "国家税务局监制": the stamp of a Chinese tax office."""


def is_tax_stamp(folded: str) -> bool:
    """Whether a row is of the round stamp of a tax office, as those on Chinese invoices."""
    return bool(_TAX_STAMP.fullmatch(folded))


def labels_number(folded: str) -> bool:
    """Whether a row is a label and its number: "BOMBA: 02", "Taxi No 5118", "Bestelnummer"."""
    if _LABELLED_NUMBER.fullmatch(folded) or _LABELLED_NUMBERS.fullmatch(folded):
        return True
    if len(re.findall(r"\d", folded)) >= MIN_FIGURES and _branch_pattern().fullmatch(folded):
        return True
    label = _number_label_pattern().search(folded)
    return label is not None and not _is_named_trade(folded[: label.start()])


MIN_FIGURES = 3
"""Figures of the numbers of a branch; a restaurant may be called "Level 33"."""


@cache
def _branch_pattern() -> re.Pattern[str]:
    """Words for a branch or a till with their numbers: "Butik 48-3, Kassa 1"."""
    words = join_alternatives(load_facts("names")["place"])
    return re.compile(rf"(?:\W*(?:{words})\W{{0,3}}(?:(?:no|nr)\W{{0,2}})?\d[\d-]*(?!\w))+\W*")


def _is_named_trade(text: str) -> bool:
    """Whether words have a trade and a name: "TAXI PARISIEN", but not "Taxi"."""
    words = re.findall(r"[^\W\d_]+", text)
    return has_trade_word(words) and not load_trade_words().issuperset(words)


@cache
def _number_label_pattern() -> re.Pattern[str]:
    """A word for "number" at the end, or before four figures and more."""
    facts = load_facts("names")
    words, endings = (join_alternatives(facts[key]) for key in ("number", "number_ending"))
    label = rf"(?:(?<!\w)(?:{words})|\w(?:{endings}))(?!\w)"
    return re.compile(rf"{label}[ .:#]*(?:\d{{4}}[\d ./-]*)?\W*$")


def names_clock_or_addressee(folded: str) -> bool:
    """Whether a row has a date or time in words, or names the buyer as Japanese ones do."""
    return bool(_CLOCK.search(folded) or _ADDRESSEE.search(folded.strip()))


def names_weekday(folded: str) -> bool:
    """Whether a text is the name of a weekday in some language: "WED" beside a date."""
    return folded.strip(" .,()") in _load_weekdays()


@cache
def _load_weekdays() -> frozenset[str]:
    languages = load_facts("month_names").values()
    days = (names for language in languages for names in language.get("days", {}).values())
    return frozenset(name for names in days for name in names if len(name) > 2)  # noqa: PLR2004


def drop_departments(rows: Sequence[TextRow], page: Sequence[TextRow]) -> list[TextRow]:
    """The rows without the heads of departments, of which the page has two and more."""
    heads = {row.index for row in page if _DEPARTMENT.fullmatch(row.folded)}
    return [row for row in rows if len(heads) < MIN_DEPARTMENTS or row.index not in heads]


MIN_DEPARTMENTS = 2


@cache
def _load_staff() -> frozenset[str]:
    return frozenset(load_facts("names")["staff"])


def names_staff(folded: str) -> bool:
    """Whether a text is nothing but what a waiter or cashier is called: "Garzon"."""
    return folded.strip(" .:*") in _load_staff()


def labels_staff(folded: str) -> bool:
    """Whether the name of a waiter or cashier follows, also behind a misread label: "Vaiter:"."""
    label = re.match(r"\W*([^\W\d_]{6,}) ?[:：]", folded)
    return label is not None and any(
        Levenshtein.distance(label[1], word, score_cutoff=1) <= 1 for word in _load_staff()
    )


@cache
def _gift_card_pattern() -> re.Pattern[str]:
    cards = join_alternatives(load_facts("names")["gift_card"])
    return re.compile(rf"\W*(?:{cards})(?:e?s|e?n|ar|er)?\W*")


def advertises_gift_cards(folded: str) -> bool:
    """Whether a row says nothing but "gift cards", as adverts above a sale do."""
    return bool(_gift_card_pattern().fullmatch(folded))

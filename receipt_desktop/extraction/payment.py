"""How it was paid, and the numbers printed about it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from receipt_desktop.extraction.almanac import alternatives, any_word, countries, one_of, open_facts
from receipt_desktop.extraction.labels import Labelled, Role
from receipt_desktop.extraction.rows import Row

_MASKED = re.compile(
    r"[x*#＃•·%]{3}[x*#＃•·% \-]{0,24}(\d{4})(?!\d)"
    r"|\(?x(\d{4})\)|^\W*\*(\d{4})$|card (?:no|number|nr)\.?:?[ x*#]*(\d{4})$"
    r"|(?:visa|master ?card|amex|maestro|debit)\D{0,12}[x*#]+ ?(\d{4})(?!\d)",
    re.IGNORECASE,
)


def find_payment(
    rows: Sequence[Row], labelled: Sequence[Labelled]
) -> tuple[str, Row, float] | None:
    """("card" or "cash", its row, confidence)."""
    cards = [row for row in rows if any_word("payment", "card").search(row.folded)]
    paid_cash = [e for e in labelled if e.role is Role.CASH and e.amount.value]
    paid_card = [
        e
        for e in labelled
        if e.role is Role.CARD
        and e.amount.value
        and any_word("payment", "card").search(e.row.folded)
    ]
    if paid_card:
        return "card", paid_card[0].row, 0.93
    if len(cards) > 1 and not paid_cash:
        return "card", cards[0], 0.9
    if paid_cash:
        return "cash", paid_cash[0].row, 0.9
    if cards:
        return "card", cards[0], 0.75
    loose = next(
        (row for row in rows[len(rows) // 3 :] if any_word("payment", "cash").search(row.folded)),
        None,
    )
    return ("cash", loose, 0.6) if loose else None


def find_card(rows: Sequence[Row]) -> tuple[str, Row] | None:
    """The four digits left of a masked card number."""
    for row in rows:
        if any_word("payment", "other_digits").search(row.folded):
            continue
        if match := _MASKED.search(row.text):
            return next(group for group in match.groups() if group), row
    return None


@cache
def _number() -> re.Pattern[str]:
    document, suffix = alternatives("number", "document"), alternatives("number", "suffix")
    return re.compile(
        rf"\b(?:{document})(?:s?nummer|[ -]?(?:{suffix}))?\s*[.:#]*\s*[.:#]*\s*[:#]?\s*"
        r"(?P<n>[a-z]{0,5}[-/]?\d[\w/-]*(?:[-/ ]\d+)?)"
    )


_DATE_LIKE = re.compile(r"\d{1,2}[/.-]\d{1,2}[/.-]")


def find_number(rows: Sequence[Row]) -> tuple[str, Row] | None:
    """The receipt's own number: a labelled one with two digits or more."""
    for row in rows:
        match = _number().search(row.folded)
        if match and not _DATE_LIKE.match(match["n"]) and re.search(r"\d\D*\d", match["n"]):
            return _spelled(row, match["n"]), row
    return None


@cache
def _phone() -> re.Pattern[str]:
    return re.compile(
        rf"\b(?:{alternatives('number', 'phone')})\b\.? ?(?:no|nr)?[.: ]*(?:/ ?fax ?)?[.:]*"
        r"(?P<n>\(?\+?\(?\d[\d ()/.\-]{5,}\d)"
    )


_BARE_PHONE = re.compile(r"[^\w(+]*(\(?\+?\d{2,5}[)\- /.]+\d[\d \-/.]{5,})")
_PHONE_DIGITS = range(7, 15)
_HEAD = 10


def find_phone(rows: Sequence[Row]) -> tuple[str, Row] | None:
    """A labelled telephone number, else one that stands alone near the head."""
    for row in rows:
        if match := _phone().search(row.folded):
            return _trim_phone(match["n"]), row
    for row in rows[:_HEAD]:
        match = _BARE_PHONE.fullmatch(row.folded)
        if match and len(re.sub(r"\D", "", match[1])) in _PHONE_DIGITS:
            return _trim_phone(match[1]), row
    return None


def _trim_phone(number: str) -> str:
    first = number.split(" / ", maxsplit=1)[0] if number.count("/") > 1 else number
    return re.sub(r"\s+", " ", first).strip(" .-/")


@cache
def _tax_id() -> re.Pattern[str]:
    return re.compile(
        rf"\b(?:{alternatives('number', 'tax')})\b[.:# ()-]*"
        r"(?P<n>(?:[a-z]{2,3}[ .:-]?)?\d[\d .\-/]{5,}(?:[a-z]{1,3}\d{0,4})?"
        r"|[a-z]-?\d{7,8}(?:-?[a-z])?|[a-z]{2}\d[\w.]{6,})"
    )


def find_tax_id(rows: Sequence[Row], country: str | None) -> tuple[str, Row] | None:
    """A labelled tax number, else one in the shape of the country's."""
    for row in rows:
        if match := _tax_id().search(row.folded):
            return _spelled(row, match["n"]), row
    pattern = countries().get(country or "", {}).get("tax_id")
    if pattern:
        for row in rows:
            if match := re.search(pattern, row.folded):
                return _spelled(row, match[0]), row
    return None


def _spelled(row: Row, found: str) -> str:
    place = row.text.casefold().find(found.strip())
    text = row.text[place : place + len(found.strip())] if place >= 0 else found.upper()
    return text.strip(" .:-/()")


@cache
def _categories() -> dict[str, tuple[str, re.Pattern[str]]]:
    return {
        name: (
            facts["type"],
            re.compile(rf"(?<!\w)(?:{one_of(facts['words'])})(?!\w)"),
        )
        for name, facts in open_facts("categories").items()
    }


def find_category(rows: Sequence[Row], name: str) -> tuple[str, str, Row] | None:
    """(category, receipt type, deciding row): words of the name count three times."""
    best: tuple[float, str, str, Row] | None = None
    for category, (kind, pattern) in _categories().items():
        hits = [row for row in rows if pattern.search(row.folded)]
        if not hits:
            continue
        words = {word for row in hits for word in pattern.findall(row.folded)}
        score = len(words) + 3.0 * bool(pattern.search(name))
        if best is None or score > best[0]:
            best = (score, category, kind, hits[0])
    return best[1:] if best else None

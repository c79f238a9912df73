"""How it was paid, and the numbers printed about it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from receipt_desktop.extraction.facts.loader import (
    compile_any_word,
    join_alternatives,
    join_fact_words,
    load_countries,
    load_facts,
)
from receipt_desktop.extraction.text.labels import AmountRole, LabelledAmount
from receipt_desktop.extraction.text.rows import TextRow

_MASKED = re.compile(
    r"[x*#＃•·%]{3}[x*#＃•·% \-]{0,24}(\d{4})(?!\d)"
    r"|\(?x(\d{4})\)|^\W*\*(\d{4})$|card (?:no|number|nr)\.?:?[ x*#]*(\d{4})$"
    r"|(?:visa|master ?card|amex|maestro|debit)\D{0,12}[x*#]+ ?(\d{4})(?!\d)",
    re.IGNORECASE,
)


def find_payment(
    rows: Sequence[TextRow], labelled: Sequence[LabelledAmount]
) -> tuple[str, TextRow, float] | None:
    """("card" or "cash", its row, confidence)."""
    cards = [row for row in rows if compile_any_word("payment", "card").search(row.folded)]
    paid_cash = [e for e in labelled if e.role is AmountRole.CASH and e.amount.value]
    paid_card = [
        e
        for e in labelled
        if e.role is AmountRole.CARD
        and e.amount.value
        and compile_any_word("payment", "card").search(e.row.folded)
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
        (
            row
            for row in rows[len(rows) // 3 :]
            if compile_any_word("payment", "cash").search(row.folded)
        ),
        None,
    )
    return ("cash", loose, 0.6) if loose else None


def find_card_digits(rows: Sequence[TextRow]) -> tuple[str, TextRow] | None:
    """The four digits left of a masked card number."""
    for row in rows:
        if compile_any_word("payment", "other_digits").search(row.folded):
            continue
        if match := _MASKED.search(row.text):
            return next(group for group in match.groups() if group), row
    return None


@cache
def _number_pattern() -> re.Pattern[str]:
    document, suffix = join_fact_words("number", "document"), join_fact_words("number", "suffix")
    return re.compile(
        rf"\b(?:{document})(?:s?nummer|[ -]?(?:{suffix}))?\s*[.:#]*\s*[.:#]*\s*[:#]?\s*"
        r"(?P<n>[a-z]{0,5}[-/]?\d[\w/-]*(?:[-/ ]\d+)?)"
    )


_DATE_LIKE = re.compile(r"\d{1,2}[/.-]\d{1,2}[/.-]")


def find_receipt_number(rows: Sequence[TextRow]) -> tuple[str, TextRow] | None:
    """The receipt's own number: a labelled one with two digits or more."""
    for row in rows:
        match = _number_pattern().search(row.folded)
        if match and not _DATE_LIKE.match(match["n"]) and re.search(r"\d\D*\d", match["n"]):
            return _restore_spelling(row, match["n"]), row
    return None


@cache
def _phone_pattern() -> re.Pattern[str]:
    return re.compile(
        rf"\b(?:{join_fact_words('number', 'phone')})\b\.? ?(?:no|nr)?[.: ]*(?:/ ?fax ?)?[.:]*"
        r"(?P<n>\(?\+?\(?\d[\d ()/.\-]{5,}\d)"
    )


_BARE_PHONE = re.compile(r"[^\w(+]*(\(?\+?\d{2,5}[)\- /.]+\d[\d \-/.]{5,})")
_PHONE_DIGITS = range(7, 15)
_HEAD_ROWS = 10


def find_phone(rows: Sequence[TextRow]) -> tuple[str, TextRow] | None:
    """A labelled telephone number, else one that stands alone near the head."""
    for row in rows:
        if match := _phone_pattern().search(row.folded):
            return _trim_phone(match["n"]), row
    for row in rows[:_HEAD_ROWS]:
        match = _BARE_PHONE.fullmatch(row.folded)
        if match and len(re.sub(r"\D", "", match[1])) in _PHONE_DIGITS:
            return _trim_phone(match[1]), row
    return None


def _trim_phone(number: str) -> str:
    first = number.split(" / ", maxsplit=1)[0] if number.count("/") > 1 else number
    return re.sub(r"\s+", " ", first).strip(" .-/")


@cache
def _tax_id_pattern() -> re.Pattern[str]:
    return re.compile(
        rf"\b(?:{join_fact_words('number', 'tax')})\b[.:# ()-]*"
        r"(?P<n>(?:[a-z]{2,3}[ .:-]?)?\d[\d .\-/]{5,}(?:[a-z]{1,3}\d{0,4})?"
        r"|[a-z]-?\d{7,8}(?:-?[a-z])?|[a-z]{2}\d[\w.]{6,})"
    )


def find_tax_id(rows: Sequence[TextRow], country: str | None) -> tuple[str, TextRow] | None:
    """A labelled tax number, else one in the shape of the country's."""
    for row in rows:
        if match := _tax_id_pattern().search(row.folded):
            return _restore_spelling(row, match["n"]), row
    pattern = load_countries().get(country or "", {}).get("tax_id")
    if pattern:
        for row in rows:
            if match := re.search(pattern, row.folded):
                return _restore_spelling(row, match[0]), row
    return None


def _restore_spelling(row: TextRow, found: str) -> str:
    place = row.text.casefold().find(found.strip())
    text = row.text[place : place + len(found.strip())] if place >= 0 else found.upper()
    return text.strip(" .:-/()")


@cache
def _load_categories() -> dict[str, tuple[str, re.Pattern[str]]]:
    return {
        name: (
            facts["type"],
            re.compile(rf"(?<!\w)(?:{join_alternatives(facts['words'])})(?!\w)"),
        )
        for name, facts in load_facts("categories").items()
    }


def find_category(rows: Sequence[TextRow], name: str) -> tuple[str, str, TextRow] | None:
    """(category, receipt type, deciding row): words of the name count three times."""
    best: tuple[float, str, str, TextRow] | None = None
    for category, (kind, pattern) in _load_categories().items():
        hits = [row for row in rows if pattern.search(row.folded)]
        if not hits:
            continue
        words = {word for row in hits for word in pattern.findall(row.folded)}
        score = len(words) + 3.0 * bool(pattern.search(name))
        if best is None or score > best[0]:
            best = (score, category, kind, hits[0])
    return best[1:] if best else None

"""Receipt number, phone number and tax ID."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from receipt_desktop.extraction.facts.loader import (
    join_fact_words,
    load_countries,
)
from receipt_desktop.extraction.text.rows import TextRow


@cache
def _number_pattern() -> re.Pattern[str]:
    document, suffix = join_fact_words("number", "document"), join_fact_words("number", "suffix")
    return re.compile(
        rf"\b(?:{document})(?:s?nummer|[ -]?(?:{suffix}))?\s*[.:#]*\s*[.:#]*\s*[:#]?\s*"
        r"(?P<n>(?>[a-z]{0,5}[-/]?\d[\w/-]*(?:[-/ ]\d+(?![\d./-]))?))(?![.,]\d)"
    )


_DATE_LIKE = re.compile(r"\d{1,2}[/.-]\d{1,2}[/.-]")


def find_receipt_number(rows: Sequence[TextRow]) -> tuple[str, TextRow] | None:
    """The labelled number of the receipt, with at least two digits, and its row."""
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
    """A labelled phone number and its row, else one alone in a row near the top."""
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
        r"(?P<n>(?:[a-z]{2,3}[ .:-]?)?\d[\d .\-/]{5,}(?:(?<! )[a-z]{1,3}\d{0,4}|[a-z]\d\d)?"
        r"|r0\d{5,10}(?!\d)|[a-z]-?\d{7,8}(?!\d)(?:-?[a-z])?|[a-z]{2}\d[\w.]{6,})"
    )


_AMOUNTS = re.compile(r"(?:\d{1,6}[.,]\d\d\s*)+")


def find_tax_id(rows: Sequence[TextRow], country: str | None) -> tuple[str, TextRow] | None:
    """A labelled tax ID and its row, else a number in the format of the country.

    Without a country, a number with the letters of any country counts when it is alone in its row.
    Amounts behind the label, as in a row of a tax table, are none.
    """
    for row in rows:
        match = _tax_id_pattern().search(row.folded)
        if match and not _AMOUNTS.fullmatch(match["n"]) and _has_enough_digits(match["n"]):
            return _restore_spelling(row, match["n"]), row
    pattern = load_countries().get(country or "", {}).get("tax_id")
    if pattern:
        for row in rows:
            if match := re.search(pattern, row.folded):
                return _restore_spelling(row, match[0]), row
    if country is None:
        alone = (row for row in rows if _lettered_tax_id_pattern().fullmatch(row.folded.strip()))
        return next(((row.text.strip(), row) for row in alone), None)
    return None


def _has_enough_digits(number: str) -> bool:
    """No tax number has fewer than seven digits, as those of Ireland."""
    return sum(map(str.isdigit, number)) >= MIN_TAX_ID_DIGITS


MIN_TAX_ID_DIGITS = 7


@cache
def _lettered_tax_id_pattern() -> re.Pattern[str]:
    """The formats that begin with letters, like that of Austria: "ATU66191257"."""
    formats = (facts.get("tax_id", "") for facts in load_countries().values())
    return re.compile("|".join(one for one in formats if re.match(r"\\b[a-z]{2}", one)))


def _restore_spelling(row: TextRow, folded: str) -> str:
    start = row.text.casefold().find(folded.strip())
    text = row.text[start : start + len(folded.strip())] if start >= 0 else folded.upper()
    return _ROMANIAN.sub("RO", text.strip(" .:-/()"))


_ROMANIAN = re.compile(r"^R0(?=\d{5,10}$)", re.IGNORECASE)
"""The letters before a Romanian tax number, misread."""

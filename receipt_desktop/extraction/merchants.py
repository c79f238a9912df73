"""Who sold it: the name, found by where and how it is printed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from statistics import median

from rapidfuzz import fuzz

from receipt_desktop.extraction.addresses import is_address, is_stop
from receipt_desktop.extraction.almanac import open_facts
from receipt_desktop.extraction.amounts import find_amounts
from receipt_desktop.extraction.rows import Row

HEAD = 14
"""The name stands in the first rows, or near the foot's company details."""
_LEGAL_SCORE, _ABOVE_ADDRESS, _FIRST, _LARGE, _TRADE, _DOMAIN, _REPEATED = (
    2.2,
    1.2,
    1.6,
    1.6,
    0.6,
    1.2,
    0.5,
)


@dataclass(frozen=True, slots=True)
class Name:
    """A candidate for the merchant."""

    text: str
    rows: tuple[Row, ...]
    score: float
    legal: bool


@cache
def _legal() -> re.Pattern[str]:
    forms = sorted(open_facts("names")["legal"], key=len, reverse=True)
    return re.compile(r"(?<![\w&])(?:" + "|".join(map(re.escape, forms)) + r")(?!\w)\.?")


@cache
def _never() -> re.Pattern[str]:
    words = sorted(open_facts("names")["never"], key=len, reverse=True)
    return re.compile(r"^\W*(?:" + "|".join(map(re.escape, words)) + r")(?:\W.*)?$")


@cache
def _trade() -> frozenset[str]:
    return frozenset(open_facts("names")["trade"])


@cache
def _slogan() -> frozenset[str]:
    return frozenset(open_facts("names")["slogan"])


def has_legal_form(folded: str) -> bool:
    """Whether a company's legal form is in the row."""
    return bool(_legal().search(folded))


def find_names(rows: Sequence[Row]) -> list[Name]:
    """Candidates, the best first."""
    head = [row for row in rows if row.page == rows[0].page][:HEAD] if rows else []
    usual = median(row.height for row in rows) if rows else 1.0
    text = " ".join(row.folded for row in rows)
    domains = re.findall(r"(?:www\.|@|//)?([a-z0-9-]{3,})\.(?:[a-z]{2,3}\b)", text)
    names: list[Name] = []
    order = 0
    for row in head:
        if not could_be_name(row):
            continue
        joined = _join(row, head)
        score = _score(joined, order, usual, rows, domains)
        names.append(
            Name(clean(" ".join(r.text for r in joined)), joined, score, _is_company(joined))
        )
        order += 1
    return sorted((name for name in names if name.text), key=lambda name: -name.score)


def _is_company(rows: Sequence[Row]) -> bool:
    return any(has_legal_form(row.folded) for row in rows)


def could_be_name(row: Row) -> bool:
    """Whether the row may hold a name at all."""
    letters = len(re.findall(r"[^\W\d_]", row.text))
    digits = len(re.findall(r"\d", row.text))
    if letters < 2 or digits > letters or find_amounts(row.text):  # noqa: PLR2004
        return False
    legal = has_legal_form(row.folded)
    if _never().match(row.folded) and not legal:
        return False
    if re.search(r"\d{1,2}[:./-]\d{2}|https?:|www\.|@\w+\.", row.folded):
        return False
    return legal or not (is_address(row.folded) or is_stop(row.folded))


def _score(
    rows: tuple[Row, ...], order: int, usual: float, every: Sequence[Row], domains: Sequence[str]
) -> float:
    first, last = rows[0], rows[-1]
    words = re.findall(r"[^\W_]+", " ".join(row.folded for row in rows))
    score = max(0.0, _FIRST - 0.35 * order)
    score += _LEGAL_SCORE * _is_company(rows)
    score += _LARGE * min(1.0, max(0.0, first.height / max(1.0, usual) - 1.2))
    score += _TRADE * bool(_trade() & set(words))
    after = next((row for row in every if row.index > last.index), None)
    if after is not None and (is_address(after.folded) or _is_registration(after.folded)):
        score += _ABOVE_ADDRESS
    plain = "".join(words)
    if any(len(d) > 3 and fuzz.partial_ratio(d.replace("-", ""), plain) > 85 for d in domains):  # noqa: PLR2004
        score += _DOMAIN
    later = [row for row in every if row.index > last.index + 5]
    if len(plain) > 3 and any(
        fuzz.partial_ratio(plain, row.folded.replace(" ", "")) > 88
        for row in later
        if len(row.text) >= len(plain)
    ):  # noqa: E501, PLR2004
        score += _REPEATED
    slogans = sum(word in _slogan() for word in words)
    score -= 0.9 * min(2, slogans) + 0.5 * (len(words) > 7)  # noqa: PLR2004
    score -= 1.0 * (len(plain) < 3) + 0.8 * (max(map(len, words), default=0) < 3)  # noqa: PLR2004
    score -= 0.7 * (first.score < 0.7) + 0.25 * max(0, first.index - 6)  # noqa: PLR2004
    return score


def _is_registration(folded: str) -> bool:
    return bool(
        re.search(
            r"^\W*(?:co|company|roc|reg|gst|\(?\d{5,}[ -]?[a-z]?\)?|[a-z]{2}\d{6,}|cif|tax|vat|org|oib)\b",
            folded,
        )
    ) or bool(re.match(r"^\W*\d{5,9}\s?-\s?[a-z]\W*$", folded))  # noqa: E501


def _join(row: Row, head: Sequence[Row]) -> tuple[Row, ...]:
    """Rows that make one name: an open bracket, an ampersand, or a legal form that stands alone."""
    rows = [row]
    place = head.index(row)
    while place + len(rows) < len(head) and len(rows) < 3:  # noqa: PLR2004
        below = head[place + len(rows)]
        text = " ".join(r.text for r in rows)
        if _goes_on(text, below):
            rows.append(below)
        else:
            break
    return tuple(rows)


def _goes_on(text: str, below: Row) -> bool:
    if re.search(r"[&\-+/]$", text) or text.count("(") > text.count(")"):
        return not is_stop(below.folded)
    if has_legal_form(text.casefold()):
        return False
    rest = _legal().sub("", below.folded)
    words = re.findall(r"[^\W\d_]{2,}", re.sub(r"\([^)]*\)", "", rest))
    if has_legal_form(below.folded):
        generic = set(words) <= _trade()
        return len(words) == 0 or generic or below.text.count(")") > below.text.count("(")
    starts_generic = bool(words) and words[0] in {
        "enterprise",
        "trading",
        "marketing",
        "services",
        "industries",
    }
    return starts_generic and below.text.count("(") > below.text.count(")")


_NUMBER_TAIL = re.compile(
    r"[\s,]*\(? ?(?:co\.?(?:\s?reg)?\.? ?no\.?|reg\.? ?no\.?|roc|no\.)?[ :.]*\(?[a-z]{0,2}\d{4,}[ -]?\d*[ -]?[a-z]{0,2} ?\)?\.?$",
    re.IGNORECASE,
)  # noqa: E501


def clean(text: str) -> str:
    """The name without register numbers and ornaments: "* ACME SDN BHD (1234-X)" -> "ACME SDN BHD"."""
    bare = re.sub(r"\s+", " ", text).strip(" *#=~_-–:;,'\"|<>•·")
    bare = _NUMBER_TAIL.sub("", bare)
    return bare.strip(" *#=~_-–:;,'\"|<>•·")


def confidence_of(names: Sequence[Name]) -> float:
    """From the best candidate's score, its lead and the reader's score: 0.3 .. 0.97."""
    if not names:
        return 0.0
    best = names[0]
    lead = best.score - (names[1].score if len(names) > 1 else 0.0)
    base = 0.4 + 0.1 * min(4.0, best.score) + 0.06 * min(2.0, max(0.0, lead)) + 0.05 * best.legal
    read = min(row.score for row in best.rows)
    return round(max(0.1, min(0.97, base)) * (0.5 + 0.5 * read), 3)

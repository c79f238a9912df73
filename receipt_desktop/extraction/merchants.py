"""Who sold it: the name, found by where and how it is printed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from rapidfuzz import fuzz

from receipt_desktop.extraction.addresses import address_strength, is_address, is_stop
from receipt_desktop.extraction.almanac import country_fact
from receipt_desktop.extraction.elsewhere import HEAD, names_elsewhere
from receipt_desktop.extraction.joining import join_name, name_part
from receipt_desktop.extraction.names import (
    clean,
    closed_up,
    has_legal_form,
    is_chain,
    is_place,
    is_registration,
    is_sentence,
    names_trade,
    slogan_words,
    tells_owner,
    tells_recipient,
)
from receipt_desktop.extraction.naming import ALIKE, Name, could_be_name
from receipt_desktop.extraction.rows import Row

_LEGAL_SCORE = 3.0
_LEGAL_BELOW = 0.3
"""The same below a shop's sign, where the sign is what a shop is known by."""
_OWNER = 1.2
_ABOVE_ADDRESS = 0.9
_FIRST, _STEP = 1.6, 0.35
_LARGE = 1.6
_TRADE = 0.6
_CHAIN, _CHAIN_BELOW = 1.2, 0.3
_DOMAIN = 1.2
_REPEATED = 0.5
_BELOW_ADDRESS = 1.8
_RECIPIENT = 2.5
_SENDER = 3.4
_SENTENCE = 1.2
_PLACE = 1.2
"""Of a row that tells which branch it is."""


def find_names(rows: Sequence[Row], country: str | None = None) -> list[Name]:
    """Candidates, the best first."""
    head = [row for row in rows if row.page == rows[0].page][:HEAD] if rows else []
    page = _Page.measure(rows, head, country)
    names: list[Name] = []
    used: set[int] = set()
    order = 0
    for row in head:
        if row.index in used:
            continue
        if row is page.sender:
            names.append(_sender_name(row))
        elif could_be_name(row):
            joined = join_name(row, head, page.height)
            text = clean(" ".join(name_part(r) for r in joined))
            names.append(Name(text, joined, _score(joined, order, page), _is_company(joined)))
            used |= {r.index for r in joined}
            order += 1
    names += names_elsewhere(rows, used, page.height)
    return sorted((name for name in names if name.text), key=lambda name: -name.score)


@dataclass(frozen=True, slots=True)
class _Page:
    """What the whole receipt tells about its names."""

    rows: Sequence[Row]
    height: float
    """Usual height of letters."""
    domains: tuple[str, ...]
    address: int
    """Row of the first address."""
    company_first: bool
    """Whether receipts there are known by the company rather than by the shop's sign."""
    sender: Row | None
    """A sender's line above a recipient: "Name - Street 1 - 12345 City"."""

    def counts(self, row: Row) -> bool:
        """Whether a row below a name may show that an address follows.

        Neither a sign's company nor a remark does, which may stand between.
        """
        legal = has_legal_form(row.folded)
        return not _is_remark(row) and (self.company_first or not legal)

    @classmethod
    def measure(cls, rows: Sequence[Row], head: Sequence[Row], country: str | None) -> _Page:
        text = " ".join(row.folded for row in rows)
        domains = re.findall(r"(?:www\.|@|//)?([a-z0-9-]{4,})\.[a-z]{2,3}\b", text)
        address = next((r.index for r in head if r.index and _is_surely_address(r)), len(rows))
        height = median(row.height for row in rows) if rows else 1.0
        sender = next((row for row in head if _is_sender(row)), None)
        company = country is None or bool(country_fact(country, "company_first", default=False))
        return cls(rows, max(1.0, height), tuple(domains), address, company, sender)


def _is_surely_address(row: Row) -> bool:
    return (
        address_strength(row.folded) >= 1
        and not is_stop(row.folded)
        and not has_legal_form(row.folded)
    )


_BETWEEN = re.compile(r"\s+[-–·•|]\s+|\s*[·•|]\s*")


def _is_sender(row: Row) -> bool:
    parts = _BETWEEN.split(row.text)
    if re.search(r"\d", parts[0]):
        return False
    return len(parts) > 2 and address_strength(row.folded) >= 1  # noqa: PLR2004 - name, street, city


def _sender_name(row: Row) -> Name:
    return Name(clean(_BETWEEN.split(row.text)[0]), (row,), _SENDER, legal=False)


def _is_company(rows: Sequence[Row]) -> bool:
    return any(has_legal_form(row.folded) for row in rows)


def _score(rows: tuple[Row, ...], order: int, page: _Page) -> float:
    first, last = rows[0], rows[-1]
    words = re.findall(r"[^\W_]+", closed_up(" ".join(row.folded for row in rows)))
    score = max(0.0, _FIRST - _STEP * order)
    if _is_company(rows):
        first_choice = page.company_first or not order or _repeats_sign("".join(words), first, page)
        score += _LEGAL_SCORE if first_choice else _LEGAL_BELOW
    score += _LARGE * min(1.0, max(0.0, first.height / page.height - 1.2))
    score += _TRADE * names_trade(words)
    score += (_CHAIN_BELOW if page.company_first else _CHAIN) * is_chain(first.folded)
    after = next((row for row in page.rows if row.index > last.index and page.counts(row)), None)
    if after is not None and (is_address(after.folded) or is_registration(after.folded)):
        score += _ABOVE_ADDRESS
    score += _echoes("".join(words), last, page)
    score -= _BELOW_ADDRESS * (first.index > page.address)
    if page.sender is not None and 0 < first.index - page.sender.index < 4:  # noqa: PLR2004
        score -= _RECIPIENT
    above = next((row for row in page.rows if row.index == first.index - 1), None)
    addressed = tells_recipient(first.folded) or (above is not None and _announces(above))
    if addressed and not _is_company(rows):
        score -= _RECIPIENT
    score -= _OWNER * (tells_owner(first.folded) or _is_remark(first))
    if first.index and not names_trade(words):
        score -= _PLACE * is_place(first.folded, first.text)
    return (
        score
        - _blemishes(words, first)
        - _SENTENCE * (is_sentence(first.text) and not _is_company(rows))
    )


def _repeats_sign(plain: str, row: Row, page: _Page) -> bool:
    """Whether a row above says the same in large letters, which are often read worse."""
    above = [r.folded.replace(" ", "") for r in page.rows if r.index < row.index]
    return any(len(sign) > 3 and fuzz.partial_ratio(sign, plain) >= _LIKE_SIGN for sign in above)  # noqa: PLR2004


_LIKE_SIGN = 75


def _is_remark(row: Row) -> bool:
    """Like "(Sole proprietorship)": in brackets as a whole, and no company."""
    bracketed = row.text.startswith("(") and row.text.rstrip().endswith(")")
    return bracketed and not has_legal_form(row.folded) and not is_registration(row.folded)


def _announces(row: Row) -> bool:
    """Whether a recipient's name follows: "Herr", "Bill To:"."""
    return tells_recipient(row.folded) and len(row.text) <= _SHORT


_SHORT = 14


def _echoes(plain: str, last: Row, page: _Page) -> float:
    """The name in a web address, or again further down."""
    score = 0.0
    if len(plain) > 3 and any(  # noqa: PLR2004
        fuzz.partial_ratio(d.replace("-", ""), plain) > ALIKE for d in page.domains
    ):
        score += _DOMAIN
    later = [
        row.folded.replace(" ", "")
        for row in page.rows
        if row.index > last.index + 5 and len(row.text) >= len(plain) > 3  # noqa: PLR2004
    ]
    if any(fuzz.partial_ratio(plain, text) > ALIKE for text in later):
        score += _REPEATED
    return score


def _blemishes(words: Sequence[str], first: Row) -> float:
    """What speaks against a name: slogans, scraps, long sentences, letters mixed with digits."""
    mixed = sum(bool(re.search(r"\d", w) and re.search(r"[a-z]{2}", w)) for w in words)
    minus = 0.9 * min(2, sum(word in slogan_words() for word in words)) + 0.6 * mixed
    minus += 0.5 * (len(words) > 7)  # noqa: PLR2004
    minus += 1.0 * (len("".join(words)) < 3) + 0.8 * (max(map(len, words), default=0) < 3)  # noqa: PLR2004
    minus += 0.6 * first.text[:1].islower() + 1.2 * (first.score < 0.75)  # noqa: PLR2004
    return minus + 0.25 * max(0, first.index - 6)


def confidence_of(names: Sequence[Name]) -> float:
    """From the best candidate's score, its lead and the reader's score: 0.3 .. 0.97."""
    if not names:
        return 0.0
    best = names[0]
    rivals = [name.score for name in names[1:] if not _belongs(name, best)]
    lead = best.score - max(rivals, default=0.0)
    base = 0.4 + 0.1 * min(4.0, best.score) + 0.06 * min(2.0, max(0.0, lead)) + 0.05 * best.legal
    read = min(row.score for row in best.rows)
    return round(max(0.1, min(0.97, base)) * (0.5 + 0.5 * read), 3)


def _belongs(name: Name, best: Name) -> bool:
    """Whether it is the company below the sign, or the sign above the company: no rival."""
    apart = {row.index + step for row in best.rows for step in (-1, 1)}
    return name.legal is not best.legal and any(row.index in apart for row in name.rows)

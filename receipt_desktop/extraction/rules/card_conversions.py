"""Card slips with two currencies: the shop's price and what the card pays after a conversion.

Such a slip prints both amounts and the rate. The slip's wording shows which one is charged
("you chose to pay in EUR", "amount charged"); its amount and its currency stand in the same row.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from itertools import combinations

from receipt_desktop.extraction.facts.loader import join_alternatives, load_facts
from receipt_desktop.extraction.rules.currency_signs import find_signs
from receipt_desktop.extraction.rules.total_proofs import TotalCandidate
from receipt_desktop.extraction.text.amount_signs import currency_of_sign
from receipt_desktop.extraction.text.labels import LabelledAmount
from receipt_desktop.extraction.text.rows import TextRow

_CANDIDATES_COMPARED = 6
_RATE = re.compile(r"(?<![\d.,])\d{1,6}[.,]\d{3,8}(?![\d.,])")
"""Rates are printed with more decimals than amounts."""
_PLAIN_NUMBER = re.compile(r"(?<![\d.,])\d{1,6}(?:[.,]\d{1,2})?(?![\d.,%])")
_PERCENT = re.compile(r"(\d{1,2}(?:[.,]\d{1,3})?) ?%")
_CENT = Decimal("0.01")
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]")


@dataclass(frozen=True, slots=True)
class Conversion:
    """The two amounts of a slip, each with its currency (ISO 4217), and which one was charged."""

    charged: TotalCandidate
    currency: str
    other: TotalCandidate
    rows: frozenset[int]
    """Indexes of the rows of the other amount and of the rate, which are no items."""

    def find_currency(self, total: TotalCandidate) -> str | None:
        """The currency of the total, when it is the charged amount."""
        return self.currency if total is self.charged else None


@dataclass(frozen=True, slots=True)
class _Side:
    candidate: TotalCandidate
    currency: str
    entry: LabelledAmount


def find_conversion(ranked: Sequence[TotalCandidate], rows: Sequence[TextRow]) -> Conversion | None:
    """The conversion that the slip prints between two candidates for the total, or None."""
    sides = [side for one in ranked[:_CANDIDATES_COMPARED] if (side := _name_currency(one))]
    for one, other in combinations(sides, 2):
        if one.currency == other.currency:
            continue
        linked = _find_linking_rows(one, other, rows)
        if linked:
            charged, left = _choose_charged(one, other, rows)
            beside = frozenset({left.entry.row.index, *linked} - {charged.entry.row.index})
            return Conversion(charged.candidate, charged.currency, left.candidate, beside)
    return None


def put_charged_first(
    ranked: Sequence[TotalCandidate], conversion: Conversion | None
) -> list[TotalCandidate]:
    """The candidates with the charged amount of a conversion first and the other one last."""
    if conversion is None or conversion.other not in ranked[:2]:
        return list(ranked)
    first, last = conversion.charged, conversion.other
    return [first, *(one for one in ranked if one not in (first, last)), last]


def _name_currency(candidate: TotalCandidate) -> _Side | None:
    """The currency that is printed beside the amount, at its best labelled mention."""
    for _, entry in sorted(candidate.mentions, key=lambda mention: -mention[0]):
        code = currency_of_sign(entry.amount.sign)
        printed = {sign.currencies[0] for sign in find_signs([entry.row]) if sign.is_clear}
        if code is None and len(printed) == 1:
            code = printed.pop()
        if code:
            return _Side(candidate, code, entry)
    return None


def _find_linking_rows(one: _Side, other: _Side, rows: Sequence[TextRow]) -> set[int]:
    """The row of the rate that leads from one amount to the other, and what stands around it."""
    low, high = sorted((one.candidate.value, other.candidate.value))
    headings = {row.index for row in rows if _find_phrase("heading", row)}
    markups = _read_markups(rows[index] for index in headings)
    by_rate = {
        row.index
        for row in rows
        if any(_converts(low, high, rate, markups) for rate in _read_rates(row))
    }
    return by_rate | headings if by_rate and low else set()


def _read_markups(headings: Iterable[TextRow]) -> list[Decimal]:
    """Factors of printed markups, which some rates do not contain; 1 for those that do."""
    percents = {found for row in headings for found in _PERCENT.findall(row.text)}
    return [Decimal(1), *(1 + Decimal(found.replace(",", ".")) / 100 for found in percents)]


def _read_rates(row: TextRow) -> Iterator[Decimal]:
    """Numbers that may be a rate; only words tell one with few decimals."""
    for match in _RATE.finditer(row.text):
        yield Decimal(match[0].replace(",", "."))
    if _find_phrase("heading", row):
        for number in _PLAIN_NUMBER.findall(row.text):
            yield Decimal(number.replace(",", "."))


def _converts(low: Decimal, high: Decimal, rate: Decimal, markups: Sequence[Decimal]) -> bool:
    """Whether the rate leads from one amount to the other, as far as its decimals allow."""
    if not rate or rate == 1:
        return False
    factor = rate if rate > 1 else 1 / rate
    unit = Decimal(1).scaleb(int(rate.as_tuple().exponent)) / 2
    slack = unit * (low if rate > 1 else high / rate) + _CENT * (1 + factor)
    converted = [low * factor * way for markup in markups for way in (markup, 1 / markup)]
    return any(abs(amount - high) <= slack for amount in converted)


def _choose_charged(one: _Side, other: _Side, rows: Sequence[TextRow]) -> tuple[_Side, _Side]:
    """The charged side first: by what was chosen, else by its label, else the better ranked one."""
    chosen = _find_chosen({one.currency, other.currency}, rows)
    above = min(one, other, key=lambda side: side.entry.row.index)
    labelled = [side for side in (one, other) if _find_phrase("charged", side.entry.row)]
    if chosen:
        charged = one if one.currency == chosen else other
    elif any(_find_phrase("declined", row) for row in rows):
        charged = above
    else:
        charged = labelled[0] if len(labelled) == 1 else one
    return charged, other if charged is one else one


def _find_chosen(currencies: set[str], rows: Sequence[TextRow]) -> str | None:
    """The one of the currencies that stands behind the words of a choice."""
    for row in rows:
        if (match := _find_phrase("chosen", row)) and not _find_phrase("declined", row):
            named = {c for sign in find_signs([row]) for c in sign.currencies[:1]} & currencies
            behind = row.folded[match.end() :].upper()
            named |= {code for code in currencies if re.search(rf"\b{code}\b", behind)}
            if len(named) == 1:
                return named.pop()
    return None


def _find_phrase(table: str, row: TextRow) -> re.Match[str] | None:
    return _compile_phrases(table).search(row.folded)


@cache
def _compile_phrases(table: str) -> re.Pattern[str]:
    languages = load_facts("card_conversions")[table].values()
    phrases = [phrase for phrases in languages for phrase in phrases]
    unspaced = [phrase for phrase in phrases if _UNSPACED.search(phrase)]
    spaced = join_alternatives(phrase for phrase in phrases if phrase not in unspaced)
    return re.compile("|".join([rf"(?<!\w)(?:{spaced})(?!\w)", *map(re.escape, unspaced)]))

"""Amounts that are written out in words, as invoices of many countries must state the total.

"CUATROCIENTOS NOVENTA Y CINCO PESOS 05/100 M.N." proves 495.05, also where a digit was misread.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cache

from receipt_desktop.extraction.facts.loader import load_facts
from receipt_desktop.extraction.rules.han_amounts import find_han_amounts
from receipt_desktop.extraction.rules.total_proofs import TotalCandidate, differ_in_one_digit
from receipt_desktop.extraction.text.normalize import fold_text
from receipt_desktop.extraction.text.rows import TextRow

_HUNDREDTHS = re.compile(r"(?<![\d/])(\d{2}) ?/ ?100(?!\d)")
_WORD = re.compile(r"[^\W\d_]+")
_FOUR, _EIGHTY, _HUNDRED = 4, 80, 100
_PROOF = 1.5
_PAIR = 2


def prove_written_amount(
    ranked: Sequence[TotalCandidate], rows: Sequence[TextRow]
) -> list[TotalCandidate]:
    """The candidates; the one that is written out is proven, also where its digit was misread."""
    written = {value for value in (*_find_written(rows), *find_han_amounts(rows)) if value}
    if len(written) != 1:
        return list(ranked)
    value = written.pop()
    if all(candidate.value != value for candidate in ranked):
        return _add_sum(_add_misread(ranked, value), rows, value)
    for candidate in ranked:
        if candidate.value == value:
            candidate.proofs["words"] = _PROOF
    return list(ranked)


def _add_misread(ranked: Sequence[TotalCandidate], value: Decimal) -> list[TotalCandidate]:
    """The candidates, and the written amount for the total that differs from it in one digit.

    One of the two was misread: words may be too ("sesenta", "setenta").
    """
    misread = [c for c in ranked if c.is_labelled_total and differ_in_one_digit(c.value, value)]
    if len(misread) != 1:
        return list(ranked)
    proofs = {**misread[0].proofs, "words": _PROOF}
    right = replace(misread[0], value=value, proofs=proofs, is_contradicted=False)
    right.is_labelled_otherwise = True
    for candidate in ranked:
        candidate.is_contradicted = True
    return [right, *ranked]


def _add_sum(
    ranked: Sequence[TotalCandidate], rows: Sequence[TextRow], value: Decimal
) -> list[TotalCandidate]:
    """The candidates, and the written amount where the two amounts of one row make it.

    Net amount and tax of a Chinese invoice whose total was not read: "￥141.75  ￥4.25".
    """
    nets = {max(printed) for row in rows if sum(printed := _list_pair(row)) == value}
    parts = [candidate for candidate in ranked if candidate.value in nets]
    if not parts or any(candidate.value == value for candidate in ranked):
        return list(ranked)
    for candidate in ranked:
        candidate.is_contradicted = True
    proofs = {**parts[0].proofs, "words": _PROOF, "tax": 1.0}
    return [replace(parts[0], value=value, proofs=proofs, is_contradicted=False), *ranked]


def _list_pair(row: TextRow) -> tuple[Decimal, ...]:
    """The two amounts of a row that has two and no more, else none."""
    printed = tuple(abs(amount.value) for amount in row.amounts)
    return printed if len(printed) == _PAIR else (Decimal(0),)


def _find_written(rows: Sequence[TextRow]) -> Iterable[Decimal]:
    """Amounts in words with hundredths in digits, in the same row or at the start of the next."""
    for row, below in zip(rows, [*rows[1:], None], strict=True):
        parts = _HUNDREDTHS.search(row.text)
        words = row.text[: parts.start()] if parts else row.text
        if parts is None and below is not None:
            parts = _HUNDREDTHS.match(below.text.strip())
        whole = _read_number(words) if parts else None
        if parts and whole is not None:
            yield whole + Decimal(parts[1]) / _HUNDRED


def _read_number(text: str) -> Decimal | None:
    """The number of the longest run of number words of one language; None without one."""
    words = _WORD.findall(fold_text(text))
    runs = [run for language in _load_languages() for run in _list_runs(words, language)]
    longest = max(runs, key=lambda run: len(run[0]), default=None)
    return _add_up(*longest) if longest else None


def _list_runs(
    words: Sequence[str], language: str
) -> Iterable[tuple[Sequence[str], Mapping[str, int]]]:
    facts = load_facts("number_words")[language]
    values = {**facts["values"], **facts["scales"], **dict.fromkeys(facts.get("hundreds", ()), 100)}
    run: list[str] = []
    for word in [*words, ""]:
        if word in values or (run and word in facts["joins"]):
            run.append(word)
        elif run:
            yield [w for w in run if w in values], values
            run = []


def _add_up(words: Sequence[str], values: Mapping[str, int]) -> Decimal:
    whole = part = 0
    for word in words:
        value = values[word]
        if value > _HUNDRED and value % 1000 == 0:
            whole, part = whole + max(part, 1) * value, 0
        elif word in _list_hundreds():
            part = max(part, 1) * _HUNDRED
        elif part % _HUNDRED == _FOUR and word.startswith("vingt"):
            part += _EIGHTY - _FOUR
        else:
            part += value
    return Decimal(whole + part)


@cache
def _load_languages() -> tuple[str, ...]:
    return tuple(load_facts("number_words"))


@cache
def _list_hundreds() -> frozenset[str]:
    facts = load_facts("number_words").values()
    return frozenset(word for language in facts for word in language.get("hundreds", ()))

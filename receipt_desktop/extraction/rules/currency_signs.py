"""Finds the signs, codes and names of currencies that are printed on a receipt."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from receipt_desktop.extraction.facts.countries import load_country_facts
from receipt_desktop.extraction.facts.loader import join_alternatives, load_facts
from receipt_desktop.extraction.rules.merchant.addresses import is_address
from receipt_desktop.extraction.rules.stated_currencies import find_stated_currencies
from receipt_desktop.extraction.text.normalize import fold_text
from receipt_desktop.extraction.text.rows import TextRow

CODE_POINTS = 3.0
"""Points of a sign that only one currency has."""
LONE_CODE_POINTS = 2.0
"""Points of a code without a number beside it."""
UNIT_POINTS = 1.4
"""Points of two letters, which may also be a unit ("50 ft", "12 kn")."""
SHARED_POINTS = 2.4
WORD_POINTS = 1.0
"""Points of a word that has other meanings too ("le", "R")."""
MISREAD_POINTS = 0.8
LONG_MISREAD_POINTS = 2.0
"""Points of a misread sign of three letters, which is hardly chance: "TPH" for ГРН."""
NAME_POINTS = 2.2
STATED_POINTS = 6.0
"""Points of a sentence that states the currency of all amounts."""
REPEAT_POINTS = 0.35
MAX_REPEATS = 4
USUAL_POINTS = 1.2
"""Further points of the most usual currency of a shared sign."""
TOTAL_POINTS = 1.6
"""Further points of a sign beside the total."""
_UNIT_LETTERS = 2
CODE_LETTERS = 3
_GROUPS = ("before", "after", "alone", "end")


@dataclass(frozen=True, slots=True)
class PrintedSign:
    """A sign, code or name of a currency at one place."""

    text: str
    """As printed, folded; a code in capitals."""
    currencies: tuple[str, ...]
    """All currencies (ISO 4217) that it may stand for."""
    points: float
    row: int
    """Index of the row."""

    @property
    def is_shared(self) -> bool:
        """Whether several currencies use it."""
        return len(self.currencies) > 1

    @property
    def is_clear(self) -> bool:
        """Whether it can hardly be anything but the sign of a currency."""
        return self.points >= NAME_POINTS


@cache
def _load_meanings() -> Mapping[str, tuple[tuple[str, ...], float]]:
    """Currencies and points of each sign that is looked for beside a number."""
    facts = load_facts("currencies")
    meanings: dict[str, tuple[tuple[str, ...], float]] = {}
    for sign, codes in facts["misread"].items():
        meanings[sign] = (tuple(codes), _weigh_misread(sign))
    for sign, codes in facts["words"].items():
        meanings[sign] = (tuple(codes), WORD_POINTS)
    for sign, codes in facts["shared"].items():
        meanings[sign] = ((*codes, *facts["misread"].get(sign, ())), SHARED_POINTS)
    for sign, code in facts["signs"].items():
        meanings[sign] = ((code, *facts["also"].get(sign, ())), _weigh_sign(sign))
    return {fold_text(sign): meaning for sign, meaning in meanings.items()}


def _weigh_sign(sign: str) -> float:
    return (
        UNIT_POINTS
        if len(sign) <= _UNIT_LETTERS and sign.isalpha() and sign.isascii()
        else CODE_POINTS
    )


def _weigh_misread(sign: str) -> float:
    is_long = sum(letter.isalnum() for letter in sign) > _UNIT_LETTERS
    return LONG_MISREAD_POINTS if is_long else MISREAD_POINTS


@cache
def _beside_number() -> re.Pattern[str]:
    """A sign before or behind a number, or alone in brackets as in the head of a column.

    The number behind a sign is no article number, which begins with 0 or has 11 digits or more.
    """
    signs = join_alternatives(_load_meanings())
    number = r"[-–]?\s?(?!0\d{3}|\d{11})\d"
    return re.compile(
        rf"(?<![^\W\d_])(?P<before>{signs})[.:*=]{{0,2}}\s{{0,3}}\*?(?={number})"
        rf"|(?<=\d)[.,]?[-–]{{0,2}}\s{{0,2}}(?P<after>{signs})(?![^\W_])"
        rf"|[(\[]\s?(?P<alone>{signs})\.?\s?[)\]/]"
        rf"|(?<![^\W\d_])(?P<end>{signs})\.?:?$"
    )


@cache
def _codes_alone() -> re.Pattern[str]:
    """An ISO 4217 code in capitals as a word of its own."""
    wordy = {*load_facts("currencies")["wordy"]["codes"]}
    used = {facts.currency for facts in load_country_facts().values()}
    codes = sorted(used - wordy)
    return re.compile(rf"(?<![^\W_])(?:{'|'.join(codes)})(?![^\W_])")


@cache
def _wordy_codes() -> re.Pattern[str]:
    """A code that is also a word: in capitals beside a number with decimals."""
    codes = "|".join(load_facts("currencies")["wordy"]["codes"])
    return re.compile(
        rf"(?<![^\W_])(?P<before>{codes})\s{{0,3}}(?=\d[\d.,' ]*[.,]\d\d)"
        rf"|(?<=\d[.,]\d\d)\s{{0,2}}(?P<after>{codes})(?![^\W_])"
    )


def find_signs(rows: Sequence[TextRow]) -> list[PrintedSign]:
    """All signs, codes and names of currencies, from top to bottom."""
    return [sign for row in rows for sign in (*_find_beside_amounts(row), *_find_alone(row))]


def _find_beside_amounts(row: TextRow) -> Iterator[PrintedSign]:
    for match in _beside_number().finditer(row.folded):
        sign = match["before"] or match["after"] or match["alone"] or match["end"]
        if _is_mixed_case(row, match, sign) or _follows_name(row, match, sign):
            continue
        if match["before"] and sign.isalpha() and _SIZE_AHEAD.match(row.folded, match.end()):
            continue
        codes, points = _read_meaning(match, sign)
        if _ends_description(row, match):
            points = min(points, WORD_POINTS)
        if match["end"] and (points < SHARED_POINTS or _ends_street(row, sign)):
            continue
        is_doubtful = points <= WORD_POINTS or sign in load_facts("currencies")["misread"]
        if is_doubtful and not _is_beside_amount(row, match, sign):
            continue
        yield PrintedSign(sign, codes, points, row.index)


_SIZE_AHEAD = re.compile(r"[.:]?\s{0,3}\d+(?:[.,]\d+)? ?(?:m?g|gr|kg|m?l|cl|oz|p[ck]s?)(?![^\W_])")
"""The size of an article behind a shortened word of its name: "ORBIT MNT 46G"."""


def _read_meaning(match: re.Match[str], sign: str) -> tuple[tuple[str, ...], float]:
    """The currencies and points of a sign; behind a number it may be another one, misread."""
    behind = load_facts("currencies")["behind"].get(sign) if match["after"] else None
    return (tuple(behind), MISREAD_POINTS) if behind else _load_meanings()[sign]


def _find_alone(row: TextRow) -> Iterator[PrintedSign]:
    meanings = _load_meanings()
    for match in _codes_alone().finditer(row.text):
        if match[0].casefold() not in meanings or not _is_beside_number(row.text, match):
            yield PrintedSign(match[0], (match[0],), LONE_CODE_POINTS, row.index)
    for match in _wordy_codes().finditer(row.text):
        code = match["before"] or match["after"]
        if code.casefold() not in meanings:
            yield PrintedSign(code, (code,), CODE_POINTS, row.index)
    yield from _find_names(row)
    for code in find_stated_currencies(row.text):
        yield PrintedSign(code, (code,), STATED_POINTS, row.index)


def _is_mixed_case(row: TextRow, match: re.Match[str], sign: str) -> bool:
    """Whether a code of three letters is written like no code: "TnD" is a misread word."""
    if len(sign) != CODE_LETTERS or not sign.isalpha() or len(row.folded) != len(row.text):
        return False
    start, end = next(match.span(group) for group in _GROUPS if match[group])
    written = row.text[start:end]
    return written[0].isupper() and written[1].islower() and written[2].isupper()


def _follows_name(row: TextRow, match: re.Match[str], sign: str) -> bool:
    """Whether the number before a word belongs to a name: "SHOP24 COM" in Cyrillic letters."""
    is_word = bool(match["after"]) and sign.isalpha() and len(sign) >= CODE_LETTERS
    if not is_word or _AMOUNT_AHEAD.match(row.folded, match.end("after")):
        return False
    return bool(_NUMBERED_NAME.search(row.folded[: match.start("after")]))


_NUMBERED_NAME = re.compile(r"[^\W\d_]{3}\d{1,3}[ .]?$")


def _ends_street(row: TextRow, sign: str) -> bool:
    """Whether the sign at the end is the word for a street: "Mah. Mahmutbey Cad" in Turkey."""
    if sign not in load_facts("streets")["words"]:
        return False
    return not row.text.rstrip(".: ").endswith(sign.upper()) or is_address(row.folded)


def _ends_description(row: TextRow, match: re.Match[str]) -> bool:
    """Whether a shortened word ends a text whose amount stands in another column.

    "SALCHICHAS FR.    0,23" has no sign, "TOTAL FR.    54.50" still has a likely one.
    """
    sign = match["before"]
    if not sign or not sign.endswith("."):
        return False
    ending = re.compile(rf"[^\W\d_].*(?<!\w){re.escape(sign)}$")
    return any(ending.search(fold_text(piece.text)) for piece in row.pieces)


def _is_beside_number(text: str, match: re.Match[str]) -> bool:
    before, after = text[: match.start()].rstrip(), text[match.end() :].lstrip(" .:")
    return before[-1:].isdigit() or after[:1].isdigit()


_AMOUNT = r"\d{1,3}(?:[ ,.']\d{3})+(?:[.,]\d\d)?|\d+[.,]\d{2,3}"
_AMOUNT_AHEAD = re.compile(rf"[.:*=]{{0,2}}\s{{0,3}}[-–]?\s?(?:{_AMOUNT})(?![\d/:-])")
_AMOUNT_BEHIND = re.compile(rf"(?<![\d/:.-])(?:{_AMOUNT})[.,]?[-–]{{0,2}}\s{{0,2}}$")
_CAPITAL_SIGN = re.compile(rf"(?<![^\W_])[A-Z]\.?\s?-?(?:{_AMOUNT})(?![\d\w])")


def _is_beside_amount(row: TextRow, match: re.Match[str], sign: str) -> bool:
    """Whether a word is beside an amount with decimals or thousands; a letter, in capitals."""
    if len(sign) == 1 and sign.isascii() and sign.isalpha():
        return len(row.folded) == len(row.text) and _is_letter_sign(row.text, match)
    if match["before"]:
        return bool(_AMOUNT_AHEAD.match(row.folded, match.end("before")))
    if match["after"] and "/" not in sign:
        return bool(_AMOUNT_BEHIND.search(row.folded[: match.start("after")]))
    return True


def _is_letter_sign(text: str, match: re.Match[str]) -> bool:
    """Whether a letter is a capital before an amount (R319.40), or behind it one like đ."""
    if match["before"]:
        return bool(_CAPITAL_SIGN.match(text, match.start()))
    return bool(match["after"]) and not text[match.start("after")].isascii()


def _find_names(row: TextRow) -> Iterator[PrintedSign]:
    names = load_facts("currencies")["names"]
    for word in dict.fromkeys(re.findall(r"[^\W\d_]+", row.folded)):
        if codes := names.get(word):
            yield PrintedSign(word, tuple(codes), NAME_POINTS, row.index)


def weigh_currencies(
    signs: Iterable[PrintedSign], total_rows: Iterable[int] = ()
) -> dict[str, float]:
    """Points of each printed currency; signs in the rows of the total count more."""
    totals = set(total_rows)
    groups: dict[tuple[str, ...], list[PrintedSign]] = {}
    for sign in signs:
        groups.setdefault(sign.currencies, []).append(sign)
    points: dict[str, float] = {}
    for codes, group in groups.items():
        rows = {sign.row for sign in group}
        worth = max(sign.points for sign in group)
        worth += REPEAT_POINTS * min(MAX_REPEATS, len(rows) - 1) + TOTAL_POINTS * bool(
            rows & totals
        )
        for code in codes:
            points[code] = points.get(code, 0.0) + worth
        for code in _list_usual(group) & set(codes):
            points[code] += USUAL_POINTS
    return points


def _list_usual(signs: Iterable[PrintedSign]) -> set[str]:
    """The most usual currencies of shared signs: of $ and of those that one currency has named."""
    facts = load_facts("currencies")
    usual = {**{sign: facts["signs"][sign] for sign in facts["also"]}, **facts["usual"]}
    return {usual[sign.text] for sign in signs if sign.text in usual}

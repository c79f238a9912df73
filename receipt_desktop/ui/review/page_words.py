"""The words on a page: which one is at a point, which are in a region, which match a text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QLocale, QPointF, QRectF

from receipt_desktop.domain.currencies import count_decimals
from receipt_desktop.domain.fields import Field, FieldValue, Kind
from receipt_desktop.domain.page import Box, Evidence, Line
from receipt_desktop.ui.review.field_input import parse_field

MAX_JOINED_WORDS = 5
"""A value such as a date is looked for in so many words around the clicked one."""
MIN_MATCH_CHARACTERS = 2
_MARGIN_RATIO = 0.35
"""Of the height of a word: so far beside it a click still counts."""
_EDGE_SIGNS = "()[]{}:;*#=\"'“”„«»|"


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a line; `line` is the index of the line."""

    text: str
    box: Box
    page: int
    line: int

    @property
    def frame(self) -> QRectF:
        """Its box in the pixels of the page."""
        return QRectF(self.box.x, self.box.y, self.box.w, self.box.h)


def split_words(lines: Sequence[Line]) -> tuple[Word, ...]:
    """The words of all lines, each with its share of the line's box."""
    return tuple(
        Word(match.group(), line.locate(match.start(), match.end()), line.page, number)
        for number, line in enumerate(lines)
        for match in re.finditer(r"\S+", line.text)
    )


def find_word(words: Iterable[Word], page: int, point: QPointF) -> Word | None:
    """The word at a point of a page, or the nearest one right beside it."""
    near = []
    for word in words:
        margin = word.box.h * _MARGIN_RATIO
        if word.page == page and word.frame.adjusted(-margin, -margin, margin, margin).contains(
            point
        ):
            near.append(word)
    return min(near, key=lambda word: _distance(word, point), default=None)


def _distance(word: Word, point: QPointF) -> float:
    centre = word.frame.center()
    inside = word.frame.contains(point)
    return (0 if inside else 1e6) + (centre - point).manhattanLength()


def find_words_in(words: Iterable[Word], page: int, region: QRectF) -> tuple[Word, ...]:
    """The words whose middle is in a region of a page, in reading order."""
    return tuple(
        word for word in words if word.page == page and region.contains(word.frame.center())
    )


def words_between(words: Sequence[Word], first: Word, last: Word) -> tuple[Word, ...]:
    """The words from one to another in reading order, on one page."""
    start, end = sorted((words.index(first), words.index(last)))
    return tuple(word for word in words[start : end + 1] if word.page == first.page)


def make_evidence(words: Sequence[Word]) -> Evidence | None:
    """Where these words stand; None without words."""
    if not words:
        return None
    box = words[0].box
    for word in words[1:]:
        box = box.union_with(word.box)
    return Evidence(words[0].page, box, " ".join(word.text for word in words))


def choose_words(
    words: Sequence[Word],
    clicked: Word,
    field: Field,
    locale: QLocale,
    currency: str | None = None,
) -> tuple[Word, ...]:
    """The clicked word, with its neighbours where only together they are a value of the field."""
    if field.spec.kind is Kind.TEXT:
        return (clicked,)
    line = [word for word in words if word.line == clicked.line]
    at = line.index(clicked)
    for length in range(1, MAX_JOINED_WORDS + 1):
        for start in range(max(0, at - length + 1), at + 1):
            some = tuple(line[start : start + length])
            if clicked in some and parse_words(some, field, locale, currency) is not None:
                return some
    return (clicked,)


def parse_words(
    words: Sequence[Word], field: Field, locale: QLocale, currency: str | None = None
) -> FieldValue | None:
    """The value of the field that these words are; None if they are none."""
    text = " ".join(word.text for word in words)
    for candidate in (text, text.strip(_EDGE_SIGNS), _strip_currency(text)):
        try:
            return parse_field(field, _mark_decimals(candidate, locale, currency), locale, currency)
        except ValueError:
            continue
    return None


def _mark_decimals(text: str, locale: QLocale, currency: str | None) -> str:
    """12.345 KWD with the locale's decimal mark: what stands before three digits prints them."""
    if count_decimals(currency) != len("000"):
        return text
    return re.sub(r"^(\D*\d+)[.,](\d{3}\D*)$", rf"\1{locale.decimalPoint()}\2", text)


def _strip_currency(text: str) -> str:
    """An amount without the letters and signs around it: EUR 12,50 or 12.50A."""
    return re.sub(r"^[^\d\-−(]*|[^\d)]*$", "", text)


def find_matching_words(words: Iterable[Word], typed: str) -> tuple[Word, ...]:
    """The words that contain what was typed; accents, case and separators do not count."""
    wanted = _fold(typed)
    if len(wanted) < MIN_MATCH_CHARACTERS:
        return ()
    return tuple(word for word in words if wanted in _fold(word.text))


def find_printed_value(
    words: Sequence[Word],
    field: Field,
    value: FieldValue,
    locale: QLocale,
    currency: str | None = None,
) -> Evidence | None:
    """Where a typed value is printed, if that is at one place only."""
    same = value.casefold().split() if isinstance(value, str) else []
    found = (
        _find_phrase(words, same)
        if same
        else [
            chosen
            for word in words
            if (chosen := choose_words(words, word, field, locale, currency))
            and parse_words(chosen, field, locale, currency) == value
        ]
    )
    places = set(found)
    shortest = [one for one in places if not any(set(other) < set(one) for other in places)]
    return make_evidence(shortest[0]) if len(shortest) == 1 else None


def _find_phrase(words: Sequence[Word], phrase: Sequence[str]) -> list[tuple[Word, ...]]:
    starts = range(len(words) - len(phrase) + 1)
    runs = (tuple(words[start : start + len(phrase)]) for start in starts)
    return [run for run in runs if [word.text.casefold() for word in run] == list(phrase)]


def _fold(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in plain if sign.isalnum())

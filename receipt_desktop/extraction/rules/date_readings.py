"""Finds everything in a text that can be read as a date, with all days it may mean."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum, auto
from functools import lru_cache

from receipt_desktop.extraction.rules import date_patterns as patterns
from receipt_desktop.extraction.rules.calendars import (
    SHORT_YEAR,
    find_sign_calendar,
    get_calendar,
    list_days,
    load_eras,
    make_day,
)
from receipt_desktop.extraction.rules.month_names import (
    MonthName,
    find_month,
    list_languages,
)
from receipt_desktop.extraction.rules.order_uses import ORDERS, weigh_orders

OLDEST_YEAR = 1995
OLDEST_SHORT_YEAR = 2005
"""Receipts that are older are rare, and their pictures too."""
_FUTURE_DAYS = 400
_LONG_NAME = 5
_COLUMN_GAP = "  "
"""Between the columns of a row."""
_SEPARATORS = ".,-/~'|"
"""Two of them in one date may differ: one was misread."""
_RANGE_DASH = re.compile(r"(?:(?<=\d[./]\d\d)|(?<=\d[./]\d{4}))-(?=\d{1,2}[./]\d{1,2}[./]\d{2})")
"""A dash between the two days of a period without blanks."""
_YEAR_FIRST_PATTERNS = (
    patterns.LONG_YEAR_FIRST_DATE,
    patterns.CJK_DATE,
    patterns.VIETNAMESE_DATE,
    patterns.SPACED_YEAR_FIRST_DATE,
    patterns.MINGUO_DATE,
)
_COMPACT_PATTERNS = (patterns.COMPACT_DATE, patterns.COMPACT_DAY_FIRST_DATE)
_NAMED_PATTERNS = (
    patterns.DAY_FIRST_NAMED,
    patterns.MONTH_FIRST_NAMED,
    patterns.MONTH_FIRST_TIMED,
    patterns.MONTH_FIRST_GLUED,
    patterns.YEAR_FIRST_NAMED,
)


class DateShape(Enum):
    """How a date is printed."""

    NAMED = auto()
    """With the name of the month, or with signs for year, month and day."""
    FULL = auto()
    """With a year of four digits."""
    SHORT = auto()
    """With a year of two digits."""
    COMPACT = auto()
    """Digits alone."""
    LOOSE = auto()
    """With a lost or misread sign."""


@dataclass(frozen=True, slots=True)
class DateContext:
    """What is known about the receipt before its dates are read."""

    country: str | None
    uses: Mapping[str, float]
    """How usual each order of numeric dates is, by "dmy", "mdy" and "ymd"."""
    calendar: str | None
    languages: tuple[str, ...]
    today: date

    @classmethod
    def make(cls, country: str | None, text: str, today: date) -> DateContext:
        """The context of a country and the signs of the folded text."""
        calendar = get_calendar(country) or find_sign_calendar(text)
        return cls(country, weigh_orders(country), calendar, list_languages(country), today)

    def is_plausible(self, day: date) -> bool:
        """Whether receipts of that day can exist; a few print a day to come."""
        return day.year >= OLDEST_YEAR and day <= self.today + timedelta(days=_FUTURE_DAYS)


@dataclass(frozen=True, slots=True)
class DateReading:
    """A part of a text that can be read as a date."""

    start: int
    end: int
    days: Mapping[str, date]
    """The plausible day by order; a day that is certain stands under all orders."""
    shape: DateShape
    separator: str = ""
    is_usual: bool = True
    """False for a month name of a language that is not usual in the country."""

    @property
    def choices(self) -> tuple[date, ...]:
        """The different days it may mean."""
        return tuple(dict.fromkeys(self.days.values()))


def find_readings(text: str, context: DateContext) -> list[DateReading]:
    """All dates of a folded text, from left to right; they do not overlap."""
    text = _RANGE_DASH.sub("→", text)
    found: list[DateReading] = []
    for candidates in (
        _find_named(text, context),
        _find_eras(text, context),
        _find_year_first(text, context, _YEAR_FIRST_PATTERNS),
        _find_full(text, context),
        _find_year_first(text, context, _COMPACT_PATTERNS),
        _find_short(text, context, found),
        _find_compact(text, context),
    ):
        for one in candidates:
            if not _overlaps(found, one.start, one.end):
                found.append(one)
    return sorted(found, key=lambda reading: reading.start)


def _overlaps(found: Iterable[DateReading], start: int, end: int) -> bool:
    return any(start < other.end and other.start < end for other in found)


def _find_named(text: str, context: DateContext) -> Iterable[DateReading]:
    for match in _match_named(text):
        parts = match.groupdict()
        year, day = _repair_digits(parts["y"]), parts["d"] or parts.get("d2")
        word = match["m"] or parts["m2"]
        name = find_month(word, context.languages, is_framed=patterns.is_month_framed(match))
        if name is None or day is None or _is_unlikely_name(word, year, name, context):
            continue
        days = list_days(year, name.number, _to_number(day), context.calendar)
        is_usual = name.is_usual and (name.is_exact or len(word) >= _LONG_NAME + 1)
        shape = DateShape.LOOSE if patterns.may_lack_figures(match, year) else DateShape.NAMED
        yield from _make_certain(match, days, context, shape, is_usual=is_usual)


@lru_cache(maxsize=4096)
def _match_named(text: str) -> tuple[re.Match[str], ...]:
    """What has the form of a date with a month's name: a row is searched several times.

    Those within one column come first.
    """
    found = [match for pattern in _NAMED_PATTERNS for match in pattern.finditer(text)]
    return tuple(sorted(found, key=lambda match: _COLUMN_GAP in match[0]))


def _is_unlikely_name(word: str, year: str, name: MonthName, context: DateContext) -> bool:
    """Whether a short name of a foreign language with a short year is rather an item."""
    is_foreign = context.country is not None and not name.is_usual
    return is_foreign and len(word) < _LONG_NAME and len(year) == SHORT_YEAR


def _find_eras(text: str, context: DateContext) -> Iterable[DateReading]:
    for match in patterns.era_pattern().finditer(text):
        year = load_eras()[match["era"]] + (1 if match["y"] == "元" else int(match["y"]))
        day = make_day(year, int(match["m"]), int(match["d"]))
        yield from _make_certain(match, [day] if day else [], context, DateShape.NAMED)


def _find_year_first(
    text: str, context: DateContext, shapes: Iterable[re.Pattern[str]]
) -> Iterable[DateReading]:
    for pattern in shapes:
        for match in pattern.finditer(text):
            year, month, day = (_repair_digits(match[part]) for part in "ymd")
            days = list_days(year, int(month), int(day), context.calendar)
            if pattern is patterns.CJK_DATE and context.calendar == "japanese" and len(year) == 2:  # noqa: PLR2004
                era_day = make_day(load_eras()["r"] + int(year), int(month), int(day))
                days += [era_day] if era_day else []
            is_compact = pattern in _COMPACT_PATTERNS
            shape = DateShape.COMPACT if is_compact else DateShape.FULL
            yield from _make_certain(match, days, context, shape)


def _make_certain(
    match: re.Match[str],
    days: Iterable[date],
    context: DateContext,
    shape: DateShape,
    *,
    is_usual: bool = True,
) -> Iterable[DateReading]:
    """The reading of a date whose order is certain: the latest plausible day that has come."""
    plausible = [day for day in days if context.is_plausible(day)]
    past = [day for day in plausible if day <= context.today] or plausible
    if past:
        day = max(past)
        yield DateReading(
            match.start(), match.end(), dict.fromkeys(ORDERS, day), shape, "", is_usual
        )


def _find_full(text: str, context: DateContext) -> Iterable[DateReading]:
    for match in patterns.FULL_NUMERIC_DATE.finditer(text):
        if days := read_orders(repair_all(match, "abc"), context):
            yield DateReading(match.start(), match.end(), days, DateShape.FULL, match["s"])


def _find_short(text: str, context: DateContext, found: list[DateReading]) -> Iterable[DateReading]:
    """Numeric dates with any separators; the search goes on inside of what is none."""
    position = 0
    while match := patterns.NUMERIC_DATE.search(text, position):
        days = {} if _overlaps(found, *match.span()) else _read_numeric(match, context)
        if days:
            is_full = len(match["c"]) > SHORT_YEAR
            shape = DateShape.FULL if is_full else DateShape.SHORT
            separator = (match["s1"] or "").strip()
            yield DateReading(
                match.start(), match.end() - len(match["rest"]), days, shape, separator
            )
        position = match.end() if days else match.start() + 1


def _read_numeric(match: re.Match[str], context: DateContext) -> dict[str, date]:
    a, b, c = match["a"], match["b"] or match["b2"], match["c"]
    first, second = (match["s1"] or "").strip()[:1], (match["s2"] or "").strip()[:1]
    after = match.string[match.end() : match.end() + 3]
    if first != second and {first, second} - set(_SEPARATORS):
        return {}
    if len(c) == SHORT_YEAR and (
        ":" in {first, second}
        or ((match["s2"] or "").endswith(" ") and re.match(r"[:.h]\d\d", after))
    ):  # a time of day
        return {}
    if first != second and "," in {first, second} and not c.isdigit():
        return {}  # "8-22, 1ö 8-21": opening hours
    if (first, second) == (",", ",") and match["rest"]:  # "8,05,000.00" in lakhs of rupees
        return {}
    if (first, second) == ("/", ".") and _is_price_of_several(match):
        return {}
    days = read_orders(tuple(_repair_digits(part) for part in (a, b, c)), context)
    return {order: day for order, day in days.items() if order != "ymd" or _may_be_year(a, day)}


def _is_price_of_several(match: re.Match[str]) -> bool:
    """Whether it is the price of some pieces: "1 @ 2.19 or 2/4.00"."""
    is_bare = match["a"] in set("23456789") and match["c"] in {"00", "50", "99"}
    return is_bare and len(match[0]) <= len("2/10.00")


def _may_be_year(first: str, day: date) -> bool:
    """Whether the first two signs are a year: figures alone, and not of the age of older tills.

    "0o/04/13" is a damaged "08/04/13", not a day of the year 2000.
    """
    return first.isdigit() and day.year >= OLDEST_SHORT_YEAR


def _find_compact(text: str, context: DateContext) -> Iterable[DateReading]:
    shapes = (patterns.COMPACT_SHORT_DATE, patterns.COMPACT_TIMED_DATE)
    for match in (match for shape in shapes for match in shape.finditer(text)):
        if days := read_orders((match["a"], match["b"], match["c"]), context):
            yield DateReading(match.start(), match.end(), days, DateShape.COMPACT)


def read_orders(parts: tuple[str, ...], context: DateContext) -> dict[str, date]:
    """The plausible day of three numbers by order; a long year cannot come first."""
    a, b, c = parts
    arranged = {"dmy": (c, b, a), "mdy": (c, a, b)}
    if len(c) == SHORT_YEAR == len(a):
        arranged["ymd"] = (a, b, c)
    found = {}
    for order, (year, month, day) in arranged.items():
        days = list_days(year, int(month), int(day), context.calendar)
        plausible = [day for day in days if context.is_plausible(day)]
        if plausible:
            found[order] = max((d for d in plausible if d <= context.today), default=plausible[0])
    return found


def repair_all(match: re.Match[str], names: str) -> tuple[str, ...]:
    """The parts of a match with misread digits corrected."""
    return tuple(_repair_digits(match[name]) for name in names)


def _repair_digits(text: str) -> str:
    return text.translate(str.maketrans("odθil|szbq", "0001115289"))


def _to_number(text: str) -> int:
    return int(_repair_digits(text))

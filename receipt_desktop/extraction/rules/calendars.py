"""Dates of other calendars as Gregorian days: Buddhist, Japanese, Taiwanese, Persian, Nepalese."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import cache

import nepali_datetime

from receipt_desktop.extraction.facts.loader import load_facts

CALENDARS = (None, "buddhist", "minguo", "japanese", "persian", "bikram")
"""The Gregorian calendar (None) and those used beside it."""
CENTURY = 2000
SHORT_YEAR = 2
"""Digits of a year without its century."""
_BUDDHIST_OFFSET = 543
_BUDDHIST_YEARS = range(2490, 2650)
_PERSIAN_YEARS = range(1350, 1450)
_MINGUO_YEARS = range(84, 150)
_BIKRAM_YEARS = range(2050, 2100)
"""Years of Nepal's calendar, 56 or 57 ahead of the Gregorian one."""
_PERSIAN_EPOCH = date(622, 3, 21)
"""Day before the cycle's first year in the proleptic Gregorian calendar."""
_LONG_MONTHS = 6
"""The first six Persian months have 31 days, the others 30 (the last 29 or 30)."""
_LEAP_CYCLE, _LEAP_YEARS = 33, frozenset({1, 5, 9, 13, 17, 22, 26, 30})
"""Leap years of the Solar Hijri calendar in its cycle of 33 years, right from 1799 to 2256."""


def get_calendar(country: str | None) -> str | None:
    """The calendar used beside the Gregorian one in the country; None when there is none."""
    name: str | None = load_facts("calendars")["countries"].get(country or "")
    return name


def find_sign_calendar(text: str) -> str | None:
    """The calendar that scripts and words of a folded text speak for; None for none."""
    signs = load_facts("calendars")["signs"].items()
    return next((name for name, pattern in signs if re.search(pattern, text)), None)


@cache
def load_eras() -> dict[str, int]:
    """Gregorian year before the first year of each era, by its sign."""
    return dict(load_facts("calendars")["eras"])


def list_days(year: str, month: int, day: int, calendar: str | None = None) -> list[date]:
    """The Gregorian days that the printed date may mean, the usual calendar first."""
    number = int(year)
    if calendar == "persian" and number in _PERSIAN_YEARS:
        return _keep_valid(convert_persian(number, month, day))
    if calendar == "bikram" and number in _BIKRAM_YEARS:
        return _keep_valid(convert_bikram(number, month, day))
    years = _list_years(number, len(year), calendar)
    return [found for candidate in years for found in _keep_valid(make_day(candidate, month, day))]


def _list_years(number: int, digits: int, calendar: str | None) -> list[int]:
    if number in _BUDDHIST_YEARS:
        return [number - _BUDDHIST_OFFSET]
    if digits == 3:  # noqa: PLR2004 - years of the Republic of China
        return [number + 1911] if calendar == "minguo" and number in _MINGUO_YEARS else []
    if digits > SHORT_YEAR:
        return [number]
    buddhist = CENTURY + 500 + number - _BUDDHIST_OFFSET
    return [CENTURY + number, buddhist] if calendar == "buddhist" else [CENTURY + number]


def _keep_valid(day: date | None) -> list[date]:
    return [day] if day else []


def make_day(year: int, month: int, day: int) -> date | None:
    """The day; None when the calendar does not have it."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def make_buddhist_day(year: str, month: int, day: int) -> date | None:
    """The day of a date with the last two digits of a Buddhist year; None when it is invalid."""
    return make_day(CENTURY + 500 + int(year) - _BUDDHIST_OFFSET, month, day)


def convert_persian(year: int, month: int, day: int) -> date | None:
    """The Gregorian day of a Solar Hijri date; None when it is invalid."""
    if not (1 <= month <= 12 and 1 <= day <= (31 if month <= _LONG_MONTHS else 30)):  # noqa: PLR2004
        return None
    cycles, rest = divmod(year - 1, _LEAP_CYCLE)
    leaps = cycles * len(_LEAP_YEARS) + sum(leap <= rest for leap in _LEAP_YEARS)
    days = (year - 1) * 365 + leaps + 30 * (month - 1) + min(month - 1, _LONG_MONTHS) + day - 1
    return _PERSIAN_EPOCH + timedelta(days=days)


def convert_bikram(year: int, month: int, day: int) -> date | None:
    """The Gregorian day of a date of Bikram Sambat, Nepal's calendar; None when it is invalid."""
    try:
        found: date = nepali_datetime.date(year, month, day).to_datetime_date()
    except ValueError:
        return None
    return found

"""Periods of reports: whole months, quarters and years, or any days.

A receipt counts on the day that it states, which has no time zone: no clock moves it into another
month.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

MONTHS_OF_YEAR, MONTHS_OF_QUARTER = 12, 3
PERIOD = re.compile(r"(?P<year>\d{4})(-(?P<month>\d{2})|-?Q(?P<quarter>[1-4]))?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ReportPeriod:
    """The first and the last day; None where the period is open."""

    first: date | None = None
    last: date | None = None

    @property
    def is_open(self) -> bool:
        """Whether receipts of any day count, and those without one."""
        return self.first is None and self.last is None

    @property
    def months(self) -> int:
        """How many whole months it has; 0 for other days."""
        if not self.first or not self.last:
            return 0
        count = (self.last.year - self.first.year) * MONTHS_OF_YEAR
        count += self.last.month - self.first.month + 1
        return count if self == span_months(self.first.year, self.first.month, count) else 0

    @property
    def name(self) -> str:
        """Its short name: 2025, 2025-Q1, 2025-03, 2025-01-15..2025-02-10, or all."""
        first, months = self.first, self.months
        if first is None or not months:
            return "all" if self.is_open else f"{self.first or ''}..{self.last or ''}"
        if months == 1:
            return f"{first:%Y-%m}"
        if months == MONTHS_OF_YEAR and first.month == 1:
            return f"{first:%Y}"
        if months == MONTHS_OF_QUARTER and first.month % MONTHS_OF_QUARTER == 1:
            return f"{first:%Y}-Q{first.month // MONTHS_OF_QUARTER + 1}"
        return f"{self.first}..{self.last}"

    def move(self, steps: int) -> ReportPeriod:
        """The period so many lengths later, or earlier: the quarter after a quarter."""
        first, last, months = self.first, self.last, self.months
        if first is None or last is None:
            return self
        if months:
            return span_months(first.year, first.month + steps * months, months)
        length = (last - first + timedelta(days=1)) * steps
        return ReportPeriod(first + length, last + length)

    def overlap(self, other: ReportPeriod) -> ReportPeriod:
        """The days that are in both."""
        firsts = [day for day in (self.first, other.first) if day]
        lasts = [day for day in (self.last, other.last) if day]
        return ReportPeriod(max(firsts, default=None), min(lasts, default=None))


def span_months(year: int, month: int, count: int) -> ReportPeriod:
    """So many whole months; `month` may lie before or after the year."""
    start = year * MONTHS_OF_YEAR + month - 1
    return ReportPeriod(_first_of(start), _first_of(start + count) - timedelta(days=1))


def parse_period(word: str) -> ReportPeriod:
    """The period of a name as `ReportPeriod.name` writes it. Raises `ValueError`."""
    if word == "all":
        return ReportPeriod()
    if ".." in word:
        return _parse_days(word)
    found = PERIOD.fullmatch(word)
    if found is None or not int(found["year"]):
        raise ValueError(word)
    year = int(found["year"])
    if found["month"]:
        date(year, int(found["month"]), 1)
        return span_months(year, int(found["month"]), 1)
    if found["quarter"]:
        first = (int(found["quarter"]) - 1) * MONTHS_OF_QUARTER + 1
        return span_months(year, first, MONTHS_OF_QUARTER)
    return span_months(year, 1, MONTHS_OF_YEAR)


def _parse_days(word: str) -> ReportPeriod:
    first, last = (date.fromisoformat(day) if day else None for day in word.split("..", 1))
    if first and last and last < first:
        raise ValueError(word)
    return ReportPeriod(first, last)


def _first_of(month: int) -> date:
    """The first day of a month, counted from year 0."""
    return date(month // MONTHS_OF_YEAR, month % MONTHS_OF_YEAR + 1, 1)

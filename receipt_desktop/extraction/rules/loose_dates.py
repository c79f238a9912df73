"""Dates that count only on receipts without another one: misread, or with a short foreign year."""

from __future__ import annotations

from receipt_desktop.extraction.rules import date_patterns as patterns
from receipt_desktop.extraction.rules.calendars import make_buddhist_day
from receipt_desktop.extraction.rules.date_readings import (
    DateContext,
    DateReading,
    DateShape,
    read_orders,
    repair_all,
)
from receipt_desktop.extraction.rules.order_uses import ORDERS


def find_loose_readings(text: str, context: DateContext) -> list[DateReading]:
    """Dates with a lost or misread sign, for texts without another date.

    Else those with the last two digits of a Buddhist year, as in "02/06/65" for 2022, for texts in
    which nothing else speaks for Thailand.
    """
    return _find_misread(text, context) or _find_short_buddhist(text, context)


def _find_misread(text: str, context: DateContext) -> list[DateReading]:
    shapes = dict.fromkeys(patterns.SPACED_DATES, DateShape.COMPACT)
    shapes |= dict.fromkeys(patterns.LOOSE_DATES, DateShape.LOOSE)
    return [
        DateReading(match.start(), match.end(), days, shape)
        for pattern, shape in shapes.items()
        for match in pattern.finditer(text)
        if (days := read_orders(_restore_zeros(repair_all(match, "abc")), context))
    ][:1]


def _restore_zeros(parts: tuple[str, ...]) -> tuple[str, ...]:
    """The parts of a date; with an impossible year of 28.., their zeros were read as 8."""
    if not parts[2].startswith("28"):
        return parts
    day, month, year = parts
    return _restore_first(day), _restore_first(month), "20" + year[2:]


def _restore_first(figures: str) -> str:
    return "0" + figures[1:] if figures[0] == "8" else figures


def _find_short_buddhist(text: str, context: DateContext) -> list[DateReading]:
    found = []
    for match in patterns.SHORT_BUDDHIST_DATE.finditer(text):
        day = make_buddhist_day(match["y"], int(match["m"]), int(match["d"]))
        if day and context.is_plausible(day):
            days = dict.fromkeys(ORDERS, day)
            found.append(DateReading(*match.span(), days, DateShape.LOOSE, match["s"]))
    return found

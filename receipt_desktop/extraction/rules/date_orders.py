"""Decides the order of day, month and year from everything on the receipt that speaks for one.

A date like 03/04/24 has up to three meanings. Each meaning is weighed by the custom of the country,
by the age of the day, by a weekday beside it and by the other dates; the shares of the meanings
give an honest confidence.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import product
from math import exp, prod
from types import MappingProxyType

from receipt_desktop.extraction.rules.date_readings import (
    DateContext,
    DateReading,
    DateShape,
)
from receipt_desktop.extraction.rules.month_names import find_weekday
from receipt_desktop.extraction.rules.order_uses import ORDERS
from receipt_desktop.extraction.text.date_text import LETTER

_POINT_USES: Mapping[str, float] = MappingProxyType({"dmy": 1.0, "mdy": 0.01, "ymd": 0.005})
"""The same for dates with points, outside of countries where the year comes first."""
_RECENT_YEARS, _AGE_YEARS = 2, 8
_FUTURE, _OTHER_WEEKDAY, _INVALID = 0.004, 0.005, 0.02
_AGREEMENT, _SURE_AGREEMENT, _SAME_ORDER = 6.0, 100.0, 3.0
"""Factors for a day that another date means too, one that can mean nothing else, and an order."""
_SIDES = (False, True)
_WEEKDAY_DISTANCE = 14
_WORD = re.compile(rf"{LETTER}+")


@dataclass(frozen=True, slots=True)
class PlacedReading:
    """A reading and the folded text around it."""

    reading: DateReading
    text: str
    """The row it stands in."""


@dataclass(frozen=True, slots=True)
class DecidedDay:
    """The day that a reading means, and how sure that is."""

    value: date
    share: float
    """Share (0..1) of this meaning among all."""
    other: date | None
    """The next best meaning."""
    weekday: int | None
    """The weekday printed beside it, Monday is 0."""


def decide_days(placed: Sequence[PlacedReading], context: DateContext) -> list[DecidedDay]:
    """The day of each reading, under the orders that explain all readings best."""
    weekdays = [_find_weekday_beside(one, context) for one in placed]
    readings = [(one.reading, weekday) for one, weekday in zip(placed, weekdays, strict=True)]
    weights = {
        orders: _weigh_orders(orders, readings, context) for orders in product(ORDERS[:2], ORDERS)
    }
    return [_decide_day(reading, weekday, weights, context) for reading, weekday in readings]


_Readings = Sequence[tuple[DateReading, int | None]]
"""Readings with the weekday beside them."""


def _can_begin_with_year(reading: DateReading) -> bool:
    return reading.shape is DateShape.SHORT or "ymd" in reading.days


def _weigh_orders(orders: tuple[str, str], readings: _Readings, context: DateContext) -> float:
    """Weight of a pair of orders: that of dates with a long year and that of the others."""
    agreed = _weigh_agreement(orders[0], readings)
    groups = [[one for one in readings if _can_begin_with_year(one[0]) is side] for side in _SIDES]
    weights = [
        _weigh_group(order, group, agreed, context)
        for order, group in zip(orders, groups, strict=True)
        if group
    ]
    return prod(weights) * (_SAME_ORDER if all(groups) and orders[0] == orders[1] else 1.0)


def _weigh_group(
    order: str, group: _Readings, agreed: Mapping[date | None, float], context: DateContext
) -> float:
    """Weight of an order for dates of one kind; the same figures count once."""
    open_ones = {
        tuple(reading.days.items()): (reading, weekday)
        for reading, weekday in group
        if not _is_certain(reading)
    }
    certain = [reading for reading, _ in group if _is_certain(reading)]
    return (
        _weigh_use(order, group[0][0].separator, context)
        * prod(1.0 if order in reading.days else _INVALID for reading in certain)
        * prod(
            _weigh_day(reading.days.get(order), weekday, context)
            * agreed.get(reading.days.get(order), 1.0)
            for reading, weekday in open_ones.values()
        )
    )


def _is_certain(reading: DateReading) -> bool:
    return len(reading.choices) == 1 and reading.shape is not DateShape.SHORT


def _weigh_agreement(long_order: str, readings: _Readings) -> Mapping[date | None, float]:
    """Factors of the days of which nothing but `long_order` has to be believed."""
    full = [one for one, _ in readings if one.shape is DateShape.FULL and not _is_certain(one)]
    agreed: dict[date | None, float] = {
        one.days[long_order]: _AGREEMENT for one in full if long_order in one.days
    }
    sure = [one for one, _ in readings if _is_certain(one) and long_order in one.days]
    agreed.update((one.days[long_order], _SURE_AGREEMENT) for one in sure)
    return agreed


def _weigh_use(order: str, separator: str, context: DateContext) -> float:
    if separator == "." and context.uses["ymd"] < context.uses["dmy"]:
        return _POINT_USES[order]
    return context.uses[order]


def _weigh_day(day: date | None, weekday: int | None, context: DateContext) -> float:
    """Weight of a day by its age and the weekday beside it."""
    if day is None:
        return _INVALID
    age = (context.today - day).days / 365
    weight = _FUTURE if age < 0 else exp(-max(0.0, age - _RECENT_YEARS) / _AGE_YEARS)
    return weight if weekday in (None, day.weekday()) else weight * _OTHER_WEEKDAY


def _decide_day(
    reading: DateReading,
    weekday: int | None,
    weights: Mapping[tuple[str, str], float],
    context: DateContext,
) -> DecidedDay:
    shares = dict.fromkeys(reading.choices, 0.0)
    for orders, weight in weights.items():
        if day := reading.days.get(orders[_can_begin_with_year(reading)]):
            shares[day] += weight
    if not any(shares.values()):
        shares = {day: _weigh_day(day, weekday, context) for day in shares}
    ranked = sorted(shares, key=lambda day: -shares[day])
    share = shares[ranked[0]] / sum(shares.values())
    return DecidedDay(ranked[0], share, ranked[1] if len(ranked) > 1 else None, weekday)


def _find_weekday_beside(placed: PlacedReading, context: DateContext) -> int | None:
    """The weekday in the words right before or after a date; None when there is none."""
    reading, text = placed.reading, placed.text
    before = text[max(0, reading.start - _WEEKDAY_DISTANCE) : reading.start]
    after = text[reading.end : reading.end + _WEEKDAY_DISTANCE]
    words = (*reversed(_WORD.findall(before)[-2:]), *_WORD.findall(after)[:2])
    found = (find_weekday(word, context.languages) for word in words)
    return next((weekday for weekday in found if weekday is not None), None)

"""Finds dates in all orders, languages and calendars, and ranks them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise

from receipt_desktop.extraction.facts.loader import compile_any_word
from receipt_desktop.extraction.rules.date_orders import DecidedDay, PlacedReading, decide_days
from receipt_desktop.extraction.rules.date_patterns import TIME_OF_DAY
from receipt_desktop.extraction.rules.date_readings import (
    DateContext,
    DateReading,
    DateShape,
    find_readings,
)
from receipt_desktop.extraction.rules.date_roles import (
    GENERAL_ROLES,
    ROLE_WEIGHTS,
    DateRole,
    find_head_role,
    find_role,
    has_payment_word,
    has_street_word,
    is_range,
)
from receipt_desktop.extraction.rules.loose_dates import find_loose_readings
from receipt_desktop.extraction.rules.month_names import find_month
from receipt_desktop.extraction.rules.tax_years import (
    DatePeriod,
    correct_year,
    find_possible_period,
)
from receipt_desktop.extraction.text.date_text import LETTER, fold_date_text
from receipt_desktop.extraction.text.rows import TextRow

_REPEAT_SHARE, _MAX_REPEATS = 0.3, 2
_ENDING_AMOUNT = re.compile(r"\d[.,]\d\d\W{0,3}\w?$")
"""The amount at the end of an item, a night or a payment."""
_LONG_ROW = 70
"""Characters of a column of running text."""
_TIME_DISTANCE = 6
"""Characters between a date and its time, enough for "kl. " or " Uhr "."""
_CELL_LETTERS = 3
"""Letters beside the date in a cell of a table: "Uhr", "kl"."""
_HEADER_ROWS = 2
_CERTAIN_SHARE = 0.995
_SHAPE_WEIGHTS = {
    DateShape.NAMED: 0.2,
    DateShape.FULL: 0.2,
    DateShape.SHORT: 0.0,
    DateShape.COMPACT: -0.1,
    DateShape.LOOSE: -0.2,
}


@dataclass(frozen=True, slots=True)
class DateSighting:
    """A date on the receipt."""

    value: date
    row: TextRow
    weight: float
    """Weight as the day of purchase."""
    is_order_certain: bool
    """False when day and month could be swapped."""
    swapped_date: date | None
    """The next best meaning of the same figures, when there is one."""
    is_doubtful: bool = False
    """Whether the year as read is impossible."""
    share: float = 1.0
    """Share (0..1) of this meaning of the figures among all."""
    shape: DateShape = DateShape.FULL
    role: DateRole | None = None
    disagrees_with_weekday: bool = False


@dataclass(frozen=True, slots=True)
class _Place:
    """A reading in its row."""

    reading: DateReading
    row: TextRow
    text: str
    """The folded text of the row."""
    role: DateRole | None
    is_beside_time: bool


def find_dates(rows: Sequence[TextRow], country: str | None, today: date) -> list[DateSighting]:
    """All plausible dates of the receipt, the most likely first."""
    text = "\n".join(fold_date_text(row.text) for row in rows)
    context = DateContext.make(country, text, today)
    places = _find_places(rows, context)
    days = decide_days([PlacedReading(one.reading, one.text) for one in places], context)
    found = [
        _make_sighting(place, day, len(rows), today)
        for place, day in zip(places, days, strict=True)
    ]
    sightings = _restrict_to_period(found, find_possible_period(rows, country))
    votes = {s.value: _count_votes(sightings, s.value) for s in sightings}
    ranked = sorted(sightings, key=lambda s: (-votes[s.value], -s.weight, s.row.index))
    return _put_issue_before_sale(ranked)


def _put_issue_before_sale(ranked: list[DateSighting]) -> list[DateSighting]:
    """An invoice that names its day of issue and that of the sale is booked by the first.

    So do electronic invoices (EN 16931: BT-2, beside the tax point BT-7).
    """
    first = ranked[0].value if ranked else None
    if not any(one.value == first and one.role is DateRole.PURCHASE for one in ranked):
        return ranked
    issue = next((s.value for s in ranked if s.role is DateRole.INVOICE), first)
    return sorted(ranked, key=lambda s: s.value != issue)


def _find_places(rows: Sequence[TextRow], context: DateContext) -> list[_Place]:
    """The dates of all rows; those with a lost or misread sign when there are no others."""
    for search in (find_readings, find_loose_readings):
        places = []
        for row in rows:
            text = fold_date_text(row.text)
            if sum(letter.isdigit() for letter in text) > 1:
                places += _place_readings(search(text, context), row, text, rows)
        if places:
            return places
    return []


def _place_readings(
    readings: Sequence[DateReading], row: TextRow, text: str, rows: Sequence[TextRow]
) -> list[_Place]:
    starts = [0, *(reading.end for reading in readings)]
    in_range = _find_ranges(readings, text)
    places = []
    for number, reading in enumerate(readings):
        end = readings[number + 1].start if number + 1 < len(readings) else len(text)
        before = text[starts[number] : reading.start]
        if reading.shape is DateShape.NAMED and has_street_word(before):
            continue  # a street named after a day: "Av. 25 de Abril 12"
        role = find_role(before, text[reading.end : end])
        role = role or _find_role_above(reading, row, text, rows)
        if number in in_range or _follows_yearless_day(before):
            role = DateRole.PERIOD
        timed = _is_beside_time(_blank_out(readings, text), reading.start, reading.end)
        places.append(_Place(reading, row, text, role, timed))
    return places


def _find_ranges(readings: Sequence[DateReading], text: str) -> set[int]:
    """Numbers of the readings that are the first or last day of a period."""
    return {
        number + side
        for number, (one, other) in enumerate(pairwise(readings))
        for side in (0, 1)
        if is_range(text[one.end : other.start])
    }


_YEARLESS_DAY = re.compile(
    rf"(?:(?P<month>{LETTER}{{3,9}})\.? ?\d{{1,2}}|\d{{1,2}}\.? (?P<month2>{LETTER}{{3,9}})\.?"
    rf"|(?<!\d)[0-3]?\d[./][01]?\d\.?)(?P<between>[^\d]{{1,9}})$"
)


def _follows_yearless_day(before: str) -> bool:
    """Whether the date ends a period whose first day has no year: "Jul 3 – Aug 3, 2024"."""
    match = _YEARLESS_DAY.search(before)
    if match is None or not is_range(match["between"]):
        return False
    month = match["month"] or match["month2"]
    return month is None or find_month(month, ()) is not None


def _find_role_above(
    reading: DateReading, row: TextRow, text: str, rows: Sequence[TextRow]
) -> DateRole | None:
    """The role by the head of the column, for a date that fills its cell."""
    figures = text[reading.start : reading.end]
    cell = next((p for p in row.pieces if figures in fold_date_text(p.text)), None)
    if cell is None or _count_letters(cell.text) > _count_letters(figures) + _CELL_LETTERS:
        return None
    for above in reversed(rows[max(0, row.index - _HEADER_ROWS) : row.index]):
        heads = [
            piece.text
            for piece in above.pieces
            if above.page == row.page
            and min(piece.box.right, cell.box.right) > max(piece.box.x, cell.box.x)
        ]
        if heads and not any(letter.isdigit() for letter in heads[0]):
            role = find_head_role(fold_date_text(heads[0]))
            return None if role in GENERAL_ROLES and _ENDING_AMOUNT.search(text) else role
    return None


def _count_letters(text: str) -> int:
    return sum(letter.isalpha() for letter in text)


def _make_sighting(place: _Place, day: DecidedDay, count: int, today: date) -> DateSighting:
    return DateSighting(
        value=day.value,
        row=place.row,
        weight=_weigh_place(place, day.value, count, today),
        is_order_certain=day.other is None or day.share > _CERTAIN_SHARE,
        swapped_date=day.other,
        share=day.share,
        shape=place.reading.shape,
        role=place.role,
        disagrees_with_weekday=day.weekday not in (None, day.value.weekday()),
    )


def _weigh_place(place: _Place, day: date, count: int, today: date) -> float:
    row, reading = place.row, place.reading
    weight = 1.0 + ROLE_WEIGHTS[place.role] + _SHAPE_WEIGHTS[reading.shape]
    weight += 0.6 * place.is_beside_time
    is_payment = bool(compile_any_word("payment", "card").search(row.folded))
    is_payment = is_payment or has_payment_word(place.text)
    weight += 0.4 * is_payment
    weight -= 0.3 * (
        not (place.role or place.is_beside_time or is_payment)
        and bool(_ENDING_AMOUNT.search(place.text, reading.end))
    )
    weight += 0.1 * (1 - row.index / max(1, count))
    weight -= 2.0 * (day > today + timedelta(days=1))
    weight -= 0.5 * (_measure_column(place) > _LONG_ROW)
    weight -= 0.4 * (not reading.is_usual)
    return max(0.05, weight)


def _measure_column(place: _Place) -> int:
    """Characters of the column of the row in which the date stands."""
    left = place.text.rfind("  ", 0, place.reading.start) + 1
    right = place.text.find("  ", place.reading.end)
    return (right if right >= 0 else len(place.text)) - left


def _restrict_to_period(
    sightings: Sequence[DateSighting], period: DatePeriod | None
) -> list[DateSighting]:
    """Mark dates outside the period as doubtful and correct a year that was likely misread."""
    if period is None or any(period[0] <= s.value <= period[1] for s in sightings):
        return list(sightings)
    return [
        replace(s, value=correct_year(s.value, period) or s.value, is_doubtful=True)
        for s in sightings
    ]


def _count_votes(sightings: Sequence[DateSighting], day: date) -> float:
    """Sum of weights of a day: the best counts fully, others less, as nights of a hotel repeat."""
    best, *others = sorted((s.weight for s in sightings if s.value == day), reverse=True)
    return best + _REPEAT_SHARE * sum(others[:_MAX_REPEATS])


def _blank_out(readings: Sequence[DateReading], text: str) -> str:
    """The text with blanks instead of its dates."""
    for reading in readings:
        text = text[: reading.start] + " " * (reading.end - reading.start) + text[reading.end :]
    return text


def _is_beside_time(text: str, start: int, end: int) -> bool:
    """Whether a row without its dates has a time; one with a point ("14.30") only next to them."""
    return any(
        not re.fullmatch(r"\d+ ?\. ?\d\d", time[0].strip())
        or min(abs(time.start() - end), abs(start - time.end())) < _TIME_DISTANCE
        for time in TIME_OF_DAY.finditer(text)
    )


def estimate_date_confidence(sightings: Sequence[DateSighting], country: str | None) -> float:
    """Confidence (0.1..0.98) from label, repeats, rivals, the meanings of the figures and OCR."""
    best = sightings[0]
    rivals = {s.value for s in sightings if s.weight > 1} - {best.value}
    repeats = sum(s.value == best.value for s in sightings) - 1
    base = (
        0.8 + 0.1 * min(1.2, best.weight - 1) + 0.05 * min(2, repeats) - 0.12 * min(2, len(rivals))
    )
    if not best.is_order_certain:
        base -= 0.03 if country else 0.2
        base -= 0.8 * (1 - best.share)
    base -= 0.3 * best.is_doubtful
    base -= 0.2 * best.disagrees_with_weekday
    base -= 0.25 * (best.shape is DateShape.LOOSE)
    return round(max(0.1, min(0.98, base)) * (0.7 + 0.3 * best.row.score), 3)

"""Finds dates in all orders, languages and calendars, and ranks them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from receipt_desktop.extraction.facts.loader import compile_any_word
from receipt_desktop.extraction.rules.date_orders import DecidedDay, PlacedReading, decide_days
from receipt_desktop.extraction.rules.date_places import (
    ENDING_AMOUNT,
    YEAR,
    DatePlace,
    find_places,
)
from receipt_desktop.extraction.rules.date_readings import (
    OLDEST_SHORT_YEAR,
    DateContext,
    DateShape,
)
from receipt_desktop.extraction.rules.date_roles import (
    GENERAL_ROLES,
    ROLE_WEIGHTS,
    DateRole,
    has_payment_word,
)
from receipt_desktop.extraction.rules.tax_years import (
    DatePeriod,
    correct_year,
    find_possible_period,
)
from receipt_desktop.extraction.text.date_text import fold_date_text
from receipt_desktop.extraction.text.rows import TextRow

_REPEAT_SHARE, _MAX_REPEATS = 0.3, 2
_LONG_ROW = 70
"""Characters of a column of running text."""
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


def find_dates(rows: Sequence[TextRow], country: str | None, today: date) -> list[DateSighting]:
    """All plausible dates of the receipt, the most likely first."""
    text = "\n".join(fold_date_text(row.text) for row in rows)
    context = DateContext.make(country, text, today)
    places = find_places(rows, context)
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

    So is one that names the day of its payment. Electronic invoices do the same (EN 16931: BT-2,
    beside the tax point BT-7).
    """
    first = ranked[0].value if ranked else None
    if not any(one.value == first and _is_of_sale(one) for one in ranked):
        return ranked
    issues = (s.value for s in ranked if s.role is DateRole.INVOICE)
    issue = next((day for day in issues if first and abs(day - first) < YEAR), first)
    return sorted(ranked, key=lambda s: s.value != issue)


def _is_of_sale(sighting: DateSighting) -> bool:
    """Whether it is the day of the sale or of its payment: "Payment on September 23, 2020"."""
    is_payment = sighting.role in GENERAL_ROLES and sighting.shape is DateShape.NAMED
    is_payment = is_payment and has_payment_word(fold_date_text(sighting.row.text))
    return sighting.role is DateRole.PURCHASE or is_payment


def _make_sighting(place: DatePlace, day: DecidedDay, count: int, today: date) -> DateSighting:
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


def _weigh_place(place: DatePlace, day: date, count: int, today: date) -> float:
    row, reading = place.row, place.reading
    weight = 1.0 + ROLE_WEIGHTS[place.role] + _SHAPE_WEIGHTS[reading.shape]
    weight += 0.6 * (place.is_beside_time and place.role is not DateRole.PRINTED)
    is_payment = bool(compile_any_word("payment", "card").search(row.folded))
    is_payment = is_payment or has_payment_word(place.text)
    weight += 0.4 * is_payment
    weight += 0.15 * (place.is_beside_time and _names_document(row))
    weight -= 0.3 * (
        not (place.role or place.is_beside_time or is_payment)
        and bool(ENDING_AMOUNT.search(place.text, reading.end))
    )
    weight += 0.1 * (1 - row.index / max(1, count))
    weight -= 2.0 * (day > today + timedelta(days=1))
    weight -= 0.5 * (_measure_column(place) > _LONG_ROW)
    weight -= 0.4 * (not reading.is_usual)
    return max(0.05, weight)


def _names_document(row: TextRow) -> bool:
    """Whether the row has the number of the receipt: "12.01.2020  12:00  Bon-Nr.:9999"."""
    return bool(compile_any_word("number", "document").search(row.folded))


def _measure_column(place: DatePlace) -> int:
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
    is_old = best.value.year < OLDEST_SHORT_YEAR and repeats < _MAX_REPEATS
    base -= 0.3 * (best.is_doubtful or is_old)
    base -= 0.3 * (best.role is DateRole.DUE)
    base -= 0.2 * best.disagrees_with_weekday
    base -= 0.25 * (best.shape is DateShape.LOOSE)
    return round(max(0.1, min(0.98, base)) * (0.7 + 0.3 * best.row.score), 3)

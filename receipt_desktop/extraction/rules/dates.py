"""Finds dates in all orders and languages, and ranks them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from receipt_desktop.extraction.facts.loader import (
    compile_any_word,
    get_country_fact,
)
from receipt_desktop.extraction.rules.date_patterns import (
    CJK_DATE,
    COMPACT_DATE,
    COMPACT_DAY_FIRST_DATE,
    FULL_NUMERIC_DATE,
    NUMERIC_DATE,
    TIME_OF_DAY,
    YEAR_FIRST_DATE,
    load_month_numbers,
    named_month_patterns,
)
from receipt_desktop.extraction.rules.tax_years import (
    DatePeriod,
    correct_year,
    find_possible_period,
)
from receipt_desktop.extraction.text.normalize import fold_text
from receipt_desktop.extraction.text.rows import TextRow

OLDEST_YEAR = 1995
_CENTURY = 2000
_REPEAT_SHARE = 0.3


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
    """The date with day and month swapped, when it is valid."""
    is_doubtful: bool = False
    """Whether the year as read is impossible."""


_TIME_DISTANCE = 6
"""Characters between a date and its time, enough for "kl. " or " Uhr "."""


def find_dates(rows: Sequence[TextRow], country: str | None, today: date) -> list[DateSighting]:
    """All plausible dates of the receipt, the most likely first."""
    order = get_country_fact(country, "dates", "dmy")
    found_dates = [s for row in rows for s in _find_in_row(row, order, today, len(rows))]
    sightings = _restrict_to_period(_settle_order(found_dates), find_possible_period(rows, country))
    votes = {s.value: _count_votes(sightings, s.value) for s in sightings}
    return sorted(sightings, key=lambda s: (-votes[s.value], -s.weight, s.row.index))


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
    return best + _REPEAT_SHARE * sum(others)


def _settle_order(sightings: Sequence[DateSighting]) -> list[DateSighting]:
    """Interpret dates like 17/11/24 as the one that is also printed with its month or full year."""
    certain = {_sorted_numbers(s.value): s.value for s in sightings if s.is_order_certain}
    return [
        s
        if s.is_order_certain
        else replace(s, value=certain.get(_sorted_numbers(s.value), s.value))
        for s in sightings
    ]


def _sorted_numbers(day: date) -> tuple[int, ...]:
    """Year (two digits), month and day in ascending order."""
    return tuple(sorted((day.year % 100, day.month, day.day)))


def _find_in_row(row: TextRow, order: str, today: date, count: int) -> list[DateSighting]:
    found = []
    for start, end, readings in _find_readings(row, order):
        plausible = [day for day in readings if _is_plausible(day, today)]
        if plausible:
            weight = _weigh_sighting(row, (start, end), count, plausible[0], today)
            other = plausible[1] if len(plausible) > 1 else None
            found.append(DateSighting(plausible[0], row, weight, other is None, other))
    return found


def _is_plausible(day: date, today: date) -> bool:
    return day.year >= OLDEST_YEAR and day <= today + timedelta(days=400)


def _weigh_sighting(
    row: TextRow, span: tuple[int, int], count: int, day: date, today: date
) -> float:
    start, end = span
    before = fold_text(row.text[max(0, start - 28) : start])
    weight = 1.0
    weight += 0.6 * bool(compile_any_word("date", "purchase").search(before))
    weight -= 0.8 * bool(compile_any_word("date", "other").search(before))
    weight += 0.6 * _is_beside_time(row.text, start, end)
    weight += 0.4 * bool(compile_any_word("payment", "card").search(row.folded))
    weight += 0.1 * (1 - row.index / max(1, count))
    weight -= 2.0 * (day > today)
    weight -= 0.5 * (len(row.text) > 70)  # noqa: PLR2004 - running text
    return max(0.05, weight)


def _is_beside_time(text: str, start: int, end: int) -> bool:
    """Whether the row has a time of day; one with a point ("14.30") only next to the date."""
    around = TIME_OF_DAY.finditer(text[:start] + " " * (end - start) + text[end:])
    return any(
        not re.fullmatch(r"\d+ ?\. ?\d\d", time[0].strip())
        or min(abs(time.start() - end), abs(start - time.end())) < _TIME_DISTANCE
        for time in around
    )


def _find_readings(row: TextRow, order: str) -> list[tuple[int, int, list[date]]]:
    text = row.text
    found: list[tuple[int, int, list[date]]] = []
    for match in _find_named_dates(text):
        day = _make_date(match["y"], str(load_month_numbers()[match["m"]]), match["d"])
        if day:
            found.append((match.start(), match.end(), [day]))
    for pattern in (YEAR_FIRST_DATE, CJK_DATE, COMPACT_DATE, COMPACT_DAY_FIRST_DATE):
        if pattern in (COMPACT_DATE, COMPACT_DAY_FIRST_DATE) and found:
            continue
        for match in pattern.finditer(text):
            day = _make_date(
                _repair_digits(match["y"]), _repair_digits(match["m"]), _repair_digits(match["d"])
            )
            if day and not _overlaps_found(found, match):
                found.append((match.start(), match.end(), [day]))
    _add_numeric_dates(text, order, found)
    return sorted(found, key=lambda entry: entry[0])


def _add_numeric_dates(text: str, order: str, found: list[tuple[int, int, list[date]]]) -> None:
    """Add numeric dates to `found`; certain ones first, others must not overlap them."""
    for match in FULL_NUMERIC_DATE.finditer(text):
        days = _try_orders(match["a"], match["b"], match["c"], order, match["s"])
        if days and not _overlaps_found(found, match):
            found.append((match.start(), match.end(), days))
    position = 0
    while numeric := NUMERIC_DATE.search(text, position):
        days = [] if _overlaps_found(found, numeric) else _interpret_numeric(numeric, order)
        if days:
            found.append((numeric.start(), numeric.end(), days))
        position = numeric.end() if days else numeric.start() + 1


def _overlaps_found(found: Sequence[tuple[int, int, list[date]]], match: re.Match[str]) -> bool:
    return any(match.start() < end and start < match.end() for start, end, _ in found)


def _find_named_dates(text: str) -> list[re.Match[str]]:
    folded = fold_text(text)
    folded = re.sub(r"(?<=\d[ .'/-])0(?=ct|kt)|(?<=\d)0(?=ct\b|kt\b)", "o", folded)
    if len(folded) != len(text):
        text = folded
    return [match for pattern in named_month_patterns() for match in pattern.finditer(folded)]


def _interpret_numeric(match: re.Match[str], order: str) -> list[date]:
    a, b, c = match["a"], match["b"] or match["b2"], match["c"]
    first, second = (match["s1"] or "").strip(), (match["s2"] or "").strip()
    if first != second and {first, second} - {".", ",", "-", "/", "~"}:
        return []
    if {first, second} == {":"} and len(c) != 4:  # noqa: PLR2004 - a time of day
        return []
    return _try_orders(a, b, c, order, first)


def _try_orders(a: str, b: str, c: str, order: str, separator: str) -> list[date]:
    dmy, mdy = _make_date(c, b, a), _make_date(c, a, b)
    ymd = _make_date(a, b, c) if len(c) == 2 else None  # noqa: PLR2004
    if order == "mdy" and separator != ".":
        candidates = [mdy, dmy]
    elif order == "ymd" and separator == "-":
        candidates = [ymd, dmy, mdy]
    elif separator == ".":
        candidates = [dmy]
    else:
        candidates = [dmy, mdy, ymd]
    days = [day for day in candidates if day]
    return list(dict.fromkeys(days))


def _make_date(year: str, month: str, day: str) -> date | None:
    try:
        y, m, d = (int(_repair_digits(part)) for part in (year, month, day))
        return date(y + _CENTURY if y < 100 else y, m, d)  # noqa: PLR2004
    except ValueError:
        return None


def _repair_digits(text: str) -> str:
    return text.translate(str.maketrans("OoθIl", "00011"))


def estimate_date_confidence(sightings: Sequence[DateSighting], country: str | None) -> float:
    """Confidence (0.1..0.98) from label, repeats, rivals, order of day and month, and OCR score."""
    best = sightings[0]
    rivals = {s.value for s in sightings if s.weight > 1} - {best.value}
    repeats = sum(s.value == best.value for s in sightings) - 1
    base = (
        0.8 + 0.1 * min(1.2, best.weight - 1) + 0.05 * min(2, repeats) - 0.12 * min(2, len(rivals))
    )
    if not best.is_order_certain and best.swapped_date != best.value:
        base -= 0.03 if country else 0.2
    base -= 0.3 * best.is_doubtful
    return round(max(0.1, min(0.98, base)) * (0.7 + 0.3 * best.row.score), 3)

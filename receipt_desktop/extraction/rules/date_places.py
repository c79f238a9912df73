"""Where a receipt has dates, and which role the words around give them."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise

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
    has_street_word,
    is_range,
    names_other_document,
)
from receipt_desktop.extraction.rules.loose_dates import find_loose_readings
from receipt_desktop.extraction.rules.month_names import find_month
from receipt_desktop.extraction.text.date_text import LETTER, fold_date_text
from receipt_desktop.extraction.text.rows import TextRow

_NUMBER_AND_DATE = re.compile(r"(?<=\w)/(?=[0-3]\d([.-])[01]\d\1(?:\d\d)?\d\d(?!\d))")
"""The stroke of "Invoice No / Date: CI1416603306/03.01.2018". A day of one digit may be torn."""
_SIGNATURE = re.compile(
    r"\d{4}\.\d\d\.\d\d {1,2}\d\d:\d\d:\d\d {0,2}(?:utc|gmt|z(?!\w)|[+-]\d\d[:']?\d\d)"
)
"""The moment of a digital signature in a PDF: "Date: 2019.10.05 21:46:58 UTC"."""
ENDING_AMOUNT = re.compile(r"\d[.,]\d\d\W{0,3}\w?$")
"""The amount at the end of an item, a night or a payment."""
_TIME_DISTANCE = 6
"""Characters between a date and its time, enough for "kl. " or " Uhr "."""
_CELL_LETTERS = 3
"""Letters beside the date in a cell of a table: "Uhr", "kl"."""
_HEADER_ROWS = 2
YEAR = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class DatePlace:
    """A reading in its row."""

    reading: DateReading
    row: TextRow
    text: str
    """The folded text of the row."""
    role: DateRole | None
    is_beside_time: bool


def find_places(rows: Sequence[TextRow], context: DateContext) -> list[DatePlace]:
    """The dates of all rows; those with a lost or misread sign when no other may be the sale's."""
    places = _mark_permits(_search_rows(find_readings, rows, context))
    if any(ROLE_WEIGHTS[place.role] >= 0 for place in places):
        return places
    loose = _search_rows(find_loose_readings, rows, context)
    return [*places, *(place for place in loose if place.is_beside_time or not places)]


def _search_rows(
    search: Callable[[str, DateContext], list[DateReading]],
    rows: Sequence[TextRow],
    context: DateContext,
) -> list[DatePlace]:
    places = []
    for row in rows:
        text = _NUMBER_AND_DATE.sub(" ", fold_date_text(row.text))
        if sum(letter.isdigit() for letter in text) > 1:
            places += _place_readings(search(text, context), row, text, rows)
    return places


def _mark_permits(places: list[DatePlace]) -> list[DatePlace]:
    """A day of issue a year or more before one with a time of day is that of a permit.

    Receipts of the Philippines end with that of the till: "Date Issued 11/05/2018".
    """
    timed = [min(one.reading.choices) for one in places if one.is_beside_time and _may_be_sale(one)]
    limit = min(timed, default=date.min + YEAR) - YEAR
    return [
        replace(one, role=DateRole.OTHER)
        if one.role is DateRole.INVOICE and max(one.reading.choices) < limit
        else one
        for one in places
    ]


def _may_be_sale(place: DatePlace) -> bool:
    return place.role in (None, DateRole.PURCHASE, *GENERAL_ROLES)


def _place_readings(
    readings: Sequence[DateReading], row: TextRow, text: str, rows: Sequence[TextRow]
) -> list[DatePlace]:
    starts = [0, *(reading.end for reading in readings)]
    in_range = _find_ranges(readings, text)
    places = []
    for number, reading in enumerate(readings):
        end = readings[number + 1].start if number + 1 < len(readings) else len(text)
        before = text[starts[number] : reading.start]
        if reading.shape is DateShape.NAMED and has_street_word(before):
            continue  # a street named after a day: "Av. 25 de Abril 12"
        if _is_house_number(before, reading):
            continue
        role = find_role(before, text[reading.end : end])
        role = role or _find_role_above(reading, row, text, rows)
        if number in in_range or _follows_yearless_day(before):
            role = DateRole.PERIOD
        if _SIGNATURE.match(text, reading.start):
            role = DateRole.OTHER
        timed = _is_beside_time(_blank_out(readings, text), reading.start, reading.end)
        places.append(DatePlace(reading, row, text, role, timed))
    return places


def _is_house_number(before: str, reading: DateReading) -> bool:
    """Whether hyphens join block, lot and house behind a Japanese quarter: "青葉台2-19-10"."""
    is_short = reading.shape is DateShape.SHORT and reading.separator == "-"
    return is_short and bool(_QUARTER.search(before))


_QUARTER = re.compile(r"[\u3041-\u30ff\u4e00-\u9fff](?<![日付時限月年刻間])$")


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
            if role is DateRole.INVOICE and _is_of_other_document(above, heads[0]):
                return DateRole.ORDER
            if role is DateRole.OTHER and _has_value_beside(above, heads[0]):
                return None
            return None if role in GENERAL_ROLES and ENDING_AMOUNT.search(text) else role
    return None


def _is_of_other_document(row: TextRow, head: str) -> bool:
    """Whether the head stands right of another document's number: "Buyer's Order No. | Dated"."""
    texts = [piece.text for piece in row.pieces]
    place = texts.index(head)
    return place > 0 and names_other_document(fold_date_text(texts[place - 1]))


def _has_value_beside(row: TextRow, head: str) -> bool:
    """Whether figures stand right of the first text of a row: "営業時間    9:00~0:00"."""
    first, *others = row.pieces
    return first.text == head and any(re.search(r"\d", piece.text) for piece in others)


def _count_letters(text: str) -> int:
    return sum(letter.isalpha() for letter in text)


def _blank_out(readings: Sequence[DateReading], text: str) -> str:
    """The text with blanks instead of its dates."""
    for reading in readings:
        text = text[: reading.start] + " " * (reading.end - reading.start) + text[reading.end :]
    return text


def _is_beside_time(text: str, start: int, end: int) -> bool:
    """Whether a row without its dates has a time; one with a point ("14.30") only next to them.

    An amount of 0.00 is none.
    """
    return any(
        not re.fullmatch(r"\d+ ?\. ?\d\d", time[0].strip())
        or min(abs(time.start() - end), abs(start - time.end())) < _TIME_DISTANCE
        for time in TIME_OF_DAY.finditer(text)
        if time[0].strip() != "0.00"
    )

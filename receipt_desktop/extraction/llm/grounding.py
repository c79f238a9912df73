"""Grounds the values of a model: keeps those that are printed on a row of the receipt.

Small models often give a wrong row number: of 39 totals of a model of 1.5 billion parameters, five
were right with a row number more than one off. Values on no row are dropped.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal, InvalidOperation
from types import MappingProxyType
from typing import Any

from rapidfuzz import fuzz

from receipt_desktop.domain.fields import QUESTIONS, Field, FieldValue, Kind
from receipt_desktop.domain.reading import ExtractedValue, ValueSource
from receipt_desktop.extraction.llm.row_selection import NumberedRow
from receipt_desktop.extraction.rules.calendars import CALENDARS
from receipt_desktop.extraction.rules.date_readings import DateContext, find_readings
from receipt_desktop.extraction.text.date_text import fold_date_text

MIN_NAME_SIMILARITY = 82
"""Partial ratio of rapidfuzz; one wrong letter in six is an OCR error."""
ROW_OFFSETS = (0, -1, 1)
"""Small models are often off by one row."""
CONFIDENCE = 0.7
LOOKALIKE_DIGITS = str.maketrans({"O": "0", "o": "0", "l": "1", "I": "1", "S": "5", "B": "8"})
ANSWER_KEYS: Mapping[Field, str] = MappingProxyType(
    {field: question.name for field, question in QUESTIONS.items() if question.grounded}
)
"""The members of an answer that have to be printed on the receipt."""


def ground_values(
    answer: Mapping[str, Any], rows: Sequence[NumberedRow]
) -> dict[Field, ExtractedValue]:
    """The values of an answer that are printed on a row, preferably the row it names."""
    by_number = {row.number: row for row in rows}
    grounded: dict[Field, ExtractedValue] = {}
    for field, name in ANSWER_KEYS.items():
        value = _parse_value(field, answer.get(name))
        row = _find_row(value, answer.get(f"{name}_row"), by_number)
        if value is not None and row is not None:
            grounded[field] = ExtractedValue(value, CONFIDENCE, row.evidence, ValueSource.MODEL)
    return grounded


def _parse_value(field: Field, text: object) -> FieldValue | None:
    """The value in the type of the field; None when it is invalid."""
    if not isinstance(text, str) or not text.strip():
        return None
    try:
        return _PARSERS[field.spec.kind](text)
    except (ValueError, InvalidOperation):
        return None


def _on_one_line(text: str) -> str:
    return " ".join(text.split())


_PARSERS: Mapping[Kind, Callable[[str], FieldValue]] = MappingProxyType(
    {Kind.MONEY: Decimal, Kind.DATE: date.fromisoformat, Kind.TEXT: _on_one_line}
)
"""One for each kind that the model is asked for and that has to be printed."""


def _find_row(
    value: FieldValue | None, number: object, rows: Mapping[int, NumberedRow]
) -> NumberedRow | None:
    if value is None or not isinstance(number, int):
        return None
    near = [row for step in ROW_OFFSETS if (row := rows.get(number + step))]
    far = sorted(rows.values(), key=lambda row: abs(row.number - number))
    return next((row for row in (*near, *far) if is_printed_on(value, row.text)), None)


def is_printed_on(value: FieldValue, printed: str) -> bool:
    """Whether the row shows the value, OCR's usual mistakes allowed."""
    if isinstance(value, Decimal):
        return is_amount_printed(value, printed)
    if isinstance(value, date):
        return is_date_printed(value, printed)
    likeness = fuzz.partial_ratio(str(value).casefold(), printed.casefold())
    return likeness >= MIN_NAME_SIMILARITY


def is_amount_printed(amount: Decimal, printed: str) -> bool:
    """Whether the text has the same digits with any separators: 12.5 in "TOTAL 12,50 EUR".

    12.00 may be printed as 12; a single digit counts only at the end of the text.
    """
    exponent = amount.as_tuple().exponent
    places = 3 if exponent == -3 else 2  # noqa: PLR2004 - as the schema of the currency asked
    amount_digits = f"{abs(amount):.{places}f}".replace(".", "")
    numbers = re.findall(r"[0-9OolISB][0-9OolISB.,' ]*(?![0-9OolISB.,' ]|%)", printed)
    digits = {re.sub(r"[^0-9]", "", piece.translate(LOOKALIKE_DIGITS)) for piece in numbers}
    if amount_digits in digits:
        return True
    whole = amount_digits.removesuffix("00")
    if len(whole) == len(amount_digits):
        return False
    return whole in digits if len(whole) > 1 else printed.rstrip().endswith(f" {whole}")


def is_date_printed(day: date, printed: str) -> bool:
    """Whether the text has day and year (two or four digits); the month may be a word."""
    numbers = {
        int(number) for number in re.findall(r"[0-9]{1,4}", printed.translate(LOOKALIKE_DIGITS))
    }
    all_digits = re.sub(r"[^0-9]", "", printed.translate(LOOKALIKE_DIGITS))
    if (
        f"{day:%Y%m%d}" in all_digits
        or f"{day:%d%m%Y}" in all_digits
        or f"{day:%d%m%y}" in all_digits
    ):
        return True
    if day.day in numbers and {day.year, day.year % 100} & numbers:
        return True
    return _is_read_as(day, printed)


def _is_read_as(day: date, printed: str) -> bool:
    """Whether the rules can read the day in the text: other calendars, digits and names."""
    text = fold_date_text(printed)
    context = DateContext.make(None, text, day)
    return any(
        day in reading.choices
        for calendar in CALENDARS
        for reading in find_readings(text, replace(context, calendar=calendar))
    )

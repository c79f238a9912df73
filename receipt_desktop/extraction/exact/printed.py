"""Finds values of the document's own data in its text, and checks whether the two differ."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from rapidfuzz import fuzz

from receipt_desktop.domain.fields import Field, FieldValue
from receipt_desktop.domain.page import Evidence, Line, Text
from receipt_desktop.domain.reading import ExtractedValue
from receipt_desktop.extraction.text.normalize import fold_text
from receipt_desktop.validation.cash_rounding import rounding_tolerance
from receipt_desktop.validation.plausibility import is_printed

MIN_NAME_SIMILARITY = 85
CLEAR_CONFIDENCE = 0.8
"""From this confidence on, a value of the rules is clearly printed."""
PDF_TEXT, PDF_CONFIDENCE = "pdf", 0.4
"""The same in the text layer of a PDF, whose letters are certain."""
CERTAIN_CONFIDENCE = 0.93
"""The same where the document's value is printed too."""
ROUNDING = Decimal("0.05")
"""Allowed difference between a computed and a printed tax."""
TIME_TOLERANCE = timedelta(minutes=15)
"""A till signs a receipt some time after it printed the time."""
MIN_ID_CHARACTERS = 6
_SEPARATORS = re.compile(r"[^0-9a-z]")


def is_same_value(field: Field, printed: FieldValue, stated: FieldValue) -> bool:
    """Whether the printed value is the stated one, in whatever notation."""
    if isinstance(printed, Decimal) and isinstance(stated, Decimal):
        return printed == stated
    if isinstance(printed, str) and isinstance(stated, str):
        return _are_same_texts(field, printed, stated)
    return printed == stated


def is_close_value(printed: FieldValue, stated: FieldValue) -> bool:
    """Whether the printed value differs by rounding, or by some minutes."""
    if isinstance(printed, Decimal) and isinstance(stated, Decimal):
        return abs(printed - stated) <= ROUNDING
    if isinstance(printed, time) and isinstance(stated, time):
        day = date(2000, 1, 1)
        apart = datetime.combine(day, printed) - datetime.combine(day, stated)
        return abs(apart) <= TIME_TOLERANCE
    return False


def _are_same_texts(field: Field, printed: str, stated: str) -> bool:
    if field in (Field.TAX_ID, Field.NUMBER):
        first, second = strip_separators(printed), strip_separators(stated)
        if min(len(first), len(second)) < MIN_ID_CHARACTERS:
            return bool(first) and first == second
        return first.endswith(second) or second.endswith(first)
    first, second = printed.casefold(), stated.casefold()
    return max(fuzz.ratio(first, second), fuzz.token_set_ratio(first, second)) >= (
        MIN_NAME_SIMILARITY
    )


def strip_separators(text: str) -> str:
    """Letters and digits alone, folded."""
    return _SEPARATORS.sub("", fold_text(text))


def find_evidence(value: FieldValue, lines: Sequence[Line]) -> Evidence | None:
    """The line that prints a value, for an amount the last one; None if no line does."""
    found = [line for line in lines if is_value_in(value, line)]
    if not found:
        return None
    line = found[-1] if isinstance(value, Decimal) else found[0]
    return Evidence(line.page, line.box, line.text)


def is_value_in(value: FieldValue, line: Line) -> bool:
    """Whether a line prints a value."""
    if isinstance(value, Decimal):
        return is_printed(value, (line,), whole=True)
    if isinstance(value, date):
        return bool(_day_pattern(value).search(line.text))
    if isinstance(value, time):
        return f"{value:%H:%M}" in line.text
    if isinstance(value, bool):
        return False  # none of these fields is printed
    wanted = strip_separators(value)
    if len(wanted) >= MIN_ID_CHARACTERS:
        return wanted in strip_separators(line.text)
    word = re.escape(fold_text(value).strip())
    return bool(word) and bool(re.search(rf"(?<!\w){word}(?!\w)", fold_text(line.text)))


def differs_from_print(
    field: Field, stated: FieldValue, read: ExtractedValue, text: Text, currency: str | None
) -> bool:
    """Whether another value than the stated one is clearly printed."""
    is_stated_printed = any(is_value_in(stated, line) for line in (*text.lines, *text.second_lines))
    if field is Field.TAX_ID:
        return (
            not is_stated_printed
            and read.confidence >= CLEAR_CONFIDENCE
            and _shape(str(read.value)) == _shape(str(stated))
        )
    if not is_stated_printed:
        needed = PDF_CONFIDENCE if PDF_TEXT in text.engines else CLEAR_CONFIDENCE
        return read.confidence >= needed
    if field is not Field.TOTAL or read.confidence < CERTAIN_CONFIDENCE:
        return False
    return not _are_equal_in_cash(stated, read.value, currency)


def _are_equal_in_cash(stated: FieldValue, printed: FieldValue, currency: str | None) -> bool:
    """Whether two totals differ by cash rounding or by the sign, which credit notes leave out."""
    return (
        isinstance(stated, Decimal)
        and isinstance(printed, Decimal)
        and abs(abs(stated) - abs(printed)) <= rounding_tolerance(currency, printed)
    )


def _shape(text: str) -> str:
    """The kind of an identifier: its letters, and 9 for each digit."""
    return re.sub(r"\d", "9", strip_separators(text))


def _day_pattern(day: date) -> re.Pattern[str]:
    """The day in any order, with two or four digits of the year; any word may be the month."""
    year, month, number = rf"(?:{day:%Y}|{day:%y})", f"0?{day.month}", f"0?{day.day}"
    word = r"[^\W\d]{3,12}"
    orders = [(year, month, number), (number, month, year), (month, number, year)]
    orders += [(number, word, year), (word, number, year)]
    return re.compile(
        "|".join(rf"(?<!\d){r'[^0-9]{1,4}?'.join(order)}(?!\d)" for order in orders)
        + rf"|{day:%Y%m%d}"
    )

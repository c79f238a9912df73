"""Whether a value is really printed on the receipt, on the row that the model names or another.

Small models read right and count wrong: of 39 totals that a model of 1.5 billion parameters named,
five were right with a row more than one off. What is on no row is thrown away.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from rapidfuzz import fuzz

from receipt_desktop.domain.fields import Field, FieldValue
from receipt_desktop.domain.reading import ExtractedValue, ValueSource
from receipt_desktop.extraction.llm.row_selection import NumberedRow

MIN_NAME_SIMILARITY = 82
"""rapidfuzz partial ratio; one wrong letter in six is an OCR error, not another name."""
ROW_OFFSETS = (0, -1, 1)
"""Small models count rows off by one."""
CONFIDENCE = 0.7
LOOKALIKE_DIGITS = str.maketrans({"O": "0", "o": "0", "l": "1", "I": "1", "S": "5", "B": "8"})
ANSWER_KEYS: Mapping[Field, str] = {
    Field.TOTAL: "total",
    Field.DATE: "date",
    Field.MERCHANT: "merchant",
    Field.TAX: "tax",
}


def ground_values(
    answer: Mapping[str, Any], rows: Sequence[NumberedRow]
) -> dict[Field, ExtractedValue]:
    """The values of an answer that stand on a row, the named one first; the rest is thrown away."""
    by_number = {row.number: row for row in rows}
    found: dict[Field, ExtractedValue] = {}
    for field, name in ANSWER_KEYS.items():
        value = _parse_value(field, answer.get(name))
        row = _find_row(field, value, answer.get(f"{name}_row"), by_number)
        if value is not None and row is not None:
            found[field] = ExtractedValue(value, CONFIDENCE, row.evidence, ValueSource.MODEL)
    return found


def _parse_value(field: Field, said: object) -> FieldValue | None:
    """What was said, as the field's type; None when it is not one."""
    if not isinstance(said, str) or not said.strip():
        return None
    try:
        if field is Field.DATE:
            return date.fromisoformat(said)
        if field is Field.MERCHANT:
            return " ".join(said.split())
        return Decimal(said)
    except (ValueError, InvalidOperation):
        return None


def _find_row(
    field: Field, value: FieldValue | None, number: object, rows: Mapping[int, NumberedRow]
) -> NumberedRow | None:
    if value is None or not isinstance(number, int):
        return None
    near = [row for step in ROW_OFFSETS if (row := rows.get(number + step))]
    far = sorted(rows.values(), key=lambda row: abs(row.number - number))
    return next((row for row in (*near, *far) if is_printed_on(field, value, row.text)), None)


def is_printed_on(field: Field, value: FieldValue, printed: str) -> bool:
    """Whether the row shows the value, OCR's usual mistakes allowed."""
    if isinstance(value, Decimal):
        return is_amount_printed(value, printed)
    if isinstance(value, date):
        return is_date_printed(value, printed)
    likeness = fuzz.partial_ratio(str(value).casefold(), printed.casefold())
    return field is not Field.MERCHANT or likeness >= MIN_NAME_SIMILARITY


def is_amount_printed(amount: Decimal, printed: str) -> bool:
    """12.5 is on "TOTAL 12,50 EUR": the same digits in a row, whatever parts them.

    12.00 may be printed as 12; a lone figure is an amount at the end of its row alone.
    """
    wanted = f"{abs(amount):.2f}".replace(".", "")
    pieces = re.findall(r"[0-9OolISB][0-9OolISB.,' ]*(?![0-9OolISB.,' ]|%)", printed)
    digits = {re.sub(r"[^0-9]", "", piece.translate(LOOKALIKE_DIGITS)) for piece in pieces}
    if wanted in digits:
        return True
    whole = wanted.removesuffix("00")
    if len(whole) == len(wanted):
        return False
    return whole in digits if len(whole) > 1 else printed.rstrip().endswith(f" {whole}")


def is_date_printed(day: date, printed: str) -> bool:
    """Day and year are there as numbers, in four digits or two; the month may be a word."""
    numbers = {
        int(number) for number in re.findall(r"[0-9]{1,4}", printed.translate(LOOKALIKE_DIGITS))
    }
    glued = re.sub(r"[^0-9]", "", printed.translate(LOOKALIKE_DIGITS))
    if f"{day:%Y%m%d}" in glued or f"{day:%d%m%Y}" in glued or f"{day:%d%m%y}" in glued:
        return True
    return day.day in numbers and bool({day.year, day.year % 100} & numbers)

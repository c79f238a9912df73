"""Examples for the language model: receipts of the same shop that a person has checked.

A copied value does no harm: it is thrown away unless it is printed on its row.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from receipt_desktop.domain.fields import QUESTIONS, Field, FieldValue
from receipt_desktop.domain.reading import Draft
from receipt_desktop.domain.receipt import ReceiptDetails

if TYPE_CHECKING:
    from receipt_desktop.extraction.llm.row_selection import NumberedRow

MAX_EXAMPLES = 2
MAX_EXAMPLE_ROWS = 14
"""Rows with the values, and those from the top: about 250 tokens."""


@dataclass(frozen=True, slots=True)
class Example:
    """The rows of a receipt and the right answer about them."""

    rows: tuple[NumberedRow, ...] = ()
    answer: Mapping[str, Any] = field(default_factory=dict)


def make_examples(details: Sequence[ReceiptDetails]) -> tuple[Example, ...]:
    """The examples of at most `MAX_EXAMPLES` checked receipts."""
    found = (_make_example(one) for one in details[:MAX_EXAMPLES])
    return tuple(example for example in found if example is not None)


def _make_example(details: ReceiptDetails) -> Example | None:
    """The example of a receipt; None if it has no printed value to learn from."""
    if details.reading is None:
        return None
    from receipt_desktop.extraction.llm.row_selection import select_rows  # noqa: PLC0415 (loads the rules)

    draft, rows = details.reading.checked.draft, select_rows(details.reading.text)
    places = {name: _find_row(rows, draft, name) for name in QUESTIONS}
    shown = _choose_rows(rows, [row for row in places.values() if row is not None])
    if not any(places.values()):
        return None
    return Example(shown, _make_answer(draft, places))


def _find_row(rows: Sequence[NumberedRow], draft: Draft, name: Field) -> NumberedRow | None:
    """The row of a value's evidence."""
    value = draft.fields.get(name)
    if value is None or value.evidence is None or not QUESTIONS[name].grounded:
        return None
    page, middle = value.evidence.page, value.evidence.box.middle_y
    for row in rows:
        box = row.evidence.box
        if row.evidence.page == page and box.y <= middle <= box.bottom:
            return row
    return None


def _choose_rows(
    rows: Sequence[NumberedRow], wanted: Sequence[NumberedRow]
) -> tuple[NumberedRow, ...]:
    """These rows and the first ones, in their order."""
    numbers = {row.number for row in wanted}
    for row in rows:
        if len(numbers) >= MAX_EXAMPLE_ROWS:
            break
        numbers.add(row.number)
    return tuple(row for row in rows if row.number in numbers)


def _make_answer(draft: Draft, places: Mapping[Field, NumberedRow | None]) -> dict[str, Any]:
    """What the model should have answered: values that are printed, with their rows."""
    answer: dict[str, Any] = {}
    for name, question in QUESTIONS.items():
        row, value = places[name], draft.get_value(name)
        if question.grounded:
            answer[question.name] = _write(value) if row else None
            answer[f"{question.name}_row"] = row.number if row else None
        else:
            answer[question.name] = _write(value)
    answer["summary"] = draft.summary
    return answer


def _write(value: FieldValue | None) -> str | None:
    if isinstance(value, Decimal):
        return f"{value:f}"
    return None if value is None else str(value)

"""The question to the language model and its answer follow the table of fields."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from receipt_desktop.domain.fields import QUESTIONS, Field, FieldValue
from receipt_desktop.domain.page import Box, Evidence
from receipt_desktop.extraction.llm import prompt
from receipt_desktop.extraction.llm.grounding import ANSWER_KEYS, ground_values
from receipt_desktop.extraction.llm.row_selection import NumberedRow
from tests.unit.domain.field_values import VALUES


def row(text: str) -> NumberedRow:
    return NumberedRow(3, text, Evidence(0, Box(0, 0, 1, 1), text))


@pytest.mark.parametrize("field", QUESTIONS)
def test_every_question_is_put(field: Field) -> None:
    question = QUESTIONS[field]
    asked = prompt.build_answer_schema(9)["properties"]
    assert question.name in asked
    assert (f"{question.name}_row" in asked) is question.grounded
    assert question.meaning in prompt.SYSTEM_PROMPT


def test_what_matters_most_is_answered_first() -> None:
    assert list(prompt.build_answer_schema(9)["properties"])[:6:2] == ["total", "date", "merchant"]


@pytest.mark.parametrize("field", ANSWER_KEYS)
def test_a_printed_answer_of_every_kind_is_taken(field: Field) -> None:
    value: FieldValue = VALUES[field.spec.kind]
    answer = {ANSWER_KEYS[field]: str(value), f"{ANSWER_KEYS[field]}_row": 3}
    assert {
        name: found.value for name, found in ground_values(answer, [row(f"x {value}")]).items()
    } == {field: value}


@pytest.mark.parametrize("field", ANSWER_KEYS)
def test_an_answer_that_is_not_printed_is_thrown_away(field: Field) -> None:
    answer = {ANSWER_KEYS[field]: str(VALUES[field.spec.kind]), f"{ANSWER_KEYS[field]}_row": 3}
    assert ground_values(answer, [row("nothing of it")]) == {}


def test_an_answer_of_another_kind_is_thrown_away() -> None:
    answer = {"total": "twelve", "total_row": 3, "date": "12.50", "date_row": 3}
    assert ground_values(answer, [row(f"twelve {Decimal('12.50')} {date(2024, 3, 14)}")]) == {}

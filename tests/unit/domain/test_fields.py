"""The table of fields: complete, and without two answers to one question."""

from __future__ import annotations

import pytest

from receipt_desktop.domain.fields import FIELDS, FORM_ORDER, QUESTIONS, VALUE_TYPES, Field
from tests.unit.domain.field_values import VALUES


def test_every_field_has_an_entry_and_a_place_in_the_form() -> None:
    assert set(FIELDS) == set(Field)
    assert sorted(FORM_ORDER) == sorted(Field)


def test_every_kind_has_a_type() -> None:
    assert {kind for kind, value in VALUES.items() if isinstance(value, VALUE_TYPES[kind])} == set(
        VALUE_TYPES
    )


@pytest.mark.parametrize("field", Field)
def test_what_is_needed_for_approval_has_a_word_within_a_sentence(field: Field) -> None:
    assert bool(field.spec.noun) is field.spec.needed_for_approval


def test_columns_and_questions_have_names_of_their_own() -> None:
    heads = [spec.column.head for spec in FIELDS.values()]
    names = [question.name for question in QUESTIONS.values()]
    assert len(set(heads)) == len(heads)
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("field", QUESTIONS)
def test_the_answer_to_every_question_is_bounded(field: Field) -> None:
    question = QUESTIONS[field]
    assert question.pattern or question.max_length or question.choices

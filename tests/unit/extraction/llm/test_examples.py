"""Checked receipts of a supplier as examples: few rows, right answers, room in the context."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from receipt_desktop.domain.deadline import Deadline
from receipt_desktop.domain.fields import Field
from receipt_desktop.domain.page import Box, Evidence, Line, Text
from receipt_desktop.domain.reading import (
    CheckedDraft,
    Draft,
    ExtractedValue,
    ModelOutcome,
    Reading,
    ValueSource,
)
from receipt_desktop.domain.receipt import Receipt, ReceiptDetails, Status
from receipt_desktop.extraction.extract import extract
from receipt_desktop.extraction.llm import prompt
from receipt_desktop.extraction.llm.conversation import ModelAnswer
from receipt_desktop.extraction.llm.examples import (
    MAX_EXAMPLE_ROWS,
    MAX_EXAMPLES,
    Example,
    make_examples,
)
from receipt_desktop.extraction.llm.row_selection import select_rows

ROWS = (
    "CAFE MOZART",
    "Kirchweg 3",
    *(f"Kaffee {n}  2,{n:02}" for n in range(1, 24)),
    "Nett zu zahlen  12,00",
    "14.03.2024",
)


def make_details(total: str = "12.00", *, rows: tuple[str, ...] = ROWS) -> ReceiptDetails:
    """A receipt with these rows, whose total and date are on the last two."""
    lines = tuple(Line(row, Box(0, 40 * n, 300, 30), 0.9) for n, row in enumerate(rows))

    def value(what: Decimal | date | str, line: Line) -> ExtractedValue:
        evidence = Evidence(0, line.box, line.text)
        return ExtractedValue(what, 1.0, evidence, ValueSource.PERSON)

    fields = {
        Field.TOTAL: value(Decimal(total), lines[-2]),
        Field.DATE: value(date(2024, 3, 14), lines[-1]),
        Field.MERCHANT: value("Café Mozart", lines[0]),
        Field.CATEGORY: ExtractedValue("restaurant", 1.0),
    }
    draft = Draft(fields, "EUR", summary="Kaffee")
    reading = Reading(CheckedDraft(draft, False), Text(lines, (), ()), 1.0)
    receipt = Receipt("id", "a.jpg", "0", Status.COMPLETED, datetime.now(UTC))
    return ReceiptDetails(receipt, reading)


def test_an_example_has_the_rows_of_its_values_and_the_first_ones() -> None:
    (example,) = make_examples([make_details()])
    assert len(example.rows) == MAX_EXAMPLE_ROWS
    texts = [row.text for row in example.rows]
    assert texts[0] == ROWS[0]
    assert ROWS[-2] in texts
    assert [row.number for row in example.rows] == sorted(row.number for row in example.rows)
    answer = example.answer
    assert (answer["total"], answer["total_row"]) == ("12.00", len(ROWS) - 1)
    assert (answer["merchant"], answer["merchant_row"]) == ("Café Mozart", 1)
    assert (answer["currency"], answer["category"]) == ("EUR", "restaurant")
    assert (answer["tax"], answer["tax_row"]) == (None, None)
    schema = prompt.build_answer_schema(len(ROWS))
    assert set(answer) == set(schema["properties"])


def test_examples_are_few_and_come_before_the_question() -> None:
    examples = make_examples([make_details()] * 5)
    assert len(examples) == MAX_EXAMPLES
    rows = select_rows(make_details().reading.text)  # type: ignore[union-attr]
    plain = prompt.build_messages(rows)
    messages = prompt.build_messages(rows, examples=examples)
    assert [one["role"] for one in messages] == ["system", *["user", "assistant"] * 2, "user"]
    assert messages[-1] == plain[-1]
    assert messages[0]["content"].endswith(prompt.EXAMPLES)
    assert prompt.estimate_context_tokens(messages) > prompt.estimate_context_tokens(plain)


def test_a_receipt_without_printed_values_is_no_example() -> None:
    unread = ReceiptDetails(make_details().receipt, None)
    blank = Reading(CheckedDraft(Draft(), False), Text((), (), ()), 1.0)
    assert make_examples([unread, ReceiptDetails(unread.receipt, blank)]) == ()


@pytest.mark.parametrize("known", [True, False])
def test_the_model_is_given_the_examples_of_the_receipt_that_is_read(known: bool) -> None:
    asked: list[Sequence[Example]] = []

    class Model:
        def extract_fields(
            self,
            text: Text,
            deadline: Deadline,
            currency: str | None = None,
            *,
            examples: Sequence[Example] = (),
        ) -> ModelAnswer:
            del text, deadline, currency
            asked.append(examples)
            return ModelAnswer(ModelOutcome.NONSENSE)

    reading = make_details().reading
    assert reading is not None
    extract(
        reading.text,
        Deadline.after(60),
        Model(),
        date(2024, 4, 1),
        lambda: None,
        find_examples=lambda draft, _: [make_details()] if known and draft.fields else [],
    )
    assert [len(examples) for examples in asked] == [int(known)]

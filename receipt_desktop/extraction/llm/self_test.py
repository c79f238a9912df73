"""Self-test of the language model with a small built-in receipt."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from receipt_desktop.domain.deadline import Deadline
from receipt_desktop.domain.fields import Field
from receipt_desktop.domain.page import Box, Line, Text
from receipt_desktop.domain.reading import ModelOutcome
from receipt_desktop.extraction.llm.ollama_client import LanguageModel
from receipt_desktop.extraction.merge import is_same_value

MAX_SECONDS = 90.0
"""A model that needs longer for a small receipt is too slow to use."""
SAMPLE_ROWS = (
    "THE CORNER BOOKSHOP LTD",
    "12 Mill Lane, Oxford OX1 4AB",
    "Receipt 20871   25/03/2024 16:05",
    "City Map              7.50",
    "Notebook A5  2 x 3.25   6.50",
    "Subtotal             14.00",
    "VAT 20%               2.80",
    "TOTAL GBP            16.80",
    "Cash                 20.00",
    "Change                3.20",
)
EXPECTED_VALUES = {
    Field.TOTAL: Decimal("16.80"),
    Field.DATE: date(2024, 3, 25),
    Field.MERCHANT: "The Corner Bookshop Ltd",
}


@dataclass(frozen=True, slots=True)
class ModelTestResult:
    """The result of the self-test."""

    outcome: ModelOutcome
    model: str | None
    correct_values: int
    """The number of correct values."""
    requested_values: int
    seconds: float


def run_model_test(model: LanguageModel) -> ModelTestResult:
    """Read the built-in receipt with the model; `MAX_SECONDS` at most, without the wait."""
    lines = tuple(Line(text, Box(20, 40 * n, 600, 30), 1.0) for n, text in enumerate(SAMPLE_ROWS))
    answer = model.extract_fields(Text(lines, (), ()), Deadline.after(MAX_SECONDS))
    correct = sum(
        field in answer.fields and is_same_value(answer.fields[field].value, value)
        for field, value in EXPECTED_VALUES.items()
    )
    return ModelTestResult(
        answer.outcome, answer.model, correct, len(EXPECTED_VALUES), answer.seconds
    )

"""Merging the results of rules and model."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from receipt_desktop.domain.fields import Field
from receipt_desktop.domain.page import Box, Evidence
from receipt_desktop.domain.reading import (
    Draft,
    ExtractedValue,
    LineItem,
    ModelOutcome,
    ValueSource,
)
from receipt_desktop.extraction.llm.conversation import ModelAnswer
from receipt_desktop.extraction.merge import merge_answer

TOTAL = ExtractedValue(Decimal("12.00"), 0.8)


def said(**fields: ExtractedValue) -> ModelAnswer:
    by_field = {Field[name]: value for name, value in fields.items()}
    return ModelAnswer(ModelOutcome.USED, "m", by_field, "EUR", summary="Ein Einkauf im Markt")


def test_agreement_raises_confidence() -> None:
    merged = merge_answer(
        Draft({Field.TOTAL: TOTAL}), said(TOTAL=ExtractedValue(Decimal("12.00"), 0.7))
    )
    total = merged.fields[Field.TOTAL]
    assert total.confidence == pytest.approx(0.9)
    assert total.source is ValueSource.BOTH
    assert merged.disagreements == ()
    assert (merged.model, merged.model_outcome) == ("m", ModelOutcome.USED)


def test_names_that_differ_by_case_and_legal_form_agree() -> None:
    rules = Draft({Field.MERCHANT: ExtractedValue("FRISCHMARKT LINDNER", 0.6)})
    merged = merge_answer(rules, said(MERCHANT=ExtractedValue("Frischmarkt Lindner GmbH", 0.7)))
    assert merged.fields[Field.MERCHANT].value == "FRISCHMARKT LINDNER"
    assert merged.fields[Field.MERCHANT].source is ValueSource.BOTH


def test_a_dispute_without_proof_stays_with_the_rules_and_is_named() -> None:
    merged = merge_answer(
        Draft({Field.TOTAL: TOTAL}), said(TOTAL=ExtractedValue(Decimal("13.00"), 0.7))
    )
    assert merged.get_value(Field.TOTAL) == Decimal("12.00")
    assert merged.fields[Field.TOTAL].confidence < TOTAL.confidence
    assert merged.disagreements == (Field.TOTAL,)


@pytest.mark.parametrize(("item", "right"), [("13.00", "13.00"), ("12.00", "12.00")])
def test_arithmetic_decides_a_dispute_over_the_total(item: str, right: str) -> None:
    unsure = replace(TOTAL, confidence=0.55)
    rules = Draft({Field.TOTAL: unsure}, items=(LineItem("x", Decimal(item), 0.9),))
    merged = merge_answer(rules, said(TOTAL=ExtractedValue(Decimal("13.00"), 0.7)))
    assert merged.get_value(Field.TOTAL) == Decimal(right)
    assert merged.disagreements == ()


def test_a_total_that_is_well_proven_is_not_given_up_for_a_sum() -> None:
    rules = Draft({Field.TOTAL: TOTAL}, items=(LineItem("x", Decimal("13.00"), 0.9),))
    merged = merge_answer(rules, said(TOTAL=ExtractedValue(Decimal("13.00"), 0.7)))
    assert merged.get_value(Field.TOTAL) == TOTAL.value
    assert merged.disagreements == (Field.TOTAL,)


def test_values_found_only_by_the_model_are_used() -> None:
    merged = merge_answer(
        Draft(), said(DATE=ExtractedValue(date(2024, 3, 14), 0.7, source=ValueSource.MODEL))
    )
    assert merged.get_value(Field.DATE) == date(2024, 3, 14)
    assert merged.currency == "EUR"


@pytest.mark.parametrize(
    ("row", "is_tip"), [("Service Charge 10% 2.00", False), ("Tip 2.00", True)]
)
def test_a_service_charge_is_no_tip_for_the_model_either(row: str, is_tip: bool) -> None:
    evidence = Evidence(0, Box(0, 0, 9, 9), row)
    merged = merge_answer(Draft(), said(TIP=ExtractedValue(Decimal("2.00"), 0.7, evidence)))
    assert (Field.TIP in merged.fields) is is_tip


@pytest.mark.parametrize("outcome", [one for one in ModelOutcome if one is not ModelOutcome.USED])
def test_a_model_without_an_answer_changes_only_its_outcome(outcome: ModelOutcome) -> None:
    rules = Draft({Field.TOTAL: TOTAL}, currency="MYR")
    merged = merge_answer(rules, ModelAnswer(outcome))
    assert merged.model_outcome is outcome
    assert (dict(merged.fields), merged.currency) == ({Field.TOTAL: TOTAL}, "MYR")


def test_an_invented_currency_is_left_out() -> None:
    answer = ModelAnswer(ModelOutcome.USED, "m", {}, "QQQ")
    assert merge_answer(Draft(), answer).currency is None


NAMED = Draft(
    {
        Field.MERCHANT: ExtractedValue("Kiosk Nord 24", 0.9),
        Field.TOTAL: ExtractedValue(Decimal("12.50"), 0.9),
        Field.DATE: ExtractedValue(date(2024, 3, 14), 0.9),
    },
    "EUR",
    summary="by rules",
)


@pytest.mark.parametrize(
    ("sentence", "kept"),
    [
        ("Einkauf bei Kiosk Nord für 12,50 € am 14.03.2024", True),
        ("Zeitung und Kaffee im Kiosk", True),
        ("Payment: 50.00", False),
        ("Kiosk Nord, 13,50 €", False),
        ("Einkauf im Supermarkt", False),
        ("Kiosk " * 30, False),
    ],
)
def test_a_summary_names_the_merchant_and_no_other_number(sentence: str, kept: bool) -> None:
    merged = merge_answer(NAMED, ModelAnswer(ModelOutcome.USED, "m", {}, summary=sentence))
    assert merged.summary == (sentence if kept else "by rules")


def test_a_sure_rule_is_not_doubted_for_a_models_word() -> None:
    sure = Draft({Field.DATE: ExtractedValue(date(2024, 3, 14), 0.97)})
    merged = merge_answer(
        sure, said(DATE=ExtractedValue(date(2024, 4, 13), 0.7, source=ValueSource.MODEL))
    )
    assert merged.disagreements == ()
    assert merged.fields[Field.DATE].confidence == 0.97


def test_a_total_before_rounding_is_no_dispute() -> None:
    rules = Draft(
        {Field.TOTAL: replace(TOTAL, confidence=0.5)}, items=(LineItem("x", Decimal("12.02"), 0.9),)
    )
    merged = merge_answer(rules, said(TOTAL=ExtractedValue(Decimal("12.02"), 0.7)))
    assert merged.get_value(Field.TOTAL) == Decimal("12.00")
    assert merged.disagreements == ()


def test_an_address_is_no_merchant() -> None:
    street = ExtractedValue("12 Main Street", 0.7)
    assert merge_answer(Draft({}), said(MERCHANT=street)).get_value(Field.MERCHANT) is None
    assert merge_answer(Draft({}), said(MERCHANT=ExtractedValue("Blue Lagoon", 0.7))).get_value(
        Field.MERCHANT
    )

"""What makes a person look at a receipt."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from receipt_desktop.domain.fields import Field
from receipt_desktop.domain.page import Box, Evidence, Line, Text
from receipt_desktop.domain.reading import (
    REASON_FIELDS,
    REVIEW_THRESHOLD,
    CheckedDraft,
    CurrencyClue,
    DocumentCheck,
    Draft,
    ExtractedValue,
    LineItem,
    ReviewReason,
    TaxLine,
    ValueSource,
)
from receipt_desktop.domain.review_reasons import (
    SCRIPT_REASONS,
    find_questioned_fields,
    reason_message,
)
from receipt_desktop.domain.scripts import Script
from receipt_desktop.validation.calibration import calibrate_score
from receipt_desktop.validation.check import check_draft, recheck_draft
from receipt_desktop.validation.reconcile import items_add_up, tax_lines_match_rates

TODAY = date(2025, 6, 1)
TEXT = Text((Line("TOTAL 12.50", Box(0, 0, 90, 30), 0.9),), (), ("rapidocr",))


def make_draft(**confidences: float) -> Draft:
    return Draft(
        fields={
            Field.TOTAL: ExtractedValue(Decimal("12.50"), confidences.get("total", 0.9)),
            Field.DATE: ExtractedValue(date(2025, 5, 1), confidences.get("date", 0.9)),
            Field.MERCHANT: ExtractedValue("Blumen Vogel GmbH", confidences.get("merchant", 0.9)),
        },
        currency="EUR",
        country="DE",
    )


def make_item(total: str) -> LineItem:
    return LineItem("Bread", Decimal(total), 0.8)


def draft_without(name: Field) -> Draft:
    return replace(
        make_draft(), fields={k: v for k, v in make_draft().fields.items() if k is not name}
    )


def test_a_sound_draft_needs_no_review() -> None:
    checked = check_draft(make_draft(), TEXT, TODAY)
    assert not checked.needs_review
    assert checked.reasons == ()


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        (Field.TOTAL, ReviewReason.NO_TOTAL),
        (Field.DATE, ReviewReason.NO_DATE),
        (Field.MERCHANT, ReviewReason.NO_MERCHANT),
    ],
)
def test_missing_key_fields(name: Field, reason: ReviewReason) -> None:
    checked = check_draft(draft_without(name), TEXT, TODAY)
    assert checked.needs_review
    assert checked.reasons == (reason,)


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("total", ReviewReason.DOUBTFUL_TOTAL),
        ("date", ReviewReason.DOUBTFUL_DATE),
        ("merchant", ReviewReason.DOUBTFUL_MERCHANT),
    ],
)
def test_doubtful_key_fields(name: str, reason: ReviewReason) -> None:
    assert check_draft(make_draft(**{name: 0.5}), TEXT, TODAY).reasons == (reason,)


def test_nothing_read() -> None:
    assert check_draft(Draft(), Text((), (), ()), TODAY).reasons == (ReviewReason.NO_TEXT,)


def test_a_guessed_currency_needs_a_review() -> None:
    guessed = replace(make_draft(), currency_confidence=0.4, currency_clue=CurrencyClue.HOME)
    assert check_draft(guessed, TEXT, TODAY).reasons == (ReviewReason.NO_CURRENCY,)
    told = replace(make_draft(), currency_confidence=0.95, currency_clue=CurrencyClue.PHONE)
    assert check_draft(told, TEXT, TODAY).reasons == ()


def test_a_date_to_come() -> None:
    assert check_draft(make_draft(), TEXT, date(2025, 4, 30)).reasons == (ReviewReason.FUTURE_DATE,)


def test_currency_unknown_or_foreign_to_the_country() -> None:
    assert (
        ReviewReason.NO_CURRENCY
        in check_draft(replace(make_draft(), currency=None), TEXT, TODAY).reasons
    )
    assert (
        ReviewReason.NO_CURRENCY
        in check_draft(replace(make_draft(), currency="USD"), TEXT, TODAY).reasons
    )
    assert not check_draft(replace(make_draft(), currency="USD", country=None), TEXT, TODAY).reasons


def test_items_that_add_up_make_the_total_surer() -> None:
    unsure = check_draft(make_draft(total=0.5), TEXT, TODAY)
    bought = replace(make_draft(total=0.5), items=(make_item("10.00"), make_item("2.50")))
    checked = check_draft(bought, TEXT, TODAY)
    assert unsure.reasons == (ReviewReason.DOUBTFUL_TOTAL,)
    assert checked.draft.fields[Field.TOTAL].confidence == calibrate_score(Field.TOTAL, 0.745)
    assert not checked.needs_review


@pytest.mark.parametrize(("total", "is_surer"), [("12.45", True), ("12.46", False)])
def test_a_total_that_no_rounding_to_coins_gives_is_not_made_surer(
    total: str, *, is_surer: bool
) -> None:
    """In Malaysia a bill of 12.47 is rounded to 12.45; the last digit of 12.46 is misread."""
    draft = replace(
        make_draft(total=0.5), currency="MYR", country="MY", items=(make_item("12.47"),)
    )
    read = replace(draft.fields[Field.TOTAL], value=Decimal(total))
    checked = check_draft(replace(draft, fields={**draft.fields, Field.TOTAL: read}), TEXT, TODAY)
    final = checked.draft.fields[Field.TOTAL].confidence
    assert (final > calibrate_score(Field.TOTAL, 0.5)) == is_surer
    assert checked.needs_review != is_surer


def test_a_doubtful_total_against_its_items() -> None:
    bought = replace(make_draft(total=0.79), items=(make_item("10.00"),))
    assert check_draft(bought, TEXT, TODAY).reasons == (ReviewReason.SUM_MISMATCH,)


def test_a_certain_total_is_not_doubted_for_missing_items() -> None:
    checked = check_draft(replace(make_draft(total=0.95), items=(make_item("10.00"),)), TEXT, TODAY)
    assert not checked.needs_review
    assert checked.draft.items[0].confidence < 0.8


def test_tax_on_top_counts() -> None:
    bought = replace(make_draft(), items=(make_item("10.00"),))
    fields = {
        **bought.fields,
        Field.TAX: ExtractedValue(Decimal("2.00"), 0.9),
        Field.TIP: ExtractedValue(Decimal("0.50"), 0.9),
    }
    assert items_add_up(replace(bought, fields=fields))
    assert items_add_up(bought) is False
    assert items_add_up(make_draft()) is None


def test_tax_against_its_rate() -> None:
    wrong = TaxLine(Decimal(19), Decimal("10.00"), Decimal("2.50"), 0.9)
    taxed = replace(make_draft(), tax_lines=(wrong,))
    assert check_draft(taxed, TEXT, TODAY).reasons == (ReviewReason.TAX_MISMATCH,)
    assert tax_lines_match_rates(
        replace(make_draft(), tax_lines=(replace(wrong, amount=Decimal("1.90")),))
    )
    assert (
        tax_lines_match_rates(replace(make_draft(), tax_lines=(replace(wrong, rate=None),))) is None
    )


@pytest.mark.parametrize(
    ("second", "agree"), [("SUMME 12,50", True), ("SUMME 12,60", False), ("112.50", False)]
)
def test_a_second_reading(second: str, *, agree: bool) -> None:
    text = replace(TEXT, second_lines=(Line(second, Box(0, 0, 90, 30), 0.9),))
    alone, checked = (check_draft(make_draft(total=0.79), one, TODAY) for one in (TEXT, text))
    assert (ReviewReason.READERS_DISAGREE in checked.reasons) is not agree
    sure = [one.draft.fields[Field.TOTAL].confidence for one in (alone, checked)]
    assert (sure[1] > sure[0]) is agree
    assert sure[1] >= sure[0]


def test_a_well_proven_total_is_not_doubted_for_a_second_reading_without_it() -> None:
    text = replace(TEXT, second_lines=(Line("SUMME 12,60", Box(0, 0, 90, 30), 0.9),))
    assert not check_draft(make_draft(), text, TODAY).needs_review


def test_a_second_reading_of_thousands() -> None:
    large = replace(
        make_draft(),
        fields={**make_draft().fields, Field.TOTAL: ExtractedValue(Decimal("16071.90"), 0.9)},
    )
    for written in ("16.071,90", "16 071,90", "16,071.90", "16071.90"):
        text = replace(TEXT, second_lines=(Line(written, Box(0, 0, 90, 30), 0.9),))
        assert not check_draft(large, text, TODAY).needs_review


@pytest.mark.parametrize(("confidence", "is_kept"), [(0.5, True), (0.49, False)])
def test_a_category_that_is_rather_wrong_is_left_out(confidence: float, is_kept: bool) -> None:
    guessed = ExtractedValue("leisure", confidence, None, ValueSource.MODEL)
    draft = make_draft()
    fields = {**draft.fields, Field.CATEGORY: guessed}
    checked = check_draft(replace(draft, fields=fields), TEXT, TODAY)
    assert (Field.CATEGORY in checked.draft.fields) is is_kept


def test_disagreement_with_the_model() -> None:
    assert check_draft(replace(make_draft(), disagreements=(Field.DATE,)), TEXT, TODAY).reasons == (
        ReviewReason.MODEL_DISAGREES,
    )


# ---- corrections


def correct_draft(read: Draft, **values: object) -> Draft:
    """The draft with these values, by the names of `Field`; None takes one away."""
    names = {Field[name.upper()]: value for name, value in values.items()}
    kept: dict[Field, ExtractedValue] = {
        field: value for field, value in read.fields.items() if field not in names
    }
    new: dict[Field, ExtractedValue] = {
        field: ExtractedValue(value, 1.0, None, ValueSource.PERSON)  # type: ignore[arg-type]
        for field, value in names.items()
        if value is not None and field is not Field.CURRENCY
    }
    return replace(
        read, fields={**kept, **new}, currency=str(names.get(Field.CURRENCY, read.currency))
    )


def recheck_with(read: CheckedDraft, **values: object) -> tuple[ReviewReason, ...]:
    fields = [Field[name.upper()] for name in values]
    return recheck_draft(read, correct_draft(read.draft, **values), fields, TEXT, TODAY)


def test_a_typed_total_is_summed_like_a_read_one() -> None:
    rail = replace(make_draft(total=0.5), items=(make_item("30.00"), make_item("33.30")))
    read = check_draft(rail, TEXT, TODAY)
    assert set(read.reasons) == {ReviewReason.DOUBTFUL_TOTAL, ReviewReason.SUM_MISMATCH}
    assert recheck_with(read, total=Decimal("31.50")) == (
        ReviewReason.SUM_MISMATCH,
        ReviewReason.UNPRINTED_TOTAL,
    )
    assert recheck_with(read, total=Decimal("63.30")) == (ReviewReason.UNPRINTED_TOTAL,)


def test_a_category_of_a_line_raises_no_doubt_but_an_amount_does() -> None:
    items = make_item("10.00"), make_item("1.00")
    read = check_draft(replace(make_draft(total=0.95), items=items), TEXT, TODAY)
    assert read.reasons == ()
    sorted_in = replace(read.draft, items=(replace(items[0], category="office"), items[1]))
    assert recheck_draft(read, sorted_in, (), TEXT, TODAY) == ()
    changed = replace(read.draft, items=(make_item("11.00"), items[1]))
    assert recheck_draft(read, changed, (), TEXT, TODAY) == (ReviewReason.SUM_MISMATCH,)


def test_a_total_that_is_confirmed_as_read_is_no_longer_doubted() -> None:
    read = check_draft(make_draft(total=0.5), TEXT, TODAY)
    assert read.reasons == (ReviewReason.DOUBTFUL_TOTAL,)
    assert recheck_with(read, total=Decimal("12.50")) == ()


def test_a_certain_total_stands_against_its_items_until_it_is_retyped() -> None:
    read = check_draft(replace(make_draft(total=0.95), items=(make_item("10.00"),)), TEXT, TODAY)
    assert read.reasons == ()
    assert recheck_with(read, merchant="Other") == ()
    assert recheck_with(read, total=Decimal("12.50")) == ()
    assert ReviewReason.SUM_MISMATCH in recheck_with(read, total=Decimal("13.50"))


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({"date": date(2025, 6, 2)}, ReviewReason.FUTURE_DATE),
        ({"date": None}, ReviewReason.NO_DATE),
        ({"total": None}, ReviewReason.NO_TOTAL),
        ({"merchant": None}, ReviewReason.NO_MERCHANT),
        ({"currency": "USD"}, ReviewReason.NO_CURRENCY),
        ({"tax": Decimal("12.50")}, ReviewReason.TAX_TOO_HIGH),
        ({"tax": Decimal(40)}, ReviewReason.TAX_TOO_HIGH),
        ({"subtotal": Decimal(20)}, ReviewReason.SUBTOTAL_TOO_HIGH),
        ({"tip": Decimal(13)}, ReviewReason.TIP_TOO_HIGH),
        ({"subtotal": Decimal(9), "tax": Decimal(1), "tip": Decimal(1)}, ReviewReason.PARTS_DIFFER),
    ],
)
def test_every_check_of_values_is_made_on_typed_ones(
    values: dict[str, object], reason: ReviewReason
) -> None:
    read = check_draft(make_draft(), TEXT, TODAY)
    assert read.reasons == ()
    assert recheck_with(read, **values) == (reason,)


def test_a_typed_tax_is_compared_with_the_tax_lines() -> None:
    taxed = replace(make_draft(), tax_lines=(TaxLine(None, None, Decimal("1.90"), 0.9),))
    read = check_draft(taxed, TEXT, TODAY)
    assert recheck_with(read, tax=Decimal("1.90")) == ()
    assert recheck_with(read, tax=Decimal("2.90")) == (ReviewReason.TAX_LINES_DIFFER,)


def test_doubts_about_other_fields_stand() -> None:
    read = check_draft(make_draft(date=0.5, merchant=0.5), TEXT, TODAY)
    assert recheck_with(read, total=Decimal("12.50")) == read.reasons
    assert recheck_with(read, date=date(2025, 5, 2)) == (ReviewReason.DOUBTFUL_MERCHANT,)


def test_a_model_that_disagrees_is_settled_field_by_field() -> None:
    read = check_draft(replace(make_draft(), disagreements=(Field.DATE, Field.TIP)), TEXT, TODAY)
    assert recheck_with(read, date=date(2025, 5, 2)) == (ReviewReason.MODEL_DISAGREES,)
    assert recheck_with(read, date=date(2025, 5, 2), tip=Decimal(1)) == ()


def test_what_could_not_be_read_stays_so_whatever_is_typed() -> None:
    read = check_draft(Draft(), Text((), (), ()), TODAY)
    assert recheck_with(read, total=Decimal(5)) == (ReviewReason.NO_TEXT,)


@pytest.mark.parametrize("confidence", [0.3, 0.7, 0.79, 0.81, 0.86, 0.88, 0.91, 0.93, 0.97])
@pytest.mark.parametrize("name", ["total", "date", "merchant"])
def test_one_threshold_gives_the_reason_and_the_mark(name: str, confidence: float) -> None:
    checked = check_draft(make_draft(**{name: confidence}), TEXT, TODAY)
    field = Field[name.upper()]
    below = checked.draft.fields[field].confidence < REVIEW_THRESHOLD
    assert (field in find_questioned_fields(checked.reasons, checked.draft)) is below
    assert checked.needs_review is below


def test_every_reason_about_values_names_its_fields() -> None:
    about_no_field = {
        ReviewReason.NO_TEXT, ReviewReason.MODEL_DISAGREES, ReviewReason.UNPRINTED_TOTAL,
        ReviewReason.CORRECTED, ReviewReason.SEVERAL_RECEIPTS, ReviewReason.DOCUMENT_DIFFERS,
        ReviewReason.CODES_DIFFER, ReviewReason.DUPLICATE, ReviewReason.PAIR,
            *SCRIPT_REASONS.values(),
    }  # fmt: skip
    assert set(REASON_FIELDS) == set(ReviewReason) - about_no_field
    disputed = replace(make_draft(), disagreements=(Field.TIP,))
    assert find_questioned_fields((ReviewReason.MODEL_DISAGREES,), disputed) == {Field.TIP}
    stated = replace(make_draft(), document=DocumentCheck((Field.TAX,), (Field.DATE,)))
    assert find_questioned_fields((ReviewReason.DOCUMENT_DIFFERS,), stated) == {Field.TAX}
    assert find_questioned_fields((ReviewReason.CODES_DIFFER,), stated) == {Field.DATE}


def test_text_of_a_script_that_was_not_read_is_a_reason() -> None:
    text = replace(TEXT, missing_script=Script.THAI)
    checked = check_draft(make_draft(), text, TODAY)
    assert checked.needs_review
    assert ReviewReason.SCRIPT_THAI in checked.reasons
    message = reason_message(ReviewReason.SCRIPT_THAI, checked.draft)
    assert message.text().startswith("Text in Thai script was not read. ")
    assert message.text("de").startswith("Text in thailändischer Schrift wurde nicht gelesen. ")


def test_a_merchant_that_ends_with_a_point_ends_the_sentence() -> None:
    name = ExtractedValue("FIL GIDA LTD.STI.", 0.5)
    draft = replace(make_draft(), fields={Field.MERCHANT: name})
    message = reason_message(ReviewReason.DOUBTFUL_MERCHANT, draft)
    assert message.text() == "Check the merchant: FIL GIDA LTD.STI."


@pytest.mark.parametrize(
    ("country", "reason"),
    [
        ("IL", ReviewReason.SCRIPT_HEBREW),
        ("BY", ReviewReason.SCRIPT_CYRILLIC),
        ("US", ReviewReason.SCRIPT_UNKNOWN),
        (None, ReviewReason.SCRIPT_UNKNOWN),
    ],
)
def test_the_country_names_a_script_that_was_not_detected(
    country: str | None, reason: ReviewReason
) -> None:
    text = replace(TEXT, missing_script=Script.UNKNOWN)
    draft = replace(make_draft(), country=country)
    assert reason in check_draft(draft, text, TODAY).reasons


def test_an_item_that_is_the_total_itself_confirms_nothing() -> None:
    here, there = (Evidence(0, Box(0, y, 90, 30), "12.50") for y in (0, 80))
    total = ExtractedValue(Decimal("12.50"), 0.4, here)
    fields = {**make_draft().fields, Field.TOTAL: total}
    own, other = (
        check_draft(
            replace(make_draft(), fields=fields, items=(replace(make_item("12.50"), evidence=at),)),
            TEXT,
            TODAY,
        )
        for at in (here, there)
    )
    assert ReviewReason.DOUBTFUL_TOTAL in own.reasons
    assert other.draft.fields[Field.TOTAL].confidence > own.draft.fields[Field.TOTAL].confidence

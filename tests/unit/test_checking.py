"""What makes a person look at a receipt."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from receipt_desktop.calibration import calibrated
from receipt_desktop.checking import DOUBTFUL, check, recheck
from receipt_desktop.draft import (
    REASON_FIELDS,
    Checked,
    Draft,
    Field,
    Item,
    Reason,
    Source,
    TaxLine,
    Value,
    questioned,
)
from receipt_desktop.mending import items_add_up, tax_lines_fit
from receipt_desktop.page import Box, Line, Text

TODAY = date(2025, 6, 1)
TEXT = Text((Line("TOTAL 12.50", Box(0, 0, 90, 30), 0.9),), (), ("rapidocr",))


def draft(**confidences: float) -> Draft:
    return Draft(
        fields={
            Field.TOTAL: Value(Decimal("12.50"), confidences.get("total", 0.9)),
            Field.DATE: Value(date(2025, 5, 1), confidences.get("date", 0.9)),
            Field.MERCHANT: Value("Blumen Vogel GmbH", confidences.get("merchant", 0.9)),
        },
        currency="EUR",
        country="DE",
    )


def item(total: str) -> Item:
    return Item("Bread", Decimal(total), 0.8)


def without(name: Field) -> Draft:
    return replace(draft(), fields={k: v for k, v in draft().fields.items() if k is not name})


def test_a_sound_draft_needs_no_review() -> None:
    checked = check(draft(), TEXT, TODAY)
    assert not checked.needs_review
    assert checked.reasons == ()


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        (Field.TOTAL, Reason.NO_TOTAL),
        (Field.DATE, Reason.NO_DATE),
        (Field.MERCHANT, Reason.NO_MERCHANT),
    ],
)
def test_missing_key_fields(name: Field, reason: Reason) -> None:
    checked = check(without(name), TEXT, TODAY)
    assert checked.needs_review
    assert checked.reasons == (reason,)


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("total", Reason.DOUBTFUL_TOTAL),
        ("date", Reason.DOUBTFUL_DATE),
        ("merchant", Reason.DOUBTFUL_MERCHANT),
    ],
)
def test_doubtful_key_fields(name: str, reason: Reason) -> None:
    assert check(draft(**{name: 0.5}), TEXT, TODAY).reasons == (reason,)


def test_nothing_read() -> None:
    assert check(Draft(), Text((), (), ()), TODAY).reasons == (Reason.NO_TEXT,)


def test_a_date_to_come() -> None:
    assert check(draft(), TEXT, date(2025, 4, 30)).reasons == (Reason.FUTURE_DATE,)


def test_currency_unknown_or_foreign_to_the_country() -> None:
    assert Reason.NO_CURRENCY in check(replace(draft(), currency=None), TEXT, TODAY).reasons
    assert Reason.NO_CURRENCY in check(replace(draft(), currency="USD"), TEXT, TODAY).reasons
    assert not check(replace(draft(), currency="USD", country=None), TEXT, TODAY).reasons


def test_items_that_add_up_make_the_total_surer() -> None:
    unsure = check(draft(total=0.6), TEXT, TODAY)
    bought = replace(draft(total=0.6), items=(item("10.00"), item("2.50")))
    checked = check(bought, TEXT, TODAY)
    assert unsure.reasons == (Reason.DOUBTFUL_TOTAL,)
    assert checked.draft.fields[Field.TOTAL].confidence == calibrated(Field.TOTAL, 0.795)
    assert not checked.needs_review


def test_a_doubtful_total_against_its_items() -> None:
    bought = replace(draft(total=0.8), items=(item("10.00"),))
    assert check(bought, TEXT, TODAY).reasons == (Reason.SUM_MISMATCH,)


def test_a_certain_total_is_not_doubted_for_missing_items() -> None:
    checked = check(replace(draft(total=0.95), items=(item("10.00"),)), TEXT, TODAY)
    assert not checked.needs_review
    assert checked.draft.items[0].confidence < 0.8


def test_tax_on_top_counts() -> None:
    bought = replace(draft(), items=(item("10.00"),))
    fields = {
        **bought.fields,
        Field.TAX: Value(Decimal("2.00"), 0.9),
        Field.TIP: Value(Decimal("0.50"), 0.9),
    }
    assert items_add_up(replace(bought, fields=fields))
    assert items_add_up(bought) is False
    assert items_add_up(draft()) is None


def test_tax_against_its_rate() -> None:
    wrong = TaxLine(Decimal(19), Decimal("10.00"), Decimal("2.50"), 0.9)
    taxed = replace(draft(), tax_lines=(wrong,))
    assert check(taxed, TEXT, TODAY).reasons == (Reason.TAX_MISMATCH,)
    assert tax_lines_fit(replace(draft(), tax_lines=(replace(wrong, amount=Decimal("1.90")),)))
    assert tax_lines_fit(replace(draft(), tax_lines=(replace(wrong, rate=None),))) is None


@pytest.mark.parametrize(
    ("second", "agree"), [("SUMME 12,50", True), ("SUMME 12,60", False), ("112.50", False)]
)
def test_a_second_reading(second: str, *, agree: bool) -> None:
    text = replace(TEXT, second=(Line(second, Box(0, 0, 90, 30), 0.9),))
    alone, checked = (check(draft(total=0.8), one, TODAY) for one in (TEXT, text))
    assert (Reason.READERS_DISAGREE in checked.reasons) is not agree
    sure = [one.draft.fields[Field.TOTAL].confidence for one in (alone, checked)]
    assert (sure[1] > sure[0]) is agree
    assert sure[1] >= sure[0]


def test_a_well_proven_total_is_not_doubted_for_a_second_reading_without_it() -> None:
    text = replace(TEXT, second=(Line("SUMME 12,60", Box(0, 0, 90, 30), 0.9),))
    assert not check(draft(), text, TODAY).needs_review


def test_a_second_reading_of_thousands() -> None:
    large = replace(
        draft(), fields={**draft().fields, Field.TOTAL: Value(Decimal("16071.90"), 0.9)}
    )
    for written in ("16.071,90", "16 071,90", "16,071.90", "16071.90"):
        text = replace(TEXT, second=(Line(written, Box(0, 0, 90, 30), 0.9),))
        assert not check(large, text, TODAY).needs_review


def test_disagreement_with_the_model() -> None:
    assert check(replace(draft(), disagreements=(Field.DATE,)), TEXT, TODAY).reasons == (
        Reason.MODEL_DISAGREES,
    )


# ---- corrections


def typed(read: Draft, **values: object) -> Draft:
    """The draft with these values, by the names of `Field`; None takes one away."""
    names = {Field[name.upper()]: value for name, value in values.items()}
    kept: dict[Field, Value] = {
        field: value for field, value in read.fields.items() if field not in names
    }
    new: dict[Field, Value] = {
        field: Value(value, 1.0, None, Source.PERSON)  # type: ignore[arg-type]
        for field, value in names.items()
        if value is not None and field is not Field.CURRENCY
    }
    return replace(
        read, fields={**kept, **new}, currency=str(names.get(Field.CURRENCY, read.currency))
    )


def again(read: Checked, **values: object) -> tuple[Reason, ...]:
    fields = [Field[name.upper()] for name in values]
    return recheck(read, typed(read.draft, **values), fields, TEXT, TODAY)


def test_a_typed_total_is_summed_like_a_read_one() -> None:
    rail = replace(draft(total=0.5), items=(item("30.00"), item("33.30")))
    read = check(rail, TEXT, TODAY)
    assert set(read.reasons) == {Reason.DOUBTFUL_TOTAL, Reason.SUM_MISMATCH}
    assert again(read, total=Decimal("31.50")) == (Reason.SUM_MISMATCH, Reason.UNPRINTED_TOTAL)
    assert again(read, total=Decimal("63.30")) == (Reason.UNPRINTED_TOTAL,)


def test_a_total_that_is_confirmed_as_read_is_no_longer_doubted() -> None:
    read = check(draft(total=0.5), TEXT, TODAY)
    assert read.reasons == (Reason.DOUBTFUL_TOTAL,)
    assert again(read, total=Decimal("12.50")) == ()


def test_a_certain_total_stands_against_its_items_until_it_is_retyped() -> None:
    read = check(replace(draft(total=0.95), items=(item("10.00"),)), TEXT, TODAY)
    assert read.reasons == ()
    assert again(read, merchant="Other") == ()
    assert again(read, total=Decimal("12.50")) == ()
    assert Reason.SUM_MISMATCH in again(read, total=Decimal("13.50"))


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({"date": date(2025, 6, 2)}, Reason.FUTURE_DATE),
        ({"date": None}, Reason.NO_DATE),
        ({"total": None}, Reason.NO_TOTAL),
        ({"merchant": None}, Reason.NO_MERCHANT),
        ({"currency": "USD"}, Reason.NO_CURRENCY),
        ({"tax": Decimal("12.50")}, Reason.TAX_TOO_HIGH),
        ({"tax": Decimal(40)}, Reason.TAX_TOO_HIGH),
        ({"subtotal": Decimal(20)}, Reason.SUBTOTAL_TOO_HIGH),
        ({"tip": Decimal(13)}, Reason.TIP_TOO_HIGH),
        ({"subtotal": Decimal(9), "tax": Decimal(1), "tip": Decimal(1)}, Reason.PARTS_DIFFER),
    ],
)
def test_every_check_of_values_is_made_on_typed_ones(
    values: dict[str, object], reason: Reason
) -> None:
    read = check(draft(), TEXT, TODAY)
    assert read.reasons == ()
    assert again(read, **values) == (reason,)


def test_a_typed_tax_is_compared_with_the_tax_lines() -> None:
    taxed = replace(draft(), tax_lines=(TaxLine(None, None, Decimal("1.90"), 0.9),))
    read = check(taxed, TEXT, TODAY)
    assert again(read, tax=Decimal("1.90")) == ()
    assert again(read, tax=Decimal("2.90")) == (Reason.TAX_LINES_DIFFER,)


def test_doubts_about_other_fields_stand() -> None:
    read = check(draft(date=0.5, merchant=0.5), TEXT, TODAY)
    assert again(read, total=Decimal("12.50")) == read.reasons
    assert again(read, date=date(2025, 5, 2)) == (Reason.DOUBTFUL_MERCHANT,)


def test_a_model_that_disagrees_is_settled_field_by_field() -> None:
    read = check(replace(draft(), disagreements=(Field.DATE, Field.TIP)), TEXT, TODAY)
    assert again(read, date=date(2025, 5, 2)) == (Reason.MODEL_DISAGREES,)
    assert again(read, date=date(2025, 5, 2), tip=Decimal(1)) == ()


def test_what_could_not_be_read_stays_so_whatever_is_typed() -> None:
    read = check(Draft(), Text((), (), ()), TODAY)
    assert again(read, total=Decimal(5)) == (Reason.NO_TEXT,)


@pytest.mark.parametrize("confidence", [0.3, 0.7, 0.79, 0.81, 0.86, 0.88, 0.91, 0.93, 0.97])
@pytest.mark.parametrize("name", ["total", "date", "merchant"])
def test_one_threshold_gives_the_reason_and_the_mark(name: str, confidence: float) -> None:
    checked = check(draft(**{name: confidence}), TEXT, TODAY)
    field = Field[name.upper()]
    below = checked.draft.fields[field].confidence < DOUBTFUL[field]
    assert (field in questioned(checked.reasons, checked.draft)) is below
    assert checked.needs_review is below


def test_every_reason_about_values_names_its_fields() -> None:
    about_no_field = {
        Reason.NO_TEXT, Reason.MODEL_DISAGREES, Reason.UNPRINTED_TOTAL, Reason.CORRECTED,
    }  # fmt: skip
    assert set(REASON_FIELDS) == set(Reason) - about_no_field
    disputed = replace(draft(), disagreements=(Field.TIP,))
    assert questioned((Reason.MODEL_DISAGREES,), disputed) == {Field.TIP}

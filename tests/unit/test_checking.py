"""What makes a person look at a receipt."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from receipt_desktop.calibration import calibrated
from receipt_desktop.checking import check
from receipt_desktop.draft import Draft, Field, Item, Reason, TaxLine, Value
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

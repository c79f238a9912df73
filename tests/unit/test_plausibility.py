"""Sums that cannot be are reasons for a review; what receipts really look like is none."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from receipt_desktop.checking import DOUBTFUL, check
from receipt_desktop.draft import (
    REASON_SENTENCES,
    Draft,
    Field,
    Item,
    Reason,
    TaxLine,
    Value,
    questioned,
    reason_sentence,
)
from receipt_desktop.page import Box, Line, Text
from receipt_desktop.plausibility import impossible_sums, is_printed

TODAY = date(2025, 6, 1)


def text(*rows: str) -> Text:
    lines = (Line(row, Box(0, 40 * n, 300, 30), 0.9) for n, row in enumerate(rows))
    return Text(tuple(lines), (), ("rapidocr",))


def draft(
    total: str | None = None,
    *,
    subtotal: str | None = None,
    tax: str | None = None,
    tip: str | None = None,
    lines: tuple[TaxLine, ...] = (),
    items: tuple[Item, ...] = (),
    currency: str = "EUR",
) -> Draft:
    amounts = {Field.TOTAL: total, Field.SUBTOTAL: subtotal, Field.TAX: tax, Field.TIP: tip}
    money = {field: Value(Decimal(amount), 0.95) for field, amount in amounts.items() if amount}
    rest = {Field.DATE: Value(date(2025, 5, 1), 0.95), Field.MERCHANT: Value("Vogel", 0.95)}
    return Draft({**money, **rest}, currency, lines, items)


def line(rate: str | None, net: str | None, amount: str) -> TaxLine:
    percent, base = (Decimal(one) if one else None for one in (rate, net))
    return TaxLine(percent, base, Decimal(amount), 0.9)


def item(total: str) -> Item:
    return Item("Something", Decimal(total), 0.8)


@pytest.mark.parametrize(
    ("read", "reason"),
    [
        (draft("80.90", subtotal="80.91", tax="80.91"), Reason.TAX_TOO_HIGH),
        (draft("59.95", tax="59.95"), Reason.TAX_TOO_HIGH),
        (draft("13.60", tax="12.82"), Reason.TAX_TOO_HIGH),
        (draft("-59.95", tax="-59.95"), Reason.TAX_TOO_HIGH),
        (draft("-20.00", tax="20.00"), Reason.TAX_TOO_HIGH),
        (draft("50.00", tax="9.50", lines=(line("7", None, "9.50"),)), Reason.TAX_TOO_HIGH),
        (draft("11.33", subtotal="13.78"), Reason.SUBTOTAL_TOO_HIGH),
        (draft("-11.33", subtotal="-13.78"), Reason.SUBTOTAL_TOO_HIGH),
        (draft("11.33", subtotal="11.39", currency="CHF"), Reason.SUBTOTAL_TOO_HIGH),
        (draft("11.00", tip="400"), Reason.TIP_TOO_HIGH),
        (draft("4.11", tip="4.11"), Reason.TIP_TOO_HIGH),
        (draft("25.00", tax="4.33", lines=(line(None, None, "3.33"),)), Reason.TAX_LINES_DIFFER),
        (draft("30.00", subtotal="20.00", tax="2.00", tip="3.00"), Reason.PARTS_DIFFER),
        (draft("30.00", subtotal="20.00", tax="2.00"), Reason.PARTS_DIFFER),
        (draft("-30.00", subtotal="-20.00", tax="-2.00"), Reason.PARTS_DIFFER),
        (draft("1000", subtotal="700", tax="70", currency="JPY"), Reason.PARTS_DIFFER),
    ],
)
def test_an_impossible_sum_asks_for_review_and_marks_its_fields(
    read: Draft, reason: Reason
) -> None:
    checked = check(read, text("Vogel"), TODAY)
    assert reason in checked.reasons
    assert checked.needs_review
    for field in questioned((reason,), read) - {Field.TOTAL}:
        if field in read.fields:
            assert checked.draft.fields[field].confidence < min(DOUBTFUL.values())


@pytest.mark.parametrize(
    "read",
    [
        draft("11.90", subtotal="10.00", tax="1.90"),
        draft("11.90", subtotal="11.90", tax="1.90"),
        draft("13.90", subtotal="10.00", tax="1.90", tip="2.00"),
        draft("11.90", subtotal="10.00", tax="1.90", tip="2.00"),
        draft("13.90", subtotal="11.90", tax="1.90", tip="2.00"),
        draft("-11.90", subtotal="-10.00", tax="-1.90"),
        draft("0.00", subtotal="25.00", tax="4.00"),
        draft("11.35", subtotal="11.37", tax="0.85", currency="CHF"),
        draft("24.00", subtotal="24.40", tax="4.88", currency="NOK"),
        draft("1235", subtotal="1237", tax="263", currency="HUF"),
        draft("10.00", subtotal="12.50", tax="1.60", items=(item("12.50"), item("-2.50"))),
        draft("100.00", tax="23.00"),
        draft("96.93", subtotal="47.86", tax="11.29",
              lines=(line("23", "47.86", "11.01"), line("8", "3.50", "0.28"))),
        draft("20.00", tax="0.00"),
        draft(None, subtotal="20.00", tax="30.00"),
        draft("20.00"),
    ],
)  # fmt: skip
def test_what_can_be_is_left_alone(read: Draft) -> None:
    assert impossible_sums(read, text("Vogel")) == ()


@pytest.mark.parametrize(
    ("read", "row"),
    [
        (draft("131.35", subtotal="111.55", tax="8.63"), "10% SERVICE CHARGE 11.16"),
        (draft("40.00", subtotal="50.00"), "GUTSCHEIN 10,00-"),
        (draft("45.50", subtotal="40.00", tax="3.00"), "Delivery fee 2.50"),
        (draft("90.00", subtotal="100.00", tax="20.00"), "Withholding tax (10.00)"),
    ],
)
def test_a_difference_that_is_printed_is_explained(read: Draft, row: str) -> None:
    assert impossible_sums(read, text("Vogel")) != ()
    assert impossible_sums(read, text("Vogel", row)) == ()


def test_the_total_itself_explains_no_difference() -> None:
    half = draft("50.00", subtotal="100.00")
    assert impossible_sums(half, text("TOTAL 50.00")) == (Reason.SUBTOTAL_TOO_HIGH,)


def test_a_well_proven_total_keeps_its_confidence() -> None:
    alone = check(draft("80.90"), text("Vogel"), TODAY).draft.fields[Field.TOTAL]
    taxed = check(draft("80.90", tax="80.91"), text("Vogel"), TODAY).draft.fields[Field.TOTAL]
    assert taxed == alone


def test_a_total_with_little_evidence_is_doubted_too() -> None:
    read = draft("11.33", tax="15.36")
    weak = replace(read.fields[Field.TOTAL], confidence=0.8)
    read = replace(read, fields={**read.fields, Field.TOTAL: weak})
    assert Reason.DOUBTFUL_TOTAL in check(read, text("Vogel"), TODAY).reasons


def test_the_reason_names_the_amounts() -> None:
    read = draft("80.9", subtotal="80.91", tax="80.91", lines=(line(None, None, "1.00"),))
    assert (
        reason_sentence(Reason.TAX_TOO_HIGH, read)
        == "A tax of 80.91 is too high for a total of 80.90."
    )
    assert "161.82" in reason_sentence(Reason.PARTS_DIFFER, read)
    assert "1.00" in reason_sentence(Reason.TAX_LINES_DIFFER, read)
    yen = draft("1326", tax="1326", currency="JPY")
    assert "1326." in reason_sentence(Reason.TAX_TOO_HIGH, yen)


def test_every_reason_has_a_sentence_that_can_be_filled() -> None:
    assert set(REASON_SENTENCES) == set(Reason)
    for reason in Reason:
        assert "{" not in reason_sentence(reason, Draft())


@pytest.mark.parametrize(
    ("row", "amount", "there"),
    [
        ("SUMME EUR 31,50", "31.50", True),
        ("TOTAL 1.234,50", "1234.50", True),
        ("TOTAL 1 234.50", "1234.50", True),
        ("TOTAL 131.50", "31.50", False),
        ("TOTAL 31.505", "31.50", False),
        ("Rp 419.210", "419210", True),
        ("¥1,326", "1326", True),
        ("Ref 41.3261", "1326", False),
        ("31", "31.50", False),
        ("-31.50", "31.50", True),
    ],
)
def test_what_is_printed_is_found(row: str, amount: str, *, there: bool) -> None:
    assert is_printed(Decimal(amount), text(row).lines, whole=True) is there

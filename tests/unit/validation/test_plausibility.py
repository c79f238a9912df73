"""Sums that cannot be are reasons for a review; what receipts really look like is none."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from receipt_desktop.domain.fields import Field
from receipt_desktop.domain.page import Box, Line, Text
from receipt_desktop.domain.reading import (
    REVIEW_THRESHOLD,
    CurrencyClue,
    Draft,
    ExtractedValue,
    LineItem,
    ReviewReason,
    TaxLine,
)
from receipt_desktop.domain.review_reasons import find_questioned_fields, reason_message
from receipt_desktop.validation.check import check_draft, recheck_draft
from receipt_desktop.validation.plausibility import find_impossible_sums, is_printed

TODAY = date(2025, 6, 1)


def make_text(*rows: str) -> Text:
    lines = (Line(row, Box(0, 40 * n, 300, 30), 0.9) for n, row in enumerate(rows))
    return Text(tuple(lines), (), ("rapidocr",))


def make_draft(
    total: str | None = None,
    *,
    subtotal: str | None = None,
    tax: str | None = None,
    tip: str | None = None,
    lines: tuple[TaxLine, ...] = (),
    items: tuple[LineItem, ...] = (),
    currency: str = "EUR",
) -> Draft:
    amounts = {Field.TOTAL: total, Field.SUBTOTAL: subtotal, Field.TAX: tax, Field.TIP: tip}
    money = {
        field: ExtractedValue(Decimal(amount), 0.95) for field, amount in amounts.items() if amount
    }
    rest = {
        Field.DATE: ExtractedValue(date(2025, 5, 1), 0.95),
        Field.MERCHANT: ExtractedValue("Vogel", 0.95),
    }
    return Draft({**money, **rest}, currency, lines, items)


def make_tax_line(rate: str | None, net: str | None, amount: str) -> TaxLine:
    percent, base = (Decimal(one) if one else None for one in (rate, net))
    return TaxLine(percent, base, Decimal(amount), 0.9)


def make_item(total: str) -> LineItem:
    return LineItem("Something", Decimal(total), 0.8)


@pytest.mark.parametrize(
    ("read", "reason"),
    [
        (make_draft("80.90", subtotal="80.91", tax="80.91"), ReviewReason.TAX_TOO_HIGH),
        (make_draft("59.95", tax="59.95"), ReviewReason.TAX_TOO_HIGH),
        (make_draft("13.60", tax="12.82"), ReviewReason.TAX_TOO_HIGH),
        (make_draft("0.00", tax="4.00"), ReviewReason.TAX_TOO_HIGH),
        (make_draft("0.00", subtotal="25.00", tax="0.00"), ReviewReason.SUBTOTAL_TOO_HIGH),
        (make_draft("24.20", subtotal="24.40", currency="INR"), ReviewReason.SUBTOTAL_TOO_HIGH),
        (
            make_draft("80.90", tax="80.91", items=(make_item("80.90"),)),
            ReviewReason.TAX_TOO_HIGH,
        ),
        (
            make_draft("20.00", subtotal="25.00", items=(make_item("15.00"), make_item("5.00"))),
            ReviewReason.SUBTOTAL_TOO_HIGH,
        ),
        (make_draft("-59.95", tax="-59.95"), ReviewReason.TAX_TOO_HIGH),
        (make_draft("-20.00", tax="20.00"), ReviewReason.TAX_TOO_HIGH),
        (
            make_draft("50.00", tax="9.50", lines=(make_tax_line("7", None, "9.50"),)),
            ReviewReason.TAX_TOO_HIGH,
        ),
        (make_draft("11.33", subtotal="13.78"), ReviewReason.SUBTOTAL_TOO_HIGH),
        (make_draft("-11.33", subtotal="-13.78"), ReviewReason.SUBTOTAL_TOO_HIGH),
        (make_draft("11.33", subtotal="11.39", currency="CHF"), ReviewReason.SUBTOTAL_TOO_HIGH),
        (make_draft("11.00", tip="400"), ReviewReason.TIP_TOO_HIGH),
        (make_draft("4.11", tip="4.11"), ReviewReason.TIP_TOO_HIGH),
        (
            make_draft("25.00", tax="4.33", lines=(make_tax_line(None, None, "3.33"),)),
            ReviewReason.TAX_LINES_DIFFER,
        ),
        (make_draft("30.00", subtotal="20.00", tax="2.00", tip="3.00"), ReviewReason.PARTS_DIFFER),
        (make_draft("30.00", subtotal="20.00", tax="2.00"), ReviewReason.PARTS_DIFFER),
        (make_draft("-30.00", subtotal="-20.00", tax="-2.00"), ReviewReason.PARTS_DIFFER),
        (make_draft("1000", subtotal="700", tax="70", currency="JPY"), ReviewReason.PARTS_DIFFER),
    ],
)
def test_an_impossible_sum_asks_for_review_and_marks_its_fields(
    read: Draft, reason: ReviewReason
) -> None:
    checked = check_draft(read, make_text("Vogel"), TODAY)
    assert reason in checked.reasons
    assert checked.needs_review
    for field in find_questioned_fields((reason,), read) - {Field.TOTAL}:
        if field in read.fields:
            assert checked.draft.fields[field].confidence < REVIEW_THRESHOLD


@pytest.mark.parametrize(
    "read",
    [
        make_draft("11.90", subtotal="10.00", tax="1.90"),
        make_draft("11.90", subtotal="11.90", tax="1.90"),
        make_draft("13.90", subtotal="10.00", tax="1.90", tip="2.00"),
        make_draft("11.90", subtotal="10.00", tax="1.90", tip="2.00"),
        make_draft("13.90", subtotal="11.90", tax="1.90", tip="2.00"),
        make_draft("-11.90", subtotal="-10.00", tax="-1.90"),
        make_draft("0.00", subtotal="0.00", tax="0.00"),
        make_draft("24.00", subtotal="24.40", currency="INR"),
        make_draft("12700", subtotal="12740", currency="IDR"),
        make_draft("11.20", subtotal="11.29", currency="ZAR"),
        make_draft("11.35", subtotal="11.37", tax="0.85", currency="CHF"),
        make_draft("24.00", subtotal="24.40", tax="4.88", currency="NOK"),
        make_draft("1235", subtotal="1237", tax="263", currency="HUF"),
        make_draft(
            "10.00",
            subtotal="12.50",
            tax="1.60",
            items=(make_item("12.50"), make_item("-2.50")),
        ),
        make_draft("100.00", tax="23.00"),
        make_draft("96.93", subtotal="47.86", tax="11.29",
              lines=(make_tax_line("23", "47.86", "11.01"), make_tax_line("8", "3.50", "0.28"))),
        make_draft("20.00", tax="0.00"),
        make_draft(None, subtotal="20.00", tax="30.00"),
        make_draft("20.00"),
    ],
)  # fmt: skip
def test_plausible_amounts_are_left_alone(read: Draft) -> None:
    assert find_impossible_sums(read, make_text("Vogel")) == ()


@pytest.mark.parametrize(
    ("read", "row"),
    [
        (make_draft("131.35", subtotal="111.55", tax="8.63"), "10% SERVICE CHARGE 11.16"),
        (make_draft("40.00", subtotal="50.00"), "GUTSCHEIN 10,00-"),
        (make_draft("45.50", subtotal="40.00", tax="3.00"), "Delivery fee 2.50"),
        (make_draft("90.00", subtotal="100.00", tax="20.00"), "Withholding tax (10.00)"),
    ],
)
def test_a_difference_that_is_printed_is_explained(read: Draft, row: str) -> None:
    assert find_impossible_sums(read, make_text("Vogel")) != ()
    assert find_impossible_sums(read, make_text("Vogel", row)) == ()


@pytest.mark.parametrize(
    ("row", "explained"),
    [
        ("Coffee 5.00", False),
        ("Voucher -5.00", True),
        ("Voucher 5.00-", True),
        ("Voucher (5.00)", True),
        ("Voucher -$5.00", True),
        ("Promo -2.00 | Loyalty -3.00", True),
    ],
)
def test_the_price_of_an_item_is_no_discount(row: str, *, explained: bool) -> None:
    read = make_draft("20.00", subtotal="25.00", items=(make_item("20.00"), make_item("5.00")))
    found = find_impossible_sums(read, make_text(row))
    assert (ReviewReason.SUBTOTAL_TOO_HIGH not in found) is explained


def test_deductions_without_decimals_count_where_the_currency_has_none() -> None:
    read = make_draft("1318400", subtotal="1348400", currency="VND")
    assert find_impossible_sums(read, make_text("Giam gia -30,000")) == ()
    assert find_impossible_sums(read, make_text("Tel 30,000")) == (ReviewReason.SUBTOTAL_TOO_HIGH,)


def test_the_total_itself_explains_no_difference() -> None:
    half = make_draft("50.00", subtotal="100.00")
    assert find_impossible_sums(half, make_text("TOTAL 50.00")) == (ReviewReason.SUBTOTAL_TOO_HIGH,)


def test_a_well_proven_total_keeps_its_confidence() -> None:
    alone = check_draft(make_draft("80.90"), make_text("Vogel"), TODAY).draft.fields[Field.TOTAL]
    taxed = check_draft(make_draft("80.90", tax="80.91"), make_text("Vogel"), TODAY).draft.fields[
        Field.TOTAL
    ]
    assert taxed == alone


def test_a_total_with_little_evidence_is_doubted_too() -> None:
    read = make_draft("11.33", tax="15.36")
    weak = replace(read.fields[Field.TOTAL], confidence=0.79)
    read = replace(read, fields={**read.fields, Field.TOTAL: weak})
    assert ReviewReason.DOUBTFUL_TOTAL in check_draft(read, make_text("Vogel"), TODAY).reasons


def test_the_reason_names_the_amounts() -> None:
    read = make_draft(
        "80.9", subtotal="80.91", tax="80.91", lines=(make_tax_line(None, None, "1.00"),)
    )
    assert (
        reason_message(ReviewReason.TAX_TOO_HIGH, read).text()
        == "A tax of 80.91 is too high for a total of 80.90."
    )
    assert "161.82" in reason_message(ReviewReason.PARTS_DIFFER, read).text()
    assert "1.00" in reason_message(ReviewReason.TAX_LINES_DIFFER, read).text()
    yen = make_draft("1326", tax="1326", currency="JPY")
    assert "1326." in reason_message(ReviewReason.TAX_TOO_HIGH, yen).text()


def test_every_reason_has_a_sentence_that_can_be_filled() -> None:
    for reason in ReviewReason:
        assert reason_message(reason, Draft()).is_complete()


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
        ("KD 12.750", "12.750", True),
        ("KD 12.755", "12.755", True),
        ("KD 12.755", "12.75", False),
        ("٣١٫٥٠", "31.50", True),
        ("￥１，３２６", "1326", True),
    ],
)
def test_printed_amounts_are_found(row: str, amount: str, *, there: bool) -> None:
    assert is_printed(Decimal(amount), make_text(row).lines, whole=True) is there


def test_corrected_sums_are_checked_like_read_ones() -> None:
    read = make_draft("80.90", tax="4.58", items=(make_item("80.90"),))
    text = make_text("Vogel", "TOTAL 80.90")
    checked = check_draft(read, text, TODAY)
    assert ReviewReason.TAX_TOO_HIGH not in checked.reasons
    corrected = make_draft("80.90", tax="80.91", items=(make_item("80.90"),))
    found = recheck_draft(checked, corrected, {Field.TAX, Field.TOTAL}, text, TODAY)
    assert ReviewReason.TAX_TOO_HIGH in found


@pytest.mark.parametrize(
    ("clue", "language", "shown"),
    [
        (CurrencyClue.PHONE, "en", "No currency is printed. The phone number points to Jamaica."),
        (CurrencyClue.PHONE, "fr", "Le numéro de téléphone indique ce pays\u00a0: Jamaïque."),
        (CurrencyClue.TAX_WORDS, "de", "Die Steuerangaben deuten auf dieses Land hin: Jamaika."),
        (CurrencyClue.PLACE, "en", "The address points to Jamaica."),
        (CurrencyClue.SHARED_SIGN, "en", "stands for several currencies. JMD is assumed."),
        (CurrencyClue.HOME, "en", "JMD, the currency of your home country, is assumed."),
        (CurrencyClue.NONE, "en", "No currency is printed, and the country is unknown."),
        (CurrencyClue.PRINTED, "en", "The currency is uncertain."),
    ],
)
def test_the_reason_says_what_tells_the_currency(
    clue: CurrencyClue, language: str, shown: str
) -> None:
    draft = Draft(currency="JMD", country="JM", currency_clue=clue)
    assert shown in reason_message(ReviewReason.NO_CURRENCY, draft).text(language)


def test_without_a_country_the_reason_names_none() -> None:
    draft = Draft(currency="EUR", currency_clue=CurrencyClue.LANGUAGE)
    shown = reason_message(ReviewReason.NO_CURRENCY, draft).text()
    assert shown == "No currency is printed, and the country is unknown."


def test_a_total_without_the_taxes_is_doubtful() -> None:
    lines = (make_tax_line("18", "2000.00", "360.00"), make_tax_line("5", "100.00", "5.00"))
    doubtful = make_draft("2100.00", tax="365.00", lines=lines)
    assert ReviewReason.DOUBTFUL_TOTAL in find_impossible_sums(doubtful, make_text())
    sound = make_draft("2465.00", tax="365.00", lines=lines)
    assert find_impossible_sums(sound, make_text()) == ()


def test_low_rates_fit_net_and_gross_amounts() -> None:
    draft = make_draft("17.00", tax="0.17", lines=(make_tax_line("1", "17.00", "0.17"),))
    assert find_impossible_sums(draft, make_text()) == ()

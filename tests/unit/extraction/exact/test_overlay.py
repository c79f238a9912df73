"""Exact values over guessed ones: what they prove, and what they say about the print."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time
from decimal import Decimal

import pytest

from receipt_desktop.domain.deadline import Deadline
from receipt_desktop.domain.fields import Field, FieldValue
from receipt_desktop.domain.page import Box, Code, Line, Text
from receipt_desktop.domain.reading import (
    CheckedDraft,
    Draft,
    ExtractedValue,
    ReviewReason,
    ValueSource,
)
from receipt_desktop.extraction.exact.printed import differs_from_print, is_value_in
from receipt_desktop.extraction.extract import extract
from receipt_desktop.reading.einvoice.invoices import parse_invoice
from receipt_desktop.validation.check import check_draft, recheck_draft
from tests.samples.fiscal_codes import EPC, tse
from tests.samples.invoices import build_cii, build_ubl

TODAY = date(2026, 8, 1)
BOX = Box(100, 1500, 200, 200)
GERMAN = (
    "Bäckerei Süß GmbH",
    "Hauptstraße 4",
    "83022 Rosenheim",
    "10.07.2026 23:58",
    "Brot 19%  11,90",
    "Milch 7%  10,70",
    "Summe EUR  22,60",
    "Bar  22,60",
    "MwSt 19%  10,00  1,90",
    "MwSt 7%  10,00  0,70",
)
AFTER_SIX = tse(start="2026-07-10T16:00:00.000Z", end="2026-07-10T16:05:30.000Z")
"""18:05:30 in Germany."""


def text_of(*rows: str, codes: tuple[str, ...] = (), invoice: bytes | None = None) -> Text:
    """Rows with two spaces between their columns, read with certainty."""
    lines = []
    for number, row in enumerate(rows):
        left, _, right = row.partition("  ")
        lines.append(Line(left, Box(50, 60 * number, 20 * len(left), 40), 0.99))
        if right:
            lines.append(
                Line(right, Box(800 - 20 * len(right), 60 * number, 20 * len(right), 40), 0.99)
            )
    return Text(
        tuple(lines),
        (),
        ("rapidocr",),
        codes=tuple(Code(code, 0, BOX) for code in codes),
        invoice=parse_invoice(invoice) if invoice else None,
    )


def read(text: Text) -> CheckedDraft:
    draft = extract(text, Deadline.after(60), None, TODAY, lambda: None)
    return check_draft(draft, text, TODAY)


def sources(draft: Draft, *fields: Field) -> set[ValueSource]:
    return {draft.fields[field].source for field in fields}


def test_a_fiscal_code_proves_what_is_printed() -> None:
    printed = [row.replace("23:58", "18:01") for row in GERMAN]
    checked = read(text_of(*printed, codes=(AFTER_SIX,)))
    draft = checked.draft
    assert draft.get_value(Field.TOTAL) == Decimal("22.60")
    assert draft.get_value(Field.DATE) == date(2026, 7, 10)
    assert draft.get_value(Field.TIME) == time(18, 1), "the printed time, some minutes earlier"
    assert draft.get_value(Field.TAX) == Decimal("2.60")
    proven = (Field.TOTAL, Field.DATE, Field.TIME, Field.TAX)
    assert sources(draft, *proven) == {ValueSource.DOCUMENT}
    assert {draft.fields[field].confidence for field in proven} == {0.99}
    assert draft.fields[Field.MERCHANT].source is ValueSource.RULES
    assert (draft.currency, draft.country) == ("EUR", "DE")
    evidence = draft.fields[Field.TOTAL].evidence
    assert evidence
    assert "Summe" in evidence.text
    assert not checked.needs_review


def test_a_code_gives_what_cannot_be_read() -> None:
    checked = read(text_of("Bäckerei Süß GmbH", "Vielen Dank", codes=(AFTER_SIX,)))
    draft = checked.draft
    assert draft.get_value(Field.TOTAL) == Decimal("22.60")
    assert [line.rate for line in draft.tax_lines] == [Decimal(19), Decimal(7)]
    evidence = draft.fields[Field.TOTAL].evidence
    assert evidence
    assert (evidence.box, evidence.text) == (BOX, "QR")
    assert ReviewReason.DOUBTFUL_TOTAL not in checked.reasons


def test_a_code_alone_is_enough_for_a_total() -> None:
    checked = read(text_of(codes=(AFTER_SIX,)))
    assert checked.draft.get_value(Field.TOTAL) == Decimal("22.60")
    assert checked.reasons == (ReviewReason.NO_MERCHANT,)


def test_another_printed_total_is_a_reason_for_a_review() -> None:
    code = AFTER_SIX.replace("11.90_10.70", "11.90_20.70")
    checked = read(text_of(*GERMAN, codes=(code,)))
    assert checked.draft.get_value(Field.TOTAL) == Decimal("32.60")
    assert ReviewReason.DOCUMENT_DIFFERS in checked.reasons
    assert Field.TOTAL in checked.draft.document.differences


def test_another_printed_date_is_a_reason_for_a_review() -> None:
    printed = [row.replace("10.07.2026", "09.07.2026") for row in GERMAN]
    checked = read(text_of(*printed, codes=(AFTER_SIX,)))
    assert checked.draft.get_value(Field.DATE) == date(2026, 7, 10)
    assert checked.draft.document.differences == (Field.DATE,)
    assert ReviewReason.DOCUMENT_DIFFERS in checked.reasons


def test_a_corrected_difference_is_no_reason_any_more() -> None:
    printed = [row.replace("10.07.2026", "09.07.2026") for row in GERMAN]
    text = text_of(*printed, codes=(AFTER_SIX,))
    checked = read(text)
    reasons = recheck_draft(checked, checked.draft, {Field.DATE}, text, TODAY)
    assert ReviewReason.DOCUMENT_DIFFERS not in reasons
    reasons = recheck_draft(checked, checked.draft, {Field.TOTAL}, text, TODAY)
    assert ReviewReason.DOCUMENT_DIFFERS in reasons


def test_a_tax_that_differs_by_rounding_stays_as_printed() -> None:
    printed = [
        row.replace("1,90", "1,91").replace("MwSt 19%  10,00", "MwSt 19%  9,99") for row in GERMAN
    ]
    draft = read(
        text_of(*printed[:6], *printed[6:8], "MwSt 19%  9,99  1,91", GERMAN[-1], codes=(AFTER_SIX,))
    ).draft
    assert draft.get_value(Field.TAX) == Decimal("2.61")
    assert draft.fields[Field.TAX].source is ValueSource.DOCUMENT
    assert draft.document.differences == ()


def test_two_receipts_on_a_page_use_neither_code() -> None:
    other = AFTER_SIX.replace("11.90_10.70", "5.00_0.00").replace("16:05:30", "16:45:30")
    checked = read(text_of(*GERMAN, codes=(AFTER_SIX, other)))
    assert ReviewReason.CODES_DIFFER in checked.reasons
    assert checked.draft.document.contradictions == (Field.TOTAL,)
    assert checked.draft.fields[Field.TOTAL].source is ValueSource.RULES
    assert checked.draft.country == "DE"


def test_the_same_receipt_in_two_codes_is_no_contradiction() -> None:
    checked = read(text_of(*GERMAN, codes=(AFTER_SIX, AFTER_SIX)))
    assert ReviewReason.CODES_DIFFER not in checked.reasons
    assert checked.draft.fields[Field.TOTAL].source is ValueSource.DOCUMENT


@pytest.mark.parametrize(
    "code", ["https://example.com/survey?id=1", "WIFI:S:Guests;;", "4006381333931"]
)
def test_a_code_of_another_kind_changes_nothing(code: str) -> None:
    assert read(text_of(*GERMAN, codes=(code,))) == read(text_of(*GERMAN))


INVOICE = (
    "Bäckerei Süß GmbH",
    "Hauptstraße 4, 83022 Rosenheim",
    "USt-IdNr. DE123456789",
    "Rechnung R-2026-17",
    "Datum 14.02.2026",
    "Bread & butter  120,00",
    "Milk  70,00",
    "Rabatt  -10,00",
    "Nettobetrag  180,00",
    "MwSt 19 %  20,90",
    "MwSt 7 %  4,90",
    "Gesamtbetrag EUR  205,80",
)


def test_an_electronic_invoice_fills_all_fields() -> None:
    checked = read(text_of(*INVOICE, invoice=build_cii()))
    draft = checked.draft
    values = {field: draft.get_value(field) for field in draft.fields}
    assert values == values | {
        Field.TOTAL: Decimal("205.80"),
        Field.DATE: date(2026, 2, 14),
        Field.MERCHANT: "Bäckerei Süß GmbH",
        Field.SUBTOTAL: Decimal("180.00"),
        Field.TAX: Decimal("25.80"),
        Field.NUMBER: "R-2026-17",
        Field.ADDRESS: "Hauptstraße 4, 83022 Rosenheim",
        Field.TAX_ID: "DE123456789",
        Field.PAYMENT: "card",
    }
    assert [item.total for item in draft.items] == [120, 70, -10]
    assert [(line.rate, line.amount) for line in draft.tax_lines] == [
        (Decimal(19), Decimal("20.90")),
        (Decimal(7), Decimal("4.90")),
    ]
    assert (draft.receipt_type, draft.currency) == ("invoice", "EUR")
    assert draft.summary == "Einkauf bei Bäckerei Süß GmbH für 205,80\u00a0€ am 14. Februar 2026"
    assert not checked.needs_review


@pytest.mark.parametrize("profile", ["MINIMUM", "BASIC WL"])
def test_a_profile_without_lines_keeps_the_printed_ones(profile: str) -> None:
    draft = read(text_of(*INVOICE, invoice=build_cii(profile))).draft
    assert draft.get_value(Field.TOTAL) == Decimal("205.80")
    assert len(draft.items) >= 1


def test_a_credit_note_is_negative_and_agrees_with_positive_print() -> None:
    printed = [row.replace("Rechnung", "Gutschrift") for row in INVOICE]
    checked = read(text_of(*printed, invoice=build_ubl(root="CreditNote", kind="381")))
    assert checked.draft.get_value(Field.TOTAL) == Decimal("-205.80")
    assert checked.draft.document.differences == ()


def test_a_date_with_the_name_of_its_month_is_printed() -> None:
    printed = [row.replace("14.02.2026", "14. Februar 2026") for row in INVOICE]
    printed.insert(4, "Lieferdatum 10.02.2026")
    checked = read(text_of(*printed, invoice=build_cii()))
    assert checked.draft.get_value(Field.DATE) == date(2026, 2, 14)
    assert checked.draft.document.differences == ()


@pytest.mark.parametrize(
    ("stated", "printed", "expected"),
    [
        ("-205.80", "205.80", False),
        ("205.83", "205.85", False),
        ("205.80", "305.80", True),
    ],
)
def test_a_total_differs_by_more_than_its_sign_and_cash_rounding(
    stated: str, printed: str, *, expected: bool
) -> None:
    text = text_of(f"Zwischensumme  {stated}", f"Summe  {printed}")
    read_total = ExtractedValue(Decimal(printed), 0.97)
    differs = differs_from_print(Field.TOTAL, Decimal(stated), read_total, text, "CHF")
    assert differs is expected


@pytest.mark.parametrize(
    ("value", "row", "expected"),
    [
        ("R-17", "Rechnung R-17 vom 3.", True),
        ("R-17", "Rechnung R-178", False),
        ("DE123456789", "USt-IdNr. DE 123 456 789", True),
        ("مطعم", "مطعم البيت", True),
        ("—", "Summe 1,00", False),
        (Decimal("1234.50"), "Total 1.234,50", True),
        (Decimal("1234.50"), "Total 11.234,50", False),
        (time(9, 5), "10.02.2026 09:05", True),
        (date(2026, 2, 14), "02/14/26", True),
        (date(2026, 2, 14), "20260214", True),
        (date(2026, 2, 14), "14.02.2025", False),
    ],
)
def test_values_are_found_in_their_line(value: FieldValue, row: str, *, expected: bool) -> None:
    assert is_value_in(value, Line(row, BOX, 1.0)) is expected


def test_what_is_left_to_pay_is_no_difference() -> None:
    printed = (*INVOICE[:-1], "Vorausbezahlt  50,00", "Zu zahlen EUR  155,80")
    checked = read(text_of(*printed, invoice=build_cii()))
    assert checked.draft.get_value(Field.TOTAL) == Decimal("205.80")
    assert Field.TOTAL not in checked.draft.document.differences


def test_an_invoice_with_another_total_than_its_print_asks_for_a_review() -> None:
    printed = [row.replace("205,80", "2.058,00").replace("120,00", "1.972,20") for row in INVOICE]
    text = replace(text_of(*printed, invoice=build_cii()), engines=("pdf", "rapidocr"))
    checked = read(text)
    assert ReviewReason.DOCUMENT_DIFFERS in checked.reasons
    assert Field.TOTAL in checked.draft.document.differences


def test_another_tax_number_than_printed_asks_for_a_review() -> None:
    printed = [row.replace("DE123456789", "DE987654321") for row in INVOICE]
    checked = read(text_of(*printed, invoice=build_cii()))
    assert checked.draft.document.differences == (Field.TAX_ID,)


def test_a_currency_of_another_country_is_right_where_it_is_stated() -> None:
    printed = [row.replace("EUR", "USD") for row in INVOICE]
    checked = read(text_of(*printed, invoice=build_cii(currency="USD")))
    assert checked.draft.currency == "USD"
    assert ReviewReason.NO_CURRENCY not in checked.reasons


def test_a_payment_code_proves_an_equal_total() -> None:
    draft = read(text_of(*INVOICE, codes=(EPC,))).draft
    assert sources(draft, Field.TOTAL, Field.MERCHANT) == {ValueSource.DOCUMENT}
    assert draft.fields[Field.TOTAL].confidence == 0.99


def test_a_payment_code_does_not_replace_a_clear_total() -> None:
    draft = read(text_of(*INVOICE, codes=(EPC.replace("205.80", "155.80"),))).draft
    assert draft.get_value(Field.TOTAL) == Decimal("205.80")
    assert draft.fields[Field.TOTAL].source is ValueSource.RULES
    assert draft.document.differences == ()


def test_an_invoice_counts_more_than_a_payment_code() -> None:
    code = EPC.replace("205.80", "155.80").replace("Bäckerei Süß GmbH", "Factoring AG")
    draft = read(text_of(*INVOICE, codes=(code,), invoice=build_cii())).draft
    assert draft.get_value(Field.TOTAL) == Decimal("205.80")
    assert draft.get_value(Field.MERCHANT) == "Bäckerei Süß GmbH"


def test_the_same_text_gives_the_same_values() -> None:
    text = text_of(*INVOICE, codes=(EPC,), invoice=build_cii())
    assert read(text) == read(replace(text))

"""Rates beside the names of taxes, whose sign or whose amount was not read."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from receipt_desktop.domain.fields import Field
from receipt_desktop.domain.reading import ReviewReason
from receipt_desktop.extraction.rules.extractor import extract_by_rules
from receipt_desktop.validation.check import check_draft
from tests.unit.extraction.printed import printed

TODAY = date(2026, 6, 1)
POLISH = "Sklep Spożywczy\nul. Polna 5, 62-025 Kostrzyn\nNIP 779-10-11-327\nPARAGON FISKALNY\n"


def find_tax(text: str) -> tuple[Decimal | None, bool]:
    """The tax, and whether one is missing."""
    page = printed(text)
    draft = extract_by_rules(page, TODAY)
    tax = draft.get_value(Field.TAX)
    assert tax is None or isinstance(tax, Decimal)
    return tax, ReviewReason.UNREAD_TAX in check_draft(draft, page, TODAY).reasons


@pytest.mark.parametrize(
    "taxes",
    [
        "PTU A 23.00 X\nPTU B 8,00 X\nPTU C 5.00 X",
        "PTU A 23x\nPTU B 8,00X",
        "PTU A 23.00\nPTU B 8,00",
        "PTU A 23% | 8.41\nPTU B 8X | 12.5",
    ],
)
def test_a_rate_is_no_amount(taxes: str) -> None:
    assert find_tax(f"{POLISH}{taxes}\nSUMA PTU\nSUMA PLN | 152,67") == (None, True)


def test_a_misread_sign_is_restored_before_the_amount() -> None:
    text = f"{POLISH}SPRZEDAZ OPODATKOWANA A | 45,00\nPTU A 23x | 8,41\nSUMA PLN | 45,00"
    assert find_tax(text) == (Decimal("8.41"), False)


def test_a_single_amount_like_a_rate_remains_one() -> None:
    assert find_tax(f"{POLISH}PTU A | 23,00\nSUMA PLN | 123,00") == (Decimal("23.00"), False)


def test_sales_of_each_rate_give_the_tax_that_was_misread() -> None:
    text = (
        "SPRZEDAZ OPODATKOWANA A | 45,00\nSPRZEDAZ OPODATKOWANA B | 164,00\n"
        "PTU A 23x | 8.41\nPTU B 8X | 12.5\nSUMA PTU\nSUMA PLN | 209,00"
    )
    assert find_tax(POLISH + text) == (Decimal("20.56"), False)


TUNISIAN = "MAGASIN GENERAL SFAX\nMF 0882319B/P/M/000\nAvenue 5 Août 3002 Sfax Tunisie\n"


@pytest.mark.parametrize(
    ("rows", "tax"),
    [
        ("TOTAL T.V.A | 4,256\nDROIT DE TIMBRE | 0,600\nNET A PAYER | 27,256", "4.256"),
        ("T.V.A | 16,114\nTIMBRE LOI 93-53 | 0,600\nNET A PAYER | 101,524", "16.114"),
        ("TIMBRE FISCAL | 1,000\nTOTAL A PAYER | 64,380\nTVA 19% B. 10,313 | 1,959", "1.959"),
    ],
)
def test_a_stamp_duty_is_no_tax_on_sales(rows: str, tax: str) -> None:
    assert find_tax(TUNISIAN + rows)[0] == Decimal(tax)


def test_an_italian_stamp_on_an_invoice_is_no_tax() -> None:
    text = "Studio Rossi\nP.IVA 01234567890\nOnorario | 100,00\nImposta di bollo | 2,00\n"
    assert find_tax(f"{text}TOTALE | 102,00")[0] is None

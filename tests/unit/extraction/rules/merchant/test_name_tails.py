"""What stands behind a name in its row, and quotation marks around a part of it."""

from __future__ import annotations

import pytest

from receipt_desktop.extraction.rules.merchant.cleaning import clean_name
from receipt_desktop.extraction.rules.merchant.scoring import rank_merchants
from receipt_desktop.extraction.text.rows import build_rows
from tests.unit.extraction.printed import printed


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Auto Servis Novák   Odběratel: Jan Dvořák", "Auto Servis Novák"),
        ("LUNASUR S.A. San José 140 CABA CUIT 30-65511651-2", "LUNASUR S.A."),
        ("Luna SE, Valeska-Gert-Straße 5, 10243 Berlin", "Luna SE"),
        ("Luna Clientes, S.A.U. Plaza Euskadi 5, 48009 Bilbao", "Luna Clientes, S.A.U."),
        ("LUNARIA STACJA PALIW NR 4418", "LUNARIA STACJA PALIW"),
        ("LUNA S.A. CNPJ 06.981.180/0001-16 / INSC. ESTADUAL 062.3", "LUNA S.A."),
        ("Luna VAT 12 Bar", "Luna VAT 12 Bar"),
        ("LUNA LUNA SE", "LUNA SE"),
        ("Luna Sdn Bhd Branch Two", "Luna Sdn Bhd Branch Two"),
        ("Duran Duran Records", "Duran Duran Records"),
        ("Hotel Client House", "Hotel Client House"),
    ],
)
def test_what_stands_behind_a_name(text: str, expected: str) -> None:
    assert clean_name(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"ХДК ТУРС" ООД', '"ХДК ТУРС" ООД'),
        ('PIEKARNIA "LUNA"', 'PIEKARNIA "LUNA"'),
        ('ROYAL" PLEJADES', "ROYAL PLEJADES"),
        ('שופרסל בע"מ', 'שופרסל בע"מ'),
    ],
)
def test_quotation_marks_of_names(text: str, expected: str) -> None:
    assert clean_name(text) == expected


def test_company_with_a_comma_in_a_sentence() -> None:
    text = "Receipt\nTax | $0.00\nQuestions? Visit our help center. Lunaria, Inc., PO Box, San Jose"
    assert rank_merchants(build_rows(printed(text).lines), "US")[0].text == "Lunaria, Inc"


def test_capital_within_small_letters_of_a_chain() -> None:
    text = "WaIgreens\n1188 MARKET ST\nSAN FRANCISCO CA 94103\nTea | 12.49"
    assert rank_merchants(build_rows(printed(text, score=0.99).lines), "US")[0].text == "Walgreens"

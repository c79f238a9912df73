"""Totals that are written out in words."""

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


@pytest.mark.parametrize(
    ("words", "total"),
    [
        ("CUATROCIENTOS NOVENTA Y CINCO PESOS 05/100 M.N.", "495.05"),
        ("CUATROCIENTOS NOVENTA Y CINCO PESOS\n05/100 M.N", "495.05"),
        ("SON: MIL DOSCIENTOS VEINTIUN CON 90/100 SOLES", "1221.90"),
        ("Son ciento cuarenta y cuatro mil seiscientos quince 00/100", "144615.00"),
        ("Dois mil trezentos e quarenta e um reais 50/100", "2341.50"),
        ("Quatre cent quatre-vingt-dix-sept francs 20/100", "497.20"),
        ("Deux mille quatre-vingts 00/100", "2080.00"),
        ("One thousand two hundred and five ringgit 30/100", "1205.30"),
        ("Two lakh fifteen thousand rupees 00/100", "215000.00"),
    ],
)
def test_written_amounts_prove_a_total(words: str, total: str) -> None:
    text = f"TIENDA\nPAN | 10.00\nIMPORTE | {total}\nTARJETA | 999.99\n{words}"
    draft = extract_by_rules(printed(text), TODAY)
    assert draft.get_value(Field.TOTAL) == Decimal(total)


def test_a_written_amount_corrects_a_digit_and_asks_for_a_look() -> None:
    page = printed(
        "TIENDA\nTOTAL | $ 435.05\nEFECTIVO\nDEBITO | 456.95\nCAMBIO | 0.00\n"
        "CUATROCIENTOS NOVENTA Y CINCO PESOS\n05/100 M.N"
    )
    checked = check_draft(extract_by_rules(page, TODAY), page, TODAY)
    assert checked.draft.get_value(Field.TOTAL) == Decimal("495.05")
    assert ReviewReason.DOUBTFUL_TOTAL in checked.reasons


def test_a_number_of_something_else_proves_nothing() -> None:
    text = "SHOP\nTEA | 3.00\nTOTAL | 12.00\nCASH | 20.00\nCHANGE | 8.00\nFive stars 50/100 points"
    assert extract_by_rules(printed(text), TODAY).get_value(Field.TOTAL) == Decimal("12.00")

"""Taxes whose words were not read, found by their place and by arithmetic."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from receipt_desktop.domain.fields import Field
from receipt_desktop.extraction.rules.extractor import extract_by_rules
from tests.unit.extraction.printed import printed

TODAY = date(2026, 6, 1)
KOREAN = "CH\n217-17-24044\n2022/11/17 11:24:16\nTEL 02-499-7333\n"
THAI = "ร้านกาแฟ กรุงเทพ\nใบเสร็จรับเงิน\nPOS 0001\n"


def find_values(text: str) -> tuple[object, object]:
    draft = extract_by_rules(printed(text), TODAY)
    return draft.get_value(Field.TOTAL), draft.get_value(Field.TAX)


@pytest.mark.parametrize(
    ("rows", "total", "tax"),
    [
        ("| 37,091\n| 3,709\n| 40,800", 40800, 3709),
        ("[早] | 303.638\n[子] | 30.362\n105 | 334.000", 334000, 30362),
        ("| 42,000\n38,184\n刀 3.816\n| 42,000", 42000, 3816),
        ("| 119,000\n94400327********\n| 10,818\n| 108,182\n743580586", 119000, 10818),
        ("H | 2,091\n| 209\n| 2,300\n| 2,300\n| 2,300\n10\n2,579\n2,569", 2300, 209),
        ("| 32,690\n| 54,073\n| 5,407\n| 92,170\n| 92,170", 92170, 5407),
        ("会 | 93,182\n63267125\n早 | 9,318\n2021/05/15 23:22:08\nk | 102,500", 102500, 9318),
    ],
)
def test_a_korean_tax_without_its_words(rows: str, total: int, tax: int) -> None:
    assert find_values(KOREAN + rows) == (Decimal(total), Decimal(tax))


@pytest.mark.parametrize(
    "rows",
    [
        "| 37,091\n| 4,709\n| 41,800",
        "| 30,000\nVISA | 3,000\n| 33,000",
        "| 5,500\n| 22,000\n| 27,500",
        "| 27,500",
    ],
)
def test_other_korean_amounts_are_no_tax(rows: str) -> None:
    assert find_values(KOREAN + rows)[1] is None


def test_a_thai_tax_without_its_words() -> None:
    rows = "A | 107.00\n| 100.00\n| 7.00\n| 107.00"
    assert find_values(THAI + rows) == (Decimal(107), Decimal(7))


@pytest.mark.parametrize(
    ("text", "tax"),
    [
        (
            "KADIKOY OTOPARK\nISTANBUL\n34DJ99 %18 | *8.00\n| *1.22\nTOP | *8.00\nNAKIT | *8.00",
            "1.22",
        ),
        ("CAFE MILANO\nVIA ROMA 1 MILANO\nREP 1 22% | 6,10\n1,10\nTOTALE EURO | 6,10", "1.10"),
        ("Tahini | 11.00\nMelon 10% | 11.00\n2.00\nTOTAL AUD | 24.00", None),
        ("Burger | 10.00\nSauce\n1.00\nTOTAL AUD | 11.00", None),
    ],
)
def test_a_lone_amount_below_the_rate(text: str, tax: str | None) -> None:
    assert find_values(text)[1] == (Decimal(tax) if tax else None)

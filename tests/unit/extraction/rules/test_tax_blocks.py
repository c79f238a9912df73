"""Taxes that are printed twice: before a discount on the sum, and after it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from receipt_desktop.domain.fields import Field
from receipt_desktop.extraction.rules.extractor import extract_by_rules
from tests.unit.extraction.printed import printed

TODAY = date(2026, 6, 1)


def find_tax(text: str) -> Decimal | None:
    tax = extract_by_rules(printed(text), TODAY).get_value(Field.TAX)
    assert tax is None or isinstance(tax, Decimal)
    return tax


JAPANESE = """
スーパー中村
東京都あきる野市秋留1-2
2026年1月27日
弁当 | ¥4,320
酒 | ¥1,100
"""


@pytest.mark.parametrize(
    ("rows", "tax"),
    [
        (
            (
                "8.0% 消費税等 | ¥320\n10.0% 消費税等 | ¥100\n税込小計 | ¥5,420\n"
                "ポイント利用 | -¥420\n8.0% 消費税等 | ¥295\n10.0% 消費税等 | ¥92\n合計 | ¥5,000"
            ),
            "387",
        ),
        (
            (
                "8.0% 消費税等 | ¥320\n10.0% 消費税等 | ¥100\n税込小計 | ¥5,420\n"
                "値引 | -¥20\n8.0% 消費税等 | ¥319\n10.0% 消費税等 | ¥100\n合計 | ¥5,400"
            ),
            "419",
        ),
        (
            (
                "8.0% 肖費税等 | ¥320\n(10.0% 肖費税等 | ¥100)\n小計 | ¥5,420\n"
                "8.0% 消費税等 | ¥295\n10.0% 消費税等 | ¥92\n[税額計] | ¥387\n合計 | ¥5,000"
            ),
            "387",
        ),
    ],
)
def test_the_taxes_after_a_discount_replace_those_before_it(rows: str, tax: str) -> None:
    assert find_tax(JAPANESE + rows) == Decimal(tax)


@pytest.mark.parametrize(
    ("text", "tax"),
    [
        (
            (
                "Bar Roma\nP.IVA 01234567890\nPizza | 20,00\nVino | 2,00\nIVA 10% | 2,00\n"
                "Subtotale | 22,00\nSconto | -5,50\nTotale euro | 16,50\nIVA 10% | 1,50"
            ),
            "1.50",
        ),
        (
            (
                "Corner Shop Ltd\nLondon\nLamp | 120.00\nVAT 20% | 20.00\nSubtotal | 120.00\n"
                "Discount | -12.00\nTotal GBP | 108.00\nVAT 20% | 18.00"
            ),
            "18.00",
        ),
        (
            (
                "Corner Shop Ltd\nLondon\nLamp | 120.00\nVAT 20% | 20.00\nSubtotal | 120.00\n"
                "Voucher | -12.00\nTotal GBP | 108.00"
            ),
            "20.00",
        ),
        (
            (
                "Kaufhaus\nBerlin\nBrot | 10,70\nLampe | 11,90\nZwischensumme | 22,60\n"
                "Rabatt | -1,00\nSumme EUR | 21,60\nMwSt 7% | 0,67\nMwSt 19% | 1,82"
            ),
            "2.49",
        ),
    ],
)
def test_taxes_beside_a_discount_in_other_countries(text: str, tax: str) -> None:
    assert find_tax(text) == Decimal(tax)


def test_taxes_of_one_rate_never_exceed_what_it_allows() -> None:
    rows = "8.0% 消費税等 | ¥400\n8.0% 消費税等 | ¥390\n8.0% 消費税等 | ¥710\n合計 | ¥5,420"
    assert find_tax(JAPANESE + rows) in (None, Decimal(400), Decimal(390))

"""Totals that payments round, that only numbers repeat, and amounts in sentences."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.unit.extraction.values import find_total


@pytest.mark.parametrize(
    ("text", "total"),
    [
        ("METER FARE | $8.08\nNIGHT | $7.04\nTOTAL | $15.12\nPAIDAMT | $15.10", "15.10"),
        (
            (
                "TEA | $7.63\nTotal: | $7.63\nFor Cash Payment (5c Round Off): $7 65\n"
                "Cash: | $20.00\nChange: | $12.35"
            ),
            "7.65",
        ),
        (
            (
                "LANCE | 43.72\nTotal | 43.72\nCOMPTANT | 50.00\nDifférence | 6.28\n"
                "Arrondi | 0.02\nMonnaie | 6.30"
            ),
            "43.70",
        ),
        ("TEA | 15.12\nTOTAL | 15.12\nPAIDAMT | 15.19", "15.12"),
    ],
)
def test_a_payment_in_coins_rounds_the_total(text: str, total: str) -> None:
    assert find_total(text) == Decimal(total)


RESTAURANT = "VEG RESTAURANT\nGSTIN-27AASCS2460H1Z0\n"
TAXED = "Sub Total | 355.00\nS.G.S.T 9% | 31.95\nC.G.S.T 9% | 31.95\n"


@pytest.mark.parametrize(
    ("below", "total"), [("Food | 418.9\n4/5/1 | 419", "419"), ("4/5/1 | 412", "355.00")]
)
def test_numbers_that_repeat_subtotal_and_taxes_are_the_total(below: str, total: str) -> None:
    assert find_total(RESTAURANT + TAXED + below) == Decimal(total)


def test_amounts_in_chinese_sentences_are_no_totals() -> None:
    text = """
        香港化粧品有限公司
        購買指定品牌產品淨價滿港幣/澳門幣$700（單一發票計）
        可獲贈$75現金券兩張
        小計 (HKD) 5 | 295.5
        微信支付 | 295.5 | 295.5
    """
    assert find_total(text) == Decimal("295.5")


def test_a_whole_total_beside_another_number() -> None:
    text = """
        禾涎股份有限公司
        電子發票證明聯
        115年07-08月
        DE-54804556
        隨機碼9426 | 總計 100
        賣方42861016
    """
    assert find_total(text) == 100


def test_a_count_before_a_misread_total_is_none() -> None:
    text = "KOPI SDN BHD\nTEA | 2.40\nTOTAL 5 | 160\nTOTAL | 11.60"
    assert find_total(text) == Decimal("11.60")


NEPALI = "TAX INVOICE\nKathmandu, Nepal\nVAT NO. 605995121\n"
BILL = "Repairs | {0}\nService | {1}\nTaxable Amount | {2}\n13% VAT | {3}\nGrand Total | {4}"


def test_dashes_that_look_like_ones_end_no_amount() -> None:
    amounts = "80001-", "60001-", "140001-", "18201-", "158201-"
    assert find_total(NEPALI + BILL.format(*amounts)) == 15820

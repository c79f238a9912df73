"""Taxes that are printed in parts, and those that only the sums of their row prove."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from receipt_desktop.domain.fields import Field
from receipt_desktop.extraction.rules.extractor import extract_by_rules
from tests.unit.extraction.printed import printed


def find_tax(text: str) -> object:
    return extract_by_rules(printed(text), date(2026, 6, 1)).get_value(Field.TAX)


@pytest.mark.parametrize("sum_row", ["TOTAL TAX | 0.78", "TAX | 0.78"])
def test_two_rates_and_their_sum(sum_row: str) -> None:
    text = (
        "STOOPERS\nLakewood CO 80232\nMILK | 52.48 B\nMOUTHWASH | 6.99 T\nTAX | 0.78\n"
        "**** BALANCE | 59.47\nVISA | 59.47\nCHANGE | 0.00\n"
        "0.500% Tax A | 0.29\n7.000% Tax B | 0.49\n" + sum_row
    )
    assert find_tax(text) == Decimal("0.78")


def test_the_other_half_stands_beside_the_price_of_the_item() -> None:
    text = (
        "amazon.in\nHYDERABAD, TELANGANA, 500079\nGST Registration No: 36AAQCS4259Q1ZB\n"
        "1 Chocolate Gift Pack 286.02 | [CGST] ₹25.74 ₹337.50\n"
        "B07F2KKDD5(B07F2KKDD5)\n9% [SGST] 25.74\n"
        "TOTAL: | ₹337.50"
    )
    assert find_tax(text) == Decimal("51.48")


@pytest.mark.parametrize(
    "row",
    ["1535.50 | 0.00 | 1535.50 | 230.33 | 1765.83", "1535.50 | 230.33 | 0.00 | 1765.83"],
)
def test_a_row_of_sums_without_words(row: str) -> None:
    text = (
        "Dars Est.\nRiyadh\nVAT# 300828312300003\n26/09/2023\n"
        "1 04465-33130 | 194.00 | 0.00 | 87.30 | 669.30\n"
        "2 04465-BZ170 | 142.00 | 0.00 | 63.90 | 489.90\n" + row
    )
    assert find_tax(text) == Decimal("230.33")


@pytest.mark.parametrize("label", ["或征收率 额", "增值税税率 17% | 增值税", "增值税税额"])
def test_the_tax_of_an_invoice_for_a_car(label: str) -> None:
    text = (
        "机动车销售统一发票\n开票日期 2016-09-06\n价税合计 陆万柒仟元整 | ￥67000.00\n"
        f"{label} ￥9735.04\n不含税价 | ￥57264.96"
    )
    assert find_tax(text) == Decimal("9735.04")


def test_a_rate_on_the_taxed_amount() -> None:
    text = (
        "2025 Guadalupe St\nAustin, Texas 78705\nVEGETABLE | $26.14\nTROPICANA | $3.19\n"
        "SUBTOTAL | $29.33\nT = TX TAX 8.25000 on $3.19 | $0.26\nTOTAL | $29.59"
    )
    assert find_tax(text) == Decimal("0.26")


def test_romanian_taxes_whose_letter_was_misread() -> None:
    text = (
        "YUMM SRL\nTIMISOARA\nCIF: RO33781803\nROLL | 20.90 B\nCARTOFI | 11.00 B\nPEPSI | 4.90 A\n"
        "TOTAL LEI | 36.80\nCARD | 36.80\nTOTAL TUA A - 19% | 0.78\nTOTAL TUA B - 9% | 2.63\n"
        "TOTAL TUA BON | 3.41"
    )
    assert find_tax(text) == Decimal("3.41")


VIETNAMESE = (
    "Saigon Co.op\nMa so thue: 0309129418-115\nHa Noi\nPHIEU TINH TIEN\nHAO HAO | 123,500.00\n"
    "OI LY | 25,532.00\nRED BULL | 10,500.00\nTong tien | 159,532.00\nTien khach tra | 159,532.00\n"
    "VAT% | Tien VAT\n"
)


@pytest.mark.parametrize(
    "rows", ["5.00 | 1,215.81\n8.00 | 9,925.93", "5 00 | 1,215.81\n8.00 | 9,925.93"]
)
def test_a_table_of_rates_and_taxes(rows: str) -> None:
    assert find_tax(VIETNAMESE + rows) == Decimal("11141.74")


def test_a_table_that_does_not_make_the_total_proves_nothing() -> None:
    assert find_tax(VIETNAMESE + "5.00 | 1,215.81\n8.00 | 4,925.93") != Decimal("6141.74")

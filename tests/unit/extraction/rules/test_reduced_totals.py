"""Totals below discounts, behind counts, below heads of columns and in Chinese words."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from receipt_desktop.domain.fields import Field
from receipt_desktop.extraction.rules.extractor import extract_by_rules
from tests.unit.extraction.printed import printed


def find_sums(text: str) -> tuple[object, object]:
    draft = extract_by_rules(printed(text), date(2026, 6, 1))
    return draft.get_value(Field.TOTAL), draft.get_value(Field.TAX)


def find_total(text: str) -> object:
    return find_sums(text)[0]


@pytest.mark.parametrize(
    ("text", "total"),
    [
        (
            (
                "KEM SEN TRANG\nHOA DON THANH TOAN\nYaourt | 1 | 89,000\nKem Dua | 1 | 100,000\n"
                "T.CONG | 189,000\nGIAM % HD (-20%) | -37,800\nTIEN MAT | 151,200"
            ),
            "151200",
        ),
        (
            (
                "QUAN NGON\nHOA DON\nPho | 1 | 60,000\nBun | 1 | 40,000\nTong cong | 100,000\n"
                "Giam gia 10% | -10,000\nTien mat | 90,000"
            ),
            "90000",
        ),
        (
            (
                "CAFE\n12 High Street, London\nTea | 6.00\nCake | 14.00\nTOTAL | £20.00\n"
                "Discount 25% | -£5.00\nCARD | £15.00"
            ),
            "15.00",
        ),
    ],
)
def test_a_discount_below_the_total_lowers_what_was_paid(text: str, total: str) -> None:
    assert find_total(text) == Decimal(total)


def test_a_saving_that_was_deducted_before_leaves_the_total() -> None:
    text = "SHOP\nLondon\nTea | 6.00\nCake | 9.00\nTOTAL | £15.00\nYou saved | £5.00\nCARD | £15.00"
    assert find_total(text) == Decimal("15.00")


INDIAN = (
    "MOCAMBO RESTAURANT\nPARK STREET\nKOLKATA-700016\nDevilled Crab | 1,000.00\nSoda | 430.00\n"
    "Sub Total | 1430.00\nService Tax@4.944% | 70.70\nVat @ 14.5 % | 207.35\nRound Off: | -.05\n"
)


@pytest.mark.parametrize(
    "row",
    ["Total Qty: 6 Amt: | 1708.00", "Total Qty : 6 Amount : | 1708.00", "Qty: 6 Total: | 1708.00"],
)
def test_a_total_behind_the_number_of_items(row: str) -> None:
    assert find_total(INDIAN + row) == Decimal("1708.00")


def test_a_number_of_items_alone_is_no_total() -> None:
    assert find_total(INDIAN + "Total | 1708.00\nTotal Qty: | 6.00") == Decimal("1708.00")


@pytest.mark.parametrize("word", ["1OTAL", "10TAL", "TOTAL", "7OTAL"])
def test_a_misread_total_of_figures_without_separators(word: str) -> None:
    text = (
        "MCDONALD'S ATLANTIS\nNIT.800.244.587-4\nDIAN Nro 18762007558324\nFACTURA DE VENTA\n"
        "02 HMB CON QUESO | 3900 | 7800\n01 PAPA | 5500 | 5500\nSubtotal | 11176\n"
        f"{word} LLEVAR CON IMPUESTOS | 13300\nVisa Credito | 13300\n13300 INCL 19.0O% IVA | 2124"
    )
    assert find_sums(text) == (Decimal(13300), Decimal(2124))


def test_the_amount_due_below_its_words_in_the_last_column() -> None:
    text = (
        "CFE Suministrador\nCiudad de Mexico\nRFC: CSS160330CP7\nMARIA HERRERA | TOTAL A PAGAR:\n"
        "CALLE RANCHO 1 | $4,951.00\nIVA 16% | 685.43\nFac. del Periodo | 4,969.39\n"
        "Credito Aplic. Fac. | 18.00-\nTotal | $4,951.75\nTALON DE PAGO\n"
        "01 9841402 190204 | $4,951.00"
    )
    assert find_total(text) == Decimal("4951.00")


CHINESE = (
    "机动车销售统一发票\n车辆类型 轿车\n{}肆拾肆万伍仟壹佰肆拾元整 | ￥445140.00\n"
    "增值税税率 17% | 增值税 ￥64678.46\n不含税价 | ￥380461.54"
)


@pytest.mark.parametrize("words", ["价税合计 ", ""])
def test_an_invoice_for_a_car_in_chinese_words(words: str) -> None:
    assert find_total(CHINESE.format(words)) == Decimal("445140.00")


@pytest.mark.parametrize("label", ["總：", "總計："])
def test_the_total_of_a_taiwanese_invoice_beside_its_random_code(label: str) -> None:
    text = (
        "STARBUCKS\n電子發票證明聯\n109年07-08月\n2020-08-14 09:11:53\n"
        f"隨機碼：7635{label}160\n賣方50778074"
    )
    assert find_total(text) == Decimal(160)


def test_points_and_a_card_together_pay_the_total() -> None:
    text = (
        "Walmart\n3460 SAANICH RD\nVICTORIA, BC\nSUBTOTAL | $60.75\nGST 5.0000% | $2.05\n"
        "TOTAL | $62.80\nREWARDS TEND | $15.00\nMCARD TEND | $47.80\nCHANGE DUE | $0.00\n"
        "$15.00 TOTAL PURCHASE\n05/16/25 18:39:10\n$47.80 TOTAL PURCHASE"
    )
    assert find_total(text) == Decimal("62.80")


@pytest.mark.parametrize(
    ("step", "total"), [("-2", "148300"), ("-302", "148000"), ("98", "148400")]
)
def test_a_rounding_in_whole_figures(step: str, total: str) -> None:
    text = (
        "Ramen | 90,000\nBlack Tea | 36,000\nSub Total : | 126,000\nServ. Charge 7% : | 8,820\n"
        f"Pajak 10% : | 13,482\nTotal Bill : | 148,302\nPembulatan : | {step}\n"
        f"Grand Total : | {int(total):,}"
    )
    assert find_total(text) == Decimal(total)


def test_a_later_discount_is_an_item_with_which_the_items_add_up() -> None:
    text = (
        "QUAN NGON\nHOA DON\nNgay 13/09/2017\nPho | 1 | 60,000\nBun | 1 | 40,000\n"
        "Tong cong | 100,000\nGiam gia 10% | -10,000\nTien mat | 90,000"
    )
    draft = extract_by_rules(printed(text), date(2026, 6, 1))
    assert [item.total for item in draft.items] == [60000, 40000, -10000]

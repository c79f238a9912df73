"""Taxes in halves, with bases, without names, and amounts that are none."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from receipt_desktop.domain.fields import Field
from receipt_desktop.domain.reading import Draft
from receipt_desktop.extraction.rules.extractor import extract_by_rules
from tests.unit.extraction.printed import printed

TODAY = date(2026, 6, 1)
INDIAN = "Jog Hospitality Pvt. Ltd.\nGSTIN:27AACCJ8561G1ZD\nPune 411001\n"
CANADIAN = "Maple Grocery\nToronto ON M5V 2T6\nGST #12223-5922 RT0001\n"
AMERICAN = "Perfume House\n4976 Outlets Way\nChandler, AZ 85226\n"


def read(text: str) -> Draft:
    return extract_by_rules(printed(text), TODAY)


def find_tax(text: str) -> Decimal | None:
    tax = read(text).get_value(Field.TAX)
    assert tax is None or isinstance(tax, Decimal)
    return tax


@pytest.mark.parametrize(
    ("text", "tax"),
    [
        (
            (
                "Taxable Amount | 922.38\n/ Qty : SBC/1 | CGST (2.50%) | 23.06\n"
                ": CTC | SGST (2.50%) | 23.06\nTotal Amount | 968.50"
            ),
            "46.12",
        ),
        (
            "Sub Total | 355.00\nS.G.S.T 9% | 31.95\nC.G.S.T 9% | 31.95\nTotal | 418.90",
            "63.90",
        ),
        (
            (
                "Total | 1,415.00\nCGST | 2.50 | 35.38\n2.5%\nSGST | 2.50 | 35.38\n2.5%\n"
                "Grand Total: | 1,485.76"
            ),
            "70.76",
        ),
        ("Taxable Amount | 400.00\nCGST 2.5% | 10.00\nSGST 2.5% | 1O.x\nTotal | 420.00", "20.00"),
    ],
)
def test_both_halves_of_an_indian_tax_count(text: str, tax: str) -> None:
    assert find_tax(INDIAN + text) == Decimal(tax)


def test_a_half_that_is_the_whole_tax_is_not_doubled() -> None:
    text = "Taxable Amount | 400.00\nCGST 2.5% | 10.00\nTotal | 410.00"
    assert find_tax(INDIAN + text) == Decimal("10.00")


@pytest.mark.parametrize(
    ("text", "tax"),
    [
        ("Sous-total | 38.03\nT.P.S.5% | 1.90\nT.V.Q.9.975% | 3.79\nTotal | 43.72", "5.69"),
        (
            (
                "SUBTOTAL | 113.65\n8=8ST 58 | 23.22 0 5.0008 | 1.16\n"
                "P=PST 08 | 23.22 0 8.0008 | 1.86\nTOTAL | 116.67"
            ),
            "3.02",
        ),
        ("SUBTOTAL | 17.48\nH=HST 138 | 4.00 9 13.000% | 0 52\nTOTAL | 18.00", "0.52"),
    ],
)
def test_canadian_taxes_with_glued_rates_and_bases(text: str, tax: str) -> None:
    assert find_tax(CANADIAN + text) == Decimal(tax)


@pytest.mark.parametrize(
    ("label", "tax"),
    [
        ("CHANDLER | $3.98", "3.98"),
        ("Delivery | $3.98", None),
        ("Bag fee | $3.98", None),
        ("Tip | $3.98", None),
        ("CHANDLER | $9.98", None),
    ],
)
def test_what_raises_an_american_subtotal_is_the_tax(label: str, tax: str | None) -> None:
    total = Decimal("50.99") + Decimal(label.rpartition("$")[2])
    found = find_tax(f"{AMERICAN}Perfume | $50.99\nSub Total | $50.99\n{label}\nTotal | ${total}")
    assert found == (Decimal(tax) if tax else None)


def test_elsewhere_an_unknown_charge_is_no_tax() -> None:
    text = "Smith Ltd\nLondon SW1A 1AA\nSub Total | £50.99\nCHANDLER | £3.98\nTotal | £54.97"
    assert find_tax(text) is None


def test_the_sum_of_polish_taxes_is_no_sale() -> None:
    text = """
        Sklep sp. z o.o.
        NIP 781-18-97-358
        PARAGON FISKALNY
        Sprzed. opod. PTU B | 5,68
        Kwota B 08,00% | 0,42
        Sprzed. opod. PTU C | 17,26
        Kwota C 05,00% | 0,82
        Podatek PTU | 1,24
        SUMA PLN | 22,94
    """
    assert find_tax(text) == Decimal("1.24")


def test_a_vietnamese_discount_is_no_tax() -> None:
    text = """
        VM Royal City
        72A Nguyen Trai, Thanh Xuan, Ha Noi
        Banh que 55g | 42.300
        KM | -8.400
        Nuoc Sprite 330ml | 7.800
        TONG TIEN | 41.700
    """
    assert find_tax(text) is None


def test_a_restaurant_tax_of_indonesia() -> None:
    text = """
        SUSHI BAR
        BOGOR
        Subtotal | 223,000
        Service Charge | 11,150
        Tax Resto 10% | 23,415
        Total | 257,565
    """
    assert find_tax(text) == 23415


def test_a_registration_number_is_no_tax() -> None:
    text = "T.P.S.R 141391730 | T.V.Q. 10 1909 2701\nTotal | 43.72\n"
    assert find_tax(CANADIAN + text) is None


def test_the_reduced_subtotal_counts() -> None:
    text = (
        "Burger | 7.47\nSubtotal | 7.47\nOffer | (2.89)\nSubtotal | 4.58\nHST | 0.60\nTotal | 5.18"
    )
    assert read(CANADIAN + text).get_value(Field.SUBTOTAL) == Decimal("4.58")


def test_a_suggested_tip_in_chile_was_not_paid() -> None:
    text = """
        BAR AZUL
        AV. VITACURA 3891, SANTIAGO
        SCHOP CALAFATE | 29,400
        Total $ | 100,300
        PROP.SUGERIDA 10% : | 10,030
        Total c/Propina | 110,330
    """
    draft = read(text)
    assert draft.get_value(Field.TIP) is None
    assert draft.get_value(Field.TOTAL) == 100300


def test_a_count_of_nights_is_no_part_of_the_tax() -> None:
    text = """
        東横INN
        宿泊料 4月16日 | 8,300
        宿泊料 4月17日 | 8,700
        宿泊税 2泊 | 400
        税抜金額 15,455 | 消費税等(10%) 1,545
        合計 | ¥17,400
        クレジットカード | 17,400
        京都市下京区烏丸通五条下ル
    """
    assert find_tax(text) == 1545

"""Taxes of several rows that together raise the net amount to the total."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from receipt_desktop.domain.fields import Field
from receipt_desktop.extraction.rules.extractor import extract_by_rules
from tests.unit.extraction.printed import printed

TODAY = date(2026, 6, 1)
HOTEL = """
    GREEN PARK HOTEL
    GSTIN 29AAACM9164E1ZB
    12-08-2024
    Total INR | 11,520.00 | 11,520.00
    SAC CODE  SALES | CGSTTAX | SGST TAX | IGST TAX
    996311 | 9,000.00 | 1,260.00 | 1,260.00 | 0.00
"""
MOTORS = """
    GREEN MOTORS PVT. LTD.
    GSTIN NO. 24AACCG6104G1Z3
    INVOICE DAT : 05/08/2024
    TAXABLE AMT | 55,535.94
    SELF  SGST TAX 14 % | 7,775.03
    NO SCHEME  CGST TAX 14 % | 7,775.03
    GRAND TOTAL (RS.) | 71,086.00
    STATEMENT OF ACCOUNT
    CHQREC 25/07/2024 DT.25/07/2024 | 0.00 | 86,894.06
    VEHSAL 05/08/2024 SALES BILL | 71,086.00 | 0.00
    | 86,894.00 | 86,894.06
"""
MEDICAL = """
    GREEN MEDICAL AGENCY
    GSTIN 10ADPPA2292L1ZO
    INV DATE:02/09/2017
    Total | 100686.60
    DISCOUNT : | 8054.93
    C6ST6% 0n 92631.67 | 5557.90
    SGST6% 0n 92631.67 | 5557.90
    TOT CGST: 5557.90  Other Adj : | 0.00
    TOT SGST:5557.90  ROUND OFF : | -0.47
    TOT IGST: 0.00  NET AMOUNT: | 103747.00
"""
LAPTOP = """
    Green Retail Private Ltd
    GST Registration No: 29AALCA0171E1ZV
    Invoice Date : 12.08.2020
    Laptop 14 | 67,788.1418%IGST12,201.86 | 79,990.00
    Amount in Words:
"""
REGISTER = """
    PHO GREEN
    107 State Street, Montpelier Vermont 05602
    802 225 6183
    07-24-2017 06:59 PM
    1 FOOD | T1 | $11.90
    1 FOOD | T1 | $9.50
    TA1 | $21.40
    TX1 | $1.92
    TL | $23.32
    CASH | $23.32
"""
CANADIAN = """
    Green Clothes
    80 Great Lakes Dr, Brampton ON L6R 2K7
    15-10-2025
    Shirt | $107.94
    Book | $16.00
    Subtotal | $123.94
    ON {other} 5.000% | $0.80
    ON HST 13.000% | $14.03
    Total | $138.77
    DEBIT CARD | $138.77
"""
POLISH = """
    ZIELONY SKLEP SP. Z O.O.
    NIP: 9542778083
    PARAGON FISKALNY
    Talerz | 17.90A
    Krakersy | 4.95C
    Kwota PTU A 23% | 3.35
    Kwota PIU C 5% | 0.24
    SUMA PIU | 3.59
    SUMA: | PLN 22.85
"""


@pytest.mark.parametrize(
    ("text", "total", "tax"),
    [
        (HOTEL, "11520.00", "2520.00"),
        (MOTORS, "71086.00", "15550.06"),
        (MEDICAL, "103747.00", "11115.80"),
        (LAPTOP, "79990.00", "12201.86"),
        (REGISTER, "23.32", "1.92"),
        (CANADIAN.format(other="FHST"), "138.77", "14.83"),
        (POLISH, "22.85", "3.59"),
    ],
)
def test_all_taxes_count(text: str, total: str, tax: str) -> None:
    draft = extract_by_rules(printed(text), TODAY)
    assert draft.get_value(Field.TOTAL) == Decimal(total)
    assert draft.get_value(Field.TAX) == Decimal(tax)


def test_a_charge_is_no_further_tax() -> None:
    draft = extract_by_rules(printed(CANADIAN.format(other="Bag fee")), TODAY)
    assert draft.get_value(Field.TAX) == Decimal("14.03")


def test_a_service_charge_above_the_tax_of_another_country_is_none() -> None:
    text = """
        Warung Hijau
        Jl. Sudirman 5, Jakarta
        06/04/2023 16:53
        Nasi goreng | 826,699
        Sub Total(Rp): | 826,699
        SC 5%(Rp): | 41,335
        Pb1 10%(Rp): | 86,804
        Total(Rp): | 954,838
    """
    assert extract_by_rules(printed(text), TODAY).get_value(Field.TAX) == Decimal(86804)


def test_the_stated_sum_of_the_taxes_counts_with_its_bill() -> None:
    text = """
        RIDEO
        14 May, 2024
        Your Trip | ₹1359.24
        Total Bill (rounded) | ₹1405
        Includes ₹98.1 Taxes
        Driver Trip Invoice
        CGST 2.5% | ₹26.35
        SGST 2.5% | ₹26.35
    """
    assert extract_by_rules(printed(text), TODAY).get_value(Field.TAX) == Decimal("98.1")


def test_the_rates_of_discounts_are_no_taxes() -> None:
    text = """
        GRÖNT SVERIGE
        Org.nr 556439-8120
        Kvitto 1462384 2018-01-07 13:02
        Choklad | 99.00
        Rabatt: SEK 20.70 (17.3% av 119.70)
        Fryspåse | 5.00
        Rabatt: SEK 1.90 (27.5% av 6.90)
        Totalt kr (2 Artiklar) | 104.00
        Kort: | 104.00
        Rabatter: | 22.60
    """
    assert extract_by_rules(printed(text), TODAY).get_value(Field.TAX) is None


def test_the_sums_of_a_table_whose_rows_were_misread() -> None:
    text = """
        MAISON VERTE
        75015 PARIS
        HT TVA TTC
        (08) TVA. 5.508 | 76.84 | 4.20 | 81.04
        (20) TVA 20.00% | 66.65 | 13.30 | 79.95
        TOTAI. | 143.49 | 17.50 | 160.99
        CARTE BLEUE | 160.99
        TOTAL (Euro) | 160.99
    """
    assert extract_by_rules(printed(text), TODAY).get_value(Field.TAX) == Decimal("17.50")

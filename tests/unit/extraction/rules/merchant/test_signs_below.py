"""Signs below companies and greetings, and towns and payment points that are no signs."""

from __future__ import annotations

import pytest

from receipt_desktop.extraction.rules.merchant.scoring import (
    estimate_merchant_confidence,
    rank_merchants,
)
from receipt_desktop.extraction.text.rows import build_rows
from tests.unit.extraction.printed import printed


def name(text: str, country: str) -> str:
    return rank_merchants(build_rows(printed(text).lines), country)[0].text


ADDRESS = "\n4 place du Marche 35400 St-Malo\nTel: 02 28 92 49 90\nTea | 2,75\nTotal | 2,75\n"


@pytest.mark.parametrize(
    ("text", "country", "expected"),
    [
        ("ЛУНА ТУРС ООД\nРесторант Витоша", "BG", "Ресторант Витоша"),
        ("EURL DUVAL\nBoulangerie - Patisserie\nLE PAIN D'OR", "FR", "LE PAIN D'OR"),
        ("CORPORACION LUNA C.A.\nSUPERMAXI EL JARDIN", "EC", "SUPERMAXI EL JARDIN"),
        ("DUVAL SARL\nRestaurant Duval", "FR", "DUVAL SARL"),
        ("DUVAL SARL\nRestaurant\nDUVAL", "FR", "DUVAL SARL"),
        ("DUVAL LTD\nBuilders' Merchants", "GB", "DUVAL LTD"),
        ("DUVAL SARL\nLE PAIN D'OR", "FR", "DUVAL SARL"),
        ("DUVAL SDN BHD\nRestaurant Luna", "MY", "DUVAL SDN BHD"),
    ],
)
def test_sign_below_a_company(text: str, country: str, expected: str) -> None:
    assert name(text + ADDRESS, country) == expected


def test_row_like_an_address_below_a_greeting_ends_in_a_chain() -> None:
    text = "Welcome to\nHIGHWAY 9 SHELL\n2210 HWY 9 E\nLONGS SC 29568\nUNLD REG | 52.47"
    assert name(text, "US") == "HIGHWAY 9 SHELL"


def test_heading_that_is_the_town_of_the_address_is_in_doubt() -> None:
    text = "LUNAVILLE\n233 E SOUTHERN AVE\nLUNAVILLE, AZ 85282-9998\nStamps | 9.60\nTotal | 9.60"
    rows = build_rows(printed(text).lines)
    assert estimate_merchant_confidence(rank_merchants(rows, "US"), rows) < 0.85


def test_shops_where_a_bill_can_be_paid_are_no_merchants() -> None:
    body = "\n".join(f"Charge {n} | {n}.00" for n in range(1, 16))
    text = f"Energy bill\n{body}\n(Petronas, KK Mart,\nCaring Pharmacy)"
    names = rank_merchants(build_rows(printed(text).lines), "MY")
    assert all(found.text != "Caring Pharmacy" for found in names)

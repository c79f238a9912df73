"""The sign of a shop below the company that runs it, in countries whose receipts show signs."""

from __future__ import annotations

import pytest

from receipt_desktop.extraction.rules.merchant.scoring import rank_merchants
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
        ("DUVAL SARL\nLE PAIN D'OR", "FR", "DUVAL SARL"),
        ("DUVAL SDN BHD\nRestaurant Luna", "MY", "DUVAL SDN BHD"),
    ],
)
def test_sign_below_a_company(text: str, country: str, expected: str) -> None:
    assert name(text + ADDRESS, country) == expected

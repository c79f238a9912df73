"""Days among numbers that look like days: prices of several, lakhs, accounts, damaged zeros."""

from __future__ import annotations

from datetime import date

import pytest

from receipt_desktop.domain.fields import Field
from receipt_desktop.extraction.rules.extractor import extract_by_rules
from tests.unit.extraction.printed import printed

DRUGSTORE = """
    Green Drugs
    191 E 3RD AVE, SAN MATEO, CA 94401
    0022 05/24/2022 1:10 PM
    DORITOS NACHO
    02840032505 | 2.00
    1 @ 2.19 or 2/4.00
    F/LAYS REGULAR
    1 @ 2.19 or 2/4.00
    TOTAL | 4.00
"""
LAKHS = """
    Green Traders
    GSTIN 29AACCT3705E000
    Steel | 8,05,000.00
    Total | 8,05,000.00
    Invoice Date:
    17 Jun 2023
"""
ACCOUNT = """
    GREEN MOTORS PVT. LTD.
    GSTIN NO. 24AACCG6104G1Z3
    INVOICE DAT : 05/08/2024
    GRAND TOTAL (RS.) | 71,086.00
    CHQREC 25/07/2024 DT.25/07/2024 | 0.00 | 71,086.00
    VEHSAL 05/08/2024 SALES BILL | 70,336.00 | 0.00
    VEHSAL 05/08/2024 HANDLING CHARGES | 750.00 | 0.00
"""
DOTTED = """
    Green Fuel 584
    157 North Old Road, Rocky Mount NC 27804
    Total | $24.44
    87/82/2821 17:11:19
"""
BEHIND_TIME = """
    GREEN MARKET
    Cnr Cedar & Gate Ave, Bryanston  VAT NO. 4420106777
    TOTAL | R77.90
    C0067 #0121 13:35:21 121222 S070166 R02
"""
CARD_SLIP = """
    ZIELMARKT Mustermann oHG
    Muster-Str. 1, 12345 Musterstadt
    SUMME | EUR | 8,62
    Datum: | 01.01.2020
    Betrag EUR | 8,62
    12.01.2020 | 12:00 | Bon-Nr.:9999
"""


@pytest.mark.parametrize(
    ("text", "day"),
    [
        (DRUGSTORE, date(2022, 5, 24)),
        (LAKHS, date(2023, 6, 17)),
        (ACCOUNT, date(2024, 8, 5)),
        (DOTTED, date(2021, 7, 2)),
        (BEHIND_TIME, date(2022, 12, 12)),
        (CARD_SLIP, date(2020, 1, 12)),
    ],
)
def test_the_day_is_no_other_number(text: str, day: date) -> None:
    assert extract_by_rules(printed(text), date(2026, 6, 1)).get_value(Field.DATE) == day


def find_date(text: str) -> tuple[object, float]:
    found = extract_by_rules(printed(text), date(2026, 6, 1)).fields[Field.DATE]
    return found.value, found.confidence


def test_a_lost_sign_hardly_makes_a_long_date_doubtful() -> None:
    day, confidence = find_date(
        "ZIELONY SKLEP\nNIP: 9542778083\nSUMA PLN | 22.85\n24 02-2026 16:16"
    )
    assert day == date(2026, 2, 24)
    assert confidence > 0.7


def test_an_old_day_that_repeats_is_believed() -> None:
    once = "GREEN BURGER\nLAS VEGAS NV 89103\n2004-10-31  8:21 PM\nTotal | $97.66"
    often = once + "\n2004-10-31  8:21 PM\nVISA | $97.66\n2004-10-31  8:21 PM"
    assert find_date(often)[1] > find_date(once)[1] + 0.3


def test_opening_hours_are_no_day() -> None:
    text = "GRÖNT\nMå-fr 8-22, 1ö 8-21 och sö 8-21\nTOTALT | 50,00 kr\n2018-09-25 17:48"
    assert find_date(text)[0] == date(2018, 9, 25)

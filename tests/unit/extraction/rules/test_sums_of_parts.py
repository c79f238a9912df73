"""Totals beside amounts that are called so too: of items, payments, fees, terms and notes."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.unit.extraction.values import find_total

SPLIT = """
    ZIELMARKT Mustermann oHG
    Muster-Str. 1, 12345 Musterstadt
    NUDELN | 5,00 B
    QUARK | 3,62 B
    SUMME | EUR | 8,62
    Geg. BAR | EUR | 5,00
    Geg. VISA | EUR | 3,62
    * * Kundenbeleg * *
    Betrag EUR | 3,62
    Zahlung erfolgt
"""
BRITISH_SPLIT = """
    GREEN STORES
    12 High Street, Leeds LS1 4AB
    Bread | £2.50
    Wine | £9.00
    TOTAL | £11.50
    CASH | £5.00
    VISA | £6.50
    AMOUNT | £6.50
"""
EXCHANGE = """
    MODA VERDE
    NIF: B95896843
    09/03/22 - 19:04:35
    Uds: -1 Loc: 192015 PVP: 47.50€ TOT: -47.50€
    Vestido negro s
    Uds: 1 Loc: 192014 PVP: 51.50€ TOT: 51.50€
    Vestido negro m
    Uds: 1 Loc: 192429 PVP: 4.95€ TOT: 4.95€
    TOTAL: 8.95 €
    El plazo para cambios es de 15 días a partir de la
"""
TERMS = """
    Grün Versand GmbH
    Rechnung vom 4. Juni 2014
    Kabel | EUR 29,37 | 20% | EUR 35,24
    Gesamtsumme (inkl. USt)
    | EUR 35,24
    Die Rückgabefrist
    {terms}
"""
CASH_DISCOUNT = """
    Green Seeds, Inc.
    13459 County Road 100, Woodland, CA 95776
    Invoice date 3/30/2026
    Gross value | 465.00
    When payment before 4/24/2026, 4.65USD is granted in  Total Other Charges | 18.36
    Cash discount amount | 0.00
    Prepaid | 0.00
    Invoice total | 483.36
"""
MEAL_VOUCHERS = """
    MAISON VERTE
    134, Rue de Lourmel 75015 PARIS
    Siret 815 380 324
    Pain | 95.17
    Savon | 65.82
    Montant total éligible : 95.17 Euro
    PORTE MONNAIE | 2.52
    CARTE BLEUE | 158.47
    JOTAL (Euro) | 160.99
    Nouveau total | 4.62
"""
CENTS = """
    GREEN MARKET
    Cnr Cedar & Gate Ave, Bryanston  VAT NO. 4420106777
    GUM ORBIT MNT 46G | R57.99
    OREO DRI 38G | R19.98
    TOTAL | R77.97
    Cash Roundins | -RO.07
    Cash | R100.00
    CHANGE | R22.10
"""
NOTE = """
    Green HRTech Limited
    GST NO:19AABCG1661M1ZE
    Total Value | 2096.77 | 377.42 | 2474.19
    Invoice Amount | 2474.19
    2. As per the rule 194JB, if our Invoices value in a year is more than Rs. 50,000/-, then deduct
"""
CHARGES = """
    GREEN EATS
    Order placed at: 01/02/2020, 09:23 PM
    Biryani | ₹ 189
    Item Total: | ₹ 189
    Delivery Charges: | ₹ 20
    Discount Applied: | - ₹ 94.5
    Taxes: | ₹ 5.67
    Grand Total: | ₹ 120
"""


@pytest.mark.parametrize(
    ("text", "total"),
    [
        (SPLIT, "8.62"),
        (BRITISH_SPLIT, "11.50"),
        (EXCHANGE, "8.95"),
        (TERMS.format(terms="beträgt 30 Tage. Die Bestimmungen finden Sie online"), "35.24"),
        (TERMS.format(terms="beträgt 6 Wochen ab Kauf"), "35.24"),
        (CASH_DISCOUNT, "483.36"),
        (MEAL_VOUCHERS, "160.99"),
        (CENTS, "77.90"),
        (NOTE, "2474.19"),
        (CHARGES, "120"),
    ],
)
def test_the_whole_is_the_total(text: str, total: str) -> None:
    assert find_total(text) == Decimal(total)

"""Card slips in two currencies: the amount charged and its currency come from the same row."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from receipt_desktop.domain.fields import Field
from receipt_desktop.domain.reading import Draft
from receipt_desktop.extraction.rules.extractor import extract_by_rules
from tests.unit.extraction.printed import printed


def read(text: str) -> Draft:
    return extract_by_rules(printed(text), date(2026, 6, 1))


@pytest.mark.parametrize(
    ("text", "total", "currency"),
    [
        (
            (
                "Pub The Anchor\nLondon SE1 9PG\n14/03/2025 | 20:31\nSale | GBP 38.50\n"
                "You chose to pay in EUR\nRate | 1.1922\nAmount charged | EUR 45.90\n"
                "MASTERCARD | **** 6610"
            ),
            "45.90",
            "EUR",
        ),
        (
            (
                "Gasthof Adler\nHauptstr. 4, 6020 Innsbruck\n14.03.2025\nBetrag | EUR 62,00\n"
                "Umrechnungskurs | 1 EUR = 0,8700 GBP\nAufschlag 3,5 %\n"
                "Transaktionsbetrag | GBP 53,94\nVISA | **** 1234"
            ),
            "53.94",
            "GBP",
        ),
        (
            (
                "Hotel du Lac\n1201 Genève, Suisse\n14.03.2025\nMontant | CHF 240.00\n"
                "Taux de change | 1 CHF = 1.0512 EUR\nMontant débité | EUR 252.29\n"
                "Devise de la transaction: EUR"
            ),
            "252.29",
            "EUR",
        ),
        (
            (
                "Bar Central\nMadrid, España\n14/03/2025\nImporte | EUR 30,00\n"
                "Tipo de cambio | 1 EUR = 1,1010 USD\nImporte de la transacción | USD 33,03\n"
                "VISA | **** 1234"
            ),
            "33.03",
            "USD",
        ),
        (
            (
                "Trattoria Roma\nVia Appia 3, 00183 Roma\n14/03/2025\nImporto | EUR 50,00\n"
                "Tasso di cambio | 1 EUR = 11,4200 SEK\nImporto addebitato | SEK 571,00"
            ),
            "571.00",
            "SEK",
        ),
        (
            (
                "Kavárna Praha\n110 00 Praha 1\n14.03.2025\nČástka | CZK 500,00\n"
                "Směnný kurz | 1 EUR = 25,3200 CZK\nÚčtovaná částka | EUR 19,75"
            ),
            "19.75",
            "EUR",
        ),
        (
            (
                "Sklep Pamiątki\nKraków\n14.03.2025\nKwota | PLN 100,00\nMarża 4 %\n"
                "Kurs wymiany | 1 PLN = 0,2500 USD\nKwota transakcji | USD 26,00"
            ),
            "26.00",
            "USD",
        ),
        (
            (
                "Kyoto Crafts\nKyoto, Japan\n2025/03/14\nAmount | JPY 5,000\n"
                "Exchange rate | 1 JPY = 0.0061 EUR\nTransaction amount | EUR 30.50"
            ),
            "30.50",
            "EUR",
        ),
    ],
)
def test_the_amount_that_the_card_pays(text: str, total: str, currency: str) -> None:
    draft = read(text)
    assert (draft.get_value(Field.TOTAL), draft.currency) == (Decimal(total), currency)


@pytest.mark.parametrize(
    "said",
    [
        "DCC: no",
        "I have chosen not to use the currency conversion",
        "Transaction currency: GBP",
    ],
)
def test_a_declined_conversion_charges_the_price_of_the_shop(said: str) -> None:
    draft = read(
        "Pub The Anchor\nLondon SE1 9PG\n14/03/2025 | 20:31\nSale | GBP 38.50\n"
        f"Exchange rate | 1.1922\nEquivalent | EUR 45.90\n{said}\nVISA | **** 1234"
    )
    assert (draft.get_value(Field.TOTAL), draft.currency) == (Decimal("38.50"), "GBP")


def test_the_other_amount_and_the_rate_are_no_items() -> None:
    draft = read(
        "Pub The Anchor\nLondon SE1 9PG\n14/03/2025\nSale | GBP 38.50\nExchange rate | 1.1922\n"
        "You chose to pay in EUR\nAmount charged | EUR 45.90"
    )
    assert draft.items == ()


def test_a_rate_that_does_not_lead_from_one_amount_to_the_other_is_no_conversion() -> None:
    draft = read(
        "Gasthof Adler\nHauptstr. 4, 6020 Innsbruck\n14.03.2025\nMenü | 60,00\n"
        "Summe | EUR 60,00\nUmrechnungskurs | 1 EUR = 1,2500 USD\nBezahlt in USD | USD 15,90"
    )
    assert (draft.get_value(Field.TOTAL), draft.currency) == (Decimal("60.00"), "EUR")

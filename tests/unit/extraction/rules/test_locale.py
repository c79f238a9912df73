from datetime import date

import pytest

from receipt_desktop.extraction.rules.currency import decide_currency, find_home_currency
from receipt_desktop.extraction.rules.locale import (
    guess_country,
    guess_language,
)
from receipt_desktop.extraction.text.rows import TextRow, build_rows
from tests.unit.extraction.printed import printed


def rows(text: str) -> tuple[TextRow, ...]:
    return build_rows(printed(text).lines)


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("ABC SDN BHD\nJALAN SATU", "MY"),
        ("ABC GmbH\nUSt-IdNr.: DE123456789\nSumme 5,00 EUR", "DE"),
        ("Shop\nTel +372 612 3456\nKokku 5,00", "EE"),
        ("Shop\nwww.shop.dk\nMoms 25%\nTotal DKK 50,00", "DK"),
        ("Diner\nSeattle, WA 98101\n(206) 555-0142\nTax 1.00", "US"),
        ("Diner\nTotal $12.00\n(416) 234-5678\nHST 1.56", "CA"),
        ("Shop\n5/24/2024\nTotal $12.00", "US"),
        ("Bar\nP.IVA 01234567890\nTOTALE EURO 3,00", "IT"),
    ],
)
def test_traces_of_a_country(text: str, country: str) -> None:
    assert guess_country(rows(text))[0] == country


def test_languages_by_their_words() -> None:
    assert guess_language(rows("Vielen Dank für Ihren Einkauf"))[0] == "de"
    assert guess_language(rows("Merci de votre visite"))[0] == "fr"
    assert guess_language(rows("12345"))[0] is None


def test_croatia_changed_its_money() -> None:
    assert find_home_currency("HR", date(2022, 12, 31)) == "HRK"
    assert find_home_currency("HR", date(2023, 1, 1)) == "EUR"
    assert find_home_currency(None, None) is None


def test_shared_signs_are_settled_by_the_country() -> None:
    drawn = rows("Total $7.10")
    assert decide_currency(drawn, "CA", ["$"], None)[0] == "CAD"
    assert decide_currency(drawn, None, ["$"], None)[0] == "USD"
    assert decide_currency(rows("Total kr 61,00"), "NO", ["kr"], None)[0] == "NOK"


def test_two_currencies_the_totals_own_sign_wins() -> None:
    drawn = rows("Saldo CZK 16.071,90\nZahlung CZK 16.071,90\n(1 EUR = 24,73 CZK) EUR 650,00")
    assert decide_currency(drawn, "CZ", ["czk"], None)[0] == "CZK"

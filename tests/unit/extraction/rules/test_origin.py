"""Country and currency are decided together, by everything that is printed."""

from __future__ import annotations

from datetime import date

import pytest

from receipt_desktop.domain.reading import CurrencyClue
from receipt_desktop.extraction.rules.origin import (
    LikelyOrigin,
    collect_origin_clues,
    decide_origin,
)
from receipt_desktop.extraction.text.rows import TextRow, build_rows
from tests.unit.extraction.printed import printed


def rows(text: str) -> tuple[TextRow, ...]:
    return build_rows(printed(text).lines)


def decide(
    text: str,
    *,
    total_rows: tuple[int, ...] = (),
    day: date | None = None,
    home: str | None = None,
    currency: str | None = None,
) -> LikelyOrigin:
    clues = collect_origin_clues(rows(text))
    return decide_origin(
        clues, total_rows=total_rows, day=day, home_country=home, home_currency=currency
    )


@pytest.mark.parametrize(
    ("text", "country", "currency"),
    [
        ("ABC SDN BHD\nJALAN SATU", "MY", "MYR"),
        ("ABC GmbH\nUSt-IdNr.: DE123456789\nSumme 5,00 EUR", "DE", "EUR"),
        ("Shop\nTel +372 612 3456\nKokku 5,00", "EE", "EUR"),
        ("Shop\nwww.shop.dk\nMoms 25%\nTotal DKK 50,00", "DK", "DKK"),
        ("Diner\nSeattle, WA 98101\n(206) 555-0142\nTax 1.00", "US", "USD"),
        ("Diner\nTotal $12.00\n(416) 234-5678\nHST 1.56", "CA", "CAD"),
        ("Shop\n5/24/2024\nTotal $12.00", "US", "USD"),
        ("Table: 4\nDATE 12/02/2560 19:58\nTotal 996.00", "TH", "THB"),
        ("Date: 18/12/65\nSubtotal 730.00\nTotal 859.00", "TH", "THB"),
        ("Invoice Date: 2082/09/21\nPrinted On: 2082/09/21\nTotal 859.00", "NP", "NPR"),
        ("零食物語\n$12.00\n八達通付款\n熱線：(852)2797-9967", "HK", "HKD"),
        ("Kota Kasablanka\nTax1 37,800\nTotal 453,600\nTerima Kasih", "ID", "IDR"),
        ("Bar\nP.IVA 01234567890\nTOTALE EURO 3,00", "IT", "EUR"),
        ("Sweets\nGSTIN 19AABCR1718E1ZM\nTotal 353.00", "IN", "INR"),
        ("Patties\nTel (876) 978-1182\nTOTAL 3,275.40", "JM", "JMD"),
        ("Mercado\nCNPJ 18.448.821/0001-93\nVALOR TOTAL RS 44,70", "BR", "BRL"),
        ("Parrilla\nCUIT 30-71448821-9\nTOTAL $ 24.500,00", "AR", "ARS"),
        ("Kafe\nБИН 180440018829\nИТОГО 5 430,00", "KZ", "KZT"),
        ("000 MAAHH\n3BA.N002487\nYHN: 123456789\nHTOr =4.06", "BY", "BYN"),
        ("TOB\nnH 123456789012\n59,90Ar\n145,80Ar\nCYMA 205,70 TPH", "UA", "UAH"),
        ("Market\nTAX INVOICE GST#126-123-456\nTotal $48.87\nGST $5.38", "NZ", "NZD"),
        ("Burgers\nTAX Registeration Number 100-123-456\nTotal 101.00", "EG", "EGP"),
        ("Duka\nPIN P051882934K\nTOTAL 845.00", "KE", "KES"),
        ("Shop\nVAT 310188293400003\nRiyadh\nTotal 46.00", "SA", "SAR"),
        ("ร้านอาหาร\nใบเสร็จรับเงิน\nรวม 120.00", "TH", "THB"),
        ("식당\n합계 33,000", "KR", "KRW"),
        ("Cafe\nTel +264 61 234 567\nTotal 80.00", "NA", "NAD"),
        ("Store\nwww.store.com.py\nTotal 45.000", "PY", "PYG"),
    ],
)
def test_traces_of_a_country(text: str, country: str, currency: str) -> None:
    found = decide(text)
    assert (found.country, found.currency) == (country, currency)
    assert found.is_country_sure


@pytest.mark.parametrize(
    ("place", "currency"),
    [("Toronto", "CAD"), ("Kingston Jamaica", "JMD"), ("Sydney NSW", "AUD"), ("Seattle", "USD")],
)
def test_a_dollar_is_that_of_the_place(place: str, currency: str) -> None:
    assert decide(f"Shop\n{place}\nTotal $7.10").currency == currency


@pytest.mark.parametrize(
    ("place", "currency"),
    [("Karachi", "PKR"), ("Kathmandu", "NPR"), ("Colombo", "LKR"), ("Mumbai", "INR")],
)
def test_rupees_are_those_of_the_place(place: str, currency: str) -> None:
    assert decide(f"Shop\n{place}\nTotal Rs. 710.00").currency == currency


def test_a_language_alone_tells_its_largest_country() -> None:
    french = "Caissier\nRemise 5.00\nTVA 20% 18.23\nNet à payer 109.40\nMerci"
    assert decide(french).currency == "EUR"
    spanish = "SU CUENTA\nFecha: 20/12/2024\nMesa: 3\nRefrescos $30.00\nTotal: 290.00"
    assert decide(f"{spanish}\nGracias por su visita").currency == "MXN"


def test_crowns_are_those_of_the_language() -> None:
    assert decide("Takk for besøket\nTotal kr 61,00").currency == "NOK"
    assert decide("Tack för besöket, välkommen åter\nTotal kr 61,00").currency == "SEK"


def test_croatia_changed_its_money() -> None:
    both = "Konoba\nOIB 12345678901\nZagreb\nUkupno kn 207,69\nUkupno EUR 27,57"
    assert decide(both, total_rows=(3,), day=date(2022, 12, 31)).currency == "HRK"
    assert decide(both, total_rows=(4,), day=date(2023, 1, 1)).currency == "EUR"
    assert decide(both, total_rows=(3,)).currency == "HRK"


def test_bulgaria_before_and_after_the_euro() -> None:
    text = "Магазин\nСофия\nЕИК 123456789\nОБЩА СУМА 12.34 лв"
    assert decide(text, day=date(2025, 5, 1)).currency == "BGN"
    assert decide("Магазин\nСофия\nЕИК 123456789\nСУМА 12.34", day=date(2026, 5, 1)).currency == (
        "EUR"
    )


def test_two_currencies_the_sign_of_the_total_counts_more() -> None:
    text = "Hotel Praha\nSaldo CZK 16.071,90\nZahlung CZK 16.071,90\n1 EUR = 24,73 CZK EUR 650,00"
    assert decide(text, total_rows=(1, 2)).currency == "CZK"


def test_a_foreign_currency_needs_a_clear_sign() -> None:
    text = "Kedai ABC Sdn Bhd\nKuala Lumpur\nSR 12.00\nSR 14.50\nTotal 26.50"
    assert decide(text, total_rows=(3, 4)).currency == "MYR"


def test_the_code_of_bahrain_in_the_name_of_a_company_is_none() -> None:
    assert decide("HARDWARE SDN BHD\nTOTAL 59.00").currency == "MYR"


SILENT = "Shop\nCoffee 3.50\nTotal 3.50"


def test_a_silent_receipt_has_no_currency() -> None:
    found = decide(SILENT)
    assert (found.country, found.currency) == (None, None)
    assert found.clue is CurrencyClue.NONE


def test_the_home_country_fills_in_without_confidence() -> None:
    found = decide(SILENT, home="NZ")
    assert (found.country, found.currency) == ("NZ", "NZD")
    assert found.clue is CurrencyClue.HOME
    assert not found.is_country_sure
    assert found.confidence < 0.5


def test_the_home_country_settles_a_bare_dollar_without_confidence() -> None:
    text = "Shop\nTotal $3.50"
    abroad, at_home = decide(text), decide(text, home="AU")
    assert abroad.currency == "USD"
    assert at_home.currency == "AUD"
    assert at_home.confidence <= abroad.confidence


@pytest.mark.parametrize("home", ["NZ", None])
def test_the_home_currency_goes_before_that_of_the_country(home: str | None) -> None:
    found = decide(SILENT, home=home, currency="USD")
    assert (found.country, found.currency) == (home, "USD")
    assert found.confidence == decide(SILENT, home="NZ").confidence


def test_the_home_currency_says_nothing_where_the_receipt_names_one() -> None:
    text = "Shop\nToronto\nTotal $7.10"
    assert decide(text, home="NZ", currency="USD") == decide(text, home="NZ")


@pytest.mark.parametrize("home", ["US", "DE", "IN", None])
def test_the_home_country_says_nothing_where_the_receipt_speaks(home: str | None) -> None:
    text = "Patties\nTel (876) 978-1182\nGCT 15% 600.00\nTOTAL 4,600.00"
    found = decide(text, home=home)
    assert (found.country, found.currency) == ("JM", "JMD")
    assert found == decide(text)


@pytest.mark.parametrize(
    ("text", "clue"),
    [
        ("Shop\nTotal EUR 5,00", CurrencyClue.PRINTED),
        ("Shop\nToronto\nTotal $5.00", CurrencyClue.SHARED_SIGN),
        ("Shop\nTel (876) 978-1182\nTotal 500.00", CurrencyClue.PHONE),
        ("Shop\nKathmandu\nTotal 500.00", CurrencyClue.PLACE),
        ("Shop\nwww.shop.co.ke\nTotal 500.00", CurrencyClue.WEB),
    ],
)
def test_what_tells_the_currency_is_named(text: str, clue: CurrencyClue) -> None:
    assert decide(text).clue is clue


def test_cyrillic_that_was_read_as_latin_is_recognised() -> None:
    assert decide("TOB KAnHHA\nCYMA 64.98 TPH\nPEWTA 5.02\nKACA 2").currency == "UAH"


def test_a_dollar_in_a_country_without_dollars_is_a_misread_sign() -> None:
    text = "Siam Garden\nBangkok, Thailand\nTAX ID 0105551234567\nVAT 7% 21.00\nTotal $321.00"
    assert decide(text, total_rows=(4,)).currency == "THB"
    assert decide(text.replace("$", "US$"), total_rows=(4,)).currency == "USD"


@pytest.mark.parametrize(
    "text",
    [
        "Corner Mart\n1 x 2.00 | 2.00\nIndia Onion\n1 x 3.00 | 3.00\nTotal | 5.00\nGST | 0.41",
        "Corner Mart\nSingapore Noodles | 3.00\nTotal | $3.00\nChange | $0.00",
    ],
)
def test_names_of_goods_tell_no_country(text: str) -> None:
    assert CurrencyClue.NAME not in collect_origin_clues(rows(text)).countries


def test_the_number_of_a_unit_is_from_singapore() -> None:
    assert decide("Corner Mart\n9 Hill St 1 #02-11\nTotal | 5.00\nGST | 0.41").currency == "SGD"


@pytest.mark.parametrize("label", ["TERM.ID: 10001294", "MERCH.ID#33", "ST.SE : 12"])
def test_a_label_with_a_point_is_no_web_address(label: str) -> None:
    text = (
        f"Max Burgers AB\nKungsgatan 44\n11135 Stockholm\nPhone: 08-145797\n{label}\nTotal | 122.00"
    )
    assert CurrencyClue.WEB not in collect_origin_clues(rows(text)).countries
    assert decide(text).currency == "SEK"


def test_a_text_without_east_asian_characters_is_not_from_japan() -> None:
    text = "The Grill\nTel. 011 784 8676\n18/11/15 10:24 PM\nCreamed Spinach | 302.00"
    found = decide_origin(collect_origin_clues(build_rows(printed(text).lines)))
    assert found.currency not in {"JPY", "CNY", "TWD"}


def test_a_chain_of_canada_makes_the_dollar_canadian() -> None:
    text = "REAL CANADIAN\nSUPERSTORE\nRCSS 1518 METROTOWN\nCheerios | 3.98\nTOTAL | $3.98"
    found = decide_origin(collect_origin_clues(build_rows(printed(text).lines)))
    assert (found.country, found.currency) == ("CA", "CAD")

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from receipt_desktop.extraction.facts.loader import load_facts
from receipt_desktop.extraction.text.amount_signs import currency_of_sign
from receipt_desktop.extraction.text.amounts import AmountStyle, find_amounts


def values(text: str, *, loose: bool = False) -> list[str]:
    return [str(amount.value) for amount in find_amounts(text, loose=loose)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("SUMME 1.234,56", ["1234.56"]),
        ("TOTAL 1,234.56", ["1234.56"]),
        ("TOTAL 1 234,56", ["1234.56"]),
        ("Total CHF 1'234.50", ["1234.50"]),
        ("12.50-", ["-12.50"]),
        ("Rabatt -1,25*C", ["-1.25"]),
        ("MWST - 8,93", ["8.93"]),
        ("6,46 EUR", ["6.46"]),
        ("$7.10", ["7.10"]),
        ("RMO.00", ["0.00"]),
        ("Grand TotalRM21.85", ["21.85"]),
        ("SummeEUR 4,20", ["4.20"]),
        ("50.0c", ["50.00"]),
        ("12 .50", ["12.50"]),
        ("46 97 €", ["46.97"]),
        ("450,-", ["450"]),
        ("kr 61", ["61"]),
        ("€/St 2,00 14,99 29,98 1", ["2.00", "14.99", "29.98"]),
        ("3x8.00 24.00 S", ["8.00", "24.00"]),
        ("cream for men spf 50 139,00", ["139.00"]),
        ("13.94ZR", ["13.94"]),
        ("TOTAL12.50", ["12.50"]),
        ("Tax 1% on 20.97  .21", ["20.97", "0.21"]),
        ("HK$ 42.0", ["42.0"]),
        ("SR 6% RM8.96 RM0.54", ["8.96", "0.54"]),
        ("GRAND TOTAL 1,45,832.40", ["145832.40"]),
        ("Advance 2,75,000", ["275000"]),
        ("Plot 2,75,00,000.00", ["27500000.00"]),
        ("Meals 1250/-", ["1250"]),
        ("Ugali 450/=", ["450"]),
        ("Kaffee 12.-", ["12"]),
        ("12.--", ["12"]),
        ("25:-", ["25"]),
        ("12,345,678.90", ["12345678.90"]),
        ("6€46", ["6.46"]),
        ("(45.99)", ["-45.99"]),
        ("Refund $-45.99", ["-45.99"]),
        ("45.99 CR", ["-45.99"]),
        ("Ser 150g  C  1 x3,29 3,29CR", ["3.29", "3.29"]),
        ("(税 ¥98)", ["98"]),
        ("合計¥１，３２６", ["1326"]),
        ("激¥278", ["278"]),
        ("١٢٫٥٠", ["12.50"]),
        ("১২৩.৫০", ["123.50"]),
        ("๑๒๓.๕๐", ["123.50"]),
        ("१२३.५०", ["123.50"]),
        ("も2.310,40", ["2310.40"]),
        ("t45,00", ["45.00"]),
        ("£1O.5O", ["10.50"]),
        ("12 . 50", ["12.50"]),
        ("Discount  Ksh 1000.0", ["1000.0"]),
        ("Maintenance of the lift and the stairs in the month of May  -RM 1.234,56", ["-1234.56"]),
        ("15 %  9 147,83  1 372,17  10 520,00", ["9147.83", "1372.17", "10520.00"]),
    ],
)
def test_money_in_all_its_shapes(text: str, expected: list[str]) -> None:
    assert values(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "06.05.2020 09:49",
        "19,00% MwSt",
        "0,144 kg",
        "Tel 05251 / 180420",
        "1,99 EUR/kg",
        "4006825607727",
        "2.000 STK",
        "192.168.10.12",
        "Table 12",
    ],
)
def test_other_figures_are_no_money(text: str) -> None:
    assert values(text) == []


def test_whole_amounts_count_only_where_money_is_promised() -> None:
    assert values("TOTAL 125") == []
    assert values("TOTAL 125", loose=True) == ["125"]
    assert values("Tea 22.5", loose=True) == ["22.5"]


def test_a_number_that_begins_with_zero_is_no_whole_amount() -> None:
    assert values("TOTAL: 0544401394", loose=True) == []
    assert values("$ 0544401394") == []
    assert values("TOTAL 0.50", loose=True) == ["0.50"]


def test_signs_fit_before_the_first_digit_of_an_amount() -> None:
    facts = load_facts("currencies")
    longest = max((*facts["signs"], *facts["shared"]), key=len)
    text = f"{'word ' * 20}(-{longest}:   -.50)"
    assert [(a.value, a.sign) for a in find_amounts(text)] == [(Decimal("-0.50"), longest)]


def test_repaired_and_whole_amounts_have_less_confidence() -> None:
    clean, mended, whole = (find_amounts(t)[0].certainty for t in ("1.50", "1.5O", "kr 61"))
    assert clean == 1.0
    assert mended < clean
    assert whole < clean


def test_place_of_an_amount_is_its_text() -> None:
    text = "TOTAL EUR 12,50 C"
    amount = find_amounts(text)[0]
    assert text[amount.start : amount.end] == "EUR 12,50"
    assert amount.sign == "eur"


def test_signs_of_several_countries_name_no_currency() -> None:
    assert currency_of_sign("rm") == "MYR"
    assert currency_of_sign("$") is None
    assert currency_of_sign(None) is None


@given(st.decimals(min_value=1, max_value=999_999, places=2))
def test_every_printed_amount_is_found_again(value: Decimal) -> None:
    for text in (f"TOTAL {value}", f"SUMME {value:,}", f"{value} EUR"):
        assert [amount.value for amount in find_amounts(text)] == [value]


@given(st.text(max_size=80))
def test_any_text_is_survived(text: str) -> None:
    for amount in find_amounts(text):
        assert 0 <= amount.start < amount.end <= len(text)


@pytest.mark.parametrize(
    ("text", "places", "expected"),
    [
        ("Kopi 75.000", 2, []),
        ("Kopi 75.000", 0, ["75000"]),
        ("Hotel 12.750.000", 0, ["12750000"]),
        ("W15,400,000", 0, ["15400000"]),
        ("1.250.000.000", 0, ["1250000000"]),
        ("537, 000", 0, ["537000"]),
        ("Pages 12, 345", 2, []),
        ("Amount  :30000. Rp", 0, ["30000"]),
        ("1.234,56", 0, ["1234.56"]),
        ("Laban 4.000", 3, ["4.000"]),
        ("Total 1,234.750", 3, ["1234.750"]),
        ("Total 1.234,56", 3, ["1234.56"]),
        ("Pain 0,250", 3, ["0.250"]),
    ],
)
def test_the_style_decides_about_three_digits(text: str, places: int, expected: list[str]) -> None:
    found = find_amounts(text, style=AmountStyle(places))
    assert [str(amount.value) for amount in found] == expected


def test_the_sign_of_a_currency_says_how_many_decimals_it_has() -> None:
    known = {"kwd": "3.450", "bhd": "3.450", "jod": "3.450", "idr": "3450", "eur": "3450"}
    signs = {sign: value for sign, value in known.items() if currency_of_sign(sign)}
    assert {sign: str(find_amounts(f"{sign.upper()} 3.450")[0].value) for sign in signs} == signs

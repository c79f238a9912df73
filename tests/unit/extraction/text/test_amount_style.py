import pytest

from receipt_desktop.extraction.text.amount_style import choose_style
from receipt_desktop.extraction.text.amounts import find_amounts


@pytest.mark.parametrize(
    ("rows", "currency", "places"),
    [
        (["Kopi 75.000", "Es Jeruk 70.000", "Total 145.000"], "IDR", 0),
        (["Kopi 75.000", "Es Jeruk 70.000", "Total 145.000"], None, 0),
        (["Kopi 75.000,00", "Total 145.000,00"], "IDR", 2),
        (["Machboos 7.500", "Laban 0.500", "TOTAL 8.000"], "KWD", 3),
        (["Machboos 7.500", "Laban 0.500", "TOTAL 8.000"], None, 3),
        (["Pain 1,200", "TOTAL 48,300"], "TND", 3),
        (["Tea 4.50", "TOTAL 4.50"], "KWD", 2),
        (["Tea 4.50", "Copies 1.000", "TOTAL 5.50"], "GBP", 2),
        (["Kilo 1.312", "Tea 4.50", "TOTAL 5.50"], None, 2),
        (["2 480 Ft", "TOTAL 12.990"], "HUF", 0),
        (["Buffet 139,000", "Total 278,000"], "EUR", 0),
        (["Bread 45.50 Kc", "CELKEM 1 045.50"], "CZK", 2),
        (["Disc. 4,60)", *["Jats 41,200"] * 5], None, 0),
        (["Tea 4.50", *["Flour 1.500"] * 3], None, 2),
        ([], None, 2),
    ],
)
def test_currency_and_amounts_decide_the_decimals(
    rows: list[str], currency: str | None, places: int
) -> None:
    assert choose_style(rows, currency).places == places


def amounts(rows: list[str]) -> list[list[str]]:
    style = choose_style(rows, None)
    return [[str(amount.value) for amount in find_amounts(row, style=style)] for row in rows]


def test_a_letter_before_most_amounts_is_the_sign_of_the_currency() -> None:
    rows = ["Pad Thai B120", "Water B15", "Total B135", "Table B7 for 2"]
    assert amounts(rows)[:3] == [["120"], ["15"], ["135"]]
    assert amounts(["Gate B12", "Water 15.00", "Total 15.00"])[0] == []


@pytest.mark.parametrize(
    ("rows", "currency", "expected"),
    [
        (["Phone  SR1999", "Shipping  SR30", "Grand Total  SR2029"], "SAR", ["1999", "30", "2029"]),
        (["Shawarma QR 25", "TOTAL QR 25"], "QAR", ["25", "25"]),
        (["Taxi to Marina  Dhs35", "Total 35 Dh"], "AED", ["35", "35"]),
        (["Tea  KD 2", "TOTAL  KD2"], "KWD", ["2", "2"]),
        (["Koshary LE60", "Total LE60"], "EGP", ["60", "60"]),
        (["Café 3 DT", "Total  3 DT"], "TND", ["3", "3"]),
        (["Injera Br150", "Total Br150"], "ETB", ["150", "150"]),
        (["Rice Tk500", "Total Tk.500"], "BDT", ["500", "500"]),
        (["Kenyér Ft500", "Összesen 500Ft"], "HUF", ["500", "500"]),
        (["Kaffe kr61", "Total kr61"], "SEK", ["61", "61"]),
        (["Thali Rs450", "Total Rs.450"], "INR", ["450", "450"]),
    ],
)
def test_the_words_of_the_currency_stand_before_whole_amounts(
    rows: list[str], currency: str, expected: list[str]
) -> None:
    style = choose_style(rows, currency)
    found = [[str(one.value) for one in find_amounts(row, style=style)][-1:] for row in rows]
    assert found == [[one] for one in expected]


@pytest.mark.parametrize(
    ("rows", "currency"),
    [
        (["Sensor SR2029", "Total 45"], None),
        (["Sensor SR2029", "Total 45"], "EUR"),
        (["Sensor SR2029", "1 x 45.00", "Total SAR 45.00"], "SAR"),
        (["Kabel KD2029  12.500", "Total 12.500"], "KWD"),
        (["le 12", "12 le"], "EGP"),
        (["Item SR12345678", "Ref BSR2029"], "SAR"),
    ],
)
def test_the_numbers_of_articles_are_no_amounts(rows: list[str], currency: str | None) -> None:
    style = choose_style(rows, currency)
    assert not [one for one in find_amounts(rows[0], style=style) if one.value % 1 == 0]


def test_a_digit_before_all_amounts_is_the_sign_when_the_rest_adds_up() -> None:
    rows = ["Ekmek 345,00", "Zeytin 3120,50", "TOPLAM 3165,50", "NAKIT 3200,00"]
    assert amounts(rows) == [["45.00"], ["120.50"], ["165.50"], ["200.00"]]


def test_amounts_that_add_up_as_they_are_keep_their_digits() -> None:
    rows = ["Tea 30.00", "Cake 31.50", "Soup 32.50", "Total 94.00"]
    assert amounts(rows) == [["30.00"], ["31.50"], ["32.50"], ["94.00"]]


@pytest.mark.parametrize(
    ("rows", "total"),
    [
        (["2 x 18.02  36.04 SR", "Total Qty 8  74.20", "Net 70.00", "GST 4.20", "Total 74.20"],
         "74.20"),
        (["5 x 4.00  20.00 SR", "Total 20.00", "GST 1.20", "Net 21.20", "Due 21.20"], "21.20"),
        (["Total 74.20", "Net 70.00", "Total 74.20"], "74.20"),  # 4.20 and 0 "add up" to 4.20
        (["Tea 32.00", "Cake 35.00 x 1.00", "Total 37.00"], "37.00"),
        (["Ekmek 345,00", "Zeytin 3120,50", "Nakit 200,00", "TOPLAM 3165,50"], "3165.50"),
    ],
)  # fmt: skip
def test_a_digit_that_not_all_amounts_begin_with_is_a_digit(rows: list[str], total: str) -> None:
    assert amounts(rows)[-1] == [total]


def test_thousands_in_a_currency_with_decimals_are_doubtful() -> None:
    rows = ["Total 48,300", "Cash 50,000", "Change 1,700"]
    certainties = [
        find_amounts(rows[0], style=choose_style(rows, currency))[0].certainty
        for currency in ("IDR", "EUR", None)
    ]
    assert certainties == [1.0, 0.7, 0.7]


@pytest.mark.parametrize(
    ("currency", "value"),
    [("IDR", "-6600"), ("VND", "-6600"), ("HUF", "-6600"), ("JPY", "6600"), ("KRW", "6600")],
)
def test_brackets_are_a_minus_where_they_do_not_mark_an_included_tax(
    currency: str, value: str
) -> None:
    style = choose_style(["Sabun 25,500", "Total 18,900"], currency)
    assert [str(a.value) for a in find_amounts("(6,600)", style=style)] == [value]


def test_brackets_are_no_minus_while_the_currency_is_unknown() -> None:
    style = choose_style(["Sabun 25,500", "Total 18,900"], None)
    assert [str(a.value) for a in find_amounts("(6,600)", style=style)] == ["6600"]

import pytest

from receipt_desktop.extraction.text.amount_style import choose_style


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
        ([], None, 2),
    ],
)
def test_currency_and_amounts_decide_the_decimals(
    rows: list[str], currency: str | None, places: int
) -> None:
    assert choose_style(rows, currency).places == places

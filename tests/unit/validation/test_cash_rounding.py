from decimal import Decimal

import pytest

from receipt_desktop.validation.cash_rounding import find_cash_step, rounding_tolerance


@pytest.mark.parametrize(
    ("currency", "total", "tolerance"),
    [
        ("EUR", "12.35", "0.05"),
        ("CHF", "12.35", "0.05"),
        ("MYR", "12.35", "0.05"),
        ("SEK", "24.00", "0.5"),
        ("SEK", "24.40", "0.05"),
        ("DKK", "24.50", "0.25"),
        ("HUF", "1235", "2.5"),
        ("HUF", "1236", "0.05"),
        ("ZAR", "11.20", "0.10"),
        ("JPY", "1280", "1"),
        ("CLP", "15990", "5"),
        ("IDR", "12700", "50"),
        ("VND", "140000", "500"),
        ("COP", "8050", "0.05"),
        (None, "12.00", "0.05"),
    ],
)
def test_totals_are_rounded_to_the_coins_of_the_currency(
    currency: str | None, total: str, tolerance: str
) -> None:
    assert rounding_tolerance(currency, Decimal(total)) == Decimal(tolerance)


def test_unlisted_currencies_follow_cldr() -> None:
    assert find_cash_step("CAD") == find_cash_step("MYR") == Decimal("0.05")
    assert find_cash_step("GNF") == 1

"""Money in minor units, there and back."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from receipt_desktop.store.money import count_decimals, from_minor_units, to_minor_units


@pytest.mark.parametrize(
    ("amount", "currency", "minor"),
    [("25.99", "EUR", 2599), ("-0.50", "EUR", -50), ("1.234", "TND", 1234), ("199", "JPY", 19900),
     ("12.5", None, 1250)],
)  # fmt: skip
def test_minor_units(amount: str, currency: str | None, minor: int) -> None:
    assert to_minor_units(Decimal(amount), currency) == minor


@given(st.integers(-(10**12), 10**12), st.sampled_from(["EUR", "MYR", "HUF", "KWD", "JPY", None]))
def test_money_round_trips_through_the_database(minor: int, currency: str | None) -> None:
    amount = from_minor_units(minor, currency)
    assert to_minor_units(amount, currency) == minor
    assert -int(amount.as_tuple().exponent) == count_decimals(currency)

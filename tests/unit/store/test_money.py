"""Money in minor units, there and back."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from receipt_desktop.store.money import digits, from_minor, to_minor


@pytest.mark.parametrize(
    ("amount", "currency", "minor"),
    [("25.99", "EUR", 2599), ("-0.50", "EUR", -50), ("1.234", "TND", 1234), ("199", "JPY", 19900),
     ("12.5", None, 1250)],
)  # fmt: skip
def test_minor_units(amount: str, currency: str | None, minor: int) -> None:
    assert to_minor(Decimal(amount), currency) == minor


@given(st.integers(-(10**12), 10**12), st.sampled_from(["EUR", "MYR", "HUF", "KWD", "JPY", None]))
def test_what_goes_in_comes_out(minor: int, currency: str | None) -> None:
    amount = from_minor(minor, currency)
    assert to_minor(amount, currency) == minor
    assert -int(amount.as_tuple().exponent) == digits(currency)

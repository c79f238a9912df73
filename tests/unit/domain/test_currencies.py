"""Decimals of currencies."""

from __future__ import annotations

from decimal import Decimal

import pytest
from babel.numbers import get_currency_precision, list_currencies

from receipt_desktop.domain.currencies import count_decimals, count_shown_decimals, format_plain


def test_the_table_agrees_with_the_cldr() -> None:
    expected = {code: get_currency_precision(code) for code in list_currencies()}
    assert {code: count_decimals(code) for code in expected} == expected


def test_an_unknown_currency_has_two_decimals() -> None:
    assert count_decimals(None) == count_decimals("???") == 2


@pytest.mark.parametrize(
    ("amount", "currency", "shown"),
    [
        ("1280.00", "JPY", "1280"),
        ("12.50", "JPY", "12.50"),
        ("12.5", "KWD", "12.500"),
        ("12.5", "EUR", "12.50"),
        ("1.239", "EUR", "1.239"),
        ("1E+3", "KRW", "1000"),
        ("7", None, "7.00"),
    ],
)
def test_amounts_have_the_decimals_of_their_currency_and_lose_none(
    amount: str, currency: str | None, shown: str
) -> None:
    assert format_plain(Decimal(amount), currency) == shown
    assert count_shown_decimals(Decimal(amount), currency) == len(shown.partition(".")[2])

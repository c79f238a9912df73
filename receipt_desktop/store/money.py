"""Amounts of money as they are stored: whole minor units of their currency."""

from __future__ import annotations

from decimal import Decimal

from babel.numbers import list_currencies

from receipt_desktop.domain import currencies

DEFAULT_DIGITS = 2


def count_decimals(currency: str | None) -> int:
    """Decimal places of a currency (ISO 4217, from CLDR); 2 if it is unknown.

    At least 2, because receipts print decimals even in currencies whose cash has none.
    """
    return max(DEFAULT_DIGITS, currencies.count_decimals(currency))


def is_currency_code(code: str) -> bool:
    """Whether this is a current or former ISO 4217 code, by CLDR."""
    return code in list_currencies()


def to_minor_units(amount: Decimal, currency: str | None) -> int:
    """2599 for 25.99 EUR; halves are rounded to even."""
    return int(amount.scaleb(count_decimals(currency)).to_integral_value())


def from_minor_units(minor: int, currency: str | None) -> Decimal:
    """25.99 for 2599 cents of EUR."""
    return Decimal(minor).scaleb(-count_decimals(currency))


def to_shown_amount(minor: int, currency: str | None) -> Decimal:
    """An amount with the decimals of its currency: 1234 JPY; more where it has fractions."""
    amount = from_minor_units(minor, currency)
    return amount.quantize(Decimal(1).scaleb(-currencies.count_shown_decimals(amount, currency)))

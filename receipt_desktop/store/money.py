"""Money as the tables keep it: whole minor units of its currency."""

from __future__ import annotations

from decimal import Decimal
from functools import cache

from babel.numbers import get_currency_precision, list_currencies

DEFAULT_DIGITS = 2


@cache
def count_decimals(currency: str | None) -> int:
    """Decimal places of a currency (ISO 4217, as in CLDR); 2 when it is not known.

    Never below 2: receipts in currencies whose cash has no decimals print them all the same.
    """
    return max(DEFAULT_DIGITS, get_currency_precision(currency)) if currency else DEFAULT_DIGITS


def is_currency_code(code: str) -> bool:
    """Whether this is an ISO 4217 code, one in use or of the past, as CLDR has them."""
    return code in list_currencies()


def to_minor_units(amount: Decimal, currency: str | None) -> int:
    """25.99 EUR is 2599; halves go to the even neighbour."""
    return int(amount.scaleb(count_decimals(currency)).to_integral_value())


def from_minor_units(minor: int, currency: str | None) -> Decimal:
    """2599 EUR is 25.99."""
    return Decimal(minor).scaleb(-count_decimals(currency))

"""By how much totals are rounded to coins.

The step is that of the smallest coin or note that shops still use: as receipts show it (table
below), else the cash rounding of Unicode CLDR (supplemental currency data).
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from types import MappingProxyType

from babel.core import get_global

CASH_TOLERANCE = Decimal("0.05")
"""Half a step or more wherever coins of 5 or 10 cents are the smallest (Malaysia, Switzerland,
Finland, Canada, Australia, New Zealand, Hong Kong, Israel, Peru, …)."""
_STEPS: Mapping[str, Decimal] = MappingProxyType(
    {code: Decimal(step) for step, codes in {
        "0.05": "MYR",
        "0.10": "ZAR",
        "0.25": "THB EGP PHP",
        "0.50": "DKK MZN",
        "1": "SEK NOK CZK ISK RUB UAH INR PKR LKR NPR BDT KES NGN JMD DOP UYU RSD MKD KZT KGS TWD "
             "JPY",
        "5": "HUF ALL XOF XAF XPF",
        "10": "KRW CLP AMD CRC ARS",
        "50": "TZS PYG MMK",
        "100": "IDR COP UGX KHR UZS",
        "250": "IQD",
        "500": "LAK",
        "1000": "VND LBP",
    }.items() for code in codes.split()}
)  # fmt: skip
_ROUNDED_DOWN = frozenset({"ZAR", "JPY"})
"""By up to a whole step: cash in South Africa, the tax of each rate in Japan."""


def rounding_tolerance(currency: str | None, total: Decimal) -> Decimal:
    """The allowed difference between a total and its parts, in major units.

    More than `CASH_TOLERANCE` only for a total that is a multiple of the step.
    """
    step = find_cash_step(currency)
    if abs(total) % step:
        return CASH_TOLERANCE
    return max(CASH_TOLERANCE, step if currency in _ROUNDED_DOWN else step / 2)


@cache
def find_cash_step(currency: str | None) -> Decimal:
    """The step to which cash totals are rounded, in major units; 0.01 where it is unknown."""
    if currency and currency in _STEPS:
        return _STEPS[currency]
    fractions = get_global("currency_fractions")
    _, _, cash_digits, cash_rounding = fractions.get(currency or "", fractions["DEFAULT"])
    return Decimal(cash_rounding or 1).scaleb(-cash_digits)

"""How many decimals a currency has: none for JPY, three for KWD, two for most."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType

USUAL_DECIMALS = 2
_OTHERS = {
    0: """
        ADP AFN ALL BIF BYR CLP DJF ESP GNF IQD IRR ISK ITL JPY KMF KPW KRW LAK LBP LUF MGA MGF MMK
        MRO PYG RSD RWF SLL SOS STD SYP TMM TRL UGX UYI VND VUV XAF XOF XPF YER ZMK ZWD
    """,
    3: "BHD JOD KWD LYD OMR TND",
    4: "CLF UYW",
}
DECIMALS: Mapping[str, int] = MappingProxyType(
    {code: count for count, codes in _OTHERS.items() for code in codes.split()}
)
"""The currencies without two decimals (Unicode CLDR, supplemental currency data, `fractions`)."""


def count_decimals(currency: str | None) -> int:
    """The decimals of a currency, by its ISO 4217 code; 2 if it is unknown."""
    return DECIMALS.get(currency or "", USUAL_DECIMALS)


def count_shown_decimals(amount: Decimal, currency: str | None) -> int:
    """The decimals to show: those of the currency, or all if the amount has further ones."""
    exponent = amount.normalize().as_tuple().exponent
    printed = max(0, -exponent) if isinstance(exponent, int) else 0
    usual = count_decimals(currency)
    return usual if printed <= usual else max(printed, USUAL_DECIMALS)


def format_plain(amount: Decimal, currency: str | None = None) -> str:
    """An amount with a point and no separators of thousands: 12.50, 1280 in JPY."""
    return f"{amount:.{count_shown_decimals(amount, currency)}f}"

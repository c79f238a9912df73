"""How usual each order of day, month and year is in a country."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from receipt_desktop.extraction.facts.loader import get_country_fact
from receipt_desktop.extraction.rules.month_names import read_short_order

ORDERS = ("dmy", "mdy", "ymd")
_USES: Mapping[str | None, Mapping[str, float]] = MappingProxyType(
    {
        None: {"dmy": 0.7, "mdy": 0.25, "ymd": 0.1},
        "dmy": {"dmy": 1.0, "mdy": 0.01, "ymd": 0.01},
        "mdy": {"dmy": 0.01, "mdy": 1.0, "ymd": 0.02},
        "ymd": {"dmy": 0.15, "mdy": 0.02, "ymd": 1.0},
        "ymd or mdy": {"dmy": 0.2, "mdy": 0.6, "ymd": 1.0},
    }
)
"""How often orders are used where one is usual; without a country at the top.

Tills in Canada print the year first, or last behind month and day as in the United States.
"""
_OFFICIAL_SHARE = 0.3
"""Weight of the order of the CLDR beside that of shops."""


def weigh_orders(country: str | None) -> Mapping[str, float]:
    """The weight of each order: that of the CLDR, and more that of shops."""
    official = _USES[read_short_order(country)]
    usual = _USES[get_country_fact(country, "dates") or read_short_order(country)]
    return {order: usual[order] + _OFFICIAL_SHARE * official[order] for order in ORDERS}

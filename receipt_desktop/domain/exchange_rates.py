"""Reference rates of the European Central Bank, and which of them a day has.

The ECB publishes on working days how much of a currency one euro is. On other days the last rate
published before applies, as the ECB's own page advises for statistics.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Self

EURO = "EUR"
MAX_AGE = timedelta(days=7)
"""How old the last rate before a day may be; Easter and Christmas take five days at most."""


@dataclass(frozen=True, slots=True)
class ExchangeRate:
    """How much of a currency one euro was on a day."""

    day: date
    currency: str
    rate: Decimal


@dataclass(frozen=True, slots=True)
class RateTable:
    """Rates of some currencies, each with its days in order."""

    days: Mapping[str, list[date]] = field(default_factory=dict)
    rates: Mapping[str, list[Decimal]] = field(default_factory=dict)

    @classmethod
    def from_rates(cls, found: Iterable[ExchangeRate]) -> Self:
        """The table of these rates."""
        days: dict[str, list[date]] = {}
        rates: dict[str, list[Decimal]] = {}
        for one in sorted(found, key=lambda one: one.day):
            days.setdefault(one.currency, []).append(one.day)
            rates.setdefault(one.currency, []).append(one.rate)
        return cls(days, rates)

    def find_rate(self, currency: str, day: date) -> Decimal | None:
        """How much of the currency one euro was; None where no rate is recent enough."""
        if currency == EURO:
            return Decimal(1)
        days = self.days.get(currency, [])
        place = bisect_right(days, day) - 1
        if place < 0 or day - days[place] > MAX_AGE:
            return None
        return self.rates[currency][place]

    def find_factor(self, source: str, target: str, day: date) -> tuple[Decimal, Decimal] | None:
        """What an amount is multiplied with, and then divided by; None where a rate is unknown."""
        divisor, factor = self.find_rate(source, day), self.find_rate(target, day)
        return None if divisor is None or factor is None else (factor, divisor)

"""Exchange rates as they were published, and amounts converted with them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from receipt_desktop.domain.currencies import count_decimals
from receipt_desktop.domain.exchange_rates import EURO, MAX_AGE, ExchangeRate, RateTable
from receipt_desktop.domain.report import RatesState
from receipt_desktop.domain.report_period import ReportPeriod
from receipt_desktop.store.base import StoreBase
from receipt_desktop.store.money import from_minor_units, to_minor_units
from receipt_desktop.store.tax_tables import ExchangeRatesRow


class ExchangeRates(StoreBase):
    """Keeps the rates of each day."""

    def save_exchange_rates(self, rates: Iterable[ExchangeRate]) -> int:
        """Save rates over those of the same day; how many days are new."""
        by_day: dict[date, dict[str, str]] = defaultdict(dict)
        for one in rates:
            by_day[one.day][one.currency] = f"{one.rate.normalize():f}"
        if not by_day:
            return 0
        new = 0
        between = ExchangeRatesRow.day.between(min(by_day), max(by_day))
        with self._transaction() as (session, _):
            known = {
                row.day: row for row in session.scalars(select(ExchangeRatesRow).where(between))
            }
            for day, found in by_day.items():
                if day in known:
                    known[day].rates = {**known[day].rates, **found}
                else:
                    session.add(ExchangeRatesRow(day=day, rates=found))
                    new += 1
        return new

    def describe_exchange_rates(self) -> RatesState:
        """What days and currencies are known."""
        day = ExchangeRatesRow.day
        with self._read_session() as session:
            count, first, last = session.execute(
                select(func.count(), func.min(day), func.max(day))
            ).one()
            newest = session.get(ExchangeRatesRow, last) if last else None
            currencies = len(newest.rates) + 1 if newest else 0
        return RatesState(count, currencies, str(first or ""), str(last or ""))


def load_rates(session: Session, currencies: Collection[str], period: ReportPeriod) -> RateTable:
    """The rates of these currencies that days of the period need."""
    wanted = select(ExchangeRatesRow.day, ExchangeRatesRow.rates)
    if period.first and period.first - date.min > MAX_AGE:
        wanted = wanted.where(ExchangeRatesRow.day >= period.first - MAX_AGE)
    if period.last:
        wanted = wanted.where(ExchangeRatesRow.day <= period.last)
    return RateTable.from_rates(
        ExchangeRate(day, currency, Decimal(rates[currency]))
        for day, rates in session.execute(wanted)
        for currency in currencies
        if currency != EURO and currency in rates
    )


def convert_minor(minor: int, source: str, target: str, factor: tuple[Decimal, Decimal]) -> int:
    """An amount in minor units of another currency, by `RateTable.find_factor`.

    Rounded to what the target has in coins and banks, halves away from zero (article 5 of
    regulation 1103/97), so that a refund is as large as what it takes back.
    """
    times, divided_by = factor
    amount = from_minor_units(minor, source) * times / divided_by
    unit = Decimal(1).scaleb(-count_decimals(target))
    return to_minor_units(amount.quantize(unit, ROUND_HALF_UP), target)

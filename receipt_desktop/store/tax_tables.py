"""Tables for reports: the parts of totals by tax rate, and exchange rates."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import BigInteger, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from receipt_desktop.store.tables import MinorUnits, TableBase


class TaxPartRow(TableBase):
    """The part of a total under one tax rate; the parts of a receipt add up to its total.

    Derived from the values as corrected, see `tax_parts`.
    """

    __tablename__ = "tax_parts"

    receipt: Mapped[int] = mapped_column(
        BigInteger,
        ForeignKey("receipts.number", ondelete="CASCADE"),
        primary_key=True,
        autoincrement=False,
    )
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    state: Mapped[str] = mapped_column(String(12))
    """A `TaxState`."""
    rate: Mapped[str | None] = mapped_column(String(24))
    """In percent, as plain decimal text without trailing zeros."""
    net_minor: Mapped[MinorUnits]
    tax_minor: Mapped[MinorUnits]


class ExchangeRatesRow(TableBase):
    """How much of each currency one euro was on a day."""

    __tablename__ = "exchange_rates"

    day: Mapped[date] = mapped_column(primary_key=True)
    rates: Mapped[dict[str, Any]]
    """Plain decimal text by ISO 4217 code: a row a day takes a tenth of a row a rate."""

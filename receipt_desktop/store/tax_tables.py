"""Tables for reports: the parts of totals by tax rate, and exchange rates."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import BigInteger, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from receipt_desktop.store.tables import MinorUnits, TableBase


class TaxPartRow(TableBase):
    """The part of a total under one tax rate and category; the parts add up to the total.

    Derived from the values as corrected, see `tax_parts`.
    """

    __tablename__ = "tax_parts"
    __table_args__ = (
        Index(
            "ix_tax_parts_category",
            "category",
            sqlite_where=text("category IS NOT NULL"),
            postgresql_where=text("category IS NOT NULL"),
        ),
    )

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
    category: Mapped[str | None]
    """What a person has chosen for its line items; None for that of the receipt."""


class ExchangeRatesRow(TableBase):
    """How much of each currency one euro was on a day."""

    __tablename__ = "exchange_rates"

    day: Mapped[date] = mapped_column(primary_key=True)
    rates: Mapped[dict[str, Any]]
    """Plain decimal text by ISO 4217 code: a row a day takes a tenth of a row a rate."""

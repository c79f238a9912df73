"""Reports: what receipts add up to, by month, category, merchant, project or tax rate."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from receipt_desktop.domain.categories import TaxTreatment
from receipt_desktop.domain.receipt_query import ReceiptQuery
from receipt_desktop.domain.report_period import ReportPeriod

ZERO = Decimal(0)


class Grouping(enum.StrEnum):
    """What the rows of a report are."""

    MONTH = "month"
    CATEGORY = "category"
    MERCHANT = "merchant"
    PROJECT = "project"
    TAX_RATE = "rate"
    VAT = "vat"
    """Tax rate and treatment: the summary for a VAT return."""

    @property
    def splits_receipts(self) -> bool:
        """Whether a receipt with two tax rates is in two rows."""
        return self in {Grouping.TAX_RATE, Grouping.VAT}


class TaxState(enum.StrEnum):
    """What is known of the tax on a part of a total."""

    RATED = "rated"
    UNREADABLE = "unreadable"
    """There is a tax, but its rate is not known, or the tax table contradicts the total."""
    UNTAXED = "untaxed"
    """The receipt states no tax on it."""


@dataclass(frozen=True, slots=True)
class RowKey:
    """What the receipts of a row have in common."""

    value: str | None = None
    """2025-03, a category, a folded merchant's name, a project, or a rate such as 5.5.

    None for receipts without it."""
    tax: TaxState | None = None
    """Only in reports that split receipts."""
    treatment: TaxTreatment | None = None
    """Only in the VAT summary."""


@dataclass(frozen=True, slots=True)
class ReportRow:
    """The sums of a row in the currency of the report."""

    key: RowKey
    label: str = ""
    """The name as receipts print it; "" where `key.value` says it, or nothing."""
    receipts: int = 0
    net: Decimal = ZERO
    tax: Decimal = ZERO
    unconverted: int = 0
    """Receipts whose amounts are not in the sums, for want of an exchange rate."""

    @property
    def gross(self) -> Decimal:
        return self.net + self.tax

    @property
    def is_known(self) -> bool:
        """Whether the sums say anything: not if no receipt has an exchange rate."""
        return not self.receipts or self.unconverted < self.receipts


@dataclass(frozen=True, slots=True)
class Unconverted:
    """Receipts in another currency whose rate on their day is unknown."""

    currency: str | None
    """None for receipts without a currency."""
    receipts: int
    total: Decimal
    """In their own currency."""


@dataclass(frozen=True, slots=True)
class ReportScope:
    """Which receipts count."""

    period: ReportPeriod = ReportPeriod()  # noqa: RUF009 (frozen)
    approved_only: bool = False
    with_archived: bool = False
    with_duplicates: bool = False

    def make_query(self) -> ReceiptQuery:
        """The receipts in scope."""
        return ReceiptQuery(
            first_day=self.period.first,
            last_day=self.period.last,
            approved=True if self.approved_only else None,
            archived=None if self.with_archived else False,
            without_duplicates=not self.with_duplicates,
        )


@dataclass(frozen=True, slots=True)
class ReportRequest:
    """A report that is asked for."""

    grouping: Grouping = Grouping.MONTH
    scope: ReportScope = ReportScope()
    currency: str = ""
    """ISO 4217; "" for the home currency."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """How many receipts are in none of the sums, and why."""

    without_total: int = 0
    without_day: int = 0
    """Of all receipts in scope but for the period."""
    duplicates: int = 0
    """Open possible duplicates."""


@dataclass(frozen=True, slots=True)
class Report:
    """A report: rows and their sum."""

    request: ReportRequest
    currency: str
    made_at: datetime
    rows: tuple[ReportRow, ...]
    total: ReportRow
    """Each receipt counts once."""
    converted: int = 0
    """Receipts in another currency whose amounts are in the sums."""
    unconverted: tuple[Unconverted, ...] = ()
    left_out: LeftOut = LeftOut()
    unreviewed: int = 0
    """Receipts in the sums that wait for a review."""
    company: str = ""

    @property
    def deductible_tax(self) -> Decimal:
        """The tax of a VAT summary that is deducted as printed, under a rate that is known."""
        counted = (
            row.tax
            for row in self.rows
            if row.key.tax is TaxState.RATED and row.key.treatment is TaxTreatment.AS_PRINTED
        )
        return sum(counted, self.total.tax * 0)


@dataclass(frozen=True, slots=True)
class RatesState:
    """What is known of the exchange rates."""

    days: int = 0
    currencies: int = 0
    first: str = ""
    """ISO day; "" without any."""
    last: str = ""

"""Schemas of reports."""

from __future__ import annotations

from pydantic import Field

from receipt_desktop.api.schemas import EXAMPLE_TIME, SchemaModel
from receipt_desktop.domain.categories import TaxTreatment
from receipt_desktop.domain.report import Grouping, TaxState


class ReportSums(SchemaModel):
    """Sums in the currency of the report; null if no receipt has an exchange rate."""

    receipts: int
    net: float | None
    tax: float | None
    gross: float | None
    unconverted: int = Field(description="Receipts that are not in the sums: no exchange rate.")


class ReportRowData(ReportSums):
    """A row: with `key` and `label`, or by tax with `rate` and `taxState`."""

    key: str | None = Field(None, examples=["2025-03"])
    label: str | None = None
    rate: float | None = Field(None, examples=[5.5])
    taxState: TaxState | None = None
    treatment: TaxTreatment | None = Field(None, description="In the VAT summary.")


class UnconvertedData(SchemaModel):
    """Receipts whose exchange rate is unknown, in their own currency."""

    currency: str | None
    receipts: int
    total: float


class LeftOutData(SchemaModel):
    """Receipts that are in no sum."""

    withoutTotal: int
    withoutDate: int
    duplicates: int


class ReportData(SchemaModel):
    """A report."""

    by: Grouping
    period: str = Field(examples=["2025-Q1"])
    dateFrom: str | None = Field(examples=["2025-01-01"])
    dateTo: str | None = Field(examples=["2025-03-31"])
    approvedOnly: bool
    withArchived: bool
    withDuplicates: bool
    company: str | None
    currency: str = Field(examples=["EUR"])
    madeAt: str = Field(examples=[EXAMPLE_TIME])
    rows: list[ReportRowData]
    total: ReportSums
    converted: int
    unconverted: list[UnconvertedData]
    leftOut: LeftOutData
    needsReview: int
    deductibleTax: float | None = Field(None, description="In the VAT summary.")

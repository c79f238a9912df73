"""Which receipts are asked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from receipt_desktop.domain.categories import TaxTreatment
from receipt_desktop.domain.duplicates import DuplicateTier
from receipt_desktop.domain.export_batch import ExportFilter
from receipt_desktop.domain.receipt import Status
from receipt_desktop.domain.source import Source


@dataclass(frozen=True, slots=True)
class ReceiptQuery:
    """A filter of receipts; all conditions must match. Newest first."""

    text: str = ""
    """Words to find in file name, values and text, ignoring case, accents and decimal marks.

    Parts of words are found too; of words with one or two characters only the beginnings."""
    statuses: frozenset[Status] = frozenset()
    needs_review: bool | None = None
    approved: bool | None = None
    flagged: bool | None = None
    postponed: bool | None = None
    first_day: date | None = None
    last_day: date | None = None
    client: str | None = None
    """Only receipts that this API client has submitted, alone or as one of several."""
    ids: tuple[str, ...] | None = None
    limit: int | None = None
    after: tuple[datetime, str] | None = None
    """Time of creation and id of a receipt: only those after it in the list."""
    ended_after: datetime | None = None
    """Only receipts that were completed or failed since then."""
    numbers: Sequence[int] | None = None
    """Only receipts with these numbers, in this order."""
    merchant: str = ""
    """A part of the merchant's name, ignoring case and accents."""
    category: str | None = None
    """"" for receipts without a category."""
    currency: str | None = None
    """"" for receipts without a currency."""
    least: Decimal | None = None
    """The lowest total, in major units of whatever currency."""
    most: Decimal | None = None
    """The highest total."""
    has_problem: bool | None = None
    """Failed, or completed without total, date or merchant."""
    is_duplicate: bool | None = None
    """The same bytes and page as another receipt of the list, or an open possible duplicate."""
    duplicate_tier: DuplicateTier | None = None
    """Only open duplicates of this tier."""
    tag: str | None = None
    """"" for receipts without tags."""
    project: str | None = None
    """"" for receipts without a project."""
    paid_by: str | None = None
    """"" for receipts without a payer."""
    reimbursable: bool | None = None
    archived: bool | None = False
    """None for archived receipts too; it does not matter where `ids` or `numbers` are given."""
    export: ExportFilter | None = None
    """Only receipts that were, or were not yet, exported."""
    source: Source | None = None
    """Only receipts of this kind of source; with a name or sender, only of this one."""
    merchant_name: str | None = None
    """The whole name of the merchant, ignoring case and accents; "" for none."""
    tax_rate: str | None = None
    """Only with a part of the total under this rate (5.5), or in this `TaxState`."""
    tax_treatment: TaxTreatment | None = None
    """Only of categories with this treatment."""
    has_total: bool | None = None
    has_day: bool | None = None
    without_duplicates: bool = False
    """Without receipts that seem to repeat, or to belong to, another one until one decides."""

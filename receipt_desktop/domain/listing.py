"""What the list of receipts shows: its order, its counts and its totals. Frozen snapshots."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from decimal import Decimal

from receipt_desktop.domain.categories import Category
from receipt_desktop.domain.fields import Field, FieldValue


class SortKey(enum.StrEnum):
    """What a list of receipts is sorted by. Receipts without the value come last."""

    ADDED = "added"
    DATE = "date"
    MERCHANT = "merchant"
    CATEGORY = "category"
    TOTAL = "total"
    TAX = "tax"
    CURRENCY = "currency"
    STATUS = "status"
    FILE = "file"
    CONFIDENCE = "confidence"
    TAGS = "tags"
    PROJECT = "project"
    PAID_BY = "paid_by"
    REIMBURSABLE = "reimbursable"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class ReceiptOrder:
    """The order of a list; receipts with the same value are in the order of arrival."""

    key: SortKey = SortKey.ADDED
    descending: bool = True


@dataclass(frozen=True, slots=True)
class KindCounts:
    """The numbers of receipts of each kind; every receipt but `all` is of one kind."""

    open: int = 0
    """Waiting or processing."""
    review: int = 0
    done: int = 0
    failed: int = 0

    @property
    def all(self) -> int:
        return self.open + self.review + self.done + self.failed


@dataclass(frozen=True, slots=True)
class CategoryTotal:
    """The sums of one currency and category."""

    currency: str | None
    category: str | None
    count: int
    total: Decimal
    tax: Decimal


@dataclass(frozen=True, slots=True)
class RateTotal:
    """The sums of one currency and tax rate, from the tax tables of the receipts."""

    currency: str | None
    rate: Decimal | None
    """In percent."""
    net: Decimal
    """Of the lines that state it."""
    tax: Decimal


@dataclass(frozen=True, slots=True)
class ReceiptTotals:
    """The totals of some receipts; those without a total are only counted."""

    count: int = 0
    groups: tuple[CategoryTotal, ...] = ()

    def by_currency(self) -> tuple[CategoryTotal, ...]:
        """The sums of each currency, the one with the most receipts first."""
        currencies = dict.fromkeys(group.currency for group in self.groups)
        sums = [
            _add_groups(currency, None, [one for one in self.groups if one.currency == currency])
            for currency in currencies
        ]
        return tuple(sorted(sums, key=lambda one: -one.count))


@dataclass(frozen=True, slots=True)
class ListedValues:
    """The values that receipts of the list have, the commonest first."""

    merchants: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    currencies: tuple[str, ...] = ()
    projects: tuple[str, ...] = ()
    payers: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    offered: tuple[Category, ...] = ()
    """The list of categories in its order."""


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field of one receipt before it was changed together with others."""

    receipt_id: str
    field: Field
    was_corrected: bool
    """Whether `value` was a correction; otherwise it was read."""
    value: FieldValue | None


def _add_groups(
    currency: str | None, category: str | None, groups: list[CategoryTotal]
) -> CategoryTotal:
    return CategoryTotal(
        currency,
        category,
        sum(group.count for group in groups),
        sum((group.total for group in groups), Decimal(0)),
        sum((group.tax for group in groups), Decimal(0)),
    )

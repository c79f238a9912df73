"""Queries for the list of receipts: its order, its counts, its totals, the values it has."""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import chain
from types import MappingProxyType
from typing import Any

from sqlalchemy import ColumnElement, Select, case, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from receipt_desktop.domain.fields import split_tags
from receipt_desktop.domain.listing import (
    CategoryTotal,
    KindCounts,
    ListedValues,
    RateTotal,
    ReceiptOrder,
    ReceiptTotals,
    SortKey,
)
from receipt_desktop.domain.receipt import Receipt, Status
from receipt_desktop.domain.receipt_query import ReceiptQuery
from receipt_desktop.store import line_categories, queries, search_index
from receipt_desktop.store.base import StoreBase
from receipt_desktop.store.category_names import load_categories
from receipt_desktop.store.mapping import to_receipt
from receipt_desktop.store.money import from_minor_units
from receipt_desktop.store.query_conditions import (
    IS_PRESENT,
    conditions,
    scaled_total,
)
from receipt_desktop.store.tables import ReadingRow, ReceiptRow, TaxLineRow
from receipt_desktop.store.tax_tables import TaxPartRow

MAX_LISTED_VALUES = 200
"""Values of one kind that are offered."""
MAX_RATES = 12
"""Tax rates that get columns of their own."""
SORT_COLUMNS = MappingProxyType(
    {
        SortKey.ADDED: ReceiptRow.created_at,
        SortKey.DATE: ReceiptRow.day,
        SortKey.MERCHANT: func.nullif(ReceiptRow.sort_name, ""),
        SortKey.CATEGORY: ReceiptRow.category,
        SortKey.TAX: ReceiptRow.tax_minor,
        SortKey.CURRENCY: ReceiptRow.currency,
        SortKey.STATUS: ReceiptRow.status,
        SortKey.FILE: ReceiptRow.file_name,
        SortKey.CONFIDENCE: ReceiptRow.confidence,
        SortKey.TAGS: ReceiptRow.tags,
        SortKey.PROJECT: ReceiptRow.project,
        SortKey.PAID_BY: ReceiptRow.paid_by,
        SortKey.SOURCE: ReceiptRow.source_kind,
        SortKey.REIMBURSABLE: ReceiptRow.reimbursable,
        SortKey.NOTE: ReceiptRow.note,
    }
)
"""By `SortKey`; the total needs the decimals of its currency."""


class ListingQueries(StoreBase):
    """Queries for the list. Numbers stand for receipts: they take a fraction of the memory."""

    def list_numbers(
        self,
        query: ReceiptQuery,
        order: ReceiptOrder = ReceiptOrder(),  # noqa: B008 (frozen)
    ) -> array[int]:
        """The numbers of the matching receipts in this order, 8 bytes each."""
        if self.is_shared or query.ids is not None or query.numbers is not None:
            with self._read_session() as session:
                return select_numbers(session, query, order)
        plain = replace(query, text="")
        with self._read_session() as session:
            listed = self._listing_cache.find_numbers(
                plain, order, lambda: select_numbers(session, plain, order)
            )
            found = search_index.find_numbers(session, query.text)
        return listed[:] if found is None else array("q", filter(found.__contains__, listed))

    def find_numbered_receipts(self, numbers: Sequence[int]) -> list[Receipt]:
        """The receipts with these numbers, in this order; removed ones are left out."""
        with self._read_session() as session:
            return [to_receipt(row) for row in queries.find_numbered_rows(session, numbers)]

    def list_ids(self, numbers: Sequence[int]) -> list[str]:
        """The ids of the receipts with these numbers, in this order."""
        with self._read_session() as session:
            return queries.find_numbered_ids(session, numbers)

    def count_kinds(self, query: ReceiptQuery) -> KindCounts:
        """The numbers of matching receipts of each kind."""
        with self._read_session() as session:
            rows = _execute(session, queries.COUNT_STATES, query)
        counts: dict[str, int] = defaultdict(int)
        for status, needs_review, approved, number in rows:
            counts[_find_kind(Status(status), needs_review and not approved)] += number
        return KindCounts(**counts)

    def sum_receipts(self, query: ReceiptQuery) -> ReceiptTotals:
        """The totals of the matching receipts by currency and category."""
        with self._read_session() as session:
            rows = _execute(session, _TOTALS, query)
            is_split = line_categories.has_any(session)
            shares = _execute(session, _CATEGORY_SHARES, query) if is_split else []
        groups = _sum_rows(chain(rows, _move_shares(shares)))
        return ReceiptTotals(sum(count for _, _, count, *_ in rows), tuple(groups))

    def sum_tax_rates(self, query: ReceiptQuery) -> tuple[RateTotal, ...]:
        """The taxes of the matching receipts by currency and rate, from their tax tables."""
        with self._read_session() as session:
            rows = _execute(session, _RATES, query)
        return tuple(_sum_rates(rows))

    def list_tax_rates(self, query: ReceiptQuery, limit: int = MAX_RATES) -> tuple[Decimal, ...]:
        """The tax rates of the matching receipts as read, the commonest first."""
        found: dict[Decimal, int] = defaultdict(int)
        with self._read_session() as session:
            for chunk in _iterate_conditions(session, query):
                for rate, count in session.execute(_COUNTED_RATES.where(*chunk)):
                    found[Decimal(str(rate)).normalize()] += count
        commonest = sorted(found, key=lambda rate: (-found[rate], rate))
        return tuple(commonest[:limit])

    def list_values(self) -> ListedValues:
        """The values of the list that filters and editors offer."""
        columns = (
            *(ReceiptRow.merchant, ReceiptRow.category, ReceiptRow.currency),
            *(ReceiptRow.project, ReceiptRow.paid_by),
        )
        with self._read_session() as session:
            merchants, categories, currencies, projects, payers = (
                tuple(session.scalars(_select_values(column))) for column in columns
            )
            written = session.scalars(_select_values(ReceiptRow.tags))
            tags = Counter(tag for value in written for tag in split_tags(value or ""))
            return ListedValues(
                merchants,
                categories,
                currencies,
                projects,
                payers,
                tuple(tag for tag, _ in tags.most_common()),
                load_categories(session),
            )


def select_numbers(session: Session, query: ReceiptQuery, order: ReceiptOrder) -> array[int]:
    """The numbers of the matching receipts in this order."""
    wanted = select(ReceiptRow.number).where(IS_PRESENT, *conditions(session, query))
    ordered = wanted.order_by(*_order_columns(order))
    return array("q", chain.from_iterable(queries.fetch_plainly(session, ordered)))


_TOTALS = select(
    ReceiptRow.currency,
    ReceiptRow.category,
    func.count(),
    func.sum(ReceiptRow.total_minor),
    func.sum(ReceiptRow.tax_minor),
).group_by(ReceiptRow.currency, ReceiptRow.category)
_SPLIT = select(TaxPartRow.receipt).where(TaxPartRow.category.is_not(None))
"""The few receipts with such line items, from an index: the others are not looked at."""
_CATEGORY_SHARES = (
    select(
        ReceiptRow.currency,
        ReceiptRow.category,
        TaxPartRow.category,
        func.count(TaxPartRow.receipt.distinct()),
        func.sum(TaxPartRow.net_minor + TaxPartRow.tax_minor),
        func.sum(case((ReceiptRow.tax_minor.is_(None), 0), else_=TaxPartRow.tax_minor)),
    )
    .join(TaxPartRow, TaxPartRow.receipt == ReceiptRow.number)
    .where(TaxPartRow.category.is_not(None), ReceiptRow.number.in_(_SPLIT))
    .group_by(ReceiptRow.currency, ReceiptRow.category, TaxPartRow.category)
)
"""What the totals of a category are that line items have of their own."""
_COUNTED_RATES = (
    select(TaxLineRow.rate, func.count())
    .join(ReceiptRow, ReceiptRow.id == TaxLineRow.receipt_id)
    .where(TaxLineRow.rate.is_not(None))
    .group_by(TaxLineRow.rate)
)
_RATES = (
    select(
        ReadingRow.currency,
        TaxLineRow.rate,
        func.sum(TaxLineRow.net_minor),
        func.sum(TaxLineRow.amount_minor),
    )
    .join(ReadingRow, ReadingRow.receipt_id == TaxLineRow.receipt_id)
    .join(ReceiptRow, ReceiptRow.id == TaxLineRow.receipt_id)
    .group_by(ReadingRow.currency, TaxLineRow.rate)
)


def _execute(session: Session, wanted: Select[*tuple[Any, ...]], query: ReceiptQuery) -> list[Any]:
    """The rows of a statement over the matching receipts, those of all chunks."""
    return [
        row
        for chunk in _iterate_conditions(session, query)
        for row in session.execute(wanted.where(*chunk))
    ]


def _iterate_conditions(
    session: Session, query: ReceiptQuery
) -> Iterator[Sequence[ColumnElement[bool]]]:
    """The conditions of a query, once for each chunk of its ids or numbers."""
    if query.ids is not None:
        for ids in queries.split_chunks(query.ids):
            yield (IS_PRESENT, ReceiptRow.id.in_(ids), *conditions(session, query))
        return
    if query.numbers is None:
        yield (IS_PRESENT, *conditions(session, query))
        return
    for start in range(0, len(query.numbers), queries.MAX_NUMBERS):
        chunk = query.numbers[start : start + queries.MAX_NUMBERS]
        yield (IS_PRESENT, ReceiptRow.number.in_(chunk), *conditions(session, query))


def _order_columns(order: ReceiptOrder) -> Sequence[Any]:
    """The sort columns; receipts without a value come last, the newest of equal ones first."""
    by = scaled_total() if order.key is SortKey.TOTAL else SORT_COLUMNS[order.key]
    placed = by.desc() if order.descending else by.asc()
    if order.key is SortKey.ADDED:
        return (placed, ReceiptRow.number.desc() if order.descending else ReceiptRow.number)
    return (placed.nulls_last(), ReceiptRow.number.desc())


def _find_kind(status: Status, in_review: bool) -> str:
    if status is Status.FAILED:
        return "failed"
    if status is not Status.COMPLETED:
        return "open"
    return "review" if in_review else "done"


def _move_shares(rows: Iterable[Any]) -> Iterator[tuple[Any, ...]]:
    """Take shares from the categories of their receipts, and add them to their own."""
    for currency, main, category, count, total, tax in rows:
        yield currency, main, 0, -total, -tax
        yield currency, category, count, total, tax


def _sum_rows(rows: Iterable[Any]) -> list[CategoryTotal]:
    """The groups of all chunks, most receipts first."""
    sums: dict[tuple[str | None, str | None], list[int]] = defaultdict(lambda: [0, 0, 0])
    for currency, category, *found in rows:
        held = sums[currency, category]
        for place, number in enumerate(found):
            held[place] += int(number or 0)
    groups = [
        CategoryTotal(
            currency,
            category,
            count,
            from_minor_units(total, currency),
            from_minor_units(tax, currency),
        )
        for (currency, category), (count, total, tax) in sums.items()
    ]
    return sorted(groups, key=lambda group: -group.count)


def _sum_rates(rows: Iterable[Any]) -> list[RateTotal]:
    sums: dict[tuple[str | None, str | None], list[int]] = defaultdict(lambda: [0, 0])
    for currency, rate, net, tax in rows:
        sums[currency, rate][0] += int(net or 0)
        sums[currency, rate][1] += int(tax or 0)
    return [
        RateTotal(
            currency,
            None if rate is None else Decimal(rate),
            from_minor_units(net, currency),
            from_minor_units(tax, currency),
        )
        for (currency, rate), (net, tax) in sorted(sums.items(), key=str)
    ]


def _select_values(column: InstrumentedAttribute[str | None]) -> Select[Any]:
    counted = select(column).where(IS_PRESENT, column.is_not(None)).group_by(column)
    return counted.order_by(func.count().desc(), column).limit(MAX_LISTED_VALUES)

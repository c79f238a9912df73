"""Adds receipts up for reports.

The database adds up what is in the currency of the report. Receipts in other currencies come as
rows of a few numbers: each is converted with the rate of its day and rounded on its own, so that
the sum is that of the amounts a person finds in the books.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import groupby
from types import MappingProxyType
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    case,
    extract,
    func,
    literal,
    literal_column,
    or_,
    select,
)
from sqlalchemy.orm import InstrumentedAttribute, Session

from receipt_desktop.domain.exchange_rates import EURO
from receipt_desktop.domain.report import Grouping, LeftOut, Report, ReportRequest, RowKey
from receipt_desktop.store.base import StoreBase
from receipt_desktop.store.category_names import load_tax_treatments
from receipt_desktop.store.exchange_rates import load_rates
from receipt_desktop.store.query_conditions import (
    IS_IN_REVIEW,
    IS_OPEN_DUPLICATE,
    IS_PRESENT,
    conditions,
)
from receipt_desktop.store.report_ledger import HUNDRED, ForeignPart, GroupSums, ReportLedger
from receipt_desktop.store.tables import ReceiptRow
from receipt_desktop.store.tax_tables import TaxPartRow

Column = ColumnElement[Any] | InstrumentedAttribute[Any]
Conditions = Sequence[ColumnElement[bool]]
MONTH = (
    extract("year", ReceiptRow.day) * literal_column(str(HUNDRED))  # written out: it is grouped by
    + extract("month", ReceiptRow.day)
)
CATEGORY = func.coalesce(TaxPartRow.category, ReceiptRow.category)
IS_FIRST_PART = case((TaxPartRow.position == 0, 1), else_=0)
HAS_TOTAL = ReceiptRow.total_minor.is_not(None)
NO_LABEL = literal("")
KEY_COLUMNS: Mapping[Grouping, Sequence[Column]] = MappingProxyType(
    {
        Grouping.MONTH: (MONTH,),
        Grouping.CATEGORY: (CATEGORY,),
        Grouping.MERCHANT: (ReceiptRow.sort_name,),
        Grouping.PROJECT: (ReceiptRow.project,),
        Grouping.TAX_RATE: (TaxPartRow.state, TaxPartRow.rate),
        Grouping.VAT: (TaxPartRow.state, TaxPartRow.rate, CATEGORY),
    }
)
"""What the database groups by."""


class ReportQueries(StoreBase):
    """Reports over all receipts."""

    def make_report(self, request: ReportRequest, currency: str, company: str = "") -> Report:
        """Add up the receipts in scope, in this currency (ISO 4217)."""
        with self._read_session() as session:
            where = (IS_PRESENT, *conditions(session, request.scope.make_query()))
            ledger = ReportLedger(request.grouping, currency, load_tax_treatments(session))
            _add_groups(session, ledger, where)
            _add_others(session, ledger, request, where)
            left_out = _count_left_out(session, request, where)
            unreviewed = _count(session, (*where, HAS_TOTAL, IS_IN_REVIEW))
        return Report(
            request,
            currency,
            datetime.now(UTC),
            ledger.list_rows(),
            ledger.total.to_row(RowKey(), currency),
            ledger.converted,
            ledger.list_unconverted(),
            left_out,
            unreviewed,
            company,
        )

    def find_last_day(self, today: date) -> date | None:
        """The day of the latest receipt; one that lies ahead counts only if there are no others."""
        latest = select(func.max(ReceiptRow.day)).where(IS_PRESENT, ReceiptRow.archived.is_(False))
        with self._read_session() as session:
            past = session.scalar(latest.where(ReceiptRow.day <= today))
            return past or session.scalar(latest)

    def find_commonest_currency(self) -> str:
        """The currency of most receipts; the euro without any."""
        wanted = select(ReceiptRow.currency).where(IS_PRESENT, ReceiptRow.currency.is_not(None))
        counted = wanted.group_by(ReceiptRow.currency).order_by(func.count().desc())
        with self._read_session() as session:
            return session.scalar(counted.limit(1)) or EURO


def _add_groups(session: Session, ledger: ReportLedger, where: Conditions) -> None:
    """Add the receipts in the currency of the report."""
    columns = KEY_COLUMNS[ledger.grouping]
    wanted = (
        select(
            *columns,
            func.max(_find_label(ledger.grouping)),
            func.count(TaxPartRow.receipt.distinct()),
            func.sum(IS_FIRST_PART),
            func.sum(TaxPartRow.net_minor),
            func.sum(TaxPartRow.tax_minor),
        )
        .select_from(ReceiptRow)
        .join(TaxPartRow, TaxPartRow.receipt == ReceiptRow.number)
        .where(*where, ReceiptRow.currency == ledger.currency)
        .group_by(*columns)
    )
    for *words, label, receipts, firsts, net, tax in session.execute(wanted):
        ledger.add_group(GroupSums(words, label, receipts, int(firsts), int(net), int(tax)))


def _add_others(
    session: Session, ledger: ReportLedger, request: ReportRequest, where: Conditions
) -> None:
    """Add the receipts in other currencies, one by one."""
    where = (*where, or_(ReceiptRow.currency != ledger.currency, ReceiptRow.currency.is_(None)))
    named = session.scalars(select(ReceiptRow.currency).where(*where).distinct())
    currencies = {ledger.currency, *(one for one in named if one)}
    rates = load_rates(session, currencies, request.scope.period)
    found = session.execute(_select_parts(ledger.grouping).where(*where))
    rows = (
        ForeignPart(number, day, currency, words, label, int(net), int(tax))
        for number, day, currency, *words, label, net, tax in found
    )
    for _, parts in groupby(rows, key=lambda part: part.number):
        ledger.add_receipt(list(parts), rates)


def _select_parts(grouping: Grouping) -> Select[Any]:
    columns: Sequence[Any] = (
        *(ReceiptRow.number, ReceiptRow.day, ReceiptRow.currency),
        *KEY_COLUMNS[grouping],
        _find_label(grouping),
        *(TaxPartRow.net_minor, TaxPartRow.tax_minor),
    )
    return (
        select(*columns)
        .select_from(ReceiptRow)
        .join(TaxPartRow, TaxPartRow.receipt == ReceiptRow.number)
        .order_by(ReceiptRow.number, TaxPartRow.position)
    )


def _find_label(grouping: Grouping) -> Column:
    """The column with the name of a row, where it is not the key."""
    return ReceiptRow.merchant if grouping is Grouping.MERCHANT else NO_LABEL


def _count_left_out(session: Session, request: ReportRequest, where: Conditions) -> LeftOut:
    """The receipts that are in none of the sums."""
    query = request.scope.make_query()
    undated = 0
    if not request.scope.period.is_open:
        any_day = conditions(session, replace(query, first_day=None, last_day=None))
        undated = _count(session, (IS_PRESENT, *any_day, HAS_TOTAL, ReceiptRow.day.is_(None)))
    duplicates = 0
    if query.without_duplicates:
        repeated = conditions(session, replace(query, without_duplicates=False))
        duplicates = _count(session, (IS_PRESENT, *repeated, HAS_TOTAL, IS_OPEN_DUPLICATE))
    without_total = _count(session, (*where, ReceiptRow.total_minor.is_(None)))
    return LeftOut(without_total, undated, duplicates)


def _count(session: Session, where: Conditions) -> int:
    return session.scalar(select(func.count()).select_from(ReceiptRow).where(*where)) or 0

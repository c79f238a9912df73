"""The conditions of a `ReceiptQuery` over the rows of receipts."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import cache

from babel.numbers import list_currencies
from sqlalchemy import ColumnElement, and_, case, exists, func, literal, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased

from receipt_desktop.domain.fields import TAG_SEPARATOR
from receipt_desktop.domain.receipt import Status
from receipt_desktop.domain.receipt_query import ReceiptQuery
from receipt_desktop.domain.source import Source
from receipt_desktop.store import search_index
from receipt_desktop.store.api_client_tables import SubmissionRow
from receipt_desktop.store.export_conditions import export_condition
from receipt_desktop.store.money import DEFAULT_DIGITS, count_decimals
from receipt_desktop.store.search_text import fold_text
from receipt_desktop.store.tables import ReceiptRow
from receipt_desktop.store.tax_conditions import has_category, tax_conditions

IS_PRESENT = ReceiptRow.removed_at.is_(None)
"""Not removed."""
IS_LISTED = and_(IS_PRESENT, ~ReceiptRow.archived)
"""Neither removed nor archived."""
IS_IN_REVIEW = and_(ReceiptRow.needs_review, ~ReceiptRow.approved)
LACKS_KEY_FIELD = or_(
    ReceiptRow.total_minor.is_(None), ReceiptRow.day.is_(None), ReceiptRow.merchant.is_(None)
)
HAS_PROBLEM = or_(
    ReceiptRow.status == Status.FAILED.value,
    and_(ReceiptRow.status == Status.COMPLETED.value, LACKS_KEY_FIELD),
)
IS_OPEN_DUPLICATE = and_(ReceiptRow.duplicate_of.is_not(None), ~ReceiptRow.approved)
"""It seems to repeat an earlier receipt or to belong to it, and no person has decided yet."""
MOST_DIGITS = 4
"""Decimals of the currency that has most, the Unidad de Fomento."""


def conditions(session: Session, query: ReceiptQuery) -> Iterator[ColumnElement[bool]]:
    """The conditions of a query but for its ids, numbers and limit."""
    yield from _state_conditions(query)
    yield from _value_conditions(query)
    found = search_index.match_text(session, query.text)
    if found is not None:
        yield found
    if query.client is not None:
        submitted = SubmissionRow.receipt_id == ReceiptRow.id
        yield exists().where(submitted, SubmissionRow.client == query.client)
    if query.after:
        moment, last = query.after
        same = and_(ReceiptRow.created_at == moment, ReceiptRow.id > last)
        yield or_(ReceiptRow.created_at < moment, same)


def scaled_total() -> ColumnElement[int | None]:
    """The total in 1/10000 of its currency, which is comparable between currencies."""
    powers = {name: 10 ** (MOST_DIGITS - digits) for name, digits in _unusual_currencies().items()}
    factor = case(
        *((ReceiptRow.currency == name, power) for name, power in powers.items()),
        else_=10 ** (MOST_DIGITS - DEFAULT_DIGITS),
    )
    return ReceiptRow.total_minor * factor


def _state_conditions(query: ReceiptQuery) -> Iterator[ColumnElement[bool]]:
    if query.statuses:
        yield ReceiptRow.status.in_([status.value for status in query.statuses])
    if query.needs_review is not None:
        yield IS_IN_REVIEW if query.needs_review else ~IS_IN_REVIEW
    if query.approved is not None:
        yield ReceiptRow.approved.is_(query.approved)
    if query.flagged is not None:
        yield ReceiptRow.flagged.is_(query.flagged)
    if query.postponed is not None:
        yield ReceiptRow.postponed.is_(query.postponed)
    if query.ended_after is not None:
        yield ReceiptRow.completed_at >= query.ended_after
    if query.archived is not None and query.ids is None:
        yield ReceiptRow.archived.is_(query.archived)
    if query.has_problem is not None:
        yield HAS_PROBLEM if query.has_problem else ~HAS_PROBLEM
    if query.export is not None:
        yield export_condition(query.export)
    yield from _duplicate_conditions(query)


def _duplicate_conditions(query: ReceiptQuery) -> Iterator[ColumnElement[bool]]:
    if query.is_duplicate is not None:
        repeats = or_(_has_same_bytes(), IS_OPEN_DUPLICATE)
        yield repeats if query.is_duplicate else ~repeats
    if query.duplicate_tier is not None:
        yield and_(IS_OPEN_DUPLICATE, ReceiptRow.duplicate_tier == query.duplicate_tier.value)
    if query.without_duplicates:
        yield ~IS_OPEN_DUPLICATE


def _value_conditions(query: ReceiptQuery) -> Iterator[ColumnElement[bool]]:
    if query.first_day:
        yield ReceiptRow.day >= query.first_day
    if query.last_day:
        yield ReceiptRow.day <= query.last_day
    if query.merchant:
        yield ReceiptRow.sort_name.contains(fold_text(query.merchant), autoescape=True)
    if query.category is not None:
        yield has_category(query.category)
    if query.currency is not None:
        yield _equals(ReceiptRow.currency, query.currency)
    yield from _bookkeeping_conditions(query)
    yield from _report_conditions(query)
    if query.least is not None:
        yield scaled_total() >= _scale(query.least)
    if query.most is not None:
        yield scaled_total() <= _scale(query.most)


def _report_conditions(query: ReceiptQuery) -> Iterator[ColumnElement[bool]]:
    """The conditions of the receipts that a row of a report adds up."""
    total, day = ReceiptRow.total_minor, ReceiptRow.day
    if query.has_total is not None:
        yield total.is_not(None) if query.has_total else total.is_(None)
    if query.has_day is not None:
        yield day.is_not(None) if query.has_day else day.is_(None)
    if query.merchant_name is not None:
        yield ReceiptRow.sort_name == fold_text(query.merchant_name)
    yield from tax_conditions(query)


def _bookkeeping_conditions(query: ReceiptQuery) -> Iterator[ColumnElement[bool]]:
    if query.project is not None:
        yield _equals(ReceiptRow.project, query.project)
    if query.paid_by is not None:
        yield _equals(ReceiptRow.paid_by, query.paid_by)
    if query.reimbursable is not None:
        yield ReceiptRow.reimbursable.is_(query.reimbursable)
    if query.tag:
        ends = literal(TAG_SEPARATOR)
        wrapped = ends.concat(ReceiptRow.tags).concat(ends)
        yield wrapped.contains(f"{TAG_SEPARATOR}{query.tag}{TAG_SEPARATOR}", autoescape=True)
    elif query.tag is not None:
        yield ReceiptRow.tags.is_(None)
    if query.source is not None:
        yield from _source_conditions(query.source)


def _source_conditions(source: Source) -> Iterator[ColumnElement[bool]]:
    yield ReceiptRow.source_kind == source.kind.value
    if source.name:
        yield ReceiptRow.source_name == source.name
    if source.sender:
        yield ReceiptRow.source_sender == source.sender


def _equals(name: InstrumentedAttribute[str | None], value: str) -> ColumnElement[bool]:
    return name == value if value else name.is_(None)


def _has_same_bytes() -> ColumnElement[bool]:
    """The groups by hash come from an index alone; only what is in one is looked at.

    Receipts of one picture, each with its own part, are not duplicates.
    """
    other, every = aliased(ReceiptRow), aliased(ReceiptRow)
    repeated = (
        select(every.content_hash).group_by(every.content_hash, every.page).having(func.count() > 1)
    )
    same = exists().where(
        ReceiptRow.content_hash != "",
        other.content_hash == ReceiptRow.content_hash,
        other.page.is_not_distinct_from(ReceiptRow.page),
        other.id != ReceiptRow.id,
        other.removed_at.is_(None),
        other.sources.is_(None),
    )
    return and_(ReceiptRow.content_hash.in_(repeated), ReceiptRow.sources.is_(None), same)


def _scale(amount: Decimal) -> int:
    return int(amount.scaleb(MOST_DIGITS).to_integral_value())


@cache
def _unusual_currencies() -> dict[str, int]:
    """Currencies with other than the default number of decimals."""
    decimals = {name: count_decimals(name) for name in list_currencies()}
    return {name: digits for name, digits in decimals.items() if digits != DEFAULT_DIGITS}

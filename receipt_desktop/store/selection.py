"""Which rows: the queries."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from sqlalchemy import ColumnElement, Select, and_, func, select
from sqlalchemy.orm import Session

from receipt_desktop.health import Counts
from receipt_desktop.receipt import Query, Status
from receipt_desktop.store.tables import ReceiptRow

MANY = 500
"""Ids in one statement; SQLite takes 32,766 variables, older ones 999."""

PRESENT = ReceiptRow.removed_at.is_(None)
WAITING = (
    select(ReceiptRow.id, ReceiptRow.priority, ReceiptRow.retry_at)
    .where(PRESENT, ReceiptRow.status == Status.PENDING.value)
    .order_by(ReceiptRow.created_at)
)
REMOVED_HASHES = select(ReceiptRow.content_hash).where(ReceiptRow.removed_at.is_not(None))


def rows(session: Session, query: Query) -> list[ReceiptRow]:
    """Those that fit, newest first."""
    wanted = select(ReceiptRow).where(PRESENT, *_conditions(query))
    wanted = wanted.order_by(ReceiptRow.created_at.desc(), ReceiptRow.id)
    if query.ids is None:
        return list(session.scalars(wanted.limit(query.limit)))
    found: list[ReceiptRow] = []
    for some in chunks(query.ids):
        found += session.scalars(wanted.where(ReceiptRow.id.in_(some)))
    return found[: query.limit]


def _conditions(query: Query) -> Iterator[ColumnElement[bool]]:
    for word in query.text.casefold().split():
        yield ReceiptRow.search.contains(word, autoescape=True)
    if query.statuses:
        yield ReceiptRow.status.in_([status.value for status in query.statuses])
    if query.needs_review is not None:
        asks = and_(ReceiptRow.needs_review, ~ReceiptRow.approved)
        yield asks if query.needs_review else ~asks
    if query.approved is not None:
        yield ReceiptRow.approved.is_(query.approved)
    if query.first_day:
        yield ReceiptRow.day >= query.first_day
    if query.last_day:
        yield ReceiptRow.day <= query.last_day


def by_ids(session: Session, ids: Collection[str], *, removed: bool = False) -> list[ReceiptRow]:
    """These rows, in no particular order; removed ones or present ones."""
    there = ReceiptRow.removed_at.is_not(None) if removed else PRESENT
    found: list[ReceiptRow] = []
    for some in chunks(tuple(ids)):
        found += session.scalars(select(ReceiptRow).where(there, ReceiptRow.id.in_(some)))
    return found


def chunks(ids: tuple[str, ...]) -> Iterable[tuple[str, ...]]:
    """At most MANY at a time."""
    return (ids[start : start + MANY] for start in range(0, len(ids), MANY))


def same_bytes(content_hash: str, page: int | None) -> Select[ReceiptRow]:
    """The newest row of these bytes and this page."""
    same_page = ReceiptRow.page.is_(None) if page is None else ReceiptRow.page == page
    wanted = select(ReceiptRow).where(PRESENT, ReceiptRow.content_hash == content_hash, same_page)
    return wanted.order_by(ReceiptRow.created_at.desc()).limit(1)


def hashes_among(hashes: Collection[str]) -> Select[str]:
    """Which of these a present row still uses."""
    return select(ReceiptRow.content_hash).where(ReceiptRow.content_hash.in_(hashes))


def recent_seconds(count: int) -> Select[float | None]:
    """Durations of the last completed attempts, newest first."""
    done = and_(ReceiptRow.status == Status.COMPLETED.value, ReceiptRow.seconds.is_not(None))
    wanted = select(ReceiptRow.seconds).where(done)
    return wanted.order_by(ReceiptRow.completed_at.desc()).limit(count)


def counts(session: Session) -> Counts:
    """How many present rows there are of each status."""
    wanted = select(ReceiptRow.status, func.count()).where(PRESENT).group_by(ReceiptRow.status)
    by_status = dict(session.execute(wanted).all())
    asks = select(func.count()).where(PRESENT, ReceiptRow.needs_review, ~ReceiptRow.approved)
    return Counts(
        **{status.value: by_status.get(status.value, 0) for status in Status},
        needs_review=session.scalar(asks) or 0,
    )

"""Conditions and queries over the rows of receipts."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Executable,
    Select,
    and_,
    bindparam,
    func,
    or_,
    select,
)
from sqlalchemy.orm import Session

from receipt_desktop.domain.health import ReceiptCounts
from receipt_desktop.domain.receipt import Receipt, Status
from receipt_desktop.domain.receipt_query import ReceiptQuery
from receipt_desktop.store import query_conditions
from receipt_desktop.store.history_tables import AuditRow
from receipt_desktop.store.query_conditions import conditions
from receipt_desktop.store.tables import FurtherOriginalRow, ReceiptRow

Key = TypeVar("Key", str, int)
MAX_IDS = 500
"""Ids per statement; SQLite takes 32,766 variables, older versions 999."""
MAX_NUMBERS = 5_000
"""Numbers per statement, of which nothing but an id is loaded."""

IS_PRESENT = query_conditions.IS_PRESENT
"""Not removed."""
IS_LISTED = query_conditions.IS_LISTED
"""Neither removed nor archived."""
IS_PENDING = ReceiptRow.status == Status.PENDING.value
IS_PROCESSING = ReceiptRow.status == Status.PROCESSING.value
IS_FINISHED = ReceiptRow.status.in_([Status.COMPLETED.value, Status.FAILED.value])
IS_WAITING = and_(IS_PENDING, IS_PRESENT, ReceiptRow.held.is_(False))
"""In the queue: pending, not removed and not on hold."""
SELECT_WAITING = select(ReceiptRow).where(IS_WAITING).order_by(ReceiptRow.created_at, ReceiptRow.id)
_STATES = (ReceiptRow.status, ReceiptRow.needs_review, ReceiptRow.approved)
COUNT_STATES = select(*_STATES, func.count().label("number")).group_by(*_STATES)
"""By plain columns, in whose order SQLite has an index."""
SELECT_PROCESSING = (
    select(ReceiptRow).where(IS_PRESENT, IS_PROCESSING).order_by(ReceiptRow.started_at)
)


def find_rows(session: Session, query: ReceiptQuery) -> list[ReceiptRow]:
    """The matching rows, newest first."""
    if query.numbers is not None:
        return find_numbered_rows(session, query.numbers)[: query.limit]
    wanted = select(ReceiptRow).where(*conditions(session, query))
    wanted = wanted.order_by(ReceiptRow.created_at.desc(), ReceiptRow.id)
    if query.ids is None:
        return list(session.scalars(wanted.where(IS_PRESENT).limit(query.limit)))
    found: list[ReceiptRow] = []
    for chunk in split_chunks(query.ids):  # only by id: SQLite would scan all present rows
        rows = session.scalars(wanted.where(ReceiptRow.id.in_(chunk)))
        found += (row for row in rows if row.removed_at is None)
    return found[: query.limit]


def find_numbered_rows(session: Session, numbers: Sequence[int]) -> list[ReceiptRow]:
    """The present rows with these numbers, in this order."""
    found: dict[int | None, ReceiptRow] = {}
    for chunk in split_chunks(tuple(numbers)):
        rows = session.scalars(select(ReceiptRow).where(ReceiptRow.number.in_(chunk)))
        found.update((row.number, row) for row in rows if row.removed_at is None)
    return [found[number] for number in numbers if number in found]


def fetch_plainly(session: Session, wanted: Executable) -> Iterable[Any]:
    """The rows as the driver's tuples: no object is made for each of 100,000."""
    cursor: Any = session.connection().execute(wanted).cursor
    return cursor  # type: ignore[no-any-return]  # both drivers iterate over tuples


def find_numbered_ids(
    session: Session, numbers: Sequence[int], *further: ColumnElement[bool]
) -> list[str]:
    """The ids of the present receipts with these numbers, in this order.

    `further` are conditions that they must match as well.
    """
    found: dict[int, str] = {}
    for start in range(0, len(numbers), MAX_NUMBERS):
        chunk = numbers[start : start + MAX_NUMBERS]
        wanted = select(ReceiptRow.number, ReceiptRow.id).where(
            IS_PRESENT, ReceiptRow.number.in_(chunk), *further
        )
        found.update(list(fetch_plainly(session, wanted)))
    return [found[number] for number in numbers if number in found]


def find_changed_ids(session: Session, moment: datetime) -> list[str]:
    """Ids of receipts that are processing or were changed since then, removed ones too."""
    moments = (
        ReceiptRow.created_at,
        ReceiptRow.queued_at,
        ReceiptRow.started_at,
        ReceiptRow.completed_at,
        ReceiptRow.removed_at,
    )
    rows = select(ReceiptRow.id).where(or_(IS_PROCESSING, *(one >= moment for one in moments)))
    by_people = select(AuditRow.receipt_id).where(
        AuditRow.at >= moment, AuditRow.receipt_id.is_not(None)
    )
    return sorted({*session.scalars(rows), *map(str, session.scalars(by_people))})


def count_rows(session: Session, query: ReceiptQuery) -> int:
    """The number of matching rows."""
    if query.ids is not None or query.numbers is not None:
        return len(find_rows(session, query))
    wanted = (
        select(func.count()).select_from(ReceiptRow).where(IS_PRESENT, *conditions(session, query))
    )
    return session.scalar(wanted) or 0


def count_ahead(session: Session, receipt: Receipt) -> int:
    """The number of receipts that are processing or run before this waiting one."""
    known = {
        "id": receipt.id,
        "priority": int(receipt.priority),
        "created_at": receipt.created_at,
    }
    return session.scalar(_COUNT_AHEAD[receipt.lost_workers > 0], known) or 0


def _count_ahead_statement(*, lost: bool) -> Select[int]:
    """Built once, because it runs for every status request of a waiting receipt."""
    priority: BindParameter[int] = bindparam("priority")
    came: BindParameter[datetime] = bindparam("created_at")
    same = and_(ReceiptRow.priority == priority, ReceiptRow.created_at < came)
    before = or_(ReceiptRow.lost == 0 if lost else ReceiptRow.priority > priority, same)
    sooner = or_(IS_PROCESSING, and_(IS_WAITING, before))
    other = ReceiptRow.id != bindparam("id")
    return select(func.count()).select_from(ReceiptRow).where(IS_PRESENT, other, sooner)


_COUNT_AHEAD = {lost: _count_ahead_statement(lost=lost) for lost in (False, True)}


def find_ids(session: Session, query: ReceiptQuery) -> list[str]:
    """The ids of matching rows, newest first, or in the order of the query's numbers."""
    if query.numbers is not None:
        return find_numbered_ids(session, query.numbers, *conditions(session, query))
    wanted = select(ReceiptRow.id).where(IS_PRESENT, *conditions(session, query))
    return list(session.scalars(wanted.order_by(ReceiptRow.created_at.desc(), ReceiptRow.id)))


def find_proven_ids(session: Session, ids: Collection[str]) -> list[str]:
    """Those of these that need no review, lack nothing, and are neither approved nor postponed.

    Only ids are loaded: a queue may have 100,000 of them.
    """
    wanted = select(ReceiptRow.id).where(
        IS_PRESENT,
        ReceiptRow.status == Status.COMPLETED.value,
        ~ReceiptRow.needs_review,
        ~ReceiptRow.approved,
        ~ReceiptRow.postponed,
        ~query_conditions.LACKS_KEY_FIELD,
    )
    return _find_ids_among(session, ids, wanted)


def find_approved_ids(session: Session, ids: Collection[str]) -> list[str]:
    """Those of these that are approved."""
    wanted = select(ReceiptRow.id).where(IS_PRESENT, ReceiptRow.approved)
    return _find_ids_among(session, ids, wanted)


def _find_ids_among(session: Session, ids: Collection[str], wanted: Select[str]) -> list[str]:
    chunks = split_chunks(tuple(ids))
    found = (session.scalars(wanted.where(ReceiptRow.id.in_(chunk))) for chunk in chunks)
    return [one for rows in found for one in rows]


def find_statuses(session: Session, ids: Collection[str]) -> dict[str, Status]:
    """The statuses of the present receipts among these."""
    wanted = select(ReceiptRow.id, ReceiptRow.status, ReceiptRow.removed_at)
    found: dict[str, Status] = {}
    for chunk in split_chunks(tuple(ids)):
        rows = session.execute(wanted.where(ReceiptRow.id.in_(chunk)))
        found.update((one.id, Status(one.status)) for one in rows if one.removed_at is None)
    return found


def lock_rows(session: Session, ids: Collection[str], *, removed: bool = False) -> list[ReceiptRow]:
    """Lock and return the present (or `removed`) rows among these, in the order of their ids."""
    found: list[ReceiptRow] = []
    for chunk in split_chunks(tuple(sorted(ids))):
        wanted = select(ReceiptRow).where(ReceiptRow.id.in_(chunk)).order_by(ReceiptRow.id)
        rows = session.scalars(wanted.with_for_update())
        found += (row for row in rows if (row.removed_at is not None) == removed)
    return found


def split_chunks(ids: tuple[Key, ...]) -> Iterable[tuple[Key, ...]]:
    """The ids or numbers in chunks of at most `MAX_IDS`."""
    return (ids[start : start + MAX_IDS] for start in range(0, len(ids), MAX_IDS))


def lock_content(session: Session, content_hash: str) -> None:
    """Lock a content hash until the end of the transaction; SQLite has only one writer anyway."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(select(func.pg_advisory_xact_lock(func.hashtext(content_hash))))


def find_used_hashes(
    session: Session, hashes: Collection[str] | None = None, *among: ColumnElement[bool]
) -> set[str]:
    """The hashes (among these) of originals that a row uses, removed ones included.

    `among` restricts the rows that count.
    """
    if hashes is None:
        return _select_hashes(session, among)
    found = (_select_hashes(session, among, chunk) for chunk in split_chunks(tuple(hashes)))
    return set().union(*found)


def _select_hashes(
    session: Session, among: Sequence[ColumnElement[bool]], chunk: Sequence[str] | None = None
) -> set[str]:
    own = select(ReceiptRow.content_hash).where(*among)
    further = select(FurtherOriginalRow.content_hash)
    if among:
        further = further.join(ReceiptRow, ReceiptRow.id == FurtherOriginalRow.receipt_id)
    further = further.where(*among)
    if chunk is not None:
        own = own.where(ReceiptRow.content_hash.in_(chunk))
        further = further.where(FurtherOriginalRow.content_hash.in_(chunk))
    return {*session.scalars(own), *session.scalars(further)} - {""}


def count_by_status(session: Session) -> ReceiptCounts:
    """The numbers of rows by status, without removed and archived ones."""
    found = session.execute(COUNT_STATES.where(IS_LISTED)).all()
    held = select(func.count()).where(IS_PRESENT, IS_PENDING, ReceiptRow.held)
    return ReceiptCounts(
        **{
            status.value: sum(row.number for row in found if row.status == status.value)
            for status in Status
        },
        needs_review=sum(row.number for row in found if row.needs_review and not row.approved),
        held=session.scalar(held) or 0,
    )

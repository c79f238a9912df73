"""Verbs in, frozen snapshots out. The only announcer of changes."""

from __future__ import annotations

import threading
import uuid
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime

from sqlalchemy import delete, func, select, text
from sqlalchemy.orm import Session

from receipt_desktop.errors import InvalidRequest
from receipt_desktop.health import Counts
from receipt_desktop.receipt import (
    Announcement,
    Details,
    Field,
    FieldValue,
    Listener,
    Priority,
    Query,
    Receipt,
    Removed,
    Stage,
    Status,
    Wish,
)
from receipt_desktop.store import corrections, readings, selection
from receipt_desktop.store.announcer import Announcer
from receipt_desktop.store.engine import connect, reading, writing
from receipt_desktop.store.leases import Leases
from receipt_desktop.store.rows import snapshot
from receipt_desktop.store.tables import ReceiptRow

BATCH = 200
"""Receipts loaded at a time for an export."""


class Store(Leases):
    """All receipts. Thread-safe; several processes may share one database."""

    def __init__(self, url: str) -> None:
        """Open the database and bring its tables up to date. Raises `ServiceUnavailable`."""
        self._engine, self.recovered_from = connect(url)
        self._writing = threading.Lock()
        self._announcer = Announcer()

    def close(self) -> None:
        """Close all connections."""
        self._engine.dispose()

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Hear every committed change, on the thread that made it or another one."""
        return self._announcer.subscribe(listener)

    @contextmanager
    def _change(self) -> Iterator[tuple[Session, list[ReceiptRow | Removed]]]:
        """One transaction; what is put on the list is announced after its commit."""
        changed: list[ReceiptRow | Removed] = []
        with self._writing:
            with writing(self._engine) as session:
                yield session, changed
                for row in changed:
                    if isinstance(row, ReceiptRow):
                        row.version += 1
            self._announcer.append(_announced(changed))
        self._announcer.deliver()

    # -- in

    def add(
        self,
        file_name: str,
        content_hash: str,
        original: str,
        priority: Priority,
        wish: Wish,
    ) -> Receipt:
        """A new waiting row, committed and announced."""
        row = ReceiptRow(
            id=str(uuid.uuid4()),
            file_name=file_name,
            content_hash=content_hash,
            original=original,
            priority=int(priority),
            status=Status.PENDING.value,
            stage=Stage.QUEUED.value,
            search=file_name.casefold(),
            created_at=datetime.now(UTC),
            version=0,
        )
        _set_wish(row, wish)
        with self._change() as (session, changed):
            session.add(row)
            session.flush()
            changed.append(row)
        return snapshot(row)

    # -- out

    def get(self, receipt_id: str) -> Receipt:
        """One receipt. Raises `InvalidRequest` for an unknown id."""
        with reading(self._engine) as session:
            return snapshot(_known(session, receipt_id))

    def by_hash(self, content_hash: str, page: int | None) -> Receipt | None:
        """The receipt of these bytes (and page), unless it was removed."""
        with reading(self._engine) as session:
            row = session.scalars(selection.same_bytes(content_hash, page)).first()
            return snapshot(row) if row else None

    def receipts(self, query: Query) -> list[Receipt]:
        """Those that fit, newest first."""
        with reading(self._engine) as session:
            return [snapshot(row) for row in selection.rows(session, query)]

    def details(self, receipt_id: str) -> Details:
        """Everything read from one. Raises `InvalidRequest` for an unknown id."""
        with reading(self._engine) as session:
            return _details(session, _known(session, receipt_id))

    def all_details(self, query: Query) -> Iterator[Details]:
        """Everything of those that fit, newest first, or in the order of the query's ids."""
        ids = query.ids or tuple(receipt.id for receipt in self.receipts(query))
        if query.ids:
            fitting = {receipt.id for receipt in self.receipts(query)}
            ids = tuple(receipt_id for receipt_id in ids if receipt_id in fitting)
        for start in range(0, len(ids), BATCH):
            with reading(self._engine) as session:
                found = [session.get(ReceiptRow, one) for one in ids[start : start + BATCH]]
                batch = [_details(session, row) for row in found if row]
            yield from batch

    def counts(self) -> Counts:
        """How many there are of each status."""
        with reading(self._engine) as session:
            return selection.counts(session)

    def recent_seconds(self, count: int) -> list[float]:
        """Durations of the last completed attempts, oldest first."""
        with reading(self._engine) as session:
            newest_first = session.scalars(selection.recent_seconds(count))
            return [seconds for seconds in newest_first if seconds is not None][::-1]

    def finished_since(self, moment: datetime) -> int:
        """How many were completed since then."""
        wanted = select(func.count()).where(ReceiptRow.completed_at >= moment)
        with reading(self._engine) as session:
            return session.scalar(wanted) or 0

    def unfinished(self) -> list[tuple[str, Priority, datetime | None]]:
        """Waiting ones, oldest first: id, priority, when the next attempt is due."""
        with reading(self._engine) as session:
            return [
                (receipt_id, Priority(priority), retry_at)
                for receipt_id, priority, retry_at in session.execute(selection.WAITING)
            ]

    def check_integrity(self) -> str | None:
        """What the database says is damaged, or None."""
        if self._engine.dialect.name != "sqlite":
            return None
        with reading(self._engine) as session:
            said = str(session.scalar(text("PRAGMA quick_check")))
        return None if said == "ok" else said

    # -- what a person decides

    def cancel(self, ids: Collection[str]) -> list[Receipt]:
        """Those that wait or run become failed with CANCELLED."""
        open_ones = {Status.PENDING, Status.PROCESSING}
        return self._each(ids, corrections.cancel, open_ones)

    def reopen(self, ids: Collection[str], wish: Wish | None) -> list[Receipt]:
        """Finished ones wait again, with their attempts counted anew; corrections are kept."""

        def reopen(row: ReceiptRow) -> None:
            corrections.reopen(row)
            if wish is not None:
                _set_wish(row, Wish(wish.reader, wish.model, row.page))

        return self._each(ids, reopen, {Status.COMPLETED, Status.FAILED})

    def approve(self, ids: Collection[str], approved: bool) -> list[Receipt]:
        """A person says that they are right, or takes that back."""

        def approve(row: ReceiptRow) -> None:
            row.approved = approved

        return self._each(ids, approve, {Status.COMPLETED})

    def correct(self, receipt_id: str, field: Field, value: FieldValue | None) -> Receipt:
        """Set a field by hand; None says that it is not on the receipt.

        Raises `InvalidRequest` for an unknown id or a receipt that was not read yet.
        """
        with self._change() as (session, changed):
            row = _known(session, receipt_id)
            corrections.correct(session, row, field, value)
            changed.append(row)
        return snapshot(row)

    def uncorrect(self, receipt_id: str, field: Field) -> Receipt:
        """Back to the value that was read. Raises `InvalidRequest` as `correct`."""
        with self._change() as (session, changed):
            row = _known(session, receipt_id)
            corrections.uncorrect(session, row, field)
            changed.append(row)
        return snapshot(row)

    def remove(self, ids: Collection[str]) -> None:
        """Off the list, to be brought back by `restore` or cleared away by `purge_removed`."""
        with self._change() as (session, changed):
            rows = selection.by_ids(session, ids)
            for row in rows:
                row.removed_at = datetime.now(UTC)
                corrections.give_up(row)
            if rows:
                changed.append(Removed(tuple(row.id for row in rows)))

    def restore(self, ids: Collection[str]) -> list[Receipt]:
        """Removed ones, back on the list."""
        with self._change() as (session, changed):
            rows = selection.by_ids(session, ids, removed=True)
            for row in rows:
                row.removed_at = None
            changed.extend(rows)
        return [snapshot(row) for row in rows]

    def purge_removed(self) -> list[str]:
        """Forget removed ones; the hashes of originals that no receipt uses any more."""
        with self._change() as (session, _):
            gone = set(session.scalars(selection.REMOVED_HASHES))
            session.execute(delete(ReceiptRow).where(ReceiptRow.removed_at.is_not(None)))
            left = set(session.scalars(selection.hashes_among(gone)))
        return sorted(gone - left)

    def _each(
        self, ids: Collection[str], act: Callable[[ReceiptRow], None], wanted: set[Status]
    ) -> list[Receipt]:
        """Act on those of these that have a wanted status."""
        with self._change() as (session, changed):
            rows = [row for row in selection.by_ids(session, ids) if Status(row.status) in wanted]
            for row in rows:
                act(row)
            changed.extend(rows)
        return [snapshot(row) for row in rows]


def _set_wish(row: ReceiptRow, wish: Wish) -> None:
    row.wish_reader = wish.reader.value if wish.reader else None
    row.wish_model = wish.model
    row.page = wish.page


def _known(session: Session, receipt_id: str) -> ReceiptRow:
    row = session.get(ReceiptRow, receipt_id)
    if row is None or row.removed_at is not None:
        raise InvalidRequest("There is no receipt with this id.", key="unknown_id")
    return row


def _details(session: Session, row: ReceiptRow) -> Details:
    mended = frozenset(Field(one.field) for one in readings.corrections(session, row.id))
    return Details(snapshot(row), readings.load(session, row), row.original, mended)


def _announced(changed: Sequence[ReceiptRow | Removed]) -> list[Announcement]:
    return [one if isinstance(one, Removed) else snapshot(one) for one in changed]

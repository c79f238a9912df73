"""Verbs in, frozen snapshots out. The only announcer of changes."""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime

from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from receipt_desktop.draft import Field
from receipt_desktop.health import Blocked, Counts
from receipt_desktop.receipt import (
    Announcement,
    Details,
    Listener,
    Priority,
    Query,
    Receipt,
    Removed,
    Status,
    Wish,
)
from receipt_desktop.store import additions, readings, selection
from receipt_desktop.store.additions import NewReceipt
from receipt_desktop.store.announcer import Announcer
from receipt_desktop.store.audit import NOBODY
from receipt_desktop.store.base import Changed, clock, known
from receipt_desktop.store.calendar import Calendar
from receipt_desktop.store.decisions import Decisions
from receipt_desktop.store.durability import Flusher
from receipt_desktop.store.engine import connect, reading, writing
from receipt_desktop.store.leases import Leases
from receipt_desktop.store.location import is_locked
from receipt_desktop.store.programs import Programs
from receipt_desktop.store.records import Records
from receipt_desktop.store.rows import snapshot
from receipt_desktop.store.switches import Switches
from receipt_desktop.store.tables import ReceiptRow
from receipt_desktop.store.writes import Writes

BATCH = 200
"""Receipts loaded at a time for an export."""


class Store(Leases, Decisions, Records, Switches, Programs):
    """All receipts. Thread-safe; several processes may share one database."""

    def __init__(self, url: str) -> None:
        """Open the database and bring its tables up to date.

        Raises `ServiceUnavailable`, and of its kinds `DamagedData` and `NewerData`.
        """
        self._engine, self._file = connect(url)
        self._writing = threading.Lock()
        self._flusher = Flusher(self._file.log if self._file else None)
        self._durable_commit = 0
        self._announcer = Announcer()
        self._writes = Writes()
        self._calendar = Calendar()
        with self._read() as session:
            self._calendar.date(clock(session))

    def close(self) -> None:
        """Close all connections; rows of a file that was deleted meanwhile are written again."""
        self._engine.dispose()
        if self._file:
            self._file.close()

    def blocked(self) -> Blocked | None:
        """Why the database cannot be written just now; None while it can."""
        return self._writes.blocked()

    @property
    def shared(self) -> bool:
        """Whether other machines may use the same database."""
        return self._engine.dialect.name != "sqlite"

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Hear every committed change, on the thread that made it or another one."""
        return self._announcer.subscribe(listener)

    def _read(self) -> AbstractContextManager[Session]:
        return reading(self._engine)

    @contextmanager
    def _change(self, *, durable: bool = True) -> Iterator[tuple[Session, Changed]]:
        changed: Changed = []
        with self._writing:
            with self._writes.one(), writing(self._engine) as session:
                yield session, changed
                for row in changed:
                    if isinstance(row, ReceiptRow):
                        row.version += 1
            commit = self._flusher.committed()
            if durable:
                self._durable_commit = commit
            self._announcer.append(_announced(changed), self._durable_commit)
        if durable:
            self._flusher.flush(commit)
        self._deliver()

    def flush(self) -> None:
        """Wait until everything committed so far is on the disk. Raises `ServiceUnavailable`."""
        self._flusher.flush()
        self._deliver()

    def _deliver(self) -> None:
        self._announcer.deliver(lambda: self._flusher.flushed)

    # -- in

    def add_all(self, new: Sequence[NewReceipt], *, by: str = NOBODY) -> list[tuple[Receipt, bool]]:
        """For each the present row of its bytes and page, or a new one that waits.

        One transaction; the flag says whether the row was there before. Two processes that add
        the same bytes at the same time get the same row. The rows are safe from a power cut after
        `flush`.
        """
        with self._change(durable=False) as (session, changed):
            rows = additions.add(session, new, by)
            changed += [row for row, known in rows if not known]
        return [(snapshot(row), known) for row, known in rows]

    def add(
        self,
        file_name: str,
        content_hash: str,
        original: str,
        priority: Priority,
        wish: Wish,
        *,
        by: str = NOBODY,
    ) -> Receipt:
        """The present row of these bytes and page, or a new one that waits."""
        new = NewReceipt(file_name, content_hash, priority, wish, original)
        added = self.add_all([new], by=by)[0][0]
        self.flush()
        return added

    # -- out

    def get(self, receipt_id: str) -> Receipt:
        """One receipt. Raises `InvalidRequest` for an unknown id."""
        with reading(self._engine) as session:
            return snapshot(known(session, receipt_id))

    def receipts(self, query: Query) -> list[Receipt]:
        """Those that fit, newest first."""
        with reading(self._engine) as session:
            return [snapshot(row) for row in selection.rows(session, query)]

    def details(self, receipt_id: str) -> Details:
        """Everything read from one. Raises `InvalidRequest` for an unknown id."""
        with reading(self._engine) as session:
            return _details(session, known(session, receipt_id))

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

    def waiting(self) -> list[Receipt]:
        """Those that wait and are not held, in the order in which they came."""
        with reading(self._engine) as session:
            return [snapshot(row) for row in session.scalars(selection.WAITING)]

    def working(self) -> list[tuple[str, Receipt]]:
        """Those at work in any process, with the owner of the lease."""
        with reading(self._engine) as session:
            rows = session.scalars(selection.WORKING)
            return [(row.lease_owner or "", snapshot(row)) for row in rows]

    def last_end(self) -> datetime | None:
        """When a receipt was last completed."""
        done = ReceiptRow.status == Status.COMPLETED.value
        with reading(self._engine) as session:
            return session.scalar(select(func.max(ReceiptRow.completed_at)).where(done))

    def count(self, query: Query) -> int:
        """How many fit."""
        with reading(self._engine) as session:
            return selection.count(session, query)

    def ahead(self, receipt: Receipt) -> int:
        """How many are done before this waiting one is begun."""
        with reading(self._engine) as session:
            return selection.ahead(session, receipt)

    def ids(self, query: Query) -> tuple[str, ...]:
        """The ids of those that fit, newest first."""
        with reading(self._engine) as session:
            return tuple(selection.ids(session, query))

    def statuses(self, ids: Collection[str]) -> dict[str, Status]:
        """The statuses of those of these that are there; cheaper than `receipts`."""
        with reading(self._engine) as session:
            return selection.statuses(session, ids)

    def is_locked(self) -> bool:
        """Whether another program has kept the database locked for `PROBE_SECONDS`."""
        return is_locked(self._engine.url)

    def size(self) -> int | None:
        """Bytes of the database; None where it does not tell."""
        asked = {
            "sqlite": "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size",
            "postgresql": "SELECT pg_database_size(current_database())",
        }.get(self._engine.dialect.name)
        if asked is None:
            return None
        with reading(self._engine) as session:
            return int(session.scalar(text(asked)) or 0)

    def announce(self, ids: Collection[str]) -> None:
        """Tell the listeners of changes that another process made."""
        with reading(self._engine) as session:
            rows = selection.by_ids(session, ids)
        there = {row.id for row in rows}
        gone = tuple(receipt_id for receipt_id in ids if receipt_id not in there)
        news: list[Announcement] = [snapshot(row) for row in rows]
        self._announcer.append([*news, Removed(gone)] if gone else news)
        self._deliver()

    def changed_since(self, moment: datetime) -> list[str]:
        """The ids of receipts that are at work or were changed since then, removed ones too."""
        with reading(self._engine) as session:
            return selection.changed_since(session, moment)

    def check_integrity(self) -> str | None:
        """What the database says is damaged, or None."""
        if self._engine.dialect.name != "sqlite":
            return None
        with reading(self._engine) as session:
            said = str(session.scalar(text("PRAGMA quick_check")))
        return None if said == "ok" else said


def _details(session: Session, row: ReceiptRow) -> Details:
    mended = frozenset(Field(one.field) for one in readings.corrections(session, row.id))
    return Details(snapshot(row), readings.load(session, row), row.original, mended)


def _announced(changed: Changed) -> list[Announcement]:
    return [snapshot(one) if isinstance(one, ReceiptRow) else one for one in changed]

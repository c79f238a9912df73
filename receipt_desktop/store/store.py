"""Verbs in, frozen snapshots out. The only announcer of changes."""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime

from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from receipt_desktop.domain.fields import Field
from receipt_desktop.domain.health import ReceiptCounts, WriteBlock
from receipt_desktop.domain.receipt import (
    ChangeListener,
    Priority,
    ReadOptions,
    Receipt,
    ReceiptChange,
    ReceiptDetails,
    ReceiptQuery,
    ReceiptsRemoved,
    Status,
)
from receipt_desktop.store import new_receipts, queries, readings
from receipt_desktop.store.api_clients import ApiClientRecords
from receipt_desktop.store.audit_log import DEFAULT_ACTOR
from receipt_desktop.store.base import ChangedRows, get_database_time, get_present_row
from receipt_desktop.store.commands import StoreCommands
from receipt_desktop.store.durability import CommitFlusher
from receipt_desktop.store.engine import connect_database, open_read_session, open_write_session
from receipt_desktop.store.job_history import JobHistory
from receipt_desktop.store.leases import Leases
from receipt_desktop.store.location import is_database_file_locked
from receipt_desktop.store.mapping import to_receipt
from receipt_desktop.store.new_receipts import NewReceipt
from receipt_desktop.store.notifier import ChangeNotifier
from receipt_desktop.store.queue_state import QueueState
from receipt_desktop.store.statistics_clock import StatisticsClock
from receipt_desktop.store.tables import ReceiptRow
from receipt_desktop.store.write_monitor import WriteMonitor
from receipt_desktop.validation.reconcile import suggest_fixes

EXPORT_BATCH_SIZE = 200
"""Receipts loaded at a time for an export."""


class Store(Leases, StoreCommands, JobHistory, QueueState, ApiClientRecords):
    """All receipts. Thread-safe; several processes may share one database."""

    def __init__(self, url: str) -> None:
        """Open the database and bring its tables up to date.

        Raises `ServiceUnavailable`, and of its kinds `DamagedData` and `NewerData`.
        """
        self._engine, self._file = connect_database(url)
        self._writing = threading.Lock()
        self._flusher = CommitFlusher(self._file.log_file if self._file else None)
        self._durable_commit = 0
        self._announcer = ChangeNotifier()
        self._writes = WriteMonitor()
        self._calendar = StatisticsClock()
        with self._read_session() as session:
            self._calendar.resolve_date(get_database_time(session))

    def close(self) -> None:
        """Close all connections; rows of a file that was deleted meanwhile are written again."""
        self._engine.dispose()
        if self._file:
            self._file.close()

    def find_write_block(self) -> WriteBlock | None:
        """Why the database cannot be written just now; None while it can."""
        return self._writes.find_block()

    @property
    def is_shared(self) -> bool:
        """Whether other machines may use the same database."""
        return self._engine.dialect.name != "sqlite"

    def subscribe(self, listener: ChangeListener) -> Callable[[], None]:
        """Hear every committed change, on the thread that made it or another one."""
        return self._announcer.subscribe(listener)

    def _read_session(self) -> AbstractContextManager[Session]:
        return open_read_session(self._engine)

    @contextmanager
    def _transaction(self, *, durable: bool = True) -> Iterator[tuple[Session, ChangedRows]]:
        changed: ChangedRows = []
        with self._writing:
            with self._writes.watch_transaction(), open_write_session(self._engine) as session:
                yield session, changed
                for row in changed:
                    if isinstance(row, ReceiptRow):
                        row.version += 1
            commit = self._flusher.register_commit()
            if durable:
                self._durable_commit = commit
            self._announcer.enqueue(_to_changes(changed), self._durable_commit)
        if durable:
            self._flusher.flush_commit(commit)
        self._deliver_changes()

    def flush(self) -> None:
        """Wait until everything committed so far is on the disk. Raises `ServiceUnavailable`."""
        self._flusher.flush_commit()
        self._deliver_changes()

    def _deliver_changes(self) -> None:
        self._announcer.deliver_due(lambda: self._flusher.flushed_commit)

    # -- in

    def add_receipts(
        self, new: Sequence[NewReceipt], *, by: str = DEFAULT_ACTOR
    ) -> list[tuple[Receipt, bool]]:
        """For each the present row of its bytes and page, or a new one that waits.

        One transaction; the flag says whether the row was there before. Two processes that add
        the same bytes at the same time get the same row. The rows are safe from a power cut after
        `flush`.
        """
        with self._transaction(durable=False) as (session, changed):
            rows = new_receipts.insert_receipts(session, new, by)
            changed += [row for row, known in rows if not known]
        return [(to_receipt(row), known) for row, known in rows]

    def add_receipt(
        self,
        file_name: str,
        content_hash: str,
        original: str,
        priority: Priority,
        wish: ReadOptions,
        *,
        by: str = DEFAULT_ACTOR,
    ) -> Receipt:
        """The present row of these bytes and page, or a new one that waits."""
        new = NewReceipt(file_name, content_hash, priority, wish, original)
        added = self.add_receipts([new], by=by)[0][0]
        self.flush()
        return added

    # -- out

    def get_receipt(self, receipt_id: str) -> Receipt:
        """One receipt. Raises `InvalidRequest` for an unknown id."""
        with open_read_session(self._engine) as session:
            return to_receipt(get_present_row(session, receipt_id))

    def find_receipts(self, query: ReceiptQuery) -> list[Receipt]:
        """Those that fit, newest first."""
        with open_read_session(self._engine) as session:
            return [to_receipt(row) for row in queries.find_rows(session, query)]

    def get_details(self, receipt_id: str) -> ReceiptDetails:
        """Everything read from one. Raises `InvalidRequest` for an unknown id."""
        with open_read_session(self._engine) as session:
            return _load_details(session, get_present_row(session, receipt_id))

    def iterate_details(self, query: ReceiptQuery) -> Iterator[ReceiptDetails]:
        """Everything of those that fit, newest first, or in the order of the query's ids."""
        ids = query.ids or tuple(receipt.id for receipt in self.find_receipts(query))
        if query.ids:
            fitting = {receipt.id for receipt in self.find_receipts(query)}
            ids = tuple(receipt_id for receipt_id in ids if receipt_id in fitting)
        for start in range(0, len(ids), EXPORT_BATCH_SIZE):
            with open_read_session(self._engine) as session:
                found = [
                    session.get(ReceiptRow, one) for one in ids[start : start + EXPORT_BATCH_SIZE]
                ]
                batch = [_load_details(session, row) for row in found if row]
            yield from batch

    def count_by_status(self) -> ReceiptCounts:
        """How many there are of each status."""
        with open_read_session(self._engine) as session:
            return queries.count_by_status(session)

    def list_waiting(self) -> list[Receipt]:
        """Those that wait and are not held, in the order in which they came."""
        with open_read_session(self._engine) as session:
            return [to_receipt(row) for row in session.scalars(queries.SELECT_WAITING)]

    def list_processing(self) -> list[tuple[str, Receipt]]:
        """Those at work in any process, with the owner of the lease."""
        with open_read_session(self._engine) as session:
            rows = session.scalars(queries.SELECT_PROCESSING)
            return [(row.lease_owner or "", to_receipt(row)) for row in rows]

    def last_completed_at(self) -> datetime | None:
        """When a receipt was last completed."""
        done = ReceiptRow.status == Status.COMPLETED.value
        with open_read_session(self._engine) as session:
            return session.scalar(select(func.max(ReceiptRow.completed_at)).where(done))

    def count_receipts(self, query: ReceiptQuery) -> int:
        """How many fit."""
        with open_read_session(self._engine) as session:
            return queries.count_rows(session, query)

    def count_ahead(self, receipt: Receipt) -> int:
        """How many are done before this waiting one is begun."""
        with open_read_session(self._engine) as session:
            return queries.count_ahead(session, receipt)

    def find_ids(self, query: ReceiptQuery) -> tuple[str, ...]:
        """The ids of those that fit, newest first."""
        with open_read_session(self._engine) as session:
            return tuple(queries.find_ids(session, query))

    def find_statuses(self, ids: Collection[str]) -> dict[str, Status]:
        """The statuses of those of these that are there; cheaper than `find_receipts`."""
        with open_read_session(self._engine) as session:
            return queries.find_statuses(session, ids)

    def is_locked(self) -> bool:
        """Whether another program has kept the database locked for `LOCK_PROBE_SECONDS`."""
        return is_database_file_locked(self._engine.url)

    def database_size(self) -> int | None:
        """Bytes of the database; None where it does not tell."""
        asked = {
            "sqlite": "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size",
            "postgresql": "SELECT pg_database_size(current_database())",
        }.get(self._engine.dialect.name)
        if asked is None:
            return None
        with open_read_session(self._engine) as session:
            return int(session.scalar(text(asked)) or 0)

    def announce_changes(self, ids: Collection[str]) -> None:
        """Tell the listeners of changes that another process made."""
        with open_read_session(self._engine) as session:
            rows = queries.lock_rows(session, ids)
        there = {row.id for row in rows}
        gone = tuple(receipt_id for receipt_id in ids if receipt_id not in there)
        news: list[ReceiptChange] = [to_receipt(row) for row in rows]
        self._announcer.enqueue([*news, ReceiptsRemoved(gone)] if gone else news)
        self._deliver_changes()

    def find_changed_since(self, moment: datetime) -> list[str]:
        """The ids of receipts that are at work or were changed since then, removed ones too."""
        with open_read_session(self._engine) as session:
            return queries.find_changed_ids(session, moment)

    def check_integrity(self) -> str | None:
        """What the database says is damaged, or None."""
        if self._engine.dialect.name != "sqlite":
            return None
        with open_read_session(self._engine) as session:
            said = str(session.scalar(text("PRAGMA quick_check")))
        return None if said == "ok" else said


def _load_details(session: Session, row: ReceiptRow) -> ReceiptDetails:
    corrected = frozenset(Field(one.field) for one in readings.load_corrections(session, row.id))
    receipt, reading = to_receipt(row), readings.load_reading(session, row)
    fixes = suggest_fixes(reading.checked.draft, receipt.reasons) if reading else ()
    return ReceiptDetails(receipt, reading, row.original, corrected, fixes)


def _to_changes(changed: ChangedRows) -> list[ReceiptChange]:
    return [to_receipt(one) if isinstance(one, ReceiptRow) else one for one in changed]

"""Verbs in, frozen snapshots out. The only announcer of changes."""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager

from sqlalchemy import text
from sqlalchemy.orm import Session

from receipt_desktop.domain.health import WriteBlock
from receipt_desktop.domain.receipt import (
    ChangeListener,
    Priority,
    ReadOptions,
    Receipt,
    ReceiptChange,
    ReceiptsRemoved,
)
from receipt_desktop.store import new_receipts, queries
from receipt_desktop.store.api_clients import ApiClientRecords
from receipt_desktop.store.audit_log import DEFAULT_ACTOR, AuditLog
from receipt_desktop.store.base import ChangedRows, get_database_time
from receipt_desktop.store.commands import StoreCommands
from receipt_desktop.store.durability import CommitFlusher
from receipt_desktop.store.engine import connect_database, open_read_session, open_write_session
from receipt_desktop.store.idempotency import IdempotencyKeys
from receipt_desktop.store.job_history import JobHistory
from receipt_desktop.store.leases import Leases
from receipt_desktop.store.location import is_database_file_locked
from receipt_desktop.store.mapping import to_receipt
from receipt_desktop.store.new_receipts import NewReceipt
from receipt_desktop.store.notifier import ChangeNotifier
from receipt_desktop.store.processes import ProcessRegistry
from receipt_desktop.store.queue_state import QueueState
from receipt_desktop.store.receipt_queries import ReceiptQueries
from receipt_desktop.store.removal import ReceiptRemoval
from receipt_desktop.store.statistics_clock import StatisticsClock
from receipt_desktop.store.tables import ReceiptRow
from receipt_desktop.store.webhook_deliveries import WebhookDeliveries
from receipt_desktop.store.write_monitor import WriteMonitor


class Store(
    ReceiptQueries,
    StoreCommands,
    ReceiptRemoval,
    Leases,
    JobHistory,
    AuditLog,
    QueueState,
    ProcessRegistry,
    ApiClientRecords,
    WebhookDeliveries,
    IdempotencyKeys,
):
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
        with self._read_session() as session:
            return int(session.scalar(text(asked)) or 0)

    def announce_changes(self, ids: Collection[str]) -> None:
        """Tell the listeners of changes that another process made."""
        with self._read_session() as session:
            rows = queries.lock_rows(session, ids)
        there = {row.id for row in rows}
        gone = tuple(receipt_id for receipt_id in ids if receipt_id not in there)
        news: list[ReceiptChange] = [to_receipt(row) for row in rows]
        self._announcer.enqueue([*news, ReceiptsRemoved(gone)] if gone else news)
        self._deliver_changes()

    def check_integrity(self) -> str | None:
        """What the database says is damaged, or None."""
        if self._engine.dialect.name != "sqlite":
            return None
        with self._read_session() as session:
            said = str(session.scalar(text("PRAGMA quick_check")))
        return None if said == "ok" else said


def _to_changes(changed: ChangedRows) -> list[ReceiptChange]:
    return [to_receipt(one) if isinstance(one, ReceiptRow) else one for one in changed]

"""The store: opens the database, runs transactions and announces changes."""

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
from receipt_desktop.store import audit_chain, new_receipts, queries
from receipt_desktop.store.api_clients import ApiClientRecords
from receipt_desktop.store.audit_log import DEFAULT_ACTOR, AuditLog
from receipt_desktop.store.base import ChangedRows, get_database_time
from receipt_desktop.store.bulk_corrections import BulkCorrections
from receipt_desktop.store.categories import CategoryCommands
from receipt_desktop.store.commands import StoreCommands
from receipt_desktop.store.duplicate_commands import DuplicateCommands
from receipt_desktop.store.durability import CommitFlusher
from receipt_desktop.store.engine import connect_database, open_read_session, open_write_session
from receipt_desktop.store.exchange_rates import ExchangeRates
from receipt_desktop.store.export_batches import ExportBatches
from receipt_desktop.store.folder_files import FolderFiles
from receipt_desktop.store.idempotency import IdempotencyKeys
from receipt_desktop.store.imported_receipts import ImportedReceipts
from receipt_desktop.store.intake_sources import IntakeSources
from receipt_desktop.store.job_history import JobHistory
from receipt_desktop.store.leases import Leases
from receipt_desktop.store.listing_cache import ListingCache
from receipt_desktop.store.listing_queries import ListingQueries
from receipt_desktop.store.location import is_database_file_locked
from receipt_desktop.store.mailboxes import Mailboxes
from receipt_desktop.store.manual_receipts import ManualReceipts
from receipt_desktop.store.mapping import to_receipt
from receipt_desktop.store.merge_commands import MergeCommands
from receipt_desktop.store.new_receipts import NewReceipt
from receipt_desktop.store.notifier import ChangeNotifier
from receipt_desktop.store.pages import PageCommands
from receipt_desktop.store.processes import ProcessRegistry
from receipt_desktop.store.queue_state import QueueState
from receipt_desktop.store.receipt_queries import ReceiptQueries
from receipt_desktop.store.removal import ReceiptRemoval
from receipt_desktop.store.report_queries import ReportQueries
from receipt_desktop.store.statistics_clock import StatisticsClock
from receipt_desktop.store.supplier_rules import SupplierRules
from receipt_desktop.store.suppliers import Suppliers
from receipt_desktop.store.tables import ReceiptRow
from receipt_desktop.store.tax_parts import TaxParts
from receipt_desktop.store.used_values import UsedValues
from receipt_desktop.store.verification import Verification
from receipt_desktop.store.webhook_deliveries import WebhookDeliveries
from receipt_desktop.store.write_monitor import WriteMonitor

COMMITS_PER_CHECKPOINT = 100
"""Commits of this process after which the write-ahead log is emptied, some 2 MB."""


class Store(
    ReceiptQueries,
    ListingQueries,
    StoreCommands,
    BulkCorrections,
    DuplicateCommands,
    MergeCommands,
    CategoryCommands,
    ManualReceipts,
    ImportedReceipts,
    ReceiptRemoval,
    PageCommands,
    Leases,
    JobHistory,
    AuditLog,
    Verification,
    QueueState,
    ProcessRegistry,
    ApiClientRecords,
    WebhookDeliveries,
    IdempotencyKeys,
    Suppliers,
    SupplierRules,
    ExportBatches,
    IntakeSources,
    Mailboxes,
    FolderFiles,
    ExchangeRates,
    TaxParts,
    ReportQueries,
    UsedValues,
):
    """All receipts. Thread-safe; several processes may share one database."""

    def __init__(self, url: str) -> None:
        """Open the database and bring its tables up to date.

        Raises `ServiceUnavailable`, or its subclasses `DamagedData` and `NewerData`.
        """
        self._engine, self._file = connect_database(url)
        self._writing = threading.Lock()
        self._flusher = CommitFlusher(self._file.log_file if self._file else None)
        self._durable_commit = 0
        self._notifier = ChangeNotifier()
        self._writes = WriteMonitor()
        self._calendar = StatisticsClock()
        self._listing_cache = ListingCache(self._file.read_version if self._file else lambda: None)
        with self._read_session() as session:
            self._calendar.resolve_date(get_database_time(session))

    def close(self) -> None:
        """Close all connections; if the file was deleted meanwhile, its rows are saved again."""
        self._engine.dispose()
        if self._file:
            self._file.close()

    def find_write_block(self) -> WriteBlock | None:
        """Why the database cannot be written to at the moment; None while it can."""
        return self._writes.find_block()

    @property
    def is_shared(self) -> bool:
        """Whether other machines may use the same database."""
        return self._engine.dialect.name != "sqlite"

    def subscribe(self, listener: ChangeListener) -> Callable[[], None]:
        """Call `listener` with every committed change, on any thread; returns the unsubscribe."""
        return self._notifier.subscribe(listener)

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
                audit_chain.write_pending(session)
            commit = self._flusher.register_commit()
            if durable:
                self._durable_commit = commit
            self._notifier.enqueue(_to_changes(changed), self._durable_commit)
        if durable:
            self._flusher.flush_commit(commit)
        self._deliver_changes()
        if self._file and commit % COMMITS_PER_CHECKPOINT == 0:
            self._file.empty_log()  # here no one waits for the lock or for the change

    def flush(self) -> None:
        """Wait until everything committed so far is on the disk. Raises `ServiceUnavailable`."""
        self._flusher.flush_commit()
        self._deliver_changes()

    def _deliver_changes(self) -> None:
        self._notifier.deliver_due(lambda: self._flusher.flushed_commit)

    def add_receipts(
        self, new: Sequence[NewReceipt], *, by: str = DEFAULT_ACTOR
    ) -> list[tuple[Receipt, bool]]:
        """Add receipts in one transaction; for each the receipt and whether it existed before.

        Content and page identify a receipt: two processes that add the same content at the same
        time get the same receipt. The rows are durable after `flush`.
        """
        with self._transaction(durable=False) as (session, changed):
            rows = new_receipts.insert_receipts(session, new, by)
            changed += [row for row, existed in rows if not existed]
        return [(to_receipt(row), existed) for row, existed in rows]

    def add_receipt(
        self,
        file_name: str,
        content_hash: str,
        priority: Priority,
        read_options: ReadOptions,
        *,
        by: str = DEFAULT_ACTOR,
    ) -> Receipt:
        """Add one receipt, or return the existing one with this content and page."""
        new = NewReceipt(file_name, content_hash, priority, read_options)
        added = self.add_receipts([new], by=by)[0][0]
        self.flush()
        return added

    def is_locked(self) -> bool:
        """Whether another program keeps the database locked for `LOCK_PROBE_SECONDS`."""
        return is_database_file_locked(self._engine.url)

    def database_size(self) -> int | None:
        """The size of the database in bytes; None if unknown."""
        statement = {
            "sqlite": "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size",
            "postgresql": "SELECT pg_database_size(current_database())",
        }.get(self._engine.dialect.name)
        if statement is None:
            return None
        with self._read_session() as session:
            return int(session.scalar(text(statement)) or 0)

    def announce_changes(self, ids: Collection[str]) -> None:
        """Notify the listeners of changes by another process."""
        with self._read_session() as session:
            rows = queries.lock_rows(session, ids)
        present = {row.id for row in rows}
        removed = tuple(receipt_id for receipt_id in ids if receipt_id not in present)
        changes: list[ReceiptChange] = [to_receipt(row) for row in rows]
        self._notifier.enqueue([*changes, ReceiptsRemoved(removed)] if removed else changes)
        self._deliver_changes()

    def check_integrity(self) -> str | None:
        """The damage that a quick check finds, or None."""
        if self._engine.dialect.name != "sqlite":
            return None
        with self._read_session() as session:
            result = str(session.scalar(text("PRAGMA quick_check")))
        return None if result == "ok" else result


def _to_changes(changed: ChangedRows) -> list[ReceiptChange]:
    return [to_receipt(one) if isinstance(one, ReceiptRow) else one for one in changed]

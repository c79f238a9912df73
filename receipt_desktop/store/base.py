"""Base class and helpers of the parts of the store."""

from __future__ import annotations

from abc import ABC, abstractmethod
from contextlib import AbstractContextManager
from datetime import UTC, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from receipt_desktop.domain.errors import NotFound
from receipt_desktop.domain.receipt import Receipt, ReceiptsRemoved
from receipt_desktop.store.listing_cache import ListingCache
from receipt_desktop.store.statistics_clock import StatisticsClock
from receipt_desktop.store.tables import ReceiptRow

ChangedRows = list[ReceiptRow | Receipt | ReceiptsRemoved]
ChangeTransaction = AbstractContextManager[tuple[Session, ChangedRows]]


class StoreBase(ABC):
    """Transactions and sessions, implemented by `Store`."""

    _calendar: StatisticsClock
    """Dates of the outcomes in the statistics."""
    _listing_cache: ListingCache

    @abstractmethod
    def _transaction(self, *, durable: bool = True) -> ChangeTransaction:
        """A transaction and its list of changes, which are announced after the commit.

        A row on the list gets a new version; a snapshot is announced as it is. A transaction that
        is not `durable` may be lost in a power cut.
        """

    @property
    @abstractmethod
    def is_shared(self) -> bool:
        """Whether other machines may use the same database."""

    @abstractmethod
    def _read_session(self) -> AbstractContextManager[Session]:
        """A session for reading."""


def get_database_time(session: Session) -> datetime:
    """The current time, UTC, by the clock of the database server or, for SQLite, of this machine.

    The clocks of several machines differ, and leases need a common one.
    """
    if session.get_bind().dialect.name == "postgresql":
        now: datetime = session.scalars(select(func.clock_timestamp())).one()
        return now
    return datetime.now(UTC)


def get_present_row(session: Session, receipt_id: str, *, lock: bool = False) -> ReceiptRow:
    """The row of a present receipt. Raises `InvalidRequest` for an unknown id."""
    row = session.get(ReceiptRow, receipt_id, with_for_update=lock)
    if row is None or row.removed_at is not None:
        raise NotFound("unknown_id")
    return row

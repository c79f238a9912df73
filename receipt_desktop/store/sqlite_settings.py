"""Connection settings of SQLite: journal mode, timeouts, transactions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sqlalchemy import Connection

BUSY_TIMEOUT_MS = 15_000
"""How long a writer waits for the lock."""


MAX_LOG_PAGES = 10_000
"""Pages of the write-ahead log with which a commit empties it by itself, usually 40 MB."""


def disable_driver_transactions(connection: Any, _: object) -> None:
    """Let SQLAlchemy begin transactions, not the driver."""
    connection.isolation_level = None


def configure_sqlite(connection: Any, _: object) -> None:
    """Set up a connection. With a write-ahead log, `durability` flushes the commits.

    The log is emptied into the database between the commits, see `DatabaseFileWatch.empty_log`.
    """
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout={BUSY_TIMEOUT_MS}")
    (mode,) = cursor.execute("PRAGMA journal_mode=WAL").fetchone()
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.execute(f"PRAGMA synchronous={'NORMAL' if mode == 'wal' else 'FULL'}")
    cursor.execute(f"PRAGMA wal_autocheckpoint={MAX_LOG_PAGES}")
    cursor.close()


def begin_sqlite(connection: Connection) -> None:
    """Begin a transaction; writers take the lock at once, so that none fails halfway."""
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

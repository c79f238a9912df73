"""Connection settings of SQLite: journal mode, timeouts, transactions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sqlalchemy import Connection

BUSY_TIMEOUT_MS = 15_000
"""How long a writer waits for the lock."""


def disable_driver_transactions(connection: Any, _: object) -> None:
    """Let SQLAlchemy begin transactions, not the driver."""
    connection.isolation_level = None


def configure_sqlite(connection: Any, _: object) -> None:
    """Set up a connection. With a write-ahead log, `durability` flushes the commits."""
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout={BUSY_TIMEOUT_MS}")
    (mode,) = cursor.execute("PRAGMA journal_mode=WAL").fetchone()
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.execute(f"PRAGMA synchronous={'NORMAL' if mode == 'wal' else 'FULL'}")
    cursor.close()


def begin_sqlite(connection: Connection) -> None:
    """Begin a transaction; writers take the lock at once, so that none fails halfway."""
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

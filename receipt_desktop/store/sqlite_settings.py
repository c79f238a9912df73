"""Connection settings of SQLite: journal mode, timeouts, transactions."""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    Connection,
)

BUSY_TIMEOUT_MS = 15_000
"""How long a writer waits for another one."""


def disable_driver_transactions(connection: Any, _: object) -> None:
    """SQLAlchemy begins them itself, not the driver."""
    connection.isolation_level = None


def configure_sqlite(connection: Any, _: object) -> None:
    """With a write-ahead log a commit is flushed by `durability`, else by SQLite itself."""
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout={BUSY_TIMEOUT_MS}")
    (mode,) = cursor.execute("PRAGMA journal_mode=WAL").fetchone()
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.execute(f"PRAGMA synchronous={'NORMAL' if mode == 'wal' else 'FULL'}")
    cursor.close()


def begin_sqlite(connection: Connection) -> None:
    """Writers take the lock at once, so none fails in the middle with "database is locked"."""
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

"""The URL of a database file, and a probe of its lock."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import URL, make_url

LOCK_PROBE_SECONDS = 0.5
"""How long the probe waits; our own writers hold the lock for milliseconds."""


def make_sqlite_url(file: Path) -> str:
    """The URL of a database file; its path may contain ?, % and #."""
    return URL.create("sqlite", database=str(file)).render_as_string(hide_password=False)


def is_database_file_locked(url: str | URL) -> bool:
    """Whether another program keeps the file locked for `LOCK_PROBE_SECONDS`.

    False for a server, and for a file that is missing or cannot be opened.
    """
    if not str(url).startswith("sqlite"):
        return False
    file = Path(make_url(url).database or "")
    if not file.is_file():
        return False
    try:
        with closing(
            sqlite3.connect(file, timeout=LOCK_PROBE_SECONDS, isolation_level=None)
        ) as connection:
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("ROLLBACK")
    except sqlite3.OperationalError as error:
        return "locked" in str(error) or "busy" in str(error)
    except sqlite3.DatabaseError:
        return False
    return False

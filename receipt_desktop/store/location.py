"""Where the database is, as an address, and whether another program keeps it locked."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import URL, make_url

LOCK_PROBE_SECONDS = 0.5
"""So long a lock is waited for; our own writers hold it for some milliseconds."""


def make_sqlite_url(file: Path) -> str:
    """The address of a database file, whatever letters its path has: ? and % and # as well."""
    return URL.create("sqlite", database=str(file)).render_as_string(hide_password=False)


def is_database_file_locked(url: str | URL) -> bool:
    """Whether another program has kept the file locked for `LOCK_PROBE_SECONDS`.

    False for a server, for a file that is not there, and for one that cannot be opened.
    """
    if not str(url).startswith("sqlite"):
        return False
    file = Path(make_url(url).database or "")
    if not file.is_file():
        return False
    try:
        with closing(sqlite3.connect(file, LOCK_PROBE_SECONDS, isolation_level=None)) as connection:
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("ROLLBACK")
    except sqlite3.OperationalError as error:
        return "locked" in str(error) or "busy" in str(error)
    except sqlite3.DatabaseError:
        return False
    return False

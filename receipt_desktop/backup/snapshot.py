"""Consistent copies of a SQLite database in use, and information about a database file."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from receipt_desktop.backup import table_schema
from receipt_desktop.config.atomic import replace_file
from receipt_desktop.domain.errors import (
    DamagedFile,
    InvalidRequest,
    ServiceUnavailable,
)
from receipt_desktop.store.database_errors import (
    damaged_database_error,
    database_failure,
    is_damage_error,
)
from receipt_desktop.store.database_file import (
    SIDE_FILE_SUFFIXES,
    side_file_path,
    unusable_database_error,
)

BUSY_TIMEOUT_SECONDS = 15.0
"""How long to wait for a writer."""
SKIPPED_TABLES = frozenset({"alembic_version", "sqlite_sequence"})
"""Tables that are not counted."""


@dataclass(frozen=True, slots=True)
class DatabaseInfo:
    """The contents of a database file."""

    revision: str | None
    """The revision of its tables; None without tables."""
    rows: dict[str, int] = field(default_factory=dict)
    """Numbers of rows by table."""
    chain_head: str = ""
    """The head of the audit log; "" without one."""


def copy_database(source: Path, target: Path) -> None:
    """Make a verified copy of a database through SQLite's backup API.

    The copy needs no -wal file. The database may be in use meanwhile. Raises `DamagedData` if the
    copy is damaged, `ServiceUnavailable` for a full disk.
    """
    try:
        with replace_file(target) as unfinished:
            _copy_checked(source, unfinished)
    except OSError as error:
        raise unusable_database_error(target, error) from error


def _copy_checked(source: Path, target: Path) -> None:
    try:
        with translate_sqlite_errors(source):
            _copy_pages(source, target)
        if check_database(target):
            raise damaged_database_error()  # noqa: TRY301 (nothing else handles it here)
    except BaseException:
        delete_database(target)
        raise


def _copy_pages(source: Path, target: Path) -> None:
    with (
        closing(connect_read_only(source)) as database,
        closing(sqlite3.connect(target)) as copy,
    ):
        database.backup(copy)
        copy.execute("PRAGMA journal_mode=DELETE")


def delete_database(file: Path) -> None:
    """Delete a database file and its side files."""
    for path in (
        file,
        *(side_file_path(file, suffix) for suffix in (*SIDE_FILE_SUFFIXES, "-journal")),
    ):
        path.unlink(missing_ok=True)


def connect_read_only(file: Path) -> sqlite3.Connection:
    """A read-only connection. Raises `sqlite3.Error`."""
    uri = f"{file.absolute().as_uri()}?mode=ro"
    return sqlite3.connect(uri, uri=True, timeout=BUSY_TIMEOUT_SECONDS, isolation_level=None)


def check_database(file: Path, *, quick: bool = False) -> str | None:
    """The first damage that SQLite finds, or None; `quick` does not compare the indexes.

    Raises `ServiceUnavailable` if the file cannot be opened.
    """
    kind = "quick_check" if quick else "integrity_check"
    try:
        with closing(connect_read_only(file)) as database:
            return _find_first_problem(database, kind)
    except sqlite3.Error as error:
        if is_damage_error(error):
            return str(error)
        raise database_failure(str(error)) from error


def _find_first_problem(database: sqlite3.Connection, kind: str) -> str | None:
    (found,) = database.execute(f"PRAGMA {kind}(1)").fetchone()
    if found != "ok":
        return str(found)
    broken = database.execute("PRAGMA foreign_key_check").fetchone()
    return None if broken is None else f"a row of {broken[0]} belongs to nothing"


def read_database_info(file: Path) -> DatabaseInfo:
    """Revision and row counts. Raises `DamagedData`, `ServiceUnavailable`."""
    with translate_sqlite_errors(file), closing(connect_read_only(file)) as database:
        tables = set(table_schema.read_tables(database))
        if "alembic_version" not in tables:
            return DatabaseInfo(None)
        version = database.execute("SELECT version_num FROM alembic_version").fetchone()
        counted = {
            name: int(database.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0])  # noqa: S608 (our own tables' names)
            for name in sorted(tables - SKIPPED_TABLES)
        }
        return DatabaseInfo(version[0] if version else None, counted, _read_head(database))


def _read_head(database: sqlite3.Connection) -> str:
    audit = table_schema.read_tables(database).get("audit")
    if audit is None or "hash" not in {column.name for column in audit.columns}:
        return ""
    last = database.execute("SELECT number, hash FROM audit ORDER BY number DESC LIMIT 1")
    return ":".join(map(str, last.fetchone() or ()))


@contextmanager
def translate_sqlite_errors(file: Path) -> Iterator[None]:
    """Raise SQLite errors as `DamagedData` or `ServiceUnavailable`."""
    try:
        yield
    except sqlite3.Error as error:
        if is_damage_error(error):
            raise DamagedFile("file_damaged", path=str(file)) from error
        raise database_failure(str(error)) from error


def is_disk_full(error: OSError) -> bool:
    """Whether the disk or the quota is full."""
    return error.errno in (errno.ENOSPC, errno.EDQUOT)


def disk_full_error(needed: int, folder: Path) -> ServiceUnavailable:
    """The error for a disk without enough space; `needed` in bytes."""
    return ServiceUnavailable("no_space", path=str(folder), megabytes=max(1, needed // 1_000_000))


def file_missing_error(file: Path) -> InvalidRequest:
    """The error for a missing file."""
    return InvalidRequest("file_missing", name=str(file))

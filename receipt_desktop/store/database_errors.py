"""Translates database errors into errors of the program."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

import sqlalchemy.dialects.sqlite.pysqlite  # noqa: F401 (else loaded late, when Qt slows imports)
from sqlalchemy.exc import DatabaseError, OperationalError

from receipt_desktop.domain.errors import (
    DamagedData,
    DatabaseBusy,
    ServiceUnavailable,
    StorageUnavailable,
)


@contextmanager
def translate_database_errors() -> Iterator[None]:
    """Raise database errors as `ServiceUnavailable`, damage as `DamagedData`."""
    try:
        yield
    except DatabaseError as error:
        if is_damage_error(error.orig):
            raise damaged_database_error() from error
        if isinstance(error, OperationalError):
            raise database_failure(str(error.orig)) from error
        raise ServiceUnavailable("database_error", reason=str(error.orig)) from error


def is_damage_error(error: BaseException | None) -> bool:
    """Whether SQLite reports a damaged file."""
    code = getattr(error, "sqlite_errorcode", None)
    if code is not None and code & 0xFF in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
        return True
    return isinstance(error, sqlite3.OperationalError) and "no such table" in str(error)


def damaged_database_error() -> DamagedData:
    """The error for a database that is found damaged while it is in use."""
    return DamagedData("database_malformed")


def database_failure(problem: str) -> ServiceUnavailable:
    """The error for an error message of the database."""
    if "full" in problem:
        return StorageUnavailable("disk_full")
    if "locked" in problem or "busy" in problem:
        return DatabaseBusy("database_busy")
    if "readonly" in problem or "unable to open" in problem:
        return ServiceUnavailable("database_read_only")
    return ServiceUnavailable("database_silent", reason=problem)

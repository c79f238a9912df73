"""Translates database errors into errors of the program."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

import sqlalchemy.dialects.sqlite.pysqlite  # noqa: F401 (else loaded late, when Qt slows imports)
from sqlalchemy.exc import DatabaseError, OperationalError

from receipt_desktop.domain.errors import DamagedData, ServiceUnavailable


@contextmanager
def translate_database_errors() -> Iterator[None]:
    """Raise database errors as `ServiceUnavailable`, damage as `DamagedData`."""
    try:
        yield
    except DatabaseError as error:
        if is_damage_error(error.orig):
            raise damaged_database_error() from error
        if isinstance(error, OperationalError):
            raise ServiceUnavailable(describe_problem(str(error.orig)), key="database") from error
        raise ServiceUnavailable(
            f"The database refuses: {error.orig}", key="database_refuses"
        ) from error


def is_damage_error(error: BaseException | None) -> bool:
    """Whether SQLite reports a damaged file."""
    code = getattr(error, "sqlite_errorcode", None)
    if code is not None and code & 0xFF in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
        return True
    return isinstance(error, sqlite3.OperationalError) and "no such table" in str(error)


def damaged_database_error() -> DamagedData:
    """The error for a database that is found damaged while it is in use."""
    return DamagedData(
        "The database is damaged. Start Receipt Desktop again: what can be read is saved first.",
        key="database_malformed",
    )


def describe_problem(problem: str) -> str:
    """The sentence for a database error, with what a person can do about it."""
    if "full" in problem:
        return "The disk is full. Free some space; nothing that was added is lost."
    if "locked" in problem or "busy" in problem:
        return "The database is in use by another program just now."
    if "readonly" in problem or "unable to open" in problem:
        return "The database cannot be written. Check the rights of the data folder."
    return f"The database does not answer: {problem}"

"""The SQLAlchemy engine and its sessions."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy.dialects.sqlite.pysqlite  # noqa: F401 (else loaded late, when Qt slows imports)
from sqlalchemy import (
    Engine,
    create_engine,
    event,
    make_url,
)
from sqlalchemy.orm import Session

from receipt_desktop.store.database_errors import translate_database_errors
from receipt_desktop.store.database_file import DatabaseFileWatch, check_openable
from receipt_desktop.store.migration import migrate_tables
from receipt_desktop.store.sqlite_settings import begin_sqlite, configure_sqlite

SERVER_POOL_OPTIONS: dict[str, Any] = {"pool_size": 10, "pool_pre_ping": True}
"""Connections to a server are tested before use: the server may have been restarted."""


def connect_database(url: str) -> tuple[Engine, DatabaseFileWatch | None]:
    """The engine with migrated tables, and the watch of the database file (SQLite only).

    Raises `ServiceUnavailable` if the database cannot be opened, `DamagedData` if it cannot be
    read, `NewerData` if a newer version of the program wrote it.
    """
    file = find_sqlite_file(url)
    if file:
        check_openable(file)
    engine = create_engine(
        add_driver(url), **({} if url.startswith("sqlite") else SERVER_POOL_OPTIONS)
    )
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", configure_sqlite)
        event.listen(engine, "begin", begin_sqlite)
    try:
        with translate_database_errors():
            migrate_tables(engine)
        watch = DatabaseFileWatch(file) if file else None
    except BaseException:
        engine.dispose()  # Windows keeps an open file from being replaced
        raise
    if watch is None:
        return engine, None
    event.listen(engine, "begin", watch.check_unchanged, insert=True)
    return engine, watch


def add_driver(url: str) -> str:
    """The URL with the installed driver: postgres://… becomes postgresql+psycopg://…."""
    scheme, colon, rest = url.partition(":")
    plain = scheme in ("postgres", "postgresql")
    return f"postgresql+psycopg{colon}{rest}" if plain else url


def find_sqlite_file(url: str) -> Path | None:
    """The file of a SQLite database; None for one in memory and for a server."""
    name = make_url(url).database if url.startswith("sqlite") else None
    return Path(name) if name and name != ":memory:" else None


@contextmanager
def open_read_session(engine: Engine) -> Iterator[Session]:
    """A session for reading."""
    with translate_database_errors(), Session(engine, expire_on_commit=False) as session:
        yield session


@contextmanager
def open_write_session(engine: Engine) -> Iterator[Session]:
    """A transaction that is committed at the end of the block; see `durability`."""
    writer = engine.execution_options(writes=True)
    with (
        translate_database_errors(),
        Session(writer, expire_on_commit=False) as session,
        session.begin(),
    ):
        yield session

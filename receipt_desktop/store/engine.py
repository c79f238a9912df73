"""The connection to the database, and SQLite set up right."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import sqlalchemy.dialects.sqlite.pysqlite  # noqa: F401 (else loaded late, when Qt slows imports)
from sqlalchemy import (
    Connection,
    Engine,
    create_engine,
    event,
    func,
    inspect,
    make_url,
    select,
    text,
)
from sqlalchemy.exc import DatabaseError, OperationalError
from sqlalchemy.orm import Session

from receipt_desktop.domain.errors import (
    DamagedData,
    DatabaseBusy,
    NewerData,
    ServiceUnavailable,
    StorageUnavailable,
)
from receipt_desktop.store.database_file import DatabaseFileWatch, check_openable
from receipt_desktop.store.location import make_sqlite_url

BUSY_TIMEOUT_MS = 15_000
"""How long a writer waits for another one."""
SERVER_POOL_OPTIONS: dict[str, Any] = {"pool_size": 10, "pool_pre_ping": True}
"""Connections to a server, which may have been started anew since they were made."""
MIGRATION_LOCK_KEY = 20260115
"""Key of the lock under which one process at a time migrates a shared database."""
MIGRATIONS_FOLDER = Path(__file__).parent / "migrations"


def connect_database(url: str) -> tuple[Engine, DatabaseFileWatch | None]:
    """The engine with its tables brought up to date, and the watch over its file (SQLite).

    Raises `ServiceUnavailable` when the database cannot be opened, `DamagedData` when it cannot be
    read, `NewerData` when a newer version of the program wrote it.
    """
    file = find_sqlite_file(url)
    if file:
        check_openable(file)
    engine = create_engine(
        add_driver(url), **({} if url.startswith("sqlite") else SERVER_POOL_OPTIONS)
    )
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _configure_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    with translate_database_errors():
        migrate_tables(engine)
    if file is None:
        return engine, None
    watch = DatabaseFileWatch(file)
    event.listen(engine, "begin", watch.check_unchanged, insert=True)
    return engine, watch


def add_driver(url: str) -> str:
    """The address as it is usually given, postgres://…, with the driver that is installed."""
    scheme, colon, rest = url.partition(":")
    plain = scheme in ("postgres", "postgresql")
    return f"postgresql+psycopg{colon}{rest}" if plain else url


def find_sqlite_file(url: str) -> Path | None:
    """The file of an SQLite database; None for one in memory and for a server."""
    name = make_url(url).database if url.startswith("sqlite") else None
    return Path(name) if name and name != ":memory:" else None


def _disable_driver_transactions(connection: Any, _: object) -> None:
    """SQLAlchemy begins them itself, not the driver."""
    connection.isolation_level = None


def _configure_sqlite(connection: Any, _: object) -> None:
    """With a write-ahead log a commit is flushed by `durability`, else by SQLite itself."""
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout={BUSY_TIMEOUT_MS}")
    (mode,) = cursor.execute("PRAGMA journal_mode=WAL").fetchone()
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.execute(f"PRAGMA synchronous={'NORMAL' if mode == 'wal' else 'FULL'}")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    """Writers take the lock at once, so none fails in the middle with "database is locked"."""
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


@cache
def list_revisions() -> tuple[str, ...]:
    """Every migration that this version knows, oldest first: the numbers of the files."""
    return tuple(
        sorted(one.name[:4] for one in (MIGRATIONS_FOLDER / "versions").glob("[0-9]*_*.py"))
    )


NEWEST_REVISION = list_revisions()[-1]
"""The last migration in that folder."""


def migrate_tables(engine: Engine, target: str = NEWEST_REVISION) -> None:
    """Bring the tables to the newest shape, or to `target`.

    Alembic is loaded only when there is need of it. Raises `NewerData`, `DamagedData`.
    """
    found = read_revision(engine)
    if found == target:
        return
    if found is not None and found not in list_revisions():
        raise newer_data_error(engine.url.database)
    from alembic import command  # noqa: PLC0415 (slow to load)
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS_FOLDER).replace("%", "%%"))
    with engine.execution_options(writes=True).begin() as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(select(func.pg_advisory_xact_lock(MIGRATION_LOCK_KEY)))
        config.attributes["connection"] = connection
        command.upgrade(config, target)


def create_database_at(file: Path, target: str) -> None:
    """Make a new SQLite database with the tables as they were at one migration."""
    engine = create_engine(make_sqlite_url(file))
    event.listen(engine, "begin", _begin_sqlite)
    event.listen(engine, "connect", _disable_driver_transactions)
    try:
        with translate_database_errors():
            migrate_tables(engine, target)
    finally:
        engine.dispose()


def newer_data_error(place: object) -> NewerData:
    """The sentence for data of a newer version; `place` is the file, or names it."""
    return NewerData("newer_database", path=str(place))


def read_revision(engine: Engine) -> str | None:
    """Which migration the tables are at; None for a new database.

    Raises `DamagedData` for tables of an unknown migration.
    """
    with engine.connect() as connection:
        tables = inspect(connection)
        if not tables.has_table("alembic_version"):
            return None
        found: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
        if found is None and tables.has_table("receipts"):
            raise damaged_database_error()
        return found


@contextmanager
def open_read_session(engine: Engine) -> Iterator[Session]:
    """A session that only looks."""
    with translate_database_errors(), Session(engine, expire_on_commit=False) as session:
        yield session


@contextmanager
def open_write_session(engine: Engine) -> Iterator[Session]:
    """One transaction, committed at the end of the block; see `durability` for a power cut."""
    writer = engine.execution_options(writes=True)
    with (
        translate_database_errors(),
        Session(writer, expire_on_commit=False) as session,
        session.begin(),
    ):
        yield session


@contextmanager
def translate_database_errors() -> Iterator[None]:
    """Database errors as `ServiceUnavailable` with a sentence; `DamagedData` for damage."""
    try:
        yield
    except DatabaseError as error:
        if is_damage_error(error.orig):
            raise damaged_database_error() from error
        if isinstance(error, OperationalError):
            raise database_failure(str(error.orig)) from error
        raise ServiceUnavailable("database_error", reason=str(error.orig)) from error


def is_damage_error(error: BaseException | None) -> bool:
    """Whether SQLite says that the file itself is broken."""
    code = getattr(error, "sqlite_errorcode", None)
    if code is not None and code & 0xFF in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
        return True
    return isinstance(error, sqlite3.OperationalError) and "no such table" in str(error)


def damaged_database_error() -> DamagedData:
    """The sentence for a database that turns out to be damaged while it is used."""
    return DamagedData("database_malformed")


def database_failure(problem: str) -> ServiceUnavailable:
    """The error for what the database says went wrong."""
    if "full" in problem:
        return StorageUnavailable("disk_full")
    if "locked" in problem or "busy" in problem:
        return DatabaseBusy("database_busy")
    if "readonly" in problem or "unable to open" in problem:
        return ServiceUnavailable("database_read_only")
    return ServiceUnavailable("database_silent", reason=problem)

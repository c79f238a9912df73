"""The connection to the database, and SQLite set up right."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
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

from receipt_desktop.errors import ServiceUnavailable

log = logging.getLogger(__name__)

BUSY_MS = 15_000
"""How long a writer waits for another one."""
SHARED: dict[str, Any] = {"pool_size": 10, "pool_pre_ping": True}
"""Connections to a server, which may have been started anew since they were made."""
MIGRATING = 20260115
"""Key of the lock under which one process at a time migrates a shared database."""
MIGRATIONS = Path(__file__).parent / "migrations"
NEWEST = "0005"
"""The last migration in that folder."""


def connect(url: str) -> tuple[Engine, Path | None]:
    """The engine with its tables brought up to date, and where a damaged file was moved to.

    Raises `ServiceUnavailable` when the database cannot be opened.
    """
    moved = move_damaged_aside(url)
    file = url.startswith("sqlite")
    if file:
        keep_to_owner(url)
    engine = create_engine(with_driver(url), **({} if file else SHARED))
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _set_up_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    with translated():
        migrate(engine)
    return engine, moved


def keep_to_owner(url: str) -> None:
    """The rows are for nobody else's eyes; SQLite's files beside it get the same rights.

    Raises `ServiceUnavailable` when the file cannot be made.
    """
    name = make_url(url).database
    if not name or name == ":memory:":
        return
    try:
        Path(name).touch(mode=0o600)
        Path(name).chmod(0o600)
    except OSError as error:
        raise ServiceUnavailable(sentence("unable to open"), key="database") from error


def with_driver(url: str) -> str:
    """The address as it is usually given, postgres://…, with the driver that is installed."""
    scheme, colon, rest = url.partition(":")
    plain = scheme in ("postgres", "postgresql")
    return f"postgresql+psycopg{colon}{rest}" if plain else url


def _set_up_sqlite(connection: Any, _: object) -> None:
    """FULL, not NORMAL: a committed row is there after the power went."""
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in (
        f"busy_timeout={BUSY_MS}",
        "journal_mode=WAL",
        "foreign_keys=ON",
        "synchronous=FULL",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    """Writers take the lock at once, so none fails in the middle with "database is locked"."""
    options = connection.get_execution_options()
    if not options.get("writes", False):
        connection.exec_driver_sql("BEGIN")
        return
    level = "FULL" if options.get("durable", True) else "NORMAL"
    connection.exec_driver_sql(f"PRAGMA synchronous={level}")
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def migrate(engine: Engine) -> None:
    """Bring the tables to the newest shape; Alembic is loaded only when there is need of it."""
    if revision(engine) == NEWEST:
        return
    from alembic import command  # noqa: PLC0415 (slow to load)
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    with engine.execution_options(writes=True).begin() as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(select(func.pg_advisory_xact_lock(MIGRATING)))
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def revision(engine: Engine) -> str | None:
    """Which migration the tables are at; None for a new database."""
    with engine.connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return None
        found: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
        return found


def move_damaged_aside(url: str) -> Path | None:
    """Keep a file that is no database any more under another name; None when it is sound."""
    name = make_url(url).database if url.startswith("sqlite") else None
    file = Path(name) if name else None
    if file is None or not file.exists() or not _damaged(file):
        return None
    aside = file.with_name(f"{file.name}.damaged-{datetime.now(UTC):%Y%m%d-%H%M%S}")
    file.replace(aside)
    for suffix in ("-wal", "-shm"):
        extra = file.with_name(file.name + suffix)
        if extra.exists():
            extra.replace(aside.with_name(aside.name + suffix))
    log.error("the database was damaged; it is kept as %s", aside)
    return aside


def _damaged(file: Path) -> bool:
    """Whether SQLite says that this is not a database. A locked one is sound."""
    connection = sqlite3.connect(file)
    try:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlite3.OperationalError:
        return False
    except sqlite3.DatabaseError:
        return True
    finally:
        connection.close()
    return False


@contextmanager
def reading(engine: Engine) -> Iterator[Session]:
    """A session that only looks."""
    with translated(), Session(engine, expire_on_commit=False) as session:
        yield session


@contextmanager
def writing(engine: Engine, *, durable: bool = True) -> Iterator[Session]:
    """One transaction, committed at the end of the block.

    One that need not be `durable` is there after a crash of the program, but perhaps not after a
    power cut: SQLite flushes it to the disk together with the next durable one.
    """
    writer = engine.execution_options(writes=True, durable=durable)
    with translated(), Session(writer, expire_on_commit=False) as session, session.begin():
        yield session


@contextmanager
def translated() -> Iterator[None]:
    """Database errors as `ServiceUnavailable` with a sentence."""
    try:
        yield
    except OperationalError as error:
        raise ServiceUnavailable(sentence(str(error.orig)), key="database") from error
    except DatabaseError as error:
        raise ServiceUnavailable(
            f"The database refuses: {error.orig}", key="database_refuses"
        ) from error


def sentence(problem: str) -> str:
    """What a person can do about it."""
    if "full" in problem:
        return "The disk is full. Free some space; nothing that was added is lost."
    if "locked" in problem or "busy" in problem:
        return "The database is in use by another program just now."
    if "readonly" in problem or "unable to open" in problem:
        return "The database cannot be written. Check the rights of the data folder."
    return f"The database does not answer: {problem}"

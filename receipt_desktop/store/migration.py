"""Migrations of the database tables, by Alembic."""

from __future__ import annotations

import threading
from pathlib import Path

from sqlalchemy import (
    Engine,
    create_engine,
    event,
    func,
    inspect,
    select,
    text,
)

from receipt_desktop.domain.errors import NewerData
from receipt_desktop.store.database_errors import damaged_database_error, translate_database_errors
from receipt_desktop.store.location import make_sqlite_url
from receipt_desktop.store.revisions import MIGRATIONS_FOLDER, NEWEST_REVISION, list_revisions
from receipt_desktop.store.sqlite_settings import begin_sqlite, disable_driver_transactions

MIGRATION_LOCK_KEY = 20260115
"""Key of the lock under which one process at a time migrates a shared database."""
_running = threading.Event()


def migrate_tables(engine: Engine, target: str = NEWEST_REVISION) -> None:
    """Migrate the tables to the newest revision, or to `target`.

    Alembic is loaded only if a migration is needed. Raises `NewerData`, `DamagedData`.
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
    try:
        with engine.execution_options(writes=True).begin() as connection:
            _running.set()
            if engine.dialect.name == "postgresql":
                connection.execute(select(func.pg_advisory_xact_lock(MIGRATION_LOCK_KEY)))
            config.attributes["connection"] = connection
            command.upgrade(config, target)
    finally:
        _running.clear()


def is_migrating() -> bool:
    """Whether this process migrates tables, which locks a SQLite database until it is done."""
    return _running.is_set()


def create_database_at(file: Path, target: str) -> None:
    """Create a SQLite database with the tables of a revision, or migrate it to that revision."""
    engine = create_engine(make_sqlite_url(file))
    event.listen(engine, "begin", begin_sqlite)
    event.listen(engine, "connect", disable_driver_transactions)
    try:
        with translate_database_errors():
            migrate_tables(engine, target)
    finally:
        engine.dispose()


def newer_data_error(place: object) -> NewerData:
    """The error for data of a newer version; `place` is the file, or its description."""
    return NewerData("newer_database", path=str(place))


def read_revision(engine: Engine) -> str | None:
    """The revision of the tables; None for a new database.

    Raises `DamagedData` for tables without a revision.
    """
    with engine.connect() as connection:
        tables = inspect(connection)
        if not tables.has_table("alembic_version"):
            return None
        found: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
        if found is None and tables.has_table("receipts"):
            raise damaged_database_error()
        return found

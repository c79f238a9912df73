"""Databases for tests: the tables are made once and copied, statements are compiled once."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, create_engine, event

from receipt_desktop.store import engine as store_engine
from receipt_desktop.store.location import make_sqlite_url
from receipt_desktop.store.store import Store


@cache
def _make_template() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="rd-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    file = folder / "receipts.db"
    Store(make_sqlite_url(file)).close()
    return file


def make_empty_database(file: Path) -> str:
    """The URL of a SQLite file with our tables, which is made where it is missing."""
    if not file.exists():
        shutil.copyfile(_make_template(), file)
    return make_sqlite_url(file)


def copy_empty_database(file: Path) -> None:
    """An empty database in this place."""
    shutil.copyfile(_make_template(), file)


def open_store(file: Path) -> Store:
    """The store on this SQLite file, which is made where it is missing."""
    return Store(make_empty_database(file))


def open_empty_store(folder: Path) -> Store:
    """A store on a SQLite file of its own in this folder."""
    return open_store(folder / "receipts.db")


@contextmanager
def shared_statements() -> Iterator[None]:
    """Let all engines of a kind share their compiled statements, as the threads of a program do.

    SQLAlchemy keeps them for each engine, and each test opens its own: most of its time would be
    spent compiling.
    """
    kept: dict[str, Engine] = {}

    def create_sharing_engine(url: str, **options: Any) -> Engine:
        engine = create_engine(url, **options)
        name = engine.dialect.name
        if first := kept.get(name):
            engine.dialect, engine._compiled_cache = first.dialect, first._compiled_cache
            return engine

        def keep(_: Connection) -> None:  # now its dialect knows the server
            kept.setdefault(name, engine)

        event.listen(engine, "engine_connect", keep, once=True)
        return engine

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(store_engine, "create_engine", create_sharing_engine)
        yield

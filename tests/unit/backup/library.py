"""A small library with everything in it: originals, readings, corrections, an audit log."""

from __future__ import annotations

import hashlib
import sqlite3
from contextlib import closing
from pathlib import Path

from receipt_desktop.draft import Field
from receipt_desktop.paths import Paths
from receipt_desktop.receipt import Priority, Receipt, Wish
from receipt_desktop.store.originals import Originals
from receipt_desktop.store.store import Store
from tests.unit.store.readings import FULL

CORRECTED = "Chez Élise"


def url_of(paths: Paths) -> str:
    return f"sqlite:///{paths.database}"


def fill(paths: Paths, count: int, first: int = 0) -> list[Receipt]:
    """So many completed receipts; every third has a corrected merchant."""
    paths.create()
    store, originals = Store(url_of(paths)), Originals(paths)
    made = [add(store, originals, number) for number in range(first, first + count)]
    store.close()
    return made


def add(store: Store, originals: Originals, number: int) -> Receipt:
    kept = originals.keep_bytes(content(number))
    name = f"receipt {number}.jpg"
    wish = Wish()
    row = store.add(name, kept.content_hash, str(kept.path), Priority.NORMAL, wish, by="me")
    assert store.claim(row.id, "me", 60)
    assert store.finish(row.id, "me", FULL)
    if number % 3 == 0:
        store.correct(row.id, Field.MERCHANT, CORRECTED, "me")
    return store.get(row.id)


def content(number: int) -> bytes:
    """The bytes of an original."""
    return f"receipt {number} ".encode() * (50 + number % 7)


def hash_of(number: int) -> str:
    return hashlib.sha256(content(number)).hexdigest()


def rows(database: Path, table: str) -> list[tuple[object, ...]]:
    """All rows of one table, sorted as text."""
    with closing(sqlite3.connect(database)) as connection:
        found = connection.execute(f'SELECT * FROM "{table}"').fetchall()  # noqa: S608
    return sorted(found, key=repr)


def tables(database: Path) -> set[str]:
    """The names of all tables but SQLite's own."""
    with closing(sqlite3.connect(database)) as connection:
        found = connection.execute("SELECT name FROM sqlite_master WHERE type='table'").fetchall()
    return {name for (name,) in found if not name.startswith("sqlite_")}


def everything(database: Path) -> dict[str, list[tuple[object, ...]]]:
    """All rows of all tables."""
    return {name: rows(database, name) for name in sorted(tables(database))}

"""A small library with everything in it: originals, readings, corrections, an audit log."""

from __future__ import annotations

import hashlib
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from receipt_desktop.config.paths import Paths
from receipt_desktop.domain.fields import Field
from receipt_desktop.domain.reading import Reading
from receipt_desktop.domain.receipt import Priority, ReadOptions, Receipt
from receipt_desktop.files.originals import Originals
from receipt_desktop.store.store import Store
from tests.databases import open_store
from tests.unit.store.example_readings import SAMPLE_READING

CORRECTED_MERCHANT = "Chez Élise"


def make_url(paths: Paths) -> str:
    return f"sqlite:///{paths.database}"


def fill_library(paths: Paths, count: int, first: int = 0) -> list[Receipt]:
    """So many completed receipts; every third has a corrected merchant."""
    paths.create_folders()
    store, originals = open_store(paths.database), Originals(paths)
    made = [add_receipt(store, originals, number) for number in range(first, first + count)]
    store.close()
    return made


def add_receipt(store: Store, originals: Originals, number: int) -> Receipt:
    kept = originals.store_bytes(make_content(number))
    name = f"receipt {number}.jpg"
    wish = ReadOptions()
    row = store.add_receipt(name, kept.content_hash, Priority.NORMAL, wish, by="me")
    assert store.claim_receipt(row.id, "me", 60)
    assert store.finish_attempt(row.id, "me", make_reading(number))
    if number % 3 == 0:
        store.correct_field(row.id, Field.MERCHANT, CORRECTED_MERCHANT, "me")
    return store.get_receipt(row.id)


def make_reading(number: int) -> Reading:
    """A sale on a day of its own, so that no two receipts are compared as duplicates."""
    checked = SAMPLE_READING.checked
    day = replace(checked.draft.fields[Field.DATE], value=date(2024, 1, 1) + timedelta(number))
    draft = replace(checked.draft, fields={**checked.draft.fields, Field.DATE: day})
    return replace(SAMPLE_READING, checked=replace(checked, draft=draft))


def make_content(number: int) -> bytes:
    """The bytes of an original."""
    return f"receipt {number} ".encode() * (50 + number % 7)


def hash_content(number: int) -> str:
    return hashlib.sha256(make_content(number)).hexdigest()


def read_table(database: Path, table: str) -> list[tuple[object, ...]]:
    """All rows of one table, sorted as text."""
    with closing(sqlite3.connect(database)) as connection:
        found = connection.execute(f'SELECT * FROM "{table}"').fetchall()  # noqa: S608
    return sorted(found, key=repr)


def list_tables(database: Path) -> set[str]:
    """The names of all tables but SQLite's own."""
    with closing(sqlite3.connect(database)) as connection:
        found = connection.execute("SELECT name FROM sqlite_master WHERE type='table'").fetchall()
    return {name for (name,) in found if not name.startswith("sqlite_")}


def read_all_tables(database: Path) -> dict[str, list[tuple[object, ...]]]:
    """All rows of all tables but those that are made of them: the full-text index, tax parts."""
    made = ("receipt_search", "tax_parts")
    names = [one for one in list_tables(database) if not one.startswith(made)]
    return {name: read_table(database, name) for name in sorted(names)}

"""The first rows of the list, read before the rest of the store is loaded.

Those of the plain list, which most windows begin with, are read without SQLAlchemy: loading it
takes longer than reading them.
"""

from __future__ import annotations

import json
import sqlite3
from array import array
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import chain
from pathlib import Path
from types import MappingProxyType, SimpleNamespace
from typing import TYPE_CHECKING, Any, cast

from receipt_desktop.domain.listing import ReceiptOrder
from receipt_desktop.domain.receipt import Receipt
from receipt_desktop.domain.receipt_query import ReceiptQuery
from receipt_desktop.store.mapping import to_receipt
from receipt_desktop.store.revisions import NEWEST_REVISION
from receipt_desktop.store.sqlite_settings import configure_sqlite

if TYPE_CHECKING:
    from receipt_desktop.store.tables import ReceiptRow

FIRST_ROWS = 100
"""Receipts that are read with their values."""
PLAIN_LIST = (ReceiptQuery(), ReceiptOrder())
"""All receipts but archived ones, the newest first."""
SELECT_PLAIN = """
SELECT number FROM receipts WHERE removed_at IS NULL AND archived IS 0
ORDER BY created_at DESC, number DESC
"""
DECODERS: Mapping[str, Callable[[Any], Any]] = MappingProxyType(
    {
        "BOOLEAN": bool,
        "DATE": date.fromisoformat,
        "DATETIME": lambda text: datetime.fromisoformat(text).replace(tzinfo=UTC),
        "JSON": json.loads,
    }
)
"""By the types of columns, as SQLAlchemy stores their values; others are as they are."""


@dataclass(frozen=True, slots=True)
class FirstRows:
    """The order of a list and its first receipts, by number."""

    query: ReceiptQuery
    order: ReceiptOrder
    numbers: array[int]
    receipts: Mapping[int, Receipt]


def read_first_rows(file: Path, query: ReceiptQuery, order: ReceiptOrder) -> FirstRows | None:
    """The first rows of a SQLite database; None if its tables are of another version.

    It is closed again afterwards. Raises `sqlite3.Error`, `ServiceUnavailable`, `DamagedData`.
    """
    with closing(sqlite3.connect(file)) as database:
        configure_sqlite(database, None)
        if not _is_current(database):
            return None
        if (query, order) == PLAIN_LIST:
            return _read_plain_rows(database)
    from receipt_desktop.store.first_listed_rows import read_listed_rows  # noqa: PLC0415 (slow)

    return FirstRows(query, order, *read_listed_rows(file, query, order, FIRST_ROWS))


def _is_current(database: sqlite3.Connection) -> bool:
    try:
        found = database.execute("SELECT version_num FROM alembic_version").fetchall()
    except sqlite3.OperationalError:
        return False  # without tables
    return found == [(NEWEST_REVISION,)]


def _read_plain_rows(database: sqlite3.Connection) -> FirstRows:
    database.execute("BEGIN")
    numbers = array("q", chain.from_iterable(database.execute(SELECT_PLAIN)))
    types = {row[1]: row[2] for row in database.execute("PRAGMA table_info(receipts)")}
    wanted = ", ".join(map(str, numbers[:FIRST_ROWS]))
    rows = database.execute(f"SELECT * FROM receipts WHERE number IN ({wanted})")  # noqa: S608 (of numbers)
    decoders = [(one[0], DECODERS.get(types[one[0]])) for one in rows.description]
    receipts = (_to_receipt(decoders, row) for row in rows)
    return FirstRows(*PLAIN_LIST, numbers, {one.number: one for one in receipts})


def _to_receipt(
    decoders: list[tuple[str, Callable[[Any], Any] | None]], values: tuple[Any, ...]
) -> Receipt:
    row = SimpleNamespace(
        **{
            name: value if value is None or decode is None else decode(value)
            for (name, decode), value in zip(decoders, values, strict=True)
        }
    )
    return to_receipt(cast("ReceiptRow", row))

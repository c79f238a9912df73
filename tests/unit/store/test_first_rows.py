"""The first rows of the list, read without the rest of the store."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from receipt_desktop.domain.listing import ReceiptOrder, SortKey
from receipt_desktop.domain.receipt import Priority, ReadOptions
from receipt_desktop.domain.receipt_query import ReceiptQuery
from receipt_desktop.store.first_rows import FIRST_ROWS, read_first_rows
from receipt_desktop.store.new_receipts import NewReceipt
from receipt_desktop.store.store import Store
from tests.databases import open_empty_store

QUERY, ORDER = ReceiptQuery(archived=False), ReceiptOrder(SortKey.FILE, descending=False)


def test_the_first_rows_are_those_of_the_store(tmp_path: Path) -> None:
    store, count = open_empty_store(tmp_path), FIRST_ROWS + 5
    store.add_receipts([_make_receipt(number) for number in range(count)])
    store.close()
    found = read_first_rows(_find_database(store), QUERY, ORDER)
    with closing(Store(str(store._engine.url))) as again:
        numbers = again.list_numbers(QUERY, ORDER)
        first = again.find_numbered_receipts(numbers[:FIRST_ROWS])
    assert found
    assert len(numbers) == count
    assert found.numbers == numbers
    assert list(found.receipts.values()) == first


def test_tables_of_another_version_are_left_to_the_migration(tmp_path: Path) -> None:
    store = open_empty_store(tmp_path)
    store.close()
    with closing(sqlite3.connect(_find_database(store))) as database, database:
        database.execute("UPDATE alembic_version SET version_num = '0001'")
    assert read_first_rows(_find_database(store), QUERY, ORDER) is None


def _find_database(store: Store) -> Path:
    return Path(store._engine.url.database or "")


def _make_receipt(number: int) -> NewReceipt:
    return NewReceipt(f"{number:03}.jpg", f"{number:064}", Priority.NORMAL, ReadOptions())

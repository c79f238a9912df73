"""The first rows of the list, read without the rest of the store."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from receipt_desktop.domain.listing import ReceiptOrder, SortKey
from receipt_desktop.domain.receipt import Priority, ReadOptions
from receipt_desktop.domain.receipt_query import ReceiptQuery
from receipt_desktop.store.first_rows import FIRST_ROWS, PLAIN_LIST, read_first_rows
from receipt_desktop.store.new_receipts import NewReceipt
from receipt_desktop.store.store import Store
from tests.databases import open_empty_store
from tests.unit.store.example_readings import SAMPLE_READING

LISTS = [PLAIN_LIST, (ReceiptQuery(archived=False), ReceiptOrder(SortKey.FILE, descending=False))]


@pytest.mark.parametrize(("query", "order"), LISTS)
def test_the_first_rows_are_those_of_the_store(
    tmp_path: Path, query: ReceiptQuery, order: ReceiptOrder
) -> None:
    store, count = open_empty_store(tmp_path), FIRST_ROWS + 5
    added = store.add_receipts([_make_receipt(number) for number in range(count)])
    ids = [receipt.id for receipt, _ in added]
    for receipt_id in ids[-20:-3]:
        store.claim_receipt(receipt_id, "me", 60)
        store.finish_attempt(receipt_id, "me", SAMPLE_READING)
    store.cancel_receipts(ids[-2:])
    store.approve_receipts(ids[-10:-5], True)
    store.mark_receipts(ids[-6:-5], "flagged", True)
    store.close()
    found = read_first_rows(_find_database(store), query, order)
    with closing(Store(str(store._engine.url))) as again:
        numbers = again.list_numbers(query, order)
        first = again.find_numbered_receipts(numbers[:FIRST_ROWS])
    assert found
    assert len(numbers) == count
    assert found.numbers == numbers
    assert [found.receipts[number] for number in numbers[:FIRST_ROWS]] == first


def test_tables_of_another_version_are_left_to_the_migration(tmp_path: Path) -> None:
    store = open_empty_store(tmp_path)
    store.close()
    with closing(sqlite3.connect(_find_database(store))) as database, database:
        database.execute("UPDATE alembic_version SET version_num = '0001'")
    assert read_first_rows(_find_database(store), *PLAIN_LIST) is None


def test_a_file_without_tables_is_left_to_the_store(tmp_path: Path) -> None:
    assert read_first_rows(tmp_path / "receipts.db", *PLAIN_LIST) is None


def _find_database(store: Store) -> Path:
    return Path(store._engine.url.database or "")


def _make_receipt(number: int) -> NewReceipt:
    return NewReceipt(f"{number:03}.jpg", f"{number:064}", Priority.NORMAL, ReadOptions())

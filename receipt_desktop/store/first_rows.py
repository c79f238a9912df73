"""The first rows of the list, read before the rest of the store is loaded."""

from __future__ import annotations

from array import array
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import create_engine, event

from receipt_desktop.domain.listing import ReceiptOrder
from receipt_desktop.domain.receipt import Receipt
from receipt_desktop.domain.receipt_query import ReceiptQuery
from receipt_desktop.store import queries
from receipt_desktop.store.engine import open_read_session
from receipt_desktop.store.listing_queries import select_numbers
from receipt_desktop.store.location import make_sqlite_url
from receipt_desktop.store.mapping import to_receipt
from receipt_desktop.store.migration import NEWEST_REVISION, read_revision
from receipt_desktop.store.sqlite_settings import begin_sqlite, configure_sqlite

FIRST_ROWS = 100
"""Receipts that are read with their values."""


@dataclass(frozen=True, slots=True)
class FirstRows:
    """The order of a list and its first receipts, by number."""

    query: ReceiptQuery
    order: ReceiptOrder
    numbers: array[int]
    receipts: Mapping[int, Receipt]


def read_first_rows(file: Path, query: ReceiptQuery, order: ReceiptOrder) -> FirstRows | None:
    """The first rows of a SQLite database; None if its tables are of another version.

    It is closed again afterwards. Raises `ServiceUnavailable`, `DamagedData`.
    """
    engine = create_engine(make_sqlite_url(file))
    event.listen(engine, "connect", configure_sqlite)
    event.listen(engine, "begin", begin_sqlite)
    try:
        with open_read_session(engine) as session:
            if read_revision(engine) != NEWEST_REVISION:
                return None
            numbers = select_numbers(session, query, order)
            rows = queries.find_numbered_rows(session, numbers[:FIRST_ROWS])
            receipts = {receipt.number: receipt for receipt in map(to_receipt, rows)}
            return FirstRows(query, order, numbers, receipts)
    finally:
        engine.dispose()

"""The first rows of any list, read with nothing but the queries of the store."""

from __future__ import annotations

from array import array
from collections.abc import Mapping
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
from receipt_desktop.store.sqlite_settings import begin_sqlite, configure_sqlite


def read_listed_rows(
    file: Path, query: ReceiptQuery, order: ReceiptOrder, count: int
) -> tuple[array[int], Mapping[int, Receipt]]:
    """The numbers of a list in a SQLite database, and its first `count` receipts by number.

    Its tables are of this version. It is closed again afterwards. Raises `ServiceUnavailable`,
    `DamagedData`.
    """
    engine = create_engine(make_sqlite_url(file))
    event.listen(engine, "connect", configure_sqlite)
    event.listen(engine, "begin", begin_sqlite)
    try:
        with open_read_session(engine) as session:
            numbers = select_numbers(session, query, order)
            rows = queries.find_numbered_rows(session, numbers[:count])
            return numbers, {receipt.number: receipt for receipt in map(to_receipt, rows)}
    finally:
        engine.dispose()

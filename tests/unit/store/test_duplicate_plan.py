"""Finding duplicates reads indexes only: it costs the same with 100,000 receipts in the list."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import Engine, event

from receipt_desktop.domain.fields import Field
from receipt_desktop.store.store import Store
from tests.unit.store.example_readings import ACCEPTED_READING
from tests.unit.store.test_duplicates import LOOK, add_pair, with_prints, without
from tests.unit.store.test_review_state import finish_receipt

LARGE_TABLES = ("receipts", "fingerprints", "fingerprint_keys")


@contextmanager
def recorded(engine: Engine) -> Iterator[list[tuple[str, Any]]]:
    """The queries that run inside, with their parameters."""
    found: list[tuple[str, Any]] = []

    def note(_c: Any, _cursor: Any, statement: str, parameters: Any, *_: Any) -> None:
        if statement.lstrip().upper().startswith(("SELECT", "WITH")):
            found.append((statement, parameters))

    event.listen(engine, "before_cursor_execute", note)
    try:
        yield found
    finally:
        event.remove(engine, "before_cursor_execute", note)


def explain(engine: Engine, statement: str, parameters: Any) -> list[str]:
    """The steps of SQLite's plan."""
    with engine.connect() as connection:
        cursor = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)
        return [str(row[-1]) for row in cursor]


def find_scans(store: Store, queries: list[tuple[str, Any]]) -> list[str]:
    """The steps that read a whole large table."""
    steps = [step for query in queries for step in explain(store._engine, *query)]
    assert any("fingerprint_keys" in step and "USING" in step for step in steps)
    scans = tuple(f"SCAN {name}" for name in LARGE_TABLES)
    return [step for step in steps if step.startswith(scans)]


def test_no_query_for_duplicates_reads_a_whole_table(store: Store) -> None:
    if store.is_shared:
        pytest.skip("the plan of SQLite")
    first, second = add_pair(store)
    with recorded(store._engine) as queries:
        finish_receipt(store, with_prints("a", LOOK), "c.jpg")
        finish_receipt(store, without(ACCEPTED_READING, Field.DATE), "d.jpg")
        store.correct_field(first.id, Field.PAYMENT, "cash")
        store.compare_with_duplicate(second.id)
    assert find_scans(store, queries) == []

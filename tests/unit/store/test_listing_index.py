"""The index of the list: filters, totals and orders need not read the whole rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import event

from receipt_desktop.domain.listing import ReceiptOrder, SortKey
from receipt_desktop.domain.receipt import Status
from receipt_desktop.domain.receipt_query import ReceiptQuery
from receipt_desktop.store.store import Store
from tests.databases import open_empty_store

Ask = Callable[[Store], object]


@pytest.fixture(scope="module")
def listed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    store = open_empty_store(tmp_path_factory.mktemp("listed"))
    yield store
    store.close()


def ask_for(**conditions: Any) -> Ask:
    return lambda store: store.list_numbers(ReceiptQuery(archived=False, **conditions))


def sort_by(key: SortKey) -> Ask:
    return lambda store: store.list_numbers(ReceiptQuery(archived=False), ReceiptOrder(key))


@pytest.mark.parametrize(
    "ask",
    [
        ask_for(category="fuel"),
        ask_for(currency="CHF"),
        ask_for(merchant="cafe"),
        ask_for(first_day=date(2025, 1, 1), most=Decimal(20)),
        ask_for(has_problem=True),
        ask_for(project="garden"),
        ask_for(tag="trip"),
        sort_by(SortKey.TOTAL),
        sort_by(SortKey.MERCHANT),
        lambda store: store.sum_receipts(ReceiptQuery(archived=False, category="fuel")),
    ],
)
def test_a_list_is_read_from_an_index_alone(listed: Store, ask: Ask) -> None:
    plan = list(explain(listed, ask))
    assert any("USING COVERING INDEX ix_receipts_" in step for step in plan), plan


@pytest.mark.parametrize(
    "ask",
    [
        ask_for(statuses=frozenset({Status.COMPLETED}), needs_review=True),
        lambda store: store.count_kinds(ReceiptQuery(archived=False)),
        lambda store: store.count_by_status(),
        lambda store: store.last_completed_at(),
    ],
)
def test_counts_and_kinds_are_read_in_the_order_of_their_index(listed: Store, ask: Ask) -> None:
    plan = list(explain(listed, ask))
    indexes = ("ix_receipts_kinds", "ix_receipts_outcomes")
    assert any(f"USING COVERING INDEX {name}" in step for name in indexes for step in plan), plan
    assert not any("TEMP B-TREE" in step for step in plan), plan


def explain(store: Store, ask: Ask) -> Iterator[str]:
    """The steps of SQLite for what a query reads from the receipts."""
    asked: list[tuple[str, Any]] = []

    def note(_c: object, _d: object, statement: str, values: Any, *_: object) -> None:
        asked.append((statement, values))

    event.listen(store._engine, "before_cursor_execute", note)
    ask(store)
    event.remove(store._engine, "before_cursor_execute", note)
    with store._engine.connect() as connection:
        for statement, values in asked:
            if statement.startswith("SELECT"):
                explained = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values)
                yield from (row[-1] for row in explained)

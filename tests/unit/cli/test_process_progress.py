"""Waiting for receipts: its cost does not depend on their number, and it always ends."""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import event

from receipt_desktop.cli import process_progress
from receipt_desktop.cli.process_progress import POLL_BATCH_SIZE, CompletionWaiter
from receipt_desktop.cli.stop_signals import StopRequest
from receipt_desktop.config.paths import Paths
from receipt_desktop.domain.health import HealthStatus, QueueHealth, ReceiptCounts, RedisState
from receipt_desktop.domain.receipt import ChangeListener, Priority, ReadOptions, Receipt, Status
from receipt_desktop.domain.receipt_query import ReceiptQuery
from receipt_desktop.store.store import Store
from receipt_desktop.store.tables import ReceiptRow
from tests.databases import open_store
from tests.unit.store.example_readings import SAMPLE_READING
from tests.waiting import SECONDS

FEW, MANY = 10, 2 * POLL_BATCH_SIZE + 7


@dataclass
class WatchedActions:
    """The actions for waiting on a real store, which counts statements and ids."""

    store: Store
    statements: int = 0
    ids: int = 0
    before_look: Callable[[], None] = field(default=lambda: None)

    def subscribe(self, listener: ChangeListener) -> Callable[[], None]:
        return self.store.subscribe(listener)

    def get_statuses(self, ids: Collection[str]) -> dict[str, Status]:
        self.before_look()
        return self.store.find_statuses(ids)

    def list_receipts(self, query: ReceiptQuery) -> list[Receipt]:
        return self.store.find_receipts(query)

    def is_database_locked(self) -> bool:
        return False

    def get_health(self) -> QueueHealth:
        return QueueHealth(
            HealthStatus.HEALTHY,
            (),
            ReceiptCounts(processing=1),
            0,
            (),
            RedisState(True, True, "here"),
        )

    def record_query(self, *arguments: Any) -> None:
        self.statements += 1
        self.ids += len(arguments[3])


@pytest.fixture
def watched(paths: Paths) -> Iterator[WatchedActions]:
    store = open_store(paths.database)
    actions = WatchedActions(store)
    event.listen(store._engine, "before_cursor_execute", actions.record_query)
    yield actions
    store.close()


def added(store: Store, count: int) -> list[str]:
    with store._transaction() as (session, _):
        rows = [waiting_row(number) for number in range(count)]
        session.add_all(rows)
        return [row.id for row in rows]


def waiting_row(number: int) -> ReceiptRow:
    now = datetime.now(UTC)
    return ReceiptRow(
        id=f"{number:036}", file_name="a.jpg", content_hash=f"{number:064x}",
        priority=int(Priority.NORMAL), status=Status.PENDING.value, stage="queued",
        created_at=now, queued_at=now, version=0,
    )  # fmt: skip


def finish(store: Store, receipt_id: str) -> None:
    assert store.claim_receipt(receipt_id, "me:1", 60.0)
    assert store.finish_attempt(receipt_id, "me:1", SAMPLE_READING)


def wait_for(
    watched: WatchedActions, ids: list[str]
) -> tuple[threading.Thread, dict[str, Receipt]]:
    found: dict[str, Receipt] = {}

    def wait() -> None:
        with CompletionWaiter(watched, StopRequest()) as waiting:  # type: ignore[arg-type]
            found.update(waiting.wait_until_finished(ids, lambda _, __: None))

    thread = threading.Thread(target=wait)
    thread.start()
    return thread, found


@pytest.mark.parametrize("count", [FEW, MANY])
def test_an_announced_completion_needs_no_database_query(
    watched: WatchedActions, count: int
) -> None:
    ids = added(watched.store, count)
    waiting = CompletionWaiter(watched, StopRequest())  # type: ignore[arg-type]
    with waiting:
        waiting._left = set(ids)
        finish(watched.store, ids[3])
        watched.statements = 0
        waiting._left.difference_update(waiting._collect_ended())
        assert watched.statements == 0
        assert waiting._left == set(ids) - {ids[3]}


@pytest.mark.parametrize("count", [FEW, MANY])
def test_a_look_is_one_statement_about_a_bounded_number_of_rows(
    watched: WatchedActions, count: int
) -> None:
    ids = added(watched.store, count)
    waiting = CompletionWaiter(watched, StopRequest())  # type: ignore[arg-type]
    waiting._left = set(ids)
    waiting._poll_order.extend(ids)
    watched.statements = watched.ids = 0
    waiting._poll_rows()
    assert watched.statements <= 2  # BEGIN and SELECT
    assert watched.ids <= POLL_BATCH_SIZE + 2
    assert len(waiting._poll_order) == count


@pytest.mark.parametrize("lost", ["removed", "erased", "finished"])
def test_a_completion_without_an_announcement_is_found(
    watched: WatchedActions, lost: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another process finished it, and its message was lost."""
    monkeypatch.setattr(process_progress, "POLL_SECONDS", 0.0)
    ids = added(watched.store, MANY)
    watched.store._deliver_changes = lambda: None  # type: ignore[method-assign]
    last = ids[-1]
    {
        "removed": lambda: watched.store.remove_receipts([last], "other"),
        "erased": lambda: watched.store.erase_receipts([last], "other"),
        "finished": lambda: finish(watched.store, last),
    }[lost]()
    waiting = CompletionWaiter(watched, StopRequest())  # type: ignore[arg-type]
    waiting._left = set(ids)
    waiting._poll_order.extend(ids)
    for _ in range(MANY // POLL_BATCH_SIZE + 1):
        waiting._poll_rows()
    assert waiting._left == set(ids) - {last}


def test_it_ends_when_all_are_finished_or_deleted(watched: WatchedActions) -> None:
    ids = added(watched.store, FEW)
    thread, found = wait_for(watched, ids)
    for receipt_id in ids[:-2]:
        finish(watched.store, receipt_id)
    watched.store.remove_receipts([ids[-2]], "window")
    watched.store.erase_receipts([ids[-1]], "api")
    thread.join(SECONDS)
    assert not thread.is_alive()
    assert list(found) == ids[:-2]
    assert all(one.status is Status.COMPLETED for one in found.values())


def test_a_receipt_that_is_read_again_is_waited_for_again(watched: WatchedActions) -> None:
    """It was finished while files were added, and the last of them asked for another reading."""
    ids = added(watched.store, 1)
    waiting = CompletionWaiter(watched, StopRequest())  # type: ignore[arg-type]
    with waiting:
        finish(watched.store, ids[0])
        watched.store.reopen_receipts(ids, ReadOptions(), "me")
        looked = threading.Event()
        watched.before_look = looked.set
        found: dict[str, Receipt] = {}
        thread = threading.Thread(
            target=lambda: found.update(waiting.wait_until_finished(ids, lambda _, __: None))
        )
        thread.start()
        assert looked.wait(SECONDS)
        finish(watched.store, ids[0])
        thread.join(SECONDS)
    assert found[ids[0]].is_finished


def test_a_stop_ends_the_wait_with_partial_results(watched: WatchedActions) -> None:
    ids = added(watched.store, FEW)
    finish(watched.store, ids[0])
    stop = StopRequest()
    stop.set()
    with CompletionWaiter(watched, stop) as waiting:  # type: ignore[arg-type]
        found = waiting.wait_until_finished(ids, lambda _, __: None)
    assert list(found) == ids
    assert [one.status for one in found.values()].count(Status.COMPLETED) == 1


def test_ids_are_looked_up_by_their_index(watched: WatchedActions) -> None:
    """SQLite prefers the index of the list, with all rows, when it may use it."""
    ids = added(watched.store, FEW)
    asked: list[tuple[str, Any]] = []
    event.listen(
        watched.store._engine,
        "before_cursor_execute",
        lambda *given: asked.append((given[2], given[3])),
    )
    watched.store.find_statuses(ids)
    watched.store.find_receipts(ReceiptQuery(ids=tuple(ids)))
    watched.store.announce_changes(ids)
    with watched.store._engine.connect() as connection:
        for statement, values in [one for one in asked if one[0].startswith("SELECT")]:
            plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values).fetchall()
            assert "sqlite_autoindex_receipts_1 (id=?)" in plan[0][3], plan

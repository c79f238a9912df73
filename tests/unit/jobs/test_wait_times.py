"""How long receipts waited, whatever the clock on the wall says."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from receipt_desktop.config.paths import Paths
from receipt_desktop.domain.errors import ProcessingError
from receipt_desktop.domain.receipt import Priority, ReadOptions, Receipt
from receipt_desktop.jobs.wait_times import WaitTimes
from receipt_desktop.store.store import Store
from tests.databases import open_store


class Clock:
    now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def store(paths: Paths) -> Iterator[Store]:
    opened = open_store(paths.database)
    yield opened
    opened.close()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def waits(store: Store, clock: Clock) -> WaitTimes:
    made = WaitTimes(clock)
    store.subscribe(made.on_change)
    return made


def added(store: Store) -> Receipt:
    return store.add_receipt("a.jpg", "0" * 64, Priority.NORMAL, ReadOptions())


def test_a_wait_runs_from_when_it_was_added(store: Store, clock: Clock, waits: WaitTimes) -> None:
    receipt = added(store)
    clock.now += 20
    store.prioritize_receipts([receipt.id], Priority.NEXT)  # it changes, and waits on
    clock.now += 20
    assert waits.pop_waited_seconds(receipt.id) == 40.0
    assert waits.pop_waited_seconds(receipt.id) is None


def test_the_pause_before_a_retry_is_no_wait(store: Store, clock: Clock, waits: WaitTimes) -> None:
    receipt = added(store)
    assert waits.pop_waited_seconds(receipt.id) == 0.0
    assert store.claim_receipt(receipt.id, "w", 60)
    store.requeue_receipt(receipt.id, "w", ProcessingError("unexpected"), 8.0)
    clock.now += 20
    assert waits.pop_waited_seconds(receipt.id) == pytest.approx(12.0, abs=2.0)


def test_the_wait_in_another_process_is_unknown(waits: WaitTimes) -> None:
    assert waits.pop_waited_seconds("elsewhere") is None


def test_a_cancelled_one_waits_no_more(store: Store, waits: WaitTimes) -> None:
    receipt = added(store)
    store.cancel_receipts([receipt.id])
    assert waits.pop_waited_seconds(receipt.id) is None

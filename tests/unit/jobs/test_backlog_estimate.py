"""The time until everything is read, beside the times of single receipts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest

from receipt_desktop.domain.receipt import Priority, ReadOptions, Stage
from receipt_desktop.jobs.queue_health import Probes, estimate_remaining
from receipt_desktop.jobs.timings import EstimateSmoother, StageTimings
from receipt_desktop.store.store import Store
from tests.databases import open_empty_store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_empty_store(tmp_path)
    yield opened
    opened.close()


def estimate(store: Store) -> float | None:
    timings = StageTimings([{Stage.READING.value: 2.0}])
    parts = SimpleNamespace(timings=timings, backlog_smoother=EstimateSmoother(), store=store)
    return estimate_remaining(cast("Probes", parts), store.count_by_status(), ())


def test_all_is_not_done_before_the_slowest_receipt(store: Store) -> None:
    assert estimate(store) is None
    slow, gone = (store.add_receipt(n, n, Priority.NORMAL, ReadOptions()).id for n in "ab")
    assert estimate(store) == pytest.approx(4.0)
    for receipt_id, left in ((slow, 70.0), (gone, 900.0)):
        assert store.claim_receipt(receipt_id, "me", 60)
        store.update_progress(receipt_id, "me", Stage.READING, 10, left)
    assert estimate(store) == pytest.approx(900.0)
    store.cancel_receipts([gone])
    assert estimate(store) == pytest.approx(70.0)

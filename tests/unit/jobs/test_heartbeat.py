"""The thread that looks after the others, on a real Redis and a real database."""

from __future__ import annotations

import errno
import os
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial

import pytest

from receipt_desktop import bootstrap
from receipt_desktop.actions import Actions
from receipt_desktop.config.liveness import ProcessLock
from receipt_desktop.config.paths import Paths
from receipt_desktop.config.process_identity import make_process_prefix
from receipt_desktop.config.settings import Settings
from receipt_desktop.domain.audit import AuditQuery
from receipt_desktop.domain.health import HealthStatus, QueueHealth, ReceiptCounts
from receipt_desktop.domain.receipt import Priority, ReadOptions, Receipt, Status
from receipt_desktop.domain.schedule import Schedule
from receipt_desktop.jobs.gate import QueueGate
from receipt_desktop.jobs.heartbeat import IDLE_SECONDS, Heartbeat
from receipt_desktop.jobs.monitor import Monitor
from receipt_desktop.jobs.requeue import ClockJumpDetector, refill_queue
from tests.guards import LogCollector
from tests.samples import SAMPLES, save
from tests.waiting import SECONDS, wait_until


@dataclass(frozen=True)
class Running:
    actions: Actions
    store: object


@pytest.fixture
def engine(paths: Paths) -> Iterator[Callable[..., Actions]]:
    """Starts the engine; everything is stopped at the end."""
    with ExitStack() as stack:

        def start(**settings: object) -> Actions:
            chosen = Settings(use_model=False, concurrency=2, **settings)  # type: ignore[arg-type]
            return stack.enter_context(bootstrap.open_application(paths, chosen)).actions

        yield start


def test_a_paused_queue_takes_nothing_until_it_is_resumed(
    engine: Callable[..., Actions], paths: Paths
) -> None:
    actions = engine()
    actions.pause_queue()
    actions.pause_queue()
    (answer,) = actions.submit([save(SAMPLES["cafe"], paths.data / "a.png")])
    assert answer.receipt
    assert actions.get_health().paused
    assert actions.get_health().remaining is None
    assert actions.get_receipt(answer.receipt.id).status is Status.PENDING
    actions.resume_queue()
    wait_until(lambda: actions.get_receipt(answer.receipt.id).is_finished)  # type: ignore[union-attr]
    assert [one.action for one in actions.list_audit_entries(AuditQuery(text="switch"))] == [
        "switch"
    ] * 2


def test_a_pause_is_kept_over_a_restart(paths: Paths) -> None:
    settings = Settings(use_model=False)
    with bootstrap.open_application(paths, settings) as first:
        first.actions.pause_queue()
    with bootstrap.open_application(paths, settings) as second:
        wait_until(lambda: second.actions.get_health().paused)
        second.actions.resume_queue()
        assert not second.actions.get_health().paused


def test_a_draining_queue_takes_nothing_new_in(
    engine: Callable[..., Actions], paths: Paths
) -> None:
    actions = engine()
    file = save(SAMPLES["cafe"], paths.data / "a.png")
    actions.set_draining()
    (refused,) = actions.submit([file])
    assert refused.error
    assert refused.error.key == "draining"
    assert actions.get_health().draining
    actions.set_draining(on=False)
    (taken,) = actions.submit([file])
    assert taken.receipt


def test_the_schedule_closes_the_gate(engine: Callable[..., Actions]) -> None:
    actions = engine()
    heard: list[QueueHealth] = []
    actions.subscribe_health(heard.append)
    wait_until(lambda: bool(heard))
    assert heard[-1].held_by_schedule is None
    gate = QueueGate()
    assert not gate.set_state(paused=False, waits_for=Schedule.MAINS)
    assert (gate.is_open, gate.blocking_schedule) == (False, Schedule.MAINS)
    assert gate.set_state(paused=False, waits_for=None)
    assert gate.is_open


def is_longer(heard: list[QueueHealth], count: int) -> bool:
    return len(heard) > count


def test_the_queue_is_assessed_at_each_tick_for_listeners_only(
    engine: Callable[..., Actions], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("receipt_desktop.jobs.heartbeat.BUSY_SECONDS", 0.02)
    actions = engine()
    heartbeat = actions._context.heartbeat
    assert heartbeat
    assert heartbeat._assessment_interval() == IDLE_SECONDS
    heard: list[QueueHealth] = []
    unsubscribe = actions.subscribe_health(heard.append)
    wait_until(lambda: bool(heard))  # at once
    for _ in range(2):
        known = len(heard)
        heartbeat.apply_queue_state()  # wakes it
        wait_until(partial(is_longer, heard, known))
    unsubscribe()
    assert heartbeat._assessment_interval() == IDLE_SECONDS


def test_a_tick_for_listeners_counts_the_receipts_once(
    engine: Callable[..., Actions], monkeypatch: pytest.MonkeyPatch
) -> None:
    """To count 100,000 receipts takes as long as to show an approval."""
    actions = engine()
    heartbeat, store = actions._context.heartbeat, actions._context.store
    assert heartbeat
    heartbeat._loop.stop()
    counted: list[int] = []
    count = store.count_by_status

    def note() -> ReceiptCounts:
        counted.append(1)
        return count()

    monkeypatch.setattr(store, "count_by_status", note)
    heartbeat.subscribe(lambda _: None)
    heartbeat._run_tick()
    assert len(counted) == 1


def test_ids_that_redis_has_lost_are_queued_again(
    engine: Callable[..., Actions], paths: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("receipt_desktop.jobs.heartbeat.BUSY_SECONDS", 0.02)
    monkeypatch.setattr("receipt_desktop.jobs.heartbeat.IDLE_SECONDS", 0.04)
    actions = engine()
    actions.pause_queue()
    (answer,) = actions.submit([save(SAMPLES["cafe"], paths.data / "a.png")])
    assert answer.receipt
    queue = actions._context.probes.queue
    wait_until(lambda: queue.count_ids() == 1)
    queue.huey.storage.flush_queue()
    wait_until(lambda: queue.count_ids() == 1)


def test_a_process_that_winds_down_begins_nothing_more(
    engine: Callable[..., Actions], paths: Paths
) -> None:
    actions = engine()
    actions.set_winding_down()
    (answer,) = actions.submit([save(SAMPLES["cafe"], paths.data / "a.png")])
    assert answer.receipt
    assert actions.get_health().counts.pending == 1
    assert not actions.get_health().paused  # others may go on
    actions.set_winding_down(on=False)
    wait_until(lambda: actions.get_receipt(answer.receipt.id).is_finished)  # type: ignore[union-attr]


def test_health_covers_every_component(engine: Callable[..., Actions]) -> None:
    actions = engine()
    wait_until(lambda: bool(actions.get_health().processes))
    now = actions.get_health()
    assert now.status is HealthStatus.HEALTHY
    assert now.issues == ()
    (process,) = now.processes
    assert (process.is_current, process.is_alive, process.concurrency) == (True, True, 2)
    assert len(now.workers) == 2
    assert now.redis.eviction == "noeviction"
    assert now.redis.persistence == "none"
    assert now.storage
    assert now.storage.database_bytes
    assert now.concurrency == 2


def test_concurrency_changes_while_running(engine: Callable[..., Actions]) -> None:
    actions = engine()
    actions.change_settings(concurrency=4)
    assert len(actions.get_health().workers) == 4
    actions.change_settings(concurrency=1)
    assert len(actions.get_health().workers) == 1
    entry = actions.list_audit_entries()[0]
    assert (entry.action, entry.before, entry.after) == (
        "settings", {"concurrency": 4}, {"concurrency": 1}
    )  # fmt: skip


def test_held_receipts_stay_and_go_on_when_released(
    engine: Callable[..., Actions], paths: Paths
) -> None:
    actions = engine()
    actions.pause_queue()
    files = [save(SAMPLES[name], paths.data / f"{name}.png") for name in ("cafe", "diner")]
    first, second = [a.receipt for a in actions.submit(files) if a.receipt]
    actions.hold_receipts([first.id])
    actions.prioritize([second.id], Priority.NEXT)
    actions.resume_queue()
    wait_until(lambda: actions.get_receipt(second.id).is_finished)
    assert actions.get_receipt(first.id).is_held
    actions.release_receipts([first.id])
    wait_until(lambda: actions.get_receipt(first.id).is_finished)


def test_a_purge_can_be_undone(engine: Callable[..., Actions], paths: Paths) -> None:
    actions = engine()
    actions.pause_queue()
    actions.submit([save(SAMPLES["cafe"], paths.data / "a.png")])
    purge = actions.remove_by_status({Status.PENDING})
    assert (purge.count, actions.get_health().counts.total) == (1, 0)
    actions.restore(purge.ids)
    assert actions.get_health().counts.pending == 1
    assert actions.remove_by_status(set()).count == 0


def test_refilled_ids_stand_in_the_order_of_their_urgency(paths: Paths) -> None:
    settings = Settings(use_model=False)
    with bootstrap.open_application(paths, settings, consume=False) as engine:
        parts = engine.actions._context
        store, queue = parts.store, parts.probes.queue

        def added(name: str, priority: Priority) -> Receipt:
            return store.add_receipt(name, name.zfill(64), priority, ReadOptions())

        low = added("1", Priority.LOW)
        normal = [added(f"2{n}", Priority.NORMAL) for n in range(30)]
        following = added("3", Priority.NEXT)
        assert refill_queue(store, queue) == 32
        ids = []
        while queue.huey.pending_count():
            ids.append(queue.huey.dequeue().args[0])
    assert ids == [following.id, *(receipt.id for receipt in normal), low.id]


def test_a_set_clock_makes_leases_doubtful(monkeypatch: pytest.MonkeyPatch) -> None:
    wall, steady = 1000.0, 50.0
    monkeypatch.setattr("receipt_desktop.jobs.requeue.time.time", lambda: wall)
    monkeypatch.setattr("receipt_desktop.jobs.requeue.time.monotonic", lambda: steady)
    drift = ClockJumpDetector()
    wall, steady = 1010.0, 60.0
    assert not drift.detect_jump(60)
    wall = 4610.0
    assert drift.detect_jump(60)
    assert drift.is_doubtful
    steady, wall = 121.0, 4671.0
    assert not drift.detect_jump(60)
    assert not drift.is_doubtful


@pytest.mark.expected_logs("receipt_desktop.jobs.heartbeat")
def test_the_heartbeat_outlives_an_error_that_was_not_foreseen(
    engine: Callable[..., Actions], monkeypatch: pytest.MonkeyPatch
) -> None:
    """It renews the leases: without it every running receipt would be lost to another worker."""
    actions = engine()
    store, failed = actions._context.store, threading.Event()
    here = store.heartbeat_process

    def failing(*args: object, **named: object) -> None:
        if not failed.is_set():
            failed.set()
            raise AssertionError("not foreseen")
        here(*args, **named)  # type: ignore[arg-type]
        renewed.set()

    renewed = threading.Event()
    monkeypatch.setattr(store, "heartbeat_process", failing)
    heartbeat = actions._context.heartbeat
    assert heartbeat
    fast = {"BUSY_SECONDS": 0.02, "IDLE_SECONDS": 0.04, "RENEWALS_PER_LEASE": 10_000}
    for name, value in fast.items():
        monkeypatch.setattr(f"receipt_desktop.jobs.heartbeat.{name}", value)
    heartbeat._leases.make_due()
    heartbeat.apply_queue_state()  # wakes it
    assert failed.wait(SECONDS)
    assert renewed.wait(SECONDS)


@pytest.mark.expected_logs("receipt_desktop.jobs.heartbeat")
def test_a_lack_of_open_files_is_a_warning_without_traceback(
    paths: Paths, monkeypatch: pytest.MonkeyPatch, no_unexpected_logs: LogCollector
) -> None:
    failed = threading.Event()

    def fail(_: Heartbeat) -> None:
        failed.set()
        raise OSError(errno.EMFILE, os.strerror(errno.EMFILE))

    monkeypatch.setattr(Heartbeat, "_assess_health", fail)
    with bootstrap.open_application(paths, Settings(use_model=False), consume=False, kind="serve"):
        assert failed.wait(SECONDS)
    said = [one for one in no_unexpected_logs.records if "open files" in one.getMessage()]
    assert said
    assert all(one.exc_info is None for one in said)


@pytest.mark.expected_logs("receipt_desktop.jobs.monitor")
def test_the_observer_outlives_an_error_that_was_not_foreseen(
    paths: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("receipt_desktop.jobs.monitor.PROBE_INTERVAL_SECONDS", 0.01)
    looks: list[int] = []
    again = threading.Event()

    def look(_: Monitor) -> None:
        looks.append(1)
        if len(looks) == 1:
            raise AttributeError("not foreseen")
        again.set()

    monkeypatch.setattr(Monitor, "probe_model", look)
    with bootstrap.open_application(paths, Settings(use_model=False), consume=False, kind="serve"):
        assert again.wait(SECONDS)


def test_the_receipts_of_a_dead_process_wait_again_at_once_and_those_of_the_living_do_not(
    paths: Paths,
) -> None:
    """Whatever their leases say, which are far from running out."""
    other = ProcessLock(paths)
    other.acquire()
    settings = Settings(use_model=False)
    with bootstrap.open_application(paths, settings, kind="serve", consume=False) as engine:
        store = engine.actions._context.store
        receipts = [
            store.add_receipt(n, n.zfill(64), Priority.NORMAL, ReadOptions()) for n in "123"
        ]
        dead = f"{make_process_prefix(paths)}77-dead"
        for receipt, owner in zip(
            receipts, (f"{dead}:x", f"{other.name}:y", "own-elsewhere:1:z"), strict=True
        ):
            assert store.claim_receipt(receipt.id, owner, 3600)
        wait_until(lambda: store.get_receipt(receipts[0].id).status is Status.PENDING)
        kept = [store.get_receipt(receipt.id).status for receipt in receipts[1:]]
        assert kept == [Status.PROCESSING] * 2
        other.release()
        wait_until(lambda: store.get_receipt(receipts[1].id).status is Status.PENDING)
        assert store.get_receipt(receipts[2].id).status is Status.PROCESSING


def test_a_process_that_ended_is_not_shown_as_alive(paths: Paths) -> None:
    with bootstrap.open_application(paths, Settings(), kind="serve", consume=False) as engine:
        store = engine.actions._context.store
        store.heartbeat_process(
            f"{make_process_prefix(paths)}9-dead", "here", 9, kind="worker", concurrency=1
        )
        store.heartbeat_process("own-elsewhere:9-dead", "there", 9, kind="worker", concurrency=1)
        alive = {one.name: one.is_alive for one in engine.actions.get_health().processes}
        assert alive[f"{make_process_prefix(paths)}9-dead"] is False
        assert alive["own-elsewhere:9-dead"] is True


def test_a_removal_can_be_undone_while_its_process_lives(
    paths: Paths,
) -> None:
    """The owner may end and another one begin beside a window that still offers the undo."""
    settings = Settings(use_model=False)
    window = ProcessLock(paths)
    window.acquire()
    with bootstrap.open_application(paths, settings, kind="serve", consume=False) as first:
        (answer,) = first.actions.submit([save(SAMPLES["cafe"], paths.data / "a.png")])
        assert answer.receipt
        first.actions.remove([answer.receipt.id])
    with bootstrap.open_application(paths, settings, kind="serve", consume=False) as second:
        assert [one.id for one in second.actions.restore([answer.receipt.id])]
        second.actions.remove([answer.receipt.id])
    window.release()
    with bootstrap.open_application(paths, settings, kind="serve", consume=False) as third:
        assert third.actions.restore([answer.receipt.id]) == []

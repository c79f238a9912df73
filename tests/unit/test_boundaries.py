"""An unexpected error at a task or thread boundary is logged, and blocks nothing behind it."""

from __future__ import annotations

import logging
import queue as queues
import threading
from collections.abc import Callable, Iterator
from logging import LogRecord
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from receipt_desktop import bootstrap, pipeline
from receipt_desktop.actions import Actions
from receipt_desktop.api.webhook_dispatcher import WebhookDispatcher
from receipt_desktop.broker.address import RedisAddress, responds_to_ping
from receipt_desktop.broker.server import RedisServer
from receipt_desktop.config.background_loop import BackgroundLoop, PeriodicTask, run_due_tasks
from receipt_desktop.config.paths import Paths
from receipt_desktop.config.settings import Settings
from receipt_desktop.domain.errors import ServiceUnavailable
from receipt_desktop.domain.health import QueueHealth
from receipt_desktop.domain.receipt import Priority, ReadOptions, ReceiptsRemoved
from receipt_desktop.files import pending_file
from receipt_desktop.files.pending_file import PendingFile, StoredFile
from receipt_desktop.jobs import heartbeat as heartbeat_module
from receipt_desktop.jobs.attempt_runner import AttemptPolicy, AttemptRunner
from receipt_desktop.jobs.change_feed import ChangeFeed
from receipt_desktop.jobs.consumer import WorkerThreads
from receipt_desktop.jobs.gate import QueueGate
from receipt_desktop.jobs.huey_queue import ReceiptQueue
from receipt_desktop.jobs.running import RunningAttempts
from receipt_desktop.jobs.timings import StageTimings
from receipt_desktop.store.store import Store
from tests.databases import open_store
from tests.guards import LogCollector

SECONDS = 60.0
ERRORS = [AttributeError("not foreseen"), RuntimeError("not foreseen")]
pytestmark = pytest.mark.parametrize("error", ERRORS, ids=lambda one: type(one).__name__)
log = logging.getLogger("receipt_desktop.test_boundaries")


class FailsOnce:
    """Raises at the first call and passes the later ones on."""

    def __init__(self, error: Exception, then: Callable[..., Any] = lambda *_: None) -> None:
        self._error: Exception | None = error
        self._then = then
        self.failed, self.passed = threading.Event(), threading.Event()

    def __call__(self, *arguments: Any, **named: Any) -> Any:
        error, self._error = self._error, None
        if error:
            self.failed.set()
            raise error
        result = self._then(*arguments, **named)
        self.passed.set()
        return result


def tracebacks(logs: LogCollector) -> list[LogRecord]:
    """What was logged with a traceback."""
    return [record for record in logs.records if record.exc_info]


@pytest.fixture
def file_store(paths: Paths) -> Iterator[Store]:
    opened = open_store(paths.database)
    yield opened
    opened.close()


@pytest.mark.expected_logs("receipt_desktop.test_boundaries")
def test_a_loop_goes_on(error: Exception, no_unexpected_logs: LogCollector) -> None:
    tick = FailsOnce(error)
    loop = BackgroundLoop("test", tick, lambda: None, log=log)
    loop.start()
    assert tick.failed.wait(SECONDS)
    while not tick.passed.is_set():
        loop.wake()
        tick.passed.wait(0.05)
    loop.stop()
    assert len(tracebacks(no_unexpected_logs)) == 1


@pytest.mark.expected_logs("receipt_desktop.test_boundaries")
def test_a_periodic_task_does_not_keep_the_next_one_from_running(
    error: Exception, no_unexpected_logs: LogCollector
) -> None:
    first, second = FailsOnce(error), FailsOnce(error)
    second.failed.set()
    ran: list[str] = []
    tasks = [PeriodicTask("fail", first), PeriodicTask("follow", lambda: ran.append("follow"))]
    run_due_tasks(tasks, log, lambda *_: False)
    assert ran == ["follow"]
    run_due_tasks(tasks, log, lambda *_: False)
    assert first.passed.is_set()
    (record,) = tracebacks(no_unexpected_logs)
    assert record.getMessage() == "could not fail: unexpected error; trying again"


@pytest.mark.expected_logs("receipt_desktop.jobs.heartbeat")
def test_a_failing_duty_of_the_heartbeat_leaves_the_leases_alone(
    error: Exception, paths: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in {
        "BUSY_SECONDS": 0.02,
        "IDLE_SECONDS": 0.04,
        "RENEWALS_PER_LEASE": 1e4,
    }.items():
        monkeypatch.setattr(heartbeat_module, name, value)
    with bootstrap.open_application(
        paths, Settings(use_model=False), kind="serve", consume=False
    ) as application:
        context = application.actions._context
        renewed, published = threading.Event(), queues.Queue[QueueHealth]()

        def fail() -> None:
            raise error

        def renew(*_: object, **__: object) -> None:
            renewed.set()

        monkeypatch.setattr(context.store, "list_active_switches", fail)
        monkeypatch.setattr(context.store, "heartbeat_process", renew)
        context.heartbeat._leases.make_due()  # type: ignore[union-attr]
        assert renewed.wait(SECONDS)
        monkeypatch.undo()
        application.actions.subscribe_health(FailsOnce(error))
        application.actions.subscribe_health(published.put)
        assert published.get(timeout=SECONDS)


@pytest.mark.expected_logs("receipt_desktop.store.notifier")
def test_a_failing_listener_of_the_store_does_not_hold_up_the_next_change(
    error: Exception, file_store: Store, no_unexpected_logs: LogCollector
) -> None:
    heard: list[object] = []
    file_store.subscribe(FailsOnce(error))
    file_store.subscribe(heard.append)
    for name in "12":
        file_store.add_receipt(name, name.zfill(64), Priority.NORMAL, ReadOptions())
    assert len(heard) == 2
    assert len(tracebacks(no_unexpected_logs)) == 1


@pytest.mark.expected_logs("receipt_desktop.jobs.change_feed")
def test_both_directions_of_the_change_feed_go_on(
    error: Exception, redis_address: RedisAddress, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: queues.Queue[list[str]] = queues.Queue()
    receiver = ChangeFeed(
        redis_address, "boundaries", FailsOnce(error, heard.put), lambda _: ["missed"]
    )
    sender = ChangeFeed(redis_address, "boundaries", lambda _: None)
    publish = FailsOnce(error, sender._redis.publish)
    monkeypatch.setattr(sender._redis, "publish", publish)
    receiver.start()
    sender.start()
    sender.publish_change(ReceiptsRemoved(("lost",)))
    assert publish.failed.wait(SECONDS)
    while heard.empty():  # the first message that arrives makes the receiver fail
        sender.publish_change(ReceiptsRemoved(("next",)))
        publish.passed.wait(0.2)
    assert heard.get(timeout=SECONDS) in (["missed"], ["next"])
    sender.stop()
    receiver.stop()


@pytest.mark.expected_logs("receipt_desktop.jobs.attempt_runner")
def test_an_error_around_an_attempt_is_logged_and_the_next_job_runs(
    error: Exception,
    file_store: Store,
    redis_address: RedisAddress,
    monkeypatch: pytest.MonkeyPatch,
    no_unexpected_logs: LogCollector,
) -> None:
    """Huey's own log would say it, but not which receipt it was."""
    runner = AttemptRunner(
        file_store,
        lambda *_: None,  # type: ignore[arg-type]
        lambda *_: None,
        terms=AttemptPolicy(lambda: 30.0, lambda: 60.0),
        process_name="test",
        pace=StageTimings(),
    )
    claim = FailsOnce(error)
    monkeypatch.setattr(file_store, "claim_receipt", claim)
    queue = ReceiptQueue(redis_address, "boundaries", runner.run_attempt)
    queue.clear_queue()
    workers = WorkerThreads(queue, RunningAttempts(), QueueGate(), 1)
    workers.start()
    for name in ("first", "second"):
        queue.enqueue(name, Priority.NORMAL)
    assert claim.passed.wait(SECONDS)
    assert workers.stop(SECONDS)
    queue.close()
    (record,) = tracebacks(no_unexpected_logs)
    assert record.getMessage() == "unexpected error before or after the attempt at first"


@pytest.mark.expected_logs("receipt_desktop.broker.server")
def test_an_error_while_redis_is_watched_does_not_end_the_watch(
    error: Exception, paths: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    server = RedisServer(paths, Settings())
    server.start()
    restarted = threading.Event()
    server.set_restart_listener(restarted.set)
    spawn = FailsOnce(error, server._spawn_process)
    monkeypatch.setattr(server, "_spawn_process", spawn)
    server.kill()
    assert restarted.wait(SECONDS)
    assert spawn.failed.is_set()
    assert responds_to_ping(server.address)
    again = FailsOnce(error)
    server.set_restart_listener(again)
    server.kill()
    assert again.failed.wait(SECONDS)
    server.kill()
    assert again.passed.wait(SECONDS)
    server.stop()


@pytest.mark.expected_logs("receipt_desktop.broker.server")
def test_an_error_while_redis_is_started_is_a_failure_and_leaves_no_server(
    error: Exception, paths: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    server = RedisServer(paths, Settings())
    monkeypatch.setattr(server, "_copy_output", FailsOnce(error))
    server.launch()
    with pytest.raises(ServiceUnavailable):
        server.wait_until_ready()
    server.stop()
    assert server.pid is None


@pytest.mark.expected_logs("receipt_desktop.api.webhook_dispatcher")
def test_the_webhook_dispatcher_goes_on(
    error: Exception, paths: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("receipt_desktop.api.webhook_dispatcher.POLL_SECONDS", 0.01)
    claim = FailsOnce(error, lambda *_: [])
    monkeypatch.setattr(Actions, "claim_due_callbacks", claim)
    with bootstrap.open_application(
        paths, Settings(use_model=False), kind="serve", consume=False
    ) as application:
        dispatcher = WebhookDispatcher(application.actions)
        dispatcher.start()
        assert claim.passed.wait(SECONDS)
        dispatcher.stop()


def test_a_flush_that_fails_in_any_way_is_reported_where_it_is_awaited(
    error: Exception, paths: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = paths.data / "kept"
    kept.write_bytes(b"x")
    monkeypatch.setattr(pending_file, "sync_file", FailsOnce(error))
    pending = PendingFile(StoredFile("0" * 64, kept, 1), kept)
    with pytest.raises(type(error)):
        pending.wait_until_flushed()
    assert PendingFile(StoredFile("0" * 64, kept, 1), kept).wait_until_flushed().path == kept


@pytest.mark.expected_logs("receipt_desktop.cli.window_session")
def test_garbage_is_collected_although_the_modules_cannot_be_loaded(
    error: Exception, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    from receipt_desktop.cli import window_session  # noqa: PLC0415 (loads Qt)
    from receipt_desktop.ui.garbage_timer import GarbageTimer  # noqa: PLC0415 (likewise)

    monkeypatch.setattr(pipeline, "warm_up", FailsOnce(error))
    timer = GarbageTimer()
    window_session.load_remaining_modules(timer)
    qtbot.waitUntil(lambda: timer.is_running)

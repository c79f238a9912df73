"""The queue on a real Redis: order, delay, signature."""

import os
import pickle
import queue as queues
import signal
import sys
import threading
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from receipt_desktop.broker.address import (
    RedisAddress,
    find_free_port,
    make_client,
    make_own_address,
)
from receipt_desktop.broker.server import RedisServer
from receipt_desktop.config.paths import Paths
from receipt_desktop.config.settings import Settings
from receipt_desktop.domain.errors import ServiceUnavailable
from receipt_desktop.domain.receipt import Priority
from receipt_desktop.jobs.consumer import WorkerThreads
from receipt_desktop.jobs.gate import QueueGate
from receipt_desktop.jobs.huey_queue import ReceiptQueue, load_signing_secret
from receipt_desktop.jobs.running import RunningAttempts
from tests.privacy import is_private
from tests.waiting import SECONDS, wait_until


@pytest.fixture
def ran() -> list[str]:
    return []


@pytest.fixture
def queue(redis_address: RedisAddress, ran: list[str]) -> Iterator[ReceiptQueue]:
    made = ReceiptQueue(redis_address, "secret", ran.append)
    made.clear_queue()
    yield made
    made.clear_queue()
    made.close()


def run_all(queue: ReceiptQueue) -> None:
    while queue.huey.pending_count():
        queue.huey.execute(queue.huey.dequeue())


def test_high_priority_runs_first(queue: ReceiptQueue, ran: list[str]) -> None:
    for name, priority in (("b", Priority.NORMAL), ("c", Priority.LOW), ("a", Priority.HIGH)):
        queue.enqueue(name, priority)
    assert queue.count_ids() == 3
    run_all(queue)
    assert ran == ["a", "b", "c"]


def test_a_delayed_id_waits_in_the_schedule(queue: ReceiptQueue, ran: list[str]) -> None:
    queue.enqueue("later", Priority.NORMAL, delay=60)
    assert queue.count_ids() == 1
    run_all(queue)
    assert ran == []
    assert queue.huey.scheduled_count() == 1


def test_clear_forgets_everything(queue: ReceiptQueue) -> None:
    queue.enqueue("now", Priority.NORMAL)
    queue.enqueue("later", Priority.NORMAL, delay=60)
    queue.clear_queue()
    assert queue.count_ids() == 0


@pytest.mark.expected_logs("receipt_desktop.jobs.huey_queue")
@pytest.mark.parametrize("forged", [b"", b"x", b":", pickle.dumps("x") + b":0" * 20])
def test_an_unsigned_message_is_refused(queue: ReceiptQueue, ran: list[str], forged: bytes) -> None:
    queue.huey.storage.enqueue(forged, priority=9)
    queue.enqueue("ours", Priority.LOW)
    run_all(queue)
    assert ran == ["ours"]


@pytest.mark.expected_logs("receipt_desktop.jobs.huey_queue")
def test_a_message_signed_with_another_secret_is_refused(
    queue: ReceiptQueue, redis_address: RedisAddress, ran: list[str]
) -> None:
    other = ReceiptQueue(redis_address, "another", ran.append)
    other.enqueue("forged", Priority.HIGH)
    message = other.huey.storage.dequeue()
    other.close()
    queue.huey.storage.enqueue(message, priority=9)
    assert queue.huey.dequeue() is None
    assert ran == []


def test_without_redis_every_queue_operation_fails() -> None:
    gone = f"redis://127.0.0.1:{find_free_port()}"
    queue = ReceiptQueue(RedisAddress(gone, gone, is_own=True), "secret", print)
    for verb in (queue.count_ids, queue.clear_queue, lambda: queue.enqueue("x", Priority.NORMAL)):
        with pytest.raises(ServiceUnavailable, match="queue is not responding"):
            verb()


def test_the_secret_is_made_once_and_private(paths: Paths) -> None:
    secret = load_signing_secret(paths.queue_secret)
    assert len(secret) > 40
    assert load_signing_secret(paths.queue_secret) == secret
    assert is_private(paths.queue_secret)


def test_two_libraries_on_one_server_do_not_mix(
    queue: ReceiptQueue, redis_address: RedisAddress
) -> None:
    other = ReceiptQueue(redis_address, "another", print)
    other.enqueue("theirs", Priority.NORMAL)
    assert queue.count_ids() == 0
    assert other.count_ids() == 1
    other.clear_queue()
    other.close()


@pytest.mark.expected_logs("receipt_desktop.jobs.huey_queue")
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.data())
def test_no_message_that_was_tampered_with_is_understood(
    queue: ReceiptQueue, data: st.DataObject
) -> None:
    good = queue.huey.serialize_task(queue._task.s("x"))
    place = data.draw(st.integers(0, len(good) - 1))
    changed = data.draw(
        st.sampled_from(
            [
                good[:place],
                good[place + 1 :],
                good[:place]
                + bytes([good[place] ^ data.draw(st.integers(1, 255))])
                + good[place + 1 :],
                data.draw(st.binary(max_size=200)),
            ]
        )
    )
    assert queue.huey._deserialize_or_skip(changed) is None


@pytest.mark.expected_logs("receipt_desktop.jobs.huey_queue")
def test_consumers_outlive_redis_without_a_traceback(
    paths: Paths, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Four threads while Redis is away for a while: two log lines, and then the work goes on."""
    ran: queues.Queue[str] = queues.Queue()
    queue = ReceiptQueue(make_own_address(paths, Settings()), "secret", ran.put)
    tries: list[None] = []
    dequeue = queue.huey.dequeue

    def counted() -> object:
        tries.append(None)
        return dequeue()

    monkeypatch.setattr(queue.huey, "dequeue", counted)
    workers = WorkerThreads(queue, RunningAttempts(), QueueGate(), 4)
    server = RedisServer(paths, Settings())
    with caplog.at_level("INFO"):
        server.start()
        workers.start()
        queue.enqueue("first", Priority.NORMAL)
        assert ran.get(timeout=SECONDS) == "first"
        server.stop()
        wait_until(lambda: queue.huey.outage.is_down)
        tries.clear()
        wait_until(lambda: len(tries) > 20)
        server = RedisServer(paths, Settings())
        server.start()
        queue.enqueue("later", Priority.NORMAL, delay=0.1)
        queue.enqueue("again", Priority.NORMAL)
        assert sorted([ran.get(timeout=SECONDS), ran.get(timeout=SECONDS)]) == ["again", "later"]
        assert workers.stop(SECONDS)
    queue.close()
    server.stop()
    said = [one.message for one in caplog.records if one.name == "receipt_desktop.jobs.huey_queue"]
    assert said == [
        "the queue in Redis is not responding: ConnectionError",
        "the queue in Redis responds again",
    ]
    assert [one for one in caplog.records if one.exc_info] == []


def test_stopping_wakes_the_workers_of_this_process_only(paths: Paths) -> None:
    """The workers wait without a limit here: only being woken ends them."""
    server = RedisServer(paths, Settings())
    server.start()
    queue = ReceiptQueue(make_own_address(paths, Settings()), "secret", print)
    queue.huey.storage.pool.connection_kwargs["socket_timeout"] = None
    queue.huey.storage.read_timeout = 0
    workers = WorkerThreads(queue, RunningAttempts(), QueueGate(), 2)
    with make_client(make_own_address(paths, Settings()), timeout=SECONDS) as other:
        stranger = threading.Thread(target=other.bzpopmin, args=("another list", 0))
        stranger.start()
        workers.start()
        wait_until(lambda: count_blocked_clients(queue) == 3)
        assert workers.stop(SECONDS)
        assert count_blocked_clients(queue) == 1
        queue.huey.storage.conn.zadd("another list", {"end": 1})
        stranger.join(SECONDS)
    queue.close()
    server.stop()


def test_waking_without_redis_changes_nothing(paths: Paths) -> None:
    queue = ReceiptQueue(make_own_address(paths, Settings()), "secret", print)
    queue.wake_workers()
    queue.close()


def count_blocked_clients(queue: ReceiptQueue) -> int:
    """How many connections wait on the server."""
    return int(queue.huey.storage.conn.info("clients")["blocked_clients"])


@pytest.mark.expected_logs("receipt_desktop.jobs.huey_queue")
@pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX signals")
def test_a_server_that_hangs_is_no_empty_queue(paths: Paths) -> None:
    server = RedisServer(paths, Settings())
    server.start()
    queue = ReceiptQueue(make_own_address(paths, Settings()), "secret", print)
    assert server.pid
    try:
        os.kill(server.pid, signal.SIGSTOP)
        assert queue.huey.dequeue() is None
        assert queue.huey.outage.is_down
    finally:
        os.kill(server.pid, signal.SIGCONT)
    wait_until(lambda: queue.huey.dequeue() is None and not queue.huey.outage.is_down)
    queue.close()
    server.stop()

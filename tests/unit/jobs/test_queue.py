"""The queue on a real Redis: order, delay, signature."""

import pickle
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from receipt_desktop.errors import ServiceUnavailable
from receipt_desktop.jobs.huey import Queue, load_secret
from receipt_desktop.paths import Paths
from receipt_desktop.receipt import Priority
from receipt_desktop.redis_address import Address


@pytest.fixture
def ran() -> list[str]:
    return []


@pytest.fixture
def queue(redis_address: Address, ran: list[str]) -> Iterator[Queue]:
    made = Queue(redis_address, "secret", ran.append)
    made.clear()
    yield made
    made.clear()
    made.close()


def run_all(queue: Queue) -> None:
    while queue.huey.pending_count():
        queue.huey.execute(queue.huey.dequeue())


def test_high_priority_runs_first(queue: Queue, ran: list[str]) -> None:
    for name, priority in (("b", Priority.NORMAL), ("c", Priority.LOW), ("a", Priority.HIGH)):
        queue.enqueue(name, priority)
    assert queue.length() == 3
    run_all(queue)
    assert ran == ["a", "b", "c"]


def test_a_delayed_id_waits_in_the_schedule(queue: Queue, ran: list[str]) -> None:
    queue.enqueue("later", Priority.NORMAL, delay=60)
    assert queue.length() == 1
    run_all(queue)
    assert ran == []
    assert queue.huey.scheduled_count() == 1


def test_clear_forgets_everything(queue: Queue) -> None:
    queue.enqueue("now", Priority.NORMAL)
    queue.enqueue("later", Priority.NORMAL, delay=60)
    queue.clear()
    assert queue.length() == 0


@pytest.mark.expected_logs("receipt_desktop.jobs.huey")
@pytest.mark.parametrize("forged", [b"", b"x", b":", pickle.dumps("x") + b":0" * 20])
def test_an_unsigned_message_is_refused(queue: Queue, ran: list[str], forged: bytes) -> None:
    queue.huey.storage.enqueue(forged, priority=9)
    queue.enqueue("ours", Priority.LOW)
    run_all(queue)
    assert ran == ["ours"]


@pytest.mark.expected_logs("receipt_desktop.jobs.huey")
def test_a_message_signed_with_another_secret_is_refused(
    queue: Queue, redis_address: Address, ran: list[str]
) -> None:
    other = Queue(redis_address, "another", ran.append)
    other.enqueue("forged", Priority.HIGH)
    message = other.huey.storage.dequeue()
    other.close()
    queue.huey.storage.enqueue(message, priority=9)
    assert queue.huey.dequeue() is None
    assert ran == []


def test_without_redis_every_verb_says_so(tmp_path: Path) -> None:
    gone = f"unix://{tmp_path}/none.sock"
    queue = Queue(Address(gone, gone, ours=True), "secret", print)
    for verb in (queue.length, queue.clear, lambda: queue.enqueue("x", Priority.NORMAL)):
        with pytest.raises(ServiceUnavailable, match="queue does not answer"):
            verb()


def test_the_secret_is_made_once_and_private(paths: Paths) -> None:
    secret = load_secret(paths.secret)
    assert len(secret) > 40
    assert load_secret(paths.secret) == secret
    assert paths.secret.stat().st_mode & 0o077 == 0


def test_two_libraries_on_one_server_do_not_mix(queue: Queue, redis_address: Address) -> None:
    other = Queue(redis_address, "another", print)
    other.enqueue("theirs", Priority.NORMAL)
    assert queue.length() == 0
    assert other.length() == 1
    other.clear()
    other.close()


@pytest.mark.expected_logs("receipt_desktop.jobs.huey")
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.data())
def test_no_message_that_was_tampered_with_is_understood(queue: Queue, data: st.DataObject) -> None:
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
    assert queue.huey._understood(changed) is None

"""Changes told from process to process through a real Redis."""

from __future__ import annotations

import json
import queue
import threading
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

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
from receipt_desktop.domain.receipt import Priority, ReadOptions, ReceiptsRemoved
from receipt_desktop.jobs import change_feed
from receipt_desktop.jobs.change_feed import CATCH_UP_OVERLAP, ChangeFeed
from tests.databases import open_store
from tests.waiting import SECONDS, wait_until

NAME = "newsroom"


@pytest.fixture
def heard() -> queue.Queue[list[str]]:
    return queue.Queue()


@pytest.fixture
def listening(redis_address: RedisAddress, heard: queue.Queue[list[str]]) -> Iterator[ChangeFeed]:
    news = ChangeFeed(redis_address, NAME, heard.put)
    news.start()
    with make_client(redis_address) as connection:
        while not connection.pubsub_numsub(f"{NAME}:changed")[0][1]:
            pass
    yield news
    news.stop()


@pytest.mark.usefixtures("listening")
def test_a_process_receives_the_changes_of_another(
    redis_address: RedisAddress, heard: queue.Queue[list[str]], paths: Paths
) -> None:
    store = open_store(paths.database)
    other = ChangeFeed(redis_address, NAME, lambda _: None)
    other.start()
    receipt = store.add_receipt("a.jpg", "0" * 64, Priority.NORMAL, ReadOptions())
    other.publish_change(receipt)
    assert heard.get(timeout=SECONDS) == [receipt.id]
    other.publish_change(ReceiptsRemoved((receipt.id, "b")))
    assert heard.get(timeout=SECONDS) == sorted([receipt.id, "b"])
    other.stop()
    store.close()


def test_own_changes_and_invalid_messages_are_ignored(
    redis_address: RedisAddress, listening: ChangeFeed, heard: queue.Queue[list[str]]
) -> None:
    listening.publish_change(ReceiptsRemoved(("mine",)))
    with make_client(redis_address) as connection:
        for said in (b"", b"\xff\xfe", b"[]", b"{}", b'{"from": "x", "ids": 3}', b'{"ids": [1]}'):
            connection.publish(f"{NAME}:changed", said)
        connection.publish(f"{NAME}:changed", json.dumps({"from": "x", "ids": ["theirs"]}))
    assert heard.get(timeout=SECONDS) == ["theirs"]
    assert heard.empty()


def test_a_stop_does_not_wait_for_the_next_message(
    redis_address: RedisAddress,
    heard: queue.Queue[list[str]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(change_feed, "POLL_SECONDS", 3600.0)
    feed = ChangeFeed(redis_address, NAME, heard.put)
    feed.start()
    with make_client(redis_address) as connection:
        wait_until(lambda: connection.pubsub_numsub(f"{NAME}:changed")[0][1])
        connection.publish(f"{NAME}:changed", json.dumps({"from": "x", "ids": ["theirs"]}))
    assert heard.get(timeout=SECONDS) == ["theirs"]
    stop = threading.Thread(target=feed.stop, daemon=True)
    stop.start()
    stop.join(SECONDS)
    assert not stop.is_alive()


def test_changes_of_another_process_are_announced(paths: Paths) -> None:
    store = open_store(paths.database)
    other = open_store(paths.database)
    told: list[object] = []
    store.subscribe(told.append)
    receipt = other.add_receipt("a.jpg", "0" * 64, Priority.NORMAL, ReadOptions())
    store.announce_changes([receipt.id, "gone"])
    assert told == [receipt, ReceiptsRemoved(("gone",))]
    store.close()
    other.close()


@pytest.mark.expected_logs("receipt_desktop.jobs.change_feed")
def test_without_redis_that_is_logged_once_and_both_threads_end(
    caplog: pytest.LogCaptureFixture,
) -> None:
    gone = f"redis://127.0.0.1:{find_free_port()}"
    news = ChangeFeed(RedisAddress(gone, gone, is_own=True), NAME, lambda _: None)
    with caplog.at_level("INFO"):
        news.start()
        news.publish_change(ReceiptsRemoved(("x",)))
        wait_until(lambda: caplog.messages)
        news.stop()
    assert caplog.messages == [
        "the exchange with other processes is not responding: ConnectionError"
    ]
    assert not [one for one in threading.enumerate() if one.name.startswith("change-")]


@pytest.mark.expected_logs("receipt_desktop.jobs.change_feed")
def test_an_error_while_handling_a_change_does_not_end_the_listener(
    redis_address: RedisAddress, heard: queue.Queue[list[str]]
) -> None:
    fail = threading.Event()
    fail.set()

    def hear(ids: list[str]) -> None:
        if fail.is_set():
            fail.clear()
            raise ServiceUnavailable("database_busy")
        heard.put(ids)

    news = ChangeFeed(redis_address, NAME, hear, missed=lambda _: ["lost"])
    news.start()
    with make_client(redis_address) as connection:
        while not connection.pubsub_numsub(f"{NAME}:changed")[0][1]:
            pass
        connection.publish(f"{NAME}:changed", json.dumps({"from": "x", "ids": ["lost"]}))
    assert heard.get(timeout=SECONDS) == ["lost"]
    news.stop()


@pytest.mark.expected_logs("receipt_desktop.jobs.change_feed")
def test_changes_missed_while_redis_was_away_are_queried(
    paths: Paths, heard: queue.Queue[list[str]], caplog: pytest.LogCaptureFixture
) -> None:
    asked: list[datetime] = []

    def missed(since: datetime) -> list[str]:
        asked.append(since)
        return ["changed meanwhile"]

    news = ChangeFeed(make_own_address(paths, Settings()), NAME, heard.put, missed)
    began = datetime.now(UTC)
    with caplog.at_level("INFO"):
        news.start()
        for number in range(3):
            news.publish_change(ReceiptsRemoved((f"{number}",)))
        wait_until(lambda: bool(list_messages(caplog)))
        server = RedisServer(paths, Settings())
        server.start()
        assert heard.get(timeout=SECONDS) == ["changed meanwhile"]
    assert asked[0] <= datetime.now(UTC)
    assert asked[0] >= began - CATCH_UP_OVERLAP
    news.stop()
    server.stop()
    assert list_messages(caplog) == [
        "the exchange with other processes is not responding: ConnectionError",
        "the exchange with other processes responds again",
    ]


def list_messages(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [one.message for one in caplog.records if one.name == "receipt_desktop.jobs.change_feed"]

"""Changes told from process to process through a real Redis."""

from __future__ import annotations

import json
import queue
import threading
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
import redis

from receipt_desktop.errors import ServiceUnavailable
from receipt_desktop.jobs.news import OVERLAP, News
from receipt_desktop.paths import Paths
from receipt_desktop.receipt import Priority, Removed, Wish
from receipt_desktop.redis_address import Address, client, own_address
from receipt_desktop.redis_server import RedisServer
from receipt_desktop.settings import Settings
from receipt_desktop.store.store import Store

NAME = "newsroom"
SECONDS = 20


@pytest.fixture
def heard() -> queue.Queue[list[str]]:
    return queue.Queue()


@pytest.fixture
def listening(redis_address: Address, heard: queue.Queue[list[str]]) -> Iterator[News]:
    news = News(redis_address, NAME, heard.put)
    news.start()
    with client(redis_address) as connection:
        while not connection.pubsub_numsub(f"{NAME}:changed")[0][1]:
            pass
    yield news
    news.stop()


@pytest.mark.usefixtures("listening")
def test_one_process_hears_of_the_changes_of_another(
    redis_address: Address, heard: queue.Queue[list[str]], paths: Paths
) -> None:
    store = Store(f"sqlite:///{paths.database}")
    other = News(redis_address, NAME, lambda _: None)
    other.start()
    receipt = store.add("a.jpg", "0" * 64, "/kept", Priority.NORMAL, Wish())
    other.announce(receipt)
    assert heard.get(timeout=SECONDS) == [receipt.id]
    other.announce(Removed((receipt.id, "b")))
    assert heard.get(timeout=SECONDS) == sorted([receipt.id, "b"])
    other.stop()
    store.close()


def test_its_own_changes_and_what_is_no_message_are_not_heard(
    redis_address: Address, listening: News, heard: queue.Queue[list[str]]
) -> None:
    listening.announce(Removed(("mine",)))
    with redis.Redis.from_url(redis_address.url) as connection:
        for said in (b"", b"\xff\xfe", b"[]", b"{}", b'{"from": "x", "ids": 3}', b'{"ids": [1]}'):
            connection.publish(f"{NAME}:changed", said)
        connection.publish(f"{NAME}:changed", json.dumps({"from": "x", "ids": ["theirs"]}))
    assert heard.get(timeout=SECONDS) == ["theirs"]
    assert heard.empty()


def test_what_another_process_changed_is_announced_here(paths: Paths) -> None:
    store = Store(f"sqlite:///{paths.database}")
    other = Store(f"sqlite:///{paths.database}")
    told: list[object] = []
    store.subscribe(told.append)
    receipt = other.add("a.jpg", "0" * 64, "/kept", Priority.NORMAL, Wish())
    store.announce([receipt.id, "gone"])
    assert told == [receipt, Removed(("gone",))]
    store.close()
    other.close()


def test_without_redis_nobody_waits(tmp_path: object) -> None:
    gone = f"unix://{tmp_path}/none.sock"
    news = News(Address(gone, gone, ours=True), NAME, lambda _: None)
    news.start()
    news.announce(Removed(("x",)))
    news.stop()


@pytest.mark.expected_logs("receipt_desktop.jobs.news")
def test_an_error_while_a_change_is_taken_in_does_not_end_the_listening(
    redis_address: Address, heard: queue.Queue[list[str]]
) -> None:
    fail = threading.Event()
    fail.set()

    def hear(ids: list[str]) -> None:
        if fail.is_set():
            fail.clear()
            raise ServiceUnavailable("The database does not answer.")
        heard.put(ids)

    news = News(redis_address, NAME, hear, missed=lambda _: ["lost"])
    news.start()
    with client(redis_address) as connection:
        while not connection.pubsub_numsub(f"{NAME}:changed")[0][1]:
            pass
        connection.publish(f"{NAME}:changed", json.dumps({"from": "x", "ids": ["lost"]}))
    assert heard.get(timeout=SECONDS) == ["lost"]
    news.stop()


def test_what_was_missed_while_redis_was_away_is_asked_for(
    paths: Paths, heard: queue.Queue[list[str]], caplog: pytest.LogCaptureFixture
) -> None:
    asked: list[datetime] = []

    def missed(since: datetime) -> list[str]:
        asked.append(since)
        return ["changed meanwhile"]

    news = News(own_address(paths), NAME, heard.put, missed)
    began = datetime.now(UTC)
    with caplog.at_level("INFO"):
        news.start()
        for number in range(3):
            news.announce(Removed((f"{number}",)))
        server = RedisServer(paths, Settings())
        server.start()
        assert heard.get(timeout=SECONDS) == ["changed meanwhile"]
    assert asked[0] <= datetime.now(UTC)
    assert asked[0] >= began - OVERLAP
    news.stop()
    server.stop()
    said = [one.message for one in caplog.records if one.name == "receipt_desktop.jobs.news"]
    assert said == [
        "the exchange with other processes does not answer: ConnectionError",
        "the exchange with other processes answers again",
    ]

"""The Redis server in Python: a real child process, asked over its socket."""

from __future__ import annotations

import queue
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import psutil
import pytest
import redis

from receipt_desktop import bootstrap
from receipt_desktop.broker.address import (
    RedisAddress,
    make_client,
    make_own_address,
    responds_to_ping,
)
from receipt_desktop.broker.authentication import encode_command
from receipt_desktop.broker.binary import uses_python_server
from receipt_desktop.broker.pid_file import pid_file
from receipt_desktop.broker.server import RedisServer
from receipt_desktop.config.paths import Paths
from receipt_desktop.config.settings import Settings
from receipt_desktop.domain.errors import RateLimited, ServiceUnavailable
from receipt_desktop.domain.receipt import Priority, ReceiptsRemoved, Status
from receipt_desktop.jobs.change_feed import ChangeFeed
from receipt_desktop.jobs.diagnostics import describe_redis
from receipt_desktop.jobs.huey_queue import ReceiptQueue
from receipt_desktop.jobs.rate_limiter import RateLimiter
from tests.samples import SAMPLES, save
from tests.waiting import SECONDS, wait_until

PYTHON = Settings(redis_binary="fakeredis", use_model=False, concurrency=2)
PING = encode_command([b"PING"])
HELLO = encode_command([b"HELLO", b"3"])


@pytest.fixture(scope="module")
def server() -> Iterator[RedisServer]:
    with tempfile.TemporaryDirectory(prefix="rd umläute ") as folder:
        places = Paths(Path(folder))
        places.create_folders()
        started = RedisServer(places, PYTHON)
        started.start()
        yield started
        started.stop()
        assert list(places.redis.iterdir()) == []


@pytest.fixture
def address(server: RedisServer) -> RedisAddress:
    return server.address


@pytest.fixture
def url(address: RedisAddress) -> str:
    assert address.url_file
    return address.url_file.read_text(encoding="ascii").strip()


@pytest.fixture
def raw(url: str) -> Iterator[socket.socket]:
    """A connection that has sent nothing yet."""
    port = urlsplit(url).port
    assert port
    with socket.create_connection(("127.0.0.1", port), timeout=SECONDS) as connection:
        yield connection


def ask(connection: socket.socket, sent: bytes) -> bytes:
    """All that comes back until the server closes; empty when it resets the connection."""
    connection.sendall(sent)
    received = b""
    try:
        while data := connection.recv(4096):
            received += data
    except ConnectionResetError:
        pass
    return received


@pytest.mark.parametrize(
    ("sent", "answer"),
    [
        (PING, b"-NOAUTH"),
        (encode_command([b"SET", b"a", b"1"]), b"-NOAUTH"),
        (HELLO, b"-NOAUTH"),
        (encode_command([b"QUIT"]), b"-NOAUTH"),
        (encode_command([b"AUTH", b"wrong"]) + PING, b"-WRONGPASS"),
        (encode_command([b"AUTH", b""]) + PING, b"-WRONGPASS"),
        (encode_command([b"AUTH", b"default", b"wrong"]) + PING, b"-WRONGPASS"),
        (encode_command([b"HELLO", b"3", b"AUTH", b"default", b"wrong"]) + PING, b"-WRONGPASS"),
        (encode_command([b"AUTH"]) + PING, b"-NOAUTH"),
        (b"PING\r\n", b"-ERR"),
        (b"*1\r\n$99999999\r\n", b"-ERR"),
        (b"*99999999\r\n", b"-ERR"),
        (b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n", b"-ERR"),
        (b"*" * 5000, b"-ERR"),
    ],
)
def test_without_the_password_there_is_one_refusal_and_no_connection(
    raw: socket.socket, sent: bytes, answer: bytes
) -> None:
    received = ask(raw, sent)
    assert received in (b"", received.splitlines(keepends=True)[0] if received else b"")
    assert received.startswith(answer) or (received == b"" and len(sent) > len(PING))
    assert b"PONG" not in received


def test_another_user_with_the_right_password_is_refused(raw: socket.socket, url: str) -> None:
    secret = (urlsplit(url).password or "").encode()
    assert ask(raw, encode_command([b"AUTH", b"root", secret]) + PING).startswith(b"-WRONGPASS")


@pytest.mark.parametrize("protocol", [2, 3])
def test_a_redis_client_with_the_password_works_in_both_protocols(url: str, protocol: int) -> None:
    with redis.Redis.from_url(url, protocol=protocol) as client:
        assert client.set("grüße", b"\x00\xff\r\n")
        assert client.get("grüße") == b"\x00\xff\r\n"
        assert client.zadd("z", {"a": 1.5}) == 1
        assert client.zscore("z", "a") == 1.5
        assert client.eval("return redis.call('GET', KEYS[1])", 1, "grüße") == b"\x00\xff\r\n"
        with pytest.raises(redis.ResponseError):
            client.execute_command("NOSUCH")
        client.flushall()
    with pytest.raises(redis.AuthenticationError):
        redis.Redis.from_url(url.replace("//:", "//:x"), protocol=protocol).ping()


def test_messages_arrive_without_another_command(url: str) -> None:
    with redis.Redis.from_url(url) as client, client.pubsub() as channel:
        channel.subscribe("news")
        assert channel.get_message(timeout=SECONDS)
        assert client.publish("news", b"told") == 1
        message = channel.get_message(timeout=SECONDS)
        assert message
        assert message["data"] == b"told"


def test_a_blocking_command_ends_when_something_arrives(url: str) -> None:
    with redis.Redis.from_url(url) as client, redis.Redis.from_url(url) as other:
        connection = client.connection_pool.get_connection()
        connection.send_command("BZPOPMIN", "jobs", "60")
        other.zadd("jobs", {"one": 1})
        assert connection.read_response()[:2] == [b"jobs", b"one"]
        client.connection_pool.release(connection)


def test_the_state_names_the_server(server: RedisServer) -> None:
    state = server.read_state()
    assert state.reachable
    assert state.is_python
    assert state.memory_bytes
    assert state.eviction == "noeviction"
    found = describe_redis(state)
    assert found.key == "python_redis_answers"
    assert "fakeredis 2." in found.message.text()


def test_the_rate_limit_is_a_moving_window(
    address: RedisAddress, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now)
    limiter = RateLimiter(address, lambda: 2, "test")
    assert [limiter.count_request("anna").remaining for _ in range(2)] == [1, 0]
    with pytest.raises(RateLimited):
        limiter.count_request("anna")
    now += 61
    assert limiter.count_request("anna").remaining == 1
    limiter.close()


def test_the_queue_keeps_priorities(address: RedisAddress) -> None:
    receipts = ReceiptQueue(address, "secret")
    receipts.enqueue("low", Priority.LOW)
    receipts.enqueue("high", Priority.HIGH)
    assert receipts.count_ids() == 2
    assert [receipts.huey.dequeue().args for _ in range(2)] == [("high",), ("low",)]
    assert receipts.count_ids() == 0
    receipts.close()


def test_changes_reach_another_process(address: RedisAddress) -> None:
    heard: queue.Queue[list[str]] = queue.Queue()
    feeds = [ChangeFeed(address, "feed", listen) for listen in (heard.put, lambda _: None)]
    for feed in feeds:
        feed.start()
    with make_client(address) as connection:
        wait_until(lambda: connection.pubsub_numsub("feed:changed")[0][1] == 2)
    feeds[1].publish_change(ReceiptsRemoved(("a", "b")))
    assert heard.get(timeout=SECONDS) == ["a", "b"]
    for feed in feeds:
        feed.stop()


def test_it_ends_with_a_killed_program(paths: Paths) -> None:
    """On every system, since its standard input ends."""
    code = (
        "import sys; from pathlib import Path\n"
        "from receipt_desktop.broker.server import RedisServer\n"
        "from receipt_desktop.config.paths import Paths\n"
        "from receipt_desktop.config.settings import Settings\n"
        "settings = Settings(redis_binary='fakeredis')\n"
        "server = RedisServer(Paths(Path(sys.argv[1])), settings); server.start()\n"
        "print(server.pid, flush=True); sys.stdin.read()\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code, str(paths.data)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as program:
        assert program.stdout
        child = psutil.Process(int(program.stdout.readline()))
        program.kill()
    child.wait(SECONDS)
    assert not responds_to_ping(make_own_address(paths, PYTHON))


@pytest.mark.expected_logs(
    "receipt_desktop.broker.server",
    "receipt_desktop.jobs.huey_queue",
    "receipt_desktop.jobs.change_feed",
    "receipt_desktop.jobs.reading_cache",
    "receipt_desktop.jobs.document_passwords",
)
def test_receipts_complete_although_the_server_is_killed(paths: Paths, tmp_path: Path) -> None:
    files = [
        save(SAMPLES["cafe"], tmp_path / "café.png"),
        save(SAMPLES["diner"], tmp_path / "d.png"),
    ]
    with bootstrap.open_application(paths, PYTHON) as application:
        actions = application.actions
        actions.pause_queue()
        ids = [one.receipt.id for one in actions.submit(files) if one.receipt]
        psutil.Process(int(pid_file(paths).read_text().split()[0])).kill()
        wait_until(lambda: actions.get_health().redis.restarts == 1, "it was not started again")
        wait_until(lambda: actions.get_health().redis.reachable, "it does not answer")
        actions.resume_queue()
        wait_until(lambda: all(actions.get_receipt(one).is_finished for one in ids))
        assert {actions.get_receipt(one).status for one in ids} == {Status.COMPLETED}


def test_it_is_chosen_by_the_setting_and_on_windows_where_no_binary_is(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert uses_python_server(PYTHON)
    monkeypatch.setattr(sys, "platform", "linux")
    assert not uses_python_server(Settings())
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setenv("PATH", str(tmp_path))
    assert uses_python_server(Settings())
    assert not uses_python_server(Settings(redis_binary="C:\\redis\\redis-server.exe"))


@pytest.mark.expected_logs("receipt_desktop.broker.server")
def test_a_child_that_cannot_write_its_address_says_where_its_log_is(paths: Paths) -> None:
    address_file = make_own_address(paths, PYTHON).url_file
    assert address_file
    address_file.mkdir()
    server = RedisServer(paths, PYTHON)
    with pytest.raises(ServiceUnavailable, match="Its log has the details"):
        server.start()
    address_file.rmdir()
    server.stop()

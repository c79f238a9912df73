"""How often a client may ask, counted on a real Redis."""

from __future__ import annotations

import secrets
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from receipt_desktop.broker.address import (
    RedisAddress,
    find_free_port,
    make_client,
    responds_to_ping,
)
from receipt_desktop.broker.binary import find_redis_binary
from receipt_desktop.config.settings import Settings
from receipt_desktop.domain.errors import RateLimited
from receipt_desktop.jobs import rate_limiter as rates_module
from receipt_desktop.jobs.rate_limiter import RateLimiter
from tests.waiting import wait_until


class Clock:
    """Seconds since 1970 that pass when a test says so."""

    def __init__(self) -> None:
        self.now = time.time()

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    made = Clock()
    monkeypatch.setattr(time, "time", made)
    return made


@pytest.fixture
def prefix() -> str:
    return f"test-{secrets.token_hex(8)}"


@pytest.fixture
def rates(redis_address: RedisAddress, prefix: str) -> Iterator[RateLimiter]:
    made = RateLimiter(redis_address, lambda: 3, prefix)
    yield made
    made.close()


def test_an_allowance_has_its_limit_what_remains_and_when_it_ends(
    rates: RateLimiter, clock: Clock
) -> None:
    taken = [rates.count_request("anna") for _ in range(3)]
    assert [(one.limit, one.remaining) for one in taken] == [(3, 2), (3, 1), (3, 0)]
    wait = datetime.fromtimestamp(clock.now, UTC) + timedelta(seconds=60) - taken[0].reset_at
    assert abs(wait) < timedelta(milliseconds=1)
    assert len({one.reset_at for one in taken}) == 1


@pytest.mark.usefixtures("clock")
def test_a_refusal_says_when_the_client_may_come_back(rates: RateLimiter) -> None:
    for _ in range(3):
        rates.count_request("anna")
    with pytest.raises(RateLimited, match="3 per minute. Try again in") as refused:
        rates.count_request("anna")
    assert refused.value.key == "rate_limited"
    assert refused.value.details["retry_after"] == 60
    assert rates.count_request("bert").remaining == 2


def test_the_window_moves(rates: RateLimiter, clock: Clock) -> None:
    for seconds in (0, 30, 15):
        clock.now += seconds
        rates.count_request("anna")
    clock.now += 14
    with pytest.raises(RateLimited) as refused:
        rates.count_request("anna")
    assert refused.value.details["retry_after"] == 1
    clock.now += 2
    assert rates.count_request("anna").remaining == 0


def test_a_refused_request_does_not_count(rates: RateLimiter, clock: Clock) -> None:
    for _ in range(3):
        rates.count_request("anna")
    for _ in range(1, 60):
        clock.now += 1
        with pytest.raises(RateLimited):
            rates.count_request("anna")
    clock.now += 2
    assert rates.count_request("anna").remaining == 2


@pytest.mark.usefixtures("clock")
def test_processes_count_together_and_never_too_many(
    rates: RateLimiter, redis_address: RedisAddress, prefix: str
) -> None:
    other = RateLimiter(redis_address, lambda: 3, prefix)

    def ask(number: int) -> bool:
        try:
            (rates, other)[number % 2].count_request("anna")
        except RateLimited:
            return False
        return True

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(ask, range(60))) == 3
    other.close()


def test_another_limit_holds_at_once(redis_address: RedisAddress, prefix: str) -> None:
    limit = [1]
    rates = RateLimiter(redis_address, lambda: limit[0], prefix)
    rates.count_request("anna")
    with pytest.raises(RateLimited, match="1 per minute"):
        rates.count_request("anna")
    limit[0] = 5
    assert (rates.count_request("anna").limit, rates.count_request("anna").remaining) == (5, 3)
    rates.close()


def test_no_client_fills_redis(
    rates: RateLimiter, redis_address: RedisAddress, prefix: str
) -> None:
    rates.count_request("x" * 1_000_000)
    rates.count_request("\udcff: *[]?\n")
    with make_client(redis_address) as connection:
        names = list(connection.scan_iter(f"{prefix}.rate*"))
        assert len(names) == 2
        assert max(map(len, names)) < 100
        assert all(0 < connection.ttl(name) <= 60 for name in names)


@pytest.mark.expected_logs("receipt_desktop.jobs.rate_limiter")
def test_without_redis_requests_are_not_limited(
    caplog: pytest.LogCaptureFixture,
) -> None:
    gone = f"redis://127.0.0.1:{find_free_port()}"
    rates = RateLimiter(RedisAddress(gone, gone, is_own=True), lambda: 3)
    with caplog.at_level("INFO"):
        assert [rates.count_request("anna").remaining for _ in range(20)] == [3] * 20
    assert [record.message for record in caplog.records] == [
        "requests are not counted: Redis is not responding (ConnectionError)"
    ]
    rates.close()


@pytest.mark.expected_logs("receipt_desktop.jobs.rate_limiter")
def test_a_redis_that_hangs_is_waited_for_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rates_module, "REDIS_TIMEOUT_SECONDS", 0.1)
    monkeypatch.setattr(rates_module, "OUTAGE_PAUSE_SECONDS", 3600.0)
    with socket.create_server(("127.0.0.1", 0)) as deaf:
        place = f"redis://127.0.0.1:{deaf.getsockname()[1]}/0"
        rates = RateLimiter(RedisAddress(place, place, is_own=False), lambda: 3)
        rates.count_request("anna")
        deaf.setblocking(False)
        tries = count_connections(deaf)
        for _ in range(100):
            rates.count_request("anna")
        assert tries > 0
        assert count_connections(deaf) == 0
        rates.close()


def count_connections(server: socket.socket) -> int:
    """How many wait to be accepted; none waits afterwards."""
    count = 0
    while True:
        try:
            server.accept()[0].close()
        except BlockingIOError:
            return count
        count += 1


@pytest.mark.skipif(sys.platform == "win32", reason="there is no Redis binary for Windows")
def test_a_server_on_a_port_with_a_password(prefix: str, tmp_path: Path) -> None:
    port, secret = find_free_port(), "p@ss:w/rd redis+unix"
    config = f'port {port}\nbind 127.0.0.1\nrequirepass "{secret}"\nsave ""\ndir {tmp_path}\n'
    place = f"redis://:p%40ss%3Aw%2Frd%20redis%2Bunix@127.0.0.1:{port}/0"
    address = RedisAddress(place, "redis://127.0.0.1", is_own=False)
    with subprocess.Popen(
        [find_redis_binary(Settings()), "-"], stdin=subprocess.PIPE, stdout=subprocess.DEVNULL
    ) as server:
        assert server.stdin
        server.stdin.write(config.encode())
        server.stdin.close()
        wait_until(lambda: responds_to_ping(address), "the server does not answer")
        rates = RateLimiter(address, lambda: 1, prefix)
        assert rates.count_request("anna").remaining == 0
        with pytest.raises(RateLimited):
            rates.count_request("anna")
        rates.close()
        server.terminate()

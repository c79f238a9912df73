"""How often a client may ask, counted on a real Redis."""

from __future__ import annotations

import secrets
import socket
import subprocess
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from receipt_desktop.errors import RateLimited
from receipt_desktop.jobs import rates as rates_module
from receipt_desktop.jobs.rates import Rates
from receipt_desktop.redis_address import Address, answers, client, free_port
from receipt_desktop.redis_binary import find_binary
from receipt_desktop.settings import Settings


@pytest.fixture
def prefix() -> str:
    return f"test-{secrets.token_hex(8)}"


@pytest.fixture
def rates(redis_address: Address, prefix: str) -> Iterator[Rates]:
    made = Rates(redis_address, lambda: 3, prefix)
    yield made
    made.close()


def test_what_is_left_is_told(rates: Rates) -> None:
    before = datetime.now(UTC)
    taken = [rates.take("anna") for _ in range(3)]
    assert [(one.limit, one.remaining) for one in taken] == [(3, 2), (3, 1), (3, 0)]
    minute, rounding = timedelta(seconds=60), timedelta(milliseconds=1)
    first, last = before + minute - rounding, datetime.now(UTC) + minute + rounding
    assert all(first <= one.reset_at <= last for one in taken)
    assert len({one.reset_at for one in taken}) == 1


def test_who_asks_too_often_is_told_when_to_come_back(rates: Rates) -> None:
    for _ in range(3):
        rates.take("anna")
    with pytest.raises(RateLimited, match="3 requests a minute; try again in") as refused:
        rates.take("anna")
    assert refused.value.key == "rate_limited"
    assert 55 <= int(refused.value.details["retry_after"]) <= 60
    assert rates.take("bert").remaining == 2


def test_the_window_moves(rates: Rates, monkeypatch: pytest.MonkeyPatch) -> None:
    now = time.time()
    for at in (0, 30, 45):
        monkeypatch.setattr(time, "time", lambda at=at: now + at)
        rates.take("anna")
    monkeypatch.setattr(time, "time", lambda: now + 59)
    with pytest.raises(RateLimited) as refused:
        rates.take("anna")
    assert refused.value.details["retry_after"] == 1
    monkeypatch.setattr(time, "time", lambda: now + 61)
    assert rates.take("anna").remaining == 0


def test_a_refused_request_does_not_count(rates: Rates, monkeypatch: pytest.MonkeyPatch) -> None:
    now = time.time()
    for _ in range(3):
        rates.take("anna")
    for at in range(1, 60):
        monkeypatch.setattr(time, "time", lambda at=at: now + at)
        with pytest.raises(RateLimited):
            rates.take("anna")
    monkeypatch.setattr(time, "time", lambda: now + 61)
    assert rates.take("anna").remaining == 2


def test_processes_count_together_and_never_too_many(
    rates: Rates, redis_address: Address, prefix: str
) -> None:
    other = Rates(redis_address, lambda: 3, prefix)

    def ask(number: int) -> bool:
        try:
            (rates, other)[number % 2].take("anna")
        except RateLimited:
            return False
        return True

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(ask, range(60))) == 3
    other.close()


def test_another_limit_holds_at_once(redis_address: Address, prefix: str) -> None:
    limit = [1]
    rates = Rates(redis_address, lambda: limit[0], prefix)
    rates.take("anna")
    with pytest.raises(RateLimited, match="1 requests a minute"):
        rates.take("anna")
    limit[0] = 5
    assert (rates.take("anna").limit, rates.take("anna").remaining) == (5, 3)
    rates.close()


def test_no_client_fills_redis(rates: Rates, redis_address: Address, prefix: str) -> None:
    rates.take("x" * 1_000_000)
    rates.take("\udcff: *[]?\n")
    with client(redis_address) as connection:
        names = list(connection.scan_iter(f"{prefix}.rate*"))
        assert len(names) == 2
        assert max(map(len, names)) < 100
        assert all(0 < connection.ttl(name) <= 60 for name in names)


def test_without_redis_everybody_may_ask(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    gone = f"unix://{tmp_path}/none.sock"
    rates = Rates(Address(gone, gone, ours=True), lambda: 3)
    with caplog.at_level("INFO"):
        assert [rates.take("anna").remaining for _ in range(20)] == [3] * 20
    assert [record.message for record in caplog.records] == [
        "requests are not counted: Redis does not answer (ConnectionError)"
    ]
    rates.close()


def test_a_redis_that_hangs_is_waited_for_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rates_module, "WAIT_SECONDS", 0.1)
    with socket.create_server(("127.0.0.1", 0)) as deaf:
        place = f"redis://127.0.0.1:{deaf.getsockname()[1]}/0"
        rates = Rates(Address(place, place, ours=False), lambda: 3)
        started = time.monotonic()
        for _ in range(100):
            rates.take("anna")
        assert time.monotonic() - started < 2.0
        rates.close()


def test_a_server_on_a_port_with_a_password(prefix: str, tmp_path: Path) -> None:
    port, secret = free_port(), "p@ss:w/rd redis+unix"
    config = f'port {port}\nbind 127.0.0.1\nrequirepass "{secret}"\nsave ""\ndir {tmp_path}\n'
    place = f"redis://:p%40ss%3Aw%2Frd%20redis%2Bunix@127.0.0.1:{port}/0"
    address = Address(place, "redis://127.0.0.1", ours=False)
    with subprocess.Popen(
        [find_binary(Settings()), "-"], stdin=subprocess.PIPE, stdout=subprocess.DEVNULL
    ) as server:
        assert server.stdin
        server.stdin.write(config.encode())
        server.stdin.close()
        until = time.monotonic() + 10
        while not answers(address) and time.monotonic() < until:
            pass
        rates = Rates(address, lambda: 1, prefix)
        assert rates.take("anna").remaining == 0
        with pytest.raises(RateLimited):
            rates.take("anna")
        rates.close()
        server.terminate()

"""How the HTTP API stands up to load on this machine.

    python -m tests.benchmarks.api [--clients 50] [--seconds 30] [--uploads 1000] [--read 40]

Three measurements on loopback, each against a process of its own: the time that `/status` takes
for many polling clients while five workers read, in the same process and in another one; uploads at
a steady rate over one minute, all of which must be there; and uploads with a SIGTERM in the middle,
all accepted ones of which must be completed after the next start.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import statistics
import tempfile
import time
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

import httpx

from tests.benchmarks.machine import describe
from tests.end_to_end.service import RECEIPTS, Running, end, launch, launch_service, serving
from tests.samples import SAMPLES, draw_many, save

UNLIMITED = {"RECEIPT_DESKTOP_API_REQUESTS_A_MINUTE": "1000000"}
POLL_SECONDS, BARE_CLIENTS = 1.0, 10
MINUTE = 60.0
PILE = 40
"""Receipts that keep five workers busy while the clients poll."""


@dataclass
class Sent:
    """What became of uploads."""

    accepted: set[str] = field(default_factory=set)
    seconds: list[float] = field(default_factory=list)
    refused: int = 0


def client(running: Running) -> httpx.AsyncClient:
    token = {"Authorization": f"Bearer {running.token}"}
    limits = httpx.Limits(max_connections=100)
    return httpx.AsyncClient(base_url=running.url, headers=token, timeout=60, limits=limits)


@dataclass
class Polled:
    """Seconds of each answer."""

    status: list[float] = field(default_factory=list)
    bare: list[float] = field(default_factory=list)
    """Of refusals without a token, which look nothing up: what the machine itself takes."""


async def polled(running: Running, ids: Sequence[str], clients: int, seconds: float) -> Polled:
    until, chance = time.monotonic() + seconds, random.Random(1)
    took = Polled()

    async def poll(http: httpx.AsyncClient, number: int) -> None:
        named = {"X-Client-Id": f"client-{number}"}
        await asyncio.sleep(chance.random() * POLL_SECONDS)
        while time.monotonic() < until:
            began = time.perf_counter()
            answer = await http.get(f"{RECEIPTS}/{chance.choice(ids)}/status", headers=named)
            took.status.append(time.perf_counter() - began)
            assert answer.status_code == httpx.codes.OK, answer.text
            await asyncio.sleep(POLL_SECONDS)

    async def poll_bare(http: httpx.AsyncClient) -> None:
        while time.monotonic() < until:
            began = time.perf_counter()
            await http.get(RECEIPTS, headers={"Authorization": ""})
            took.bare.append(time.perf_counter() - began)
            await asyncio.sleep(POLL_SECONDS / BARE_CLIENTS)

    async with client(running) as http:
        await asyncio.gather(poll_bare(http), *(poll(http, one) for one in range(clients)))
    return took


def status_times(place: Path, clients: int, seconds: float, *, apart: bool) -> str:
    """With `apart` a worker process reads, and the one that answers does nothing else."""
    files = draw_many(place / "drawn", PILE)
    where = ("--no-workers",) if apart else ("--concurrency", "5")
    with ExitStack() as stack:
        running = stack.enter_context(serving(place / "data", *where))
        if apart:
            work = ("worker", "--concurrency", "5")
            stack.callback(end, launch(place / "data", *work, ready="workers on"))
        sender = stack.enter_context(running.client())
        ids = [sender.submit(file, client_id="bench") for file in files]
        took = asyncio.run(polled(running, ids, clients, seconds))
        left = sender.stats()["localStorage"]
    which = "another" if apart else "the same"
    return (
        f"status: {len(took.status)} answers to {clients} clients in {seconds:g} s while 5 workers "
        f"of {which} process read ({left['completed']} of {PILE} done by then): "
        f"{spread(took.status)}; refusals without a token: {spread(took.bare)}"
    )


async def upload(http: httpx.AsyncClient, data: bytes, number: int, sent: Sent) -> None:
    """One distinct picture; a service that is not there is not asked again."""
    parts = {"image": (f"{number}.jpg", data + number.to_bytes(4))}
    began = time.perf_counter()
    try:
        answer = await http.post(f"{RECEIPTS}/analyze", data={"clientId": "bench"}, files=parts)
    except httpx.TransportError:
        sent.refused += 1
        return
    sent.seconds.append(time.perf_counter() - began)
    if answer.status_code == httpx.codes.ACCEPTED:
        sent.accepted.add(answer.json()["requestId"])
    else:
        sent.refused += 1


async def steady(running: Running, data: bytes, count: int, seconds: float, sent: Sent) -> None:
    """So many uploads, evenly over so many seconds."""
    began, waiting = time.monotonic(), []
    async with client(running) as http:
        for number in range(count):
            due = began + number * seconds / count
            await asyncio.sleep(max(0.0, due - time.monotonic()))
            waiting.append(asyncio.create_task(upload(http, data, number, sent)))
        await asyncio.gather(*waiting)


def upload_rate(place: Path, count: int) -> str:
    data, sent = save(SAMPLES["cafe"], place / "cafe.jpg").read_bytes(), Sent()
    with serving(place / "data", "--no-workers", **UNLIMITED) as running:
        began = time.monotonic()
        asyncio.run(steady(running, data, count, MINUTE, sent))
        took = time.monotonic() - began
        with running.client() as asking:
            stored = {row["requestId"] for row in asking.receipts(limit=200)}
    lost = len(sent.accepted - stored)
    assert lost == 0, f"{lost} accepted receipts are not there"
    return (
        f"uploads: {len(sent.accepted)} of {count} ({len(data) // 1000} kB each) accepted in "
        f"{took:.1f} s, none lost; p50 {1000 * quantile(sent.seconds, 0.5):.0f} ms, "
        f"p99 {1000 * quantile(sent.seconds, 0.99):.0f} ms"
    )


def through_a_stop(place: Path, count: int) -> str:
    data, sent = save(SAMPLES["cafe"], place / "cafe.jpg").read_bytes(), Sent()
    first = launch_service(place / "data", "--concurrency", "2", **UNLIMITED)

    async def stopped_in_the_middle() -> None:
        sending = asyncio.create_task(steady(first, data, count, count / 5, sent))
        while len(sent.accepted) < count // 2:  # noqa: ASYNC110 (a benchmark may look)
            await asyncio.sleep(0.02)
        first.process.terminate()
        await sending

    asyncio.run(stopped_in_the_middle())
    end(first)
    with serving(place / "data", **UNLIMITED) as second, second.client() as asking:
        results = [asking.wait(one, 900) for one in sorted(sent.accepted)]
    done = sum(1 for one in results if one["status"] == "completed")
    assert done == len(sent.accepted)
    return (
        f"stop: SIGTERM after {count // 2} of {count} uploads; {len(sent.accepted)} had been "
        f"accepted, {sent.refused} not; all {done} completed after the next start"
    )


def spread(seconds: Sequence[float]) -> str:
    p50, p99 = (1000 * quantile(seconds, share) for share in (0.50, 0.99))
    return f"p50 {p50:.1f} ms, p99 {p99:.1f} ms"


def quantile(values: Sequence[float], share: float) -> float:
    """The nearest of hundred quantiles."""
    return statistics.quantiles(values, n=100, method="inclusive")[round(share * 100) - 1]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--clients", type=int, default=50)
    parser.add_argument("--seconds", type=float, default=30.0)
    parser.add_argument("--uploads", type=int, default=1000)
    parser.add_argument("--read", type=int, default=40)
    options = parser.parse_args()
    print(describe())
    polling = (options.clients, options.seconds)
    for measure in (
        lambda place: status_times(place, *polling, apart=False),
        lambda place: status_times(place, *polling, apart=True),
        lambda place: upload_rate(place, options.uploads),
        lambda place: through_a_stop(place, options.read),
    ):
        with tempfile.TemporaryDirectory(prefix="rd-") as folder:
            print(measure(Path(folder)), flush=True)


if __name__ == "__main__":
    main()

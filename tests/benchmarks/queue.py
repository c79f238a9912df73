"""What the queue itself costs: everything but the reading, which does nothing here.

    python -m tests.benchmarks.queue [--single 200] [--pile 1000] [--waiting 1000] [--many 10000]

The program's own wiring with a pipeline that only reports its stages. One at a time: from the
call of `submit` to the announcement that the receipt is completed, median and 99th percentile. A
pile: receipts a second from the first submit to the last completion; Redis commands
(INFO commandstats) and database commits (SQLAlchemy's event) a receipt, the program's own
house-keeping included. Status calls: while five workers are busy, as many processes as there are
cores compute, and so many receipts wait. Idle: CPU of the program and its Redis with an empty
queue and with receipts that wait while it is paused.
"""

from __future__ import annotations

import argparse
import os
import statistics
import struct
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any
from unittest.mock import patch

import psutil
import redis
from sqlalchemy import Engine as Database
from sqlalchemy import event

from receipt_desktop import bootstrap
from receipt_desktop.actions import Actions
from receipt_desktop.broker.address import make_own_address
from receipt_desktop.config.paths import Paths
from receipt_desktop.config.settings import Settings
from receipt_desktop.domain.deadline import Deadline
from receipt_desktop.domain.jobs import JobQuery
from receipt_desktop.domain.reading import Reading
from receipt_desktop.domain.receipt import Receipt, ReceiptChange, Stage, Status
from receipt_desktop.domain.receipt_query import ReceiptQuery
from receipt_desktop.jobs.processor import CachedProcessor
from receipt_desktop.pipeline import ProgressReporter
from tests.benchmarks.machine import describe, tree
from tests.unit.store.example_readings import SAMPLE_READING
from tests.waiting import wait_until

WORKERS = 5
CALLS = 200
IDLE_SECONDS = 20.0
SECONDS = 600.0
BURN = "import os\nos.nice(5)\nwhile True: sum(range(100000))"
"""What a core does that reads a receipt, as nice as a reader is."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--single", type=int, default=200)
    parser.add_argument("--pile", type=int, default=1000)
    parser.add_argument("--waiting", type=int, default=1000)
    parser.add_argument("--many", type=int, default=10_000)
    options = parser.parse_args()
    print(describe())
    one_at_a_time(options.single)
    a_pile(options.pile)
    status_calls(options.waiting)
    idle(options.many)


# -- what is measured


def one_at_a_time(count: int) -> None:
    """Print how long one receipt takes through an otherwise empty queue."""
    with running(nothing) as (actions, folder):
        done = Done(actions)
        files = drawn(folder, count + 10)
        took = [done.after(1, partial(actions.submit, [file])) for file in files]
    spread = milliseconds(took[10:])
    print(f"one at a time, {count} receipts: submit to finish {spread}", flush=True)


def a_pile(count: int) -> None:
    """Print the throughput of a pile, and what each receipt costs in Redis and database."""
    with running(nothing) as (actions, folder), commits() as counted, server(folder) as connection:
        done = Done(actions)
        files = drawn(folder, count)
        connection.config_resetstat()
        submitted: list[float] = []

        def submit() -> None:
            began = time.perf_counter()
            actions.submit(files)
            submitted.append(time.perf_counter() - began)

        seconds = done.after(count, submit)
        calls = commands(connection)
    dearest = sorted(calls.items(), key=lambda call: -call[1])[:6]
    asked = ", ".join(f"{name} {number / count:.1f}" for name, number in dearest)
    print(
        f"a pile of {count}: {count / seconds:.0f} receipts a second "
        f"(submitted at {count / submitted[0]:.0f} a second)\n"
        f"  a receipt: {sum(calls.values()) / count:.1f} Redis commands ({asked}), "
        f"{counted[0] / count:.1f} database commits",
        flush=True,
    )


def status_calls(waiting: int) -> None:
    """Print how long questions take while the machine is busy and receipts wait."""
    gate = threading.Event()
    with running(held_by(gate)) as (actions, folder):
        actions.submit(drawn(folder, waiting + WORKERS))
        wait_until(lambda: actions.count_running() == WORKERS)
        receipt_id = actions.list_receipts(ReceiptQuery(limit=1))[0].id
        calls: dict[str, Callable[[], object]] = {
            "status": lambda: actions.get_receipt(receipt_id),
            "health": actions.get_health,
            "stats": actions.build_statistics_json,
            "statistics": actions.get_statistics,
            "jobs": lambda: actions.list_jobs(JobQuery()),
            "list of 100": lambda: actions.list_receipts(ReceiptQuery(limit=100)),
        }
        with load(os.cpu_count() or 1):
            print(f"status calls, {WORKERS} workers busy, {waiting} waiting:")
            for name, call in calls.items():
                print(
                    f"  {name:12} {milliseconds([timed(call) for _ in range(CALLS)])}", flush=True
                )
        gate.set()


def idle(many: int) -> None:
    """Print the processor time of a program that has nothing to do."""
    with running(nothing) as (actions, folder):
        print(f"idle, empty queue: {cpu_percent():.2f} % of a core", flush=True)
        actions.pause_queue()
        actions.submit(drawn(folder, many))
        print(f"idle, paused with {many} waiting: {cpu_percent():.2f} % of a core", flush=True)


# -- the program with another pipeline

Process = Callable[[Receipt, Deadline, ProgressReporter], Reading]
STAGES = (Stage.OPENING, Stage.READING, Stage.EXTRACTING, Stage.CHECKING, Stage.SAVING)


def nothing(_: Receipt, __: Deadline, report: ProgressReporter) -> Reading:
    """Report every stage and find what was found before."""
    for stage in STAGES:
        report(stage)
    return replace(SAMPLE_READING, seconds=0.001, extracted_at=datetime.now(UTC))


def held_by(gate: threading.Event) -> Process:
    """A pipeline that goes on reporting until the gate opens, and then ends at once."""

    def process(receipt: Receipt, deadline: Deadline, report: ProgressReporter) -> Reading:
        done = 0.0
        while not gate.wait(0.05):
            done = min(1.0, done + 0.001)
            report(Stage.READING, done)
        return nothing(receipt, deadline, report)

    return process


@contextmanager
def running(process: Process) -> Iterator[tuple[Actions, Path]]:
    """The wired program on a new data folder, and the folder."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="bq-")))
        stack.enter_context(
            patch.object(CachedProcessor, "process_receipt", lambda _, *given: process(*given))
        )
        settings = Settings(concurrency=WORKERS, timeout_ms=3_600_000, use_model=False)
        settings = replace(settings, stop_seconds=1.0)
        paths = Paths(folder / "data")
        yield stack.enter_context(bootstrap.open_application(paths, settings)).actions, folder


def drawn(folder: Path, count: int) -> list[Path]:
    """So many different files that pass for pictures."""
    place = folder / "files"
    place.mkdir(exist_ok=True)
    size = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    head = b"\x89PNG\r\n\x1a\n" + struct.pack(">I", len(size)) + b"IHDR" + size
    files = [place / f"{number}.png" for number in range(count)]
    for file in files:
        file.write_bytes(head + os.urandom(200))
    return files


class Done:
    """Counts receipts as their completion is announced."""

    def __init__(self, actions: Actions) -> None:
        self._completed: set[str] = set()
        self._changed = threading.Condition()
        actions.subscribe(self._hear)

    def after(self, count: int, act: Callable[[], object]) -> float:
        """Seconds from the act until so many more receipts are completed."""
        wanted = len(self._completed) + count
        began = time.perf_counter()
        act()
        with self._changed:
            if not self._changed.wait_for(lambda: len(self._completed) >= wanted, SECONDS):
                sys.exit(f"only {len(self._completed)} of {wanted} were completed")
        return time.perf_counter() - began

    def _hear(self, news: ReceiptChange) -> None:
        if isinstance(news, Receipt) and news.status is Status.COMPLETED:
            with self._changed:
                self._completed.add(news.id)
                self._changed.notify_all()


# -- instruments


@contextmanager
def commits() -> Iterator[list[int]]:
    """How many transactions are committed in this process while the block runs."""
    counted = [0]

    def count(_: Any) -> None:
        counted[0] += 1

    event.listen(Database, "commit", count)
    try:
        yield counted
    finally:
        event.remove(Database, "commit", count)


@contextmanager
def server(folder: Path) -> Iterator[redis.Redis]:
    """A connection of our own to the program's Redis."""
    with redis.Redis.from_url(
        make_own_address(Paths(folder / "data"), Settings()).url
    ) as connection:
        yield connection


def commands(connection: redis.Redis) -> dict[str, int]:
    """Calls of each command since the last reset, ours left out."""
    told: dict[str, dict[str, Any]] = connection.info("commandstats")
    ours = {"cmdstat_info", "cmdstat_config|resetstat", "cmdstat_client|setinfo", "cmdstat_hello"}
    names = {name: int(stat["calls"]) for name, stat in told.items() if name not in ours}
    return {name.removeprefix("cmdstat_"): calls for name, calls in names.items()}


@contextmanager
def load(processes: int) -> Iterator[None]:
    """So many processes that compute while the block runs."""
    started = [subprocess.Popen([sys.executable, "-c", BURN]) for _ in range(processes)]
    try:
        yield
    finally:
        for one in started:
            one.kill()
            one.wait()


def cpu_percent() -> float:
    """Of one core, over `UNAUTHENTICATED_IDLE_SECONDS`: this process and its children."""
    time.sleep(2.0)
    before, began = cpu_seconds(), time.perf_counter()
    time.sleep(IDLE_SECONDS)
    return (cpu_seconds() - before) / (time.perf_counter() - began) * 100


def cpu_seconds() -> float:
    times = [process.cpu_times() for process in tree(psutil.Process().pid)]
    return float(sum(one.user + one.system for one in times))


def timed(call: Callable[[], object]) -> float:
    began = time.perf_counter()
    call()
    return time.perf_counter() - began


def milliseconds(seconds: Sequence[float]) -> str:
    """Median and 99th percentile, for a person."""
    ordered = sorted(seconds)
    p99 = ordered[min(len(ordered) - 1, round(len(ordered) * 0.99))]
    return f"median {statistics.median(ordered) * 1000:.1f} ms, p99 {p99 * 1000:.1f} ms"


if __name__ == "__main__":
    main()

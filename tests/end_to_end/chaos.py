"""Everything that can happen to a queue happens to this one, at random moments.

    python -m tests.end_to_end.chaos [--receipts 200] [--seed 1] [--full-disk] [--clock]

The headless program reads drawn receipts beside a second worker process while troubles come over
them: both are killed, their Redis, their readers; they are stopped for longer than a lease; the
database is locked; with `--full-disk` the disk is full (a small tmpfs: root alone can mount one),
with `--clock` the wall clock jumps (Debian's libfaketime). A program that died is started again.
In the end each receipt must have been completed exactly once.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import psutil

from receipt_desktop.paths import Paths
from receipt_desktop.reading.process import SCRATCH
from receipt_desktop.role import machine
from tests.benchmarks.machine import describe
from tests.end_to_end.commands import environment
from tests.samples import draw_many

LEASE_SECONDS = 6.0
LOCKED_SECONDS = 18.0
"""Longer than a writer waits for another one (15 s)."""
STOPPED_SECONDS = LEASE_SECONDS * 2
FILLED_SECONDS = 8.0
JUMP_SECONDS = 3600
LOOK_SECONDS = 0.1
MOST_SECONDS = 3000.0
FAKETIME = Path("/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1")
FILLER = "filler"


@dataclass(frozen=True, slots=True)
class Plan:
    """What happens how often."""

    receipts: int = 200
    kill_app: int = 10
    kill_worker: int = 5
    kill_reader: int = 5
    kill_redis: int = 5
    stop_worker: int = 2
    lock_database: int = 2
    fill_disk: int = 0
    set_clock: int = 0
    reader: str = "tesseract"

    def troubles(self) -> list[str]:
        """The names of all troubles to come, each as often as it comes."""
        names = (
            "kill_app", "kill_worker", "kill_reader", "kill_redis",
            "stop_worker", "lock_database", "fill_disk", "set_clock",
        )  # fmt: skip
        return [name for name in names for _ in range(getattr(self, name))]


@dataclass
class Chaos:
    """One run."""

    plan: Plan
    place: Path
    data: Path
    chance: random.Random
    happened: Counter[str] = field(default_factory=Counter)
    starts: int = 0
    app: subprocess.Popen[str] | None = None
    worker: subprocess.Popen[str] | None = None

    def run(self) -> None:
        """Until the program ends by itself with everything read, or `MOST_SECONDS` passed."""
        drawn = self.place / "drawn"
        draw_many(drawn, self.plan.receipts)
        coming = self.plan.troubles()
        self.chance.shuffle(coming)
        until = time.monotonic() + MOST_SECONDS
        try:
            self._until_done(drawn, coming, until)
        finally:
            for process in (self.app, self.worker):
                end(process)

    def _until_done(self, drawn: Path, coming: list[str], until: float) -> None:
        due = self._next_due(coming)
        while time.monotonic() < until:
            code = self._look_after_processes(drawn)
            if code == 0 and not coming:
                return
            if coming and self._completed() >= due:
                trouble = coming.pop()
                self._cause(trouble)
                due = self._next_due(coming)
            time.sleep(LOOK_SECONDS)  # the pace of a run by hand, nothing waits for it
        raise AssertionError("the receipts were not read in time")

    def _next_due(self, coming: list[str]) -> int:
        """How many are to be completed before the next trouble: spread over the whole run."""
        every = self.plan.receipts / (len(self.plan.troubles()) + 1)
        past = len(self.plan.troubles()) - len(coming)
        return round(every * (past + self.chance.random()))

    def _look_after_processes(self, drawn: Path) -> int | None:
        """Start what is not there; the app's exit code when it just ended."""
        code = self.app.poll() if self.app else None
        if self.app is None or code is not None:
            end(self.app)
            if code == 0:
                return self._ended()
            self.app = self._start(
                "process", drawn, "--no-model", "--reader", self.plan.reader,
                "--json", self.place / "out.jsonl",
            )  # fmt: skip
            self.starts += 1
        if self.worker is None or self.worker.poll() is not None:
            end(self.worker)
            self.worker = self._start("worker", "--concurrency", "2")
        return None

    def _ended(self) -> int:
        self.app = None
        return 0

    def _start(self, *arguments: str | Path) -> subprocess.Popen[str]:
        extra = {"RECEIPT_DESKTOP_LEASE_SECONDS": f"{LEASE_SECONDS}", "OMP_THREAD_LIMIT": "1"}
        if self.plan.set_clock:
            extra |= {
                "LD_PRELOAD": str(FAKETIME),
                "FAKETIME_TIMESTAMP_FILE": str(self.place / "clock"),
                "FAKETIME_NO_CACHE": "1",
                "FAKETIME_DONT_FAKE_MONOTONIC": "1",
            }
        command = [sys.executable, "-m", "receipt_desktop", str(arguments[0])]
        command += ["--data-dir", str(self.data), *map(str, arguments[1:])]
        with (self.place / "said.txt").open("a") as said:
            return subprocess.Popen(
                command, stdout=said, stderr=said, text=True, env=environment(**extra)
            )

    def _completed(self) -> int:
        try:
            with contextlib.closing(sqlite3.connect(Paths(self.data).database)) as database:
                count = "SELECT count(*) FROM receipts WHERE status = 'completed'"
                return int(database.execute(count).fetchone()[0])
        except sqlite3.OperationalError:
            return 0

    # -- the troubles

    def _cause(self, name: str) -> None:
        causes: dict[str, Callable[[], None]] = {
            "kill_app": lambda: kill(self.app),
            "kill_worker": lambda: kill(self.worker),
            "kill_reader": self._kill_reader,
            "kill_redis": self._kill_redis,
            "stop_worker": self._stop_worker,
            "lock_database": self._lock_database,
            "fill_disk": self._fill_disk,
            "set_clock": self._set_clock,
        }
        self.happened[name] += 1
        causes[name]()

    def _kill_reader(self) -> None:
        for process in (self.app, self.worker):
            for child in children(process, "receipt_desktop.reading.child")[:1]:
                child.kill()
                return

    def _kill_redis(self) -> None:
        with contextlib.suppress(OSError, ValueError, psutil.Error):
            pid = int((Paths(self.data).redis / "redis.pid").read_text().split()[0])
            psutil.Process(pid).kill()

    def _stop_worker(self) -> None:
        """It is frozen for longer than its leases last, then goes on as if nothing had been."""
        process = self.worker
        if process and process.poll() is None:
            process.send_signal(signal.SIGSTOP)
            time.sleep(STOPPED_SECONDS)
            process.send_signal(signal.SIGCONT)

    def _lock_database(self) -> None:
        with contextlib.closing(sqlite3.connect(Paths(self.data).database)) as database:
            database.isolation_level = None
            with contextlib.suppress(sqlite3.OperationalError):
                database.execute("BEGIN EXCLUSIVE")
                time.sleep(LOCKED_SECONDS)
                database.execute("ROLLBACK")

    def _fill_disk(self) -> None:
        filler = self.data.parent / FILLER
        with contextlib.suppress(OSError), filler.open("wb", buffering=0) as file:
            while True:
                file.write(b"\0" * (1 << 16))
        time.sleep(FILLED_SECONDS)
        filler.unlink()

    def _set_clock(self) -> None:
        sign = self.chance.choice("+-")
        (self.place / "clock").write_text(f"{sign}{JUMP_SECONDS}s")


def kill(process: subprocess.Popen[str] | None) -> None:
    """SIGKILL: no farewell."""
    if process and process.poll() is None:
        process.kill()
        process.wait()


def end(process: subprocess.Popen[str] | None) -> None:
    """SIGTERM, and wait."""
    if process and process.poll() is None:
        process.terminate()
        process.wait()


def children(process: subprocess.Popen[str] | None, word: str) -> list[psutil.Process]:
    """Descendants with this word on their command line."""
    found = []
    with contextlib.suppress(psutil.Error, AttributeError):
        for child in psutil.Process(process.pid).children(recursive=True):  # type: ignore[union-attr]
            with contextlib.suppress(psutil.Error):
                if any(word in part for part in child.cmdline()):
                    found.append(child)
    return found


# -- what must hold in the end


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was found in the data folder."""

    receipts: int
    completed: int
    completed_twice: int
    receipts_with_one: int
    running_attempts: int
    outcomes: int
    submissions: int
    most_lost: int
    lines: int
    failures: tuple[str, ...]
    """The story of each receipt that failed once."""
    left_over: tuple[str, ...]

    def complaints(self, wanted: int) -> list[str]:
        """What does not hold; empty when everything does."""
        equal = {
            "receipts": self.receipts,
            "completed": self.completed,
            "receipts completed once": self.receipts_with_one,
            "outcomes counted": self.outcomes,
            "submissions in the audit log": self.submissions,
            "lines of JSON": self.lines,
        }
        wrong = [
            f"{name}: {count}, not {wanted}" for name, count in equal.items() if count != wanted
        ]
        if self.completed_twice:
            wrong.append(f"{self.completed_twice} receipts were completed more than once")
        if self.running_attempts:
            wrong.append(f"{self.running_attempts} attempts are recorded as running")
        wrong += [f"failed: {story}" for story in self.failures]
        return wrong + [f"left over: {name}" for name in self.left_over]


def judge(chaos: Chaos) -> Verdict:
    """Look at rows, records and files when everything has stopped."""
    with contextlib.closing(sqlite3.connect(Paths(chaos.data).database)) as database:

        def number(query: str) -> int:
            return int(database.execute(query).fetchone()[0] or 0)

        return Verdict(
            receipts=number("SELECT count(*) FROM receipts"),
            completed=number("SELECT count(*) FROM receipts WHERE status = 'completed'"),
            completed_twice=number(
                "SELECT count(*) FROM (SELECT receipt_id FROM attempts "
                "WHERE outcome = 'completed' GROUP BY receipt_id HAVING count(*) > 1)"
            ),
            receipts_with_one=number(
                "SELECT count(*) FROM (SELECT receipt_id FROM outcomes WHERE completed "
                "GROUP BY receipt_id HAVING count(*) = 1)"
            ),
            running_attempts=number("SELECT count(*) FROM attempts WHERE outcome = 'running'"),
            outcomes=number("SELECT count(*) FROM outcomes"),
            submissions=number("SELECT count(*) FROM audit WHERE action = 'submit'"),
            most_lost=number("SELECT max(lost) FROM receipts"),
            lines=len({json.loads(line)["file"] for line in _lines(chaos.place / "out.jsonl")}),
            failures=tuple(stories(database)),
            left_over=tuple(left_over(chaos.data)),
        )


def stories(database: sqlite3.Connection) -> Iterator[str]:
    """Attempts at receipts that failed for good at least once."""
    query = "SELECT DISTINCT receipt_id FROM outcomes WHERE NOT completed"
    for (receipt_id,) in database.execute(query).fetchall():
        attempts = database.execute(
            "SELECT run, number, outcome, worker, started_at, ended_at, failure_sentence "
            "FROM attempts WHERE receipt_id = ? ORDER BY id",
            (receipt_id,),
        )
        yield f"{receipt_id}: {attempts.fetchall()}"


def _lines(file: Path) -> list[str]:
    return file.read_text(encoding="utf-8").splitlines() if file.exists() else []


def left_over(data: Path) -> Iterator[str]:
    """What a killed program may have left: half copies, half exports, its readers' folders."""
    for folder in Path(tempfile.gettempdir()).glob(f"{SCRATCH}{machine()}-*"):
        if not psutil.pid_exists(int(folder.name.split("-")[-2])):
            yield folder.name
    for file in data.rglob("*"):
        if file.name.startswith(".new-") or file.name.endswith(".part"):
            yield str(file.relative_to(data))


@contextmanager
def folders(*, small_disk: bool) -> Iterator[tuple[Path, Path]]:
    """A working folder and a data folder, the latter on a small tmpfs if wanted."""
    with tempfile.TemporaryDirectory(prefix="rc-") as name:
        place = Path(name)
        disk = place / "disk"
        disk.mkdir()
        if small_disk:
            mount = ["mount", "-t", "tmpfs", "-o", "size=160m", "tmpfs", str(disk)]
            subprocess.run(mount, check=True)
        try:
            yield place, disk / "data"
        finally:
            if small_disk:
                subprocess.run(["umount", "-l", str(disk)], check=True)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--receipts", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--full-disk", action="store_true")
    parser.add_argument("--clock", action="store_true")
    options = parser.parse_args()
    plan = Plan(
        options.receipts,
        fill_disk=2 * options.full_disk,
        set_clock=2 * options.clock,
    )
    print(describe())
    began = time.monotonic()
    with folders(small_disk=options.full_disk) as (place, data):
        chaos = Chaos(plan, place, data, random.Random(options.seed))
        chaos.run()
        found = judge(chaos)
    print(f"{time.monotonic() - began:.0f} s, {chaos.starts} starts, {dict(chaos.happened)}")
    print(found)
    complaints = found.complaints(plan.receipts)
    print("\n".join(complaints) or "everything holds")
    return 1 if complaints else 0


if __name__ == "__main__":
    sys.exit(main())

"""Everything that can happen to a queue happens to this one, at random moments.

    python -m tests.end_to_end.chaos [--receipts 200] [--seed 1] [--full-disk] [--clock]

The headless program reads drawn receipts beside a second worker process while troubles come over
them: both are killed, their Redis, their readers; the one that holds the data folder ends while
the other goes on; they are stopped for longer than a lease; the database is locked, put back from
an older copy, truncated, or loses its write-ahead log; the secrets are emptied; with `--full-disk`
the disk is full (a small tmpfs: root alone can mount one), with `--clock` the wall clock jumps
(Debian's libfaketime). A program that died is started again. In the end each receipt must have
been completed exactly once, and every original must be whole.
"""

from __future__ import annotations

import argparse
import contextlib
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
from datetime import UTC, datetime
from pathlib import Path

from receipt_desktop.config.paths import Paths
from tests.benchmarks.machine import describe
from tests.end_to_end import chaos_faults as troubles
from tests.end_to_end.chaos_verdict import Run, Verdict, judge
from tests.end_to_end.commands import Started, start_into
from tests.samples import draw_many

LEASE_SECONDS = 6.0
STOPPED_SECONDS = LEASE_SECONDS * 2
JUMP_SECONDS = 3600
LOOK_SECONDS = 0.1
MISSES_ALLOWED = 20
"""Troubles that come again because they hit nothing."""
MOST_SECONDS = 3000.0
FAKETIME = Path("/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1")
DAMAGE = frozenset({"restore_database", "truncate_database", "lose_wal"})
"""Troubles after which rows may be gone; what was submitted is submitted again."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What happens how often."""

    receipts: int = 200
    kill_app: int = 10
    kill_worker: int = 5
    kill_reader: int = 5
    kill_redis: int = 5
    end_owner: int = 4
    stop_worker: int = 2
    lock_database: int = 2
    restore_database: int = 1
    truncate_database: int = 1
    lose_wal: int = 1
    empty_secrets: int = 2
    fill_disk: int = 0
    set_clock: int = 0
    reader: str = "tesseract"

    def troubles(self) -> list[str]:
        """The names of all troubles to come, each as often as it comes."""
        names = (
            "kill_app", "kill_worker", "kill_reader", "kill_redis", "end_owner",
            "stop_worker", "lock_database", "restore_database", "truncate_database",
            "lose_wal", "empty_secrets", "fill_disk", "set_clock",
        )  # fmt: skip
        return [name for name in names for _ in range(getattr(self, name))]


@dataclass
class Chaos:
    """One run."""

    plan: Plan
    place: Path
    data: Path
    chance: random.Random
    hit: Counter[str] = field(default_factory=Counter)
    takeovers: list[float] = field(default_factory=list)
    damaged_at: datetime | None = None
    misses: int = 0
    starts: int = 0
    app: Started | None = None
    worker: Started | None = None

    def run(self) -> Verdict:
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
                troubles.end(process)
        return judge(self._outcome())

    def _outcome(self) -> Run:
        out = self.place / "out.jsonl"
        planned = self.plan.troubles()
        temporary = self.place / "tmp"
        return Run(
            self.data, out, temporary, planned, self.hit, self.takeovers, self.damaged_at
        )  # fmt: skip

    def _until_done(self, drawn: Path, coming: list[str], until: float) -> None:
        due = self._next_due(coming)
        while time.monotonic() < until:
            code = self._look_after_processes(drawn)
            if code == 0 and not coming:
                return
            if coming and (code == 0 or self._completed() >= due):
                trouble = coming.pop()
                if not self._cause(trouble) and self.misses < MISSES_ALLOWED:
                    self.misses += 1
                    coming.insert(0, trouble)  # it hit nothing: again later
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
            troubles.end(self.app)
            self.app = None
            if code == 0:
                return 0
            self.app = self._start(
                "process", drawn, "--no-model", "--reader", self.plan.reader,
                "--json", self.place / "out.jsonl",
            )  # fmt: skip
            self.starts += 1
        if self.worker is None or self.worker.poll() is not None:
            troubles.end(self.worker)
            self.worker = self._start("worker", "--concurrency", "2")
        return None

    def _start(self, *arguments: str | Path) -> Started:
        (self.place / "tmp").mkdir(exist_ok=True)
        extra = {
            "RECEIPT_DESKTOP_LEASE_SECONDS": f"{LEASE_SECONDS}",
            "OMP_THREAD_LIMIT": "1",
            "TMPDIR": str(self.place / "tmp"),
        }
        if self.plan.set_clock:
            extra |= {
                "LD_PRELOAD": str(FAKETIME),
                "FAKETIME_TIMESTAMP_FILE": str(self.place / "clock"),
                "FAKETIME_NO_CACHE": "1",
                "FAKETIME_DONT_FAKE_MONOTONIC": "1",
            }
        with (self.place / "said.txt").open("a") as output:
            return start_into(output, self.data, *arguments, **extra)

    def _completed(self) -> int:
        """Receipts read so far; none when the database cannot be read just now."""
        try:
            with contextlib.closing(sqlite3.connect(Paths(self.data).database)) as database:
                count = "SELECT count(*) FROM receipts WHERE status = 'completed'"
                return int(database.execute(count).fetchone()[0])
        except sqlite3.DatabaseError:
            return 0

    # -- the troubles

    def _cause(self, name: str) -> bool:
        """Whether it hit something."""
        data, both = self.data, (self.app, self.worker)
        causes: dict[str, Callable[[], bool]] = {
            "kill_app": lambda: troubles.kill(self.app),
            "kill_worker": lambda: troubles.kill(self.worker),
            "kill_reader": lambda: troubles.kill_reader(both),
            "kill_redis": lambda: troubles.kill_redis(data),
            "end_owner": self._end_owner,
            "stop_worker": lambda: troubles.freeze(self.worker, STOPPED_SECONDS),
            "lock_database": lambda: troubles.lock_database(data),
            "restore_database": self._restore_database,
            "truncate_database": lambda: self._stopped(troubles.truncate_database),
            "lose_wal": lambda: self._stopped(troubles.lose_wal),
            "empty_secrets": lambda: self._stopped(troubles.empty_secrets),
            "fill_disk": lambda: troubles.fill_disk(data),
            "set_clock": self._set_clock,
        }
        found = causes[name]()
        self.hit[name] += found
        if found and name in DAMAGE:
            self.damaged_at = datetime.now(UTC)
        self._copy_database()
        return found

    def _end_owner(self) -> bool:
        """By SIGTERM and by SIGKILL in turn; the other process must go on by itself."""
        number = (signal.SIGTERM, signal.SIGKILL)[len(self.takeovers) % 2]
        seconds = troubles.end_owner(self.data, (self.app, self.worker), number)
        self.takeovers += [] if seconds is None else [seconds]
        return seconds is not None

    def _stopped(self, damage: Callable[[Path], bool]) -> bool:
        """Kill all processes, then damage a file."""
        for process in (self.app, self.worker):
            troubles.kill(process)
        return damage(self.data)

    def _restore_database(self) -> bool:
        return self._stopped(lambda data: troubles.put_back_database(data, self._copy))

    def _copy_database(self) -> None:
        """Once, early: what `restore_database` puts back."""
        if not self._copy.exists() and self._completed():
            with contextlib.suppress(sqlite3.DatabaseError):
                troubles.copy_database(self.data, self._copy)

    @property
    def _copy(self) -> Path:
        return self.place / "copy.db"

    def _set_clock(self) -> bool:
        sign = self.chance.choice("+-")
        (self.place / "clock").write_text(f"{sign}{JUMP_SECONDS}s")
        return True


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
        found = chaos.run()
    print(f"{time.monotonic() - began:.0f} s, {chaos.starts} starts, {dict(chaos.hit)}")
    print(found)
    complaints = found.complaints(plan.receipts)
    print("\n".join(complaints) or "everything holds")
    return 1 if complaints else 0


if __name__ == "__main__":
    sys.exit(main())

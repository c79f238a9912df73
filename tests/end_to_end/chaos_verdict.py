"""What must hold when the troubles of `chaos` are over."""

from __future__ import annotations

import contextlib
import hashlib
import json
import sqlite3
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import psutil

from receipt_desktop.config.paths import Paths
from receipt_desktop.config.process_identity import get_machine_id
from receipt_desktop.reading.worker.worker_process import SCRATCH_PREFIX

TAKEOVER_SECONDS = 10.0
"""How soon a surviving process must have a Redis running again."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was found in the data folder, and what happened on the way."""

    receipts: int
    completed: int
    completed_twice: int
    receipts_with_one: int
    running_attempts: int
    outcomes: int
    submissions: int
    most_lost: int
    lines: int
    originals: int
    """Originals whose bytes hash to their name."""
    changed_originals: tuple[str, ...]
    failures: tuple[str, ...]
    """The attempts of each receipt that failed once."""
    left_over: tuple[str, ...]
    missed: tuple[str, ...]
    """Planned troubles that hit nothing: a run without its troubles proves nothing."""
    takeovers: tuple[float, ...]
    """Seconds from the end of an owner to the first answer of a new Redis."""
    damaged: bool
    """Whether the database was damaged or put back: records of lost rows are gone with them, and
    receipts whose values were lost are read again."""

    def complaints(self, wanted: int) -> list[str]:
        """What does not hold; empty when everything does."""
        equal = {
            "receipts": self.receipts,
            "completed": self.completed,
            "whole originals": self.originals,
            "lines of JSON": self.lines,
        }
        if not self.damaged:
            equal |= {
                "receipts completed once": self.receipts_with_one,
                "outcomes counted": self.outcomes,
                "submissions in the audit log": self.submissions,
            }
        wrong = [
            f"{name}: {count}, not {wanted}" for name, count in equal.items() if count != wanted
        ]
        if self.completed_twice:
            wrong.append(f"{self.completed_twice} receipts were completed more than once")
        if self.running_attempts:
            wrong.append(f"{self.running_attempts} attempts are recorded as running")
        return [*wrong, *self._stories()]

    def _stories(self) -> Iterator[str]:
        yield from (f"failed: {story}" for story in self.failures)
        yield from (f"left over: {name}" for name in self.left_over)
        yield from (f"changed original: {name}" for name in self.changed_originals)
        yield from (f"the trouble hit nothing: {name}" for name in self.missed)
        for seconds in self.takeovers:
            if seconds > TAKEOVER_SECONDS:
                yield f"taking over took {seconds:.1f} s"


@dataclass(frozen=True, slots=True)
class Run:
    """What a finished run is judged by."""

    data: Path
    json_file: Path
    temporary: Path
    """The folder for temporary files that these processes have to themselves."""
    planned: Sequence[str]
    hit: Counter[str]
    """How often each trouble found something to hit."""
    takeovers: Sequence[float]
    damaged_at: datetime | None = None
    """When the database was damaged or put back the last time."""


def judge(run: Run) -> Verdict:
    """Look at rows, records and files when everything has stopped."""
    whole, changed = originals(run.data)
    since = f"{run.damaged_at:%Y-%m-%d %H:%M:%S.%f}" if run.damaged_at else ""
    with contextlib.closing(sqlite3.connect(Paths(run.data).database)) as database:

        def number(query: str) -> int:
            return int(database.execute(query).fetchone()[0] or 0)

        return Verdict(
            receipts=number("SELECT count(*) FROM receipts"),
            completed=number("SELECT count(*) FROM receipts WHERE status = 'completed'"),
            completed_twice=number(
                "SELECT count(*) FROM (SELECT receipt_id FROM attempts "  # noqa: S608
                f"WHERE outcome = 'completed' AND started_at > '{since}' "
                "GROUP BY receipt_id HAVING count(*) > 1)"
            ),
            receipts_with_one=number(
                "SELECT count(*) FROM (SELECT receipt_id FROM outcomes WHERE completed "
                "AND receipt_id IN (SELECT id FROM receipts) "
                "GROUP BY receipt_id HAVING count(*) = 1)"
            ),
            running_attempts=number("SELECT count(*) FROM attempts WHERE outcome = 'running'"),
            outcomes=number("SELECT count(*) FROM outcomes"),
            submissions=number("SELECT count(*) FROM audit WHERE action = 'submit'"),
            most_lost=number("SELECT max(lost) FROM receipts"),
            lines=len({json.loads(line)["file"] for line in _lines(run.json_file)}),
            originals=whole,
            changed_originals=changed,
            failures=tuple(stories(database)),
            left_over=tuple(left_over(run)),
            missed=missed(run),
            takeovers=tuple(run.takeovers),
            damaged=run.damaged_at is not None,
        )


def missed(run: Run) -> tuple[str, ...]:
    """Troubles that were to come and never hit a process, a file or a lock."""
    return tuple(sorted({name for name in run.planned if not run.hit[name]}))


def originals(data: Path) -> tuple[int, tuple[str, ...]]:
    """How many originals are whole, and the names of those that are not."""
    files = [file for file in Paths(data).originals.glob("??/*") if file.is_file()]
    changed = [file.name for file in files if file.name != digest(file)]
    return len(files) - len(changed), tuple(changed)


def digest(file: Path) -> str:
    """SHA-256, hex."""
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


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


def left_over(run: Run) -> Iterator[str]:
    """What a killed program may have left: half copies, half exports, its readers' folders."""
    for folder in run.temporary.glob(f"{SCRATCH_PREFIX}{get_machine_id()}-*"):
        if not psutil.pid_exists(int(folder.name.split("-")[-2])):
            yield folder.name
    for file in run.data.rglob("*"):
        if file.name.startswith(".new-") or file.name.endswith(".part"):
            yield str(file.relative_to(run.data))

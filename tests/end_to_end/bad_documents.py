"""One document that kills its reader, one that is read for ten minutes, one whose model never ends.

    python -m tests.end_to_end.bad_documents [--good 100]

Reads drawn receipts alone, then the same with the three bad ones among them, both times with a
language model that answers at once, and compares when the last good one was done.
"""

from __future__ import annotations

import argparse
import dataclasses
import hashlib
import tempfile
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest.mock import patch

from receipt_desktop import bootstrap, runtime
from receipt_desktop.actions import Actions
from receipt_desktop.config.paths import Paths
from receipt_desktop.config.settings import Settings
from receipt_desktop.domain.deadline import Deadline
from receipt_desktop.domain.receipt import Priority, ReadOptions, Receipt, ReceiptChange, Status
from receipt_desktop.reading.worker.pool import ReaderPool
from receipt_desktop.reading.worker.protocol import READ_PAGE
from tests.benchmarks.machine import describe
from tests.databases import open_store
from tests.fakes.ollama import Behaviour, fake_ollama
from tests.samples import SAMPLES, draw_many, save
from tests.unit.store.example_readings import SAMPLE_READING

CRASH = "tests.unit.reading.worker.misbehaving:crash"
HANG = "tests.unit.reading.worker.misbehaving:hang_without_letting_go"
ENDLESS = "0" * 5_000_000
"""More than any model is allowed to say."""
MERCHANT = "BABBLE DINER"
"""Shown to the model with the receipt whose answer never ends."""
KNOWN = 10
"""Receipts read before: so many this machine has learnt its pace from."""
MOST_SECONDS = 1200.0


class BadPool(ReaderPool):
    """A real pool of real children, in which some files are read by a task that misbehaves."""

    bad: dict[str, str] = {}  # noqa: RUF012 (set for one run)

    def run_task(
        self,
        function: str,
        arguments: tuple[Any, ...],
        deadline: Deadline,
        say: Callable[[float], None],
        seconds: float | None = None,
    ) -> Any:
        name = Path(arguments[0].original).name if function == READ_PAGE else ""
        if name in self.bad:
            return super().run_task(self.bad[name], (), deadline, say, seconds)
        return super().run_task(function, arguments, deadline, say, seconds)


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one run went."""

    good_seconds: float
    """Until the last good receipt was completed."""
    all_seconds: float
    good_completed: int
    bad: tuple[Receipt, ...]
    """Poison, the long one, the one with the endless model, as they ended."""


def run(place: Path, good: int, *, with_bad: bool) -> Outcome:
    """Read `good` receipts, with or without the three bad ones in their midst."""
    *good_files, poison, long = draw_many(place / "drawn", good + 2)
    chatty = dataclasses.replace(SAMPLES["diner"], merchant=MERCHANT)
    endless = save(chatty, place / "endless.png")
    behaviour = Behaviour(answer=lambda said: ENDLESS if MERCHANT in said else "{}")
    paths = Paths(place / "data")
    paths.create_folders()
    learn(paths)
    BadPool.bad = {digest(poison): CRASH, digest(long): HANG} if with_bad else {}
    with fake_ollama(behaviour) as host, patch.object(runtime, "ReaderPool", BadPool):
        settings = Settings(ollama_host=host, model="small:1b")
        with bootstrap.open_application(paths, settings) as engine:
            actions = engine.actions
            ended = Ended(actions)
            began = time.monotonic()
            half = len(good_files) // 2
            bad_files = [poison, long, endless] if with_bad else []
            answers = actions.submit([*good_files[:half], *bad_files, *good_files[half:]])
            names = {path.name for path in bad_files}
            ids = {a.receipt.id: a.receipt for a in answers if a.receipt}
            good_ids = {one for one, row in ids.items() if row.file_name not in names}
            ended.wait(good_ids)
            good_seconds = time.monotonic() - began
            ended.wait(set(ids))
            all_seconds = time.monotonic() - began
            rows = {row.id: row for row in actions.list_receipts()}
            order = [path.name for path in bad_files]
            bad = sorted(
                (rows[one] for one in ids.keys() - good_ids),
                key=lambda row: order.index(row.file_name),
            )
            done = sum(rows[one].status is Status.COMPLETED for one in good_ids)
    return Outcome(good_seconds, all_seconds, done, tuple(bad))


def learn(paths: Paths) -> None:
    """So many receipts were read before, at this machine's usual pace."""
    store = open_store(paths.database)
    stages = {"reading": 2.0, "extracting": 0.1, "asking": 0.5, "checking": 0.01}
    reading = dataclasses.replace(SAMPLE_READING, stage_seconds=stages)
    for number in range(KNOWN):
        row = store.add_receipt(f"{number}", f"{number:064}", Priority.NORMAL, ReadOptions())
        store.claim_receipt(row.id, "earlier", 60)
        store.finish_attempt(row.id, "earlier", reading)
    store.close()


def digest(file: Path) -> str:
    """The name under which its bytes are kept."""
    return hashlib.sha256(file.read_bytes()).hexdigest()


class Ended:
    """Waits for receipts to end."""

    def __init__(self, actions: Actions) -> None:
        self._changed = threading.Condition()
        self._ended: set[str] = set()
        actions.subscribe(self._hear)

    def wait(self, ids: set[str]) -> None:
        with self._changed:
            done = self._changed.wait_for(lambda: ids <= self._ended, MOST_SECONDS)
        assert done, f"{len(ids - self._ended)} did not end"

    def _hear(self, news: ReceiptChange) -> None:
        if isinstance(news, Receipt) and news.is_finished:
            with self._changed:
                self._ended.add(news.id)
                self._changed.notify_all()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--good", type=int, default=100)
    options = parser.parse_args()
    print(describe())
    found = {}
    for with_bad in (False, True):
        with tempfile.TemporaryDirectory(prefix="rb-") as place:
            found[with_bad] = run(Path(place), options.good, with_bad=with_bad)
    alone, beside = found[False], found[True]
    print(f"alone: {alone.good_completed} good in {alone.good_seconds:.1f} s")
    print(f"beside the bad: {beside.good_completed} good in {beside.good_seconds:.1f} s")
    ratio = beside.good_seconds / alone.good_seconds
    print(f"ratio {ratio:.3f}; all in {beside.all_seconds:.1f} s")
    for row in beside.bad:
        why = row.failure.sentence if row.failure else row.model_outcome.value
        print(f"    {row.file_name}: {row.status.value}, {row.attempts} attempts, {why}")


if __name__ == "__main__":
    main()

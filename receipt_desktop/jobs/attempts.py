"""One attempt at one receipt: lease, pipeline, outcome. What the Huey task runs."""

from __future__ import annotations

import logging
import threading
import time
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TypeVar

from receipt_desktop.draft import Reading
from receipt_desktop.errors import (
    Away,
    Cancelled,
    Deadline,
    MemoryShort,
    ProcessingError,
    ReceiptError,
    ServiceUnavailable,
)
from receipt_desktop.jobs.board import Board, Working
from receipt_desktop.jobs.pace import Countdown, Pace
from receipt_desktop.jobs.waits import Waits
from receipt_desktop.logbook import Event, about, note
from receipt_desktop.pipeline import Report
from receipt_desktop.receipt import STAGE_PROGRESS, Priority, Receipt, Stage, Status
from receipt_desktop.store import shelf
from receipt_desktop.store.store import Store

log = logging.getLogger(__name__)

RETRY_SECONDS = (2.0, 4.0, 8.0)
"""Pauses before the second, third and fourth attempt."""
REPORT_SECONDS = 0.25
"""Progress is written at most this often, each time a commit; a long stage's beginning always."""
FIRST_REPORT_SECONDS = 0.05
"""An attempt that is younger may be over before its progress is written."""
LONG = frozenset({Stage.READING, Stage.ASKING})
PATIENCE, WRITE_AGAIN_SECONDS = 300.0, 1.0
"""How long, and how often, an outcome is tried to be written: a full disk may be emptied."""
FATAL = frozenset({"reader_crashed"})
"""Keys of errors that say that a process died over the receipt."""

AWAY = shelf.AWAY | {"disk_full_reading"}
"""Keys of errors that mean the same as their class `Away`."""
AWAY_SECONDS = 15.0
"""How long a receipt waits for shared files or for space; that is no failure of the receipt."""
ALL_WAIT = frozenset({"memory_short", "reader_fails", "reader_start"})
"""Keys of errors that every receipt would meet just now: the whole queue waits."""

LONGER: Mapping[str, float] = MappingProxyType({"memory_file": 60.0})
"""Seconds that a receipt waits for what will take some time, by the error's key."""

T = TypeVar("T")
Process = Callable[[Receipt, Deadline, Report], Reading]
Enqueue = Callable[[str, Priority, float], None]


@dataclass(frozen=True, slots=True)
class Terms:
    """What an attempt is held to, asked anew for each."""

    budget: Callable[[], float]
    """Seconds of work in one attempt."""
    lease: Callable[[], float]
    """Seconds that a worker without a sign of life keeps its receipt."""
    open: Callable[[], bool] = lambda: True
    """Whether receipts may be taken: the queue is neither paused nor held back."""
    back_off: Callable[[], float] = lambda: AWAY_SECONDS
    """Have the whole queue wait; seconds."""
    succeeded: Callable[[], None] = lambda: None
    """Called when a receipt was read: the next time the queue waits less long."""


class Attempts:
    """Runs attempts and decides what becomes of them. Thread-safe."""

    def __init__(
        self,
        store: Store,
        process: Process,
        enqueue: Enqueue,
        *,
        terms: Terms,
        process_name: str,
        pace: Pace,
    ) -> None:
        self._store = store
        self._process = process
        self._enqueue = enqueue
        self._terms = terms
        self.process_name = process_name
        self._pace = pace
        self._stopping = threading.Event()
        self.board = Board()
        self._waits = Waits()
        store.subscribe(self._waits.hear)

    def run(self, receipt_id: str) -> None:
        """Try one receipt if it still waits; every outcome ends in its row.

        An id that comes out of Redis while the queue is closed is dropped: it is put back when
        the queue opens.
        """
        if self._stopping.is_set() or not self._terms.open():
            return
        owner = f"{self.process_name}:{uuid.uuid4().hex[:8]}"
        receipt = self._claimed(receipt_id, owner)
        if receipt is None:
            return
        with about(receipt.id, receipt.attempts), self.board.working(Working(receipt, owner)) as at:
            self._attempt(at)
        if receipt.lost:
            self._next_suspect(receipt.id)

    def stop(self) -> None:
        """End what runs at its next check and put it back into the rows as waiting."""
        self._stopping.set()
        self.board.stop_all()

    def renew(self) -> None:
        """Renew the leases of all running attempts; end those that were taken away."""
        running = list(self.board.running().values())
        held = {working.receipt.id: working.owner for working in running}
        kept = self._store.renew(held, self._terms.lease())
        for working in running:
            if working.receipt.id not in kept:
                working.stop.set()

    def _claimed(self, receipt_id: str, owner: str) -> Receipt | None:
        try:
            waited = self._waits.ended(receipt_id)
            return self._store.claim(receipt_id, owner, self._terms.lease(), waited)
        except ServiceUnavailable as trouble:
            log.info("%s waits until the rows can be written: %s", receipt_id, trouble)
            return None

    def _attempt(self, working: Working) -> None:
        deadline = Deadline.of_work(self._terms.budget(), working.stop.is_set)
        receipt = working.receipt
        note(Event.STARTED, file=receipt.file_name, worker=working.owner)
        try:
            reading = self._process(receipt, deadline, self._reporter(working))
            took = working.seconds()
            done = self._kept(lambda: self._store.finish(receipt.id, working.owner, reading, took))
            if done:
                self._terms.succeeded()
                self._pace.finished(reading.stage_seconds)
                note(Event.FINISHED, seconds=reading.seconds, stages=dict(reading.stage_seconds))
        except ReceiptError as error:
            self._settle(working, error)
        except MemoryError:
            self._settle(working, MemoryShort())
        except Exception as error:
            log.exception("unexpected error while reading %s", receipt.id)
            self._settle(working, unexpected(error))

    def _settle(self, working: Working, error: ReceiptError) -> None:
        """Write the outcome; a store that cannot take it leaves the lease to run out."""
        note(Event.FAILED, code=error.code, key=error.key, why=error.sentence)
        took = working.seconds()
        try:
            self._kept(lambda: self._write(working, error, took))
        except ServiceUnavailable as trouble:
            log.info("the outcome could not be written: %s", trouble)

    def _kept(self, write: Callable[[], T]) -> T:
        """What came of writing an outcome, tried again while the rows cannot be written.

        The attempt stays on the board meanwhile, so its lease is renewed as soon as that can be
        written. Raises `ServiceUnavailable` after `PATIENCE` seconds, or when the program stops.
        """
        until = time.monotonic() + PATIENCE
        while True:
            try:
                return write()
            except ServiceUnavailable:
                if time.monotonic() > until or self._stopping.wait(WRITE_AGAIN_SECONDS):
                    raise

    def _write(self, working: Working, error: ReceiptError, took: float) -> None:
        receipt, owner = working.receipt, working.owner
        failed_before = receipt.attempts - receipt.lost - 1
        spent = working.spent()
        if isinstance(error, Cancelled) and self._stopping.is_set():
            self._store.requeue(receipt.id, owner, None, stages=spent, seconds=took)
        elif error.key in FATAL:
            self._again(self._store.lose(receipt.id, owner, error, seconds=took), 0.0)
        elif isinstance(error, Away) or error.key in AWAY:
            waits = self._terms.back_off() if error.key in ALL_WAIT else AWAY_SECONDS
            delay = LONGER.get(error.key, waits)
            row = self._store.requeue(
                receipt.id, owner, error, delay, spent, counts=False, seconds=took
            )
            self._again(row, delay)
        elif error.retry_helps and failed_before < len(RETRY_SECONDS):
            delay = RETRY_SECONDS[failed_before]
            row = self._store.requeue(receipt.id, owner, error, delay, spent, seconds=took)
            self._again(row, delay)
        else:
            self._store.fail(receipt.id, owner, error, spent, seconds=took)

    def _again(self, row: Receipt | None, delay: float) -> None:
        """Back into Redis with it, unless it has ended for good."""
        if row and row.status is Status.PENDING:
            self._enqueue(row.id, row.urgency, delay)

    def _next_suspect(self, ended: str) -> None:
        """One that stopped a worker before has ended: the next of them may run."""
        try:
            others = [one for one in self._store.waiting_suspects() if one != ended]
            for receipt_id in others[:1]:
                self._enqueue(receipt_id, Priority.LAST, 0.0)
        except ServiceUnavailable as trouble:
            log.info("the heartbeat will find it: %s", trouble)

    def _reporter(self, working: Working) -> Report:
        """The callback by which the pipeline tells how far it is."""
        last, began = 0.0, time.monotonic()
        countdown = Countdown()

        def report(stage: Stage, done: float = 0.0) -> None:
            nonlocal last
            now = time.monotonic()
            begins = stage != working.stage
            if begins:
                working.enter(stage)
            working.progress = progress_percent(stage, done)
            if now - began < FIRST_REPORT_SECONDS or (
                now - last < REPORT_SECONDS and not (begins and stage in LONG)
            ):
                return
            last = now
            left = self._pace.remaining(stage, now - working.stage_began, done)
            shown = countdown.shown(left, now)
            try:
                self._store.progress(
                    working.receipt.id, working.owner, stage, working.progress, shown
                )
            except ServiceUnavailable as trouble:
                log.debug("not told how far it is: %s", trouble)

        return report


def progress_percent(stage: Stage, done: float) -> int:
    """Percent of the whole when `stage` is `done` (0..1) through."""
    stages = list(STAGE_PROGRESS)
    start = STAGE_PROGRESS[stage]
    following = stages[min(stages.index(stage) + 1, len(stages) - 1)]
    return round(start + (STAGE_PROGRESS[following] - start) * min(1.0, max(0.0, done)))


def unexpected(cause: Exception) -> ProcessingError:
    """The sentence for an error that nobody foresaw; the job's record and the log have the rest."""
    error = ProcessingError(
        "Something unexpected went wrong while reading; the log has the details.",
        key="unexpected",
    )
    error.__cause__ = cause
    return error

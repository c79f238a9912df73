"""One attempt at one receipt: lease, pipeline, outcome. What the Huey task runs."""

from __future__ import annotations

import logging
import threading
import time
import uuid
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from receipt_desktop.errors import (
    Cancelled,
    Deadline,
    ProcessingError,
    ReceiptError,
    ServiceUnavailable,
)
from receipt_desktop.jobs.board import Board, Working
from receipt_desktop.jobs.pace import Pace
from receipt_desktop.pipeline import Report
from receipt_desktop.receipt import STAGE_PROGRESS, Priority, Reading, Receipt, Stage
from receipt_desktop.store.store import Store

log = logging.getLogger(__name__)

LEASE_SECONDS = 60.0
RETRY_SECONDS = (2.0, 4.0, 8.0)
"""Pauses before the second, third and fourth attempt."""
REPORT_SECONDS = 0.25
"""Progress within a stage is written at most this often."""

Process = Callable[[Receipt, Deadline, Report], Reading]
Enqueue = Callable[[str, Priority, float], None]


class Attempts:
    """Runs attempts and decides what becomes of them. Thread-safe."""

    def __init__(
        self,
        store: Store,
        process: Process,
        enqueue: Enqueue,
        *,
        budget: Callable[[], float],
        process_name: str,
        pace: Pace,
    ) -> None:
        self._store = store
        self._process = process
        self._enqueue = enqueue
        self._budget = budget
        self._process_name = process_name
        self._pace = pace
        self._stopping = threading.Event()
        self.board = Board()

    def run(self, receipt_id: str) -> None:
        """Try one receipt if it still waits; every outcome ends in its row."""
        owner = f"{self._process_name}:{uuid.uuid4().hex[:8]}"
        receipt = self._store.claim(receipt_id, owner, LEASE_SECONDS)
        if receipt is None:
            return
        with self.board.working(Working(receipt, owner)) as working:
            self._attempt(working)

    def stop(self) -> None:
        """End what runs at its next check and put it back into the rows as waiting."""
        self._stopping.set()
        self.board.stop_all()

    def renew(self) -> None:
        """Renew the leases of all running attempts; end those that were taken away."""
        for working in self.board.running().values():
            if not self._store.renew(working.receipt.id, working.owner, LEASE_SECONDS):
                working.stop.set()

    def _attempt(self, working: Working) -> None:
        deadline = Deadline.after(self._budget(), working.stop.is_set)
        receipt = working.receipt
        try:
            reading = self._process(receipt, deadline, self._reporter(working))
            self._store.finish(receipt.id, working.owner, reading)
            self._pace.finished(reading.seconds)
        except ReceiptError as error:
            self._settle(working, error)
        except Exception:
            log.exception("unexpected error while reading %s", receipt.id)
            self._settle(working, unexpected())

    def _settle(self, working: Working, error: ReceiptError) -> None:
        """Write the outcome; a store that cannot take it leaves the lease to run out."""
        log.info("attempt %d at %s ended: %s", working.receipt.attempts, working.receipt.id, error)
        try:
            self._write(working, error)
        except ServiceUnavailable as trouble:
            log.info("the outcome could not be written: %s", trouble)

    def _write(self, working: Working, error: ReceiptError) -> None:
        receipt, owner = working.receipt, working.owner
        if isinstance(error, Cancelled) and self._stopping.is_set():
            self._store.requeue(receipt.id, owner, None, None)
        elif error.retry_helps and receipt.attempts <= len(RETRY_SECONDS):
            self._retry(receipt, owner, error, RETRY_SECONDS[receipt.attempts - 1])
        else:
            self._store.fail(receipt.id, owner, error)

    def _retry(self, receipt: Receipt, owner: str, error: ReceiptError, delay: float) -> None:
        due = datetime.now(UTC) + timedelta(seconds=delay)
        if self._store.requeue(receipt.id, owner, error, due):
            self._enqueue(receipt.id, receipt.priority, delay)

    def _reporter(self, working: Working) -> Report:
        """The callback by which the pipeline tells how far it is."""
        last = 0.0

        def report(stage: Stage, done: float = 0.0) -> None:
            nonlocal last
            now = time.monotonic()
            if stage == working.stage and now - last < REPORT_SECONDS:
                return
            last, working.stage = now, stage
            percent = progress_percent(stage, done)
            left = self._pace.remaining(now - working.started, percent / 100)
            self._store.progress(working.receipt.id, working.owner, stage, percent, left)

        return report


def progress_percent(stage: Stage, done: float) -> int:
    """Percent of the whole when `stage` is `done` (0..1) through."""
    stages = list(STAGE_PROGRESS)
    start = STAGE_PROGRESS[stage]
    following = stages[min(stages.index(stage) + 1, len(stages) - 1)]
    return round(start + (STAGE_PROGRESS[following] - start) * min(1.0, max(0.0, done)))


def unexpected() -> ProcessingError:
    """The sentence for an error that nobody foresaw; the log has the rest."""
    return ProcessingError(
        "Something unexpected went wrong while reading; the log has the details.",
        key="unexpected",
    )

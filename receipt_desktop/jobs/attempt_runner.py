"""Runs attempts at receipts: lease, pipeline, outcome. The Huey task calls it."""

from __future__ import annotations

import logging
import threading
import time
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from receipt_desktop.domain.deadline import Deadline
from receipt_desktop.domain.errors import (
    Cancelled,
    InsufficientMemory,
    ProcessingError,
    ReceiptError,
    ResourceUnavailable,
    ServiceUnavailable,
    WorkerLost,
)
from receipt_desktop.domain.reading import Reading
from receipt_desktop.domain.receipt import STAGE_PROGRESS, Priority, Receipt, Stage, Status
from receipt_desktop.domain.suppliers import RuleValue
from receipt_desktop.jobs.running import RunningAttempt, RunningAttempts
from receipt_desktop.jobs.timings import EstimateSmoother, StageTimings
from receipt_desktop.jobs.wait_times import WaitTimes
from receipt_desktop.logs.events import QueueEvent, bind_log_context, log_event
from receipt_desktop.pipeline import ProgressReporter
from receipt_desktop.store.store import Store

log = logging.getLogger(__name__)

RETRY_SECONDS = (2.0, 4.0, 8.0)
"""Delays before the second, third and fourth attempts, in seconds."""
PROGRESS_INTERVAL_SECONDS = 0.25
"""Minimum time between progress writes, each a commit; the start of a long stage ignores it."""
FIRST_PROGRESS_SECONDS = 0.05
"""No progress is written before this age, because short attempts finish without it."""
LONG_STAGES = frozenset({Stage.READING, Stage.ASKING})
SAVE_TIMEOUT_SECONDS, SAVE_RETRY_SECONDS = 300.0, 1.0
"""Time limit and interval of retries when saving an outcome; a full disk may be cleared."""
UNAVAILABLE_DELAY_SECONDS = 15.0
"""Delay while shared files or disk space are missing; not counted as a failed attempt."""
T = TypeVar("T")
ProcessReceipt = Callable[[Receipt, Deadline, ProgressReporter], Reading]
EnqueueReceipt = Callable[[str, Priority, float], None]


@dataclass(frozen=True, slots=True)
class AttemptPolicy:
    """Limits and hooks of an attempt, evaluated for each attempt."""

    work_budget: Callable[[], float]
    """Time budget of one attempt, in seconds."""
    lease_seconds: Callable[[], float]
    """Lease duration, in seconds; a receipt is requeued when its lease is not renewed."""
    is_queue_open: Callable[[], bool] = lambda: True
    """Whether receipts may be claimed: the queue is neither paused nor held back."""
    back_off_queue: Callable[[], float] = lambda: UNAVAILABLE_DELAY_SECONDS
    """Holds back the whole queue and returns the delay in seconds."""
    record_success: Callable[[], None] = lambda: None
    """Called after a successful attempt to reset the queue's backoff."""
    apply_rules: Callable[[str, Reading], Sequence[RuleValue]] = lambda *_: ()
    """The values that the rules of the supplier give the receipt with this id."""


class AttemptRunner:
    """Runs attempts and records their outcomes. Thread-safe."""

    def __init__(
        self,
        store: Store,
        process: ProcessReceipt,
        enqueue: EnqueueReceipt,
        *,
        terms: AttemptPolicy,
        process_name: str,
        pace: StageTimings,
    ) -> None:
        self._store = store
        self._process = process
        self._enqueue = enqueue
        self._policy = terms
        self.process_name = process_name
        self._timings = pace
        self._stopping = threading.Event()
        self.running_attempts = RunningAttempts()
        self._wait_times = WaitTimes()
        store.subscribe(self._wait_times.on_change)

    def run_attempt(self, receipt_id: str) -> None:
        """Process a receipt if it is still pending and save the outcome in its row.

        An id taken from Redis while the queue is closed is dropped; it is queued again when the
        queue opens. Raises nothing: errors outside the reading are logged, and the receipt is
        requeued when its lease expires.
        """
        try:
            self._try_attempt(receipt_id)
        except Exception:
            log.exception("unexpected error before or after the attempt at %s", receipt_id)

    def _try_attempt(self, receipt_id: str) -> None:
        if self._stopping.is_set() or not self._policy.is_queue_open():
            return
        owner = f"{self.process_name}:{uuid.uuid4().hex[:8]}"
        receipt = self._claim_receipt(receipt_id, owner)
        if receipt is None:
            return
        with (
            bind_log_context(receipt.id, receipt.attempts),
            self.running_attempts.track_attempt(RunningAttempt(receipt, owner)) as at,
        ):
            self._execute_attempt(at)
        if receipt.lost_workers:
            self._enqueue_next_suspect(receipt.id)

    def stop(self) -> None:
        """Stop running attempts at their next check and mark their receipts as pending again."""
        self._stopping.set()
        self.running_attempts.stop_all()

    def renew_leases(self) -> None:
        """Renew the leases of all running attempts; stop attempts that lost their lease."""
        running = list(self.running_attempts.attempts_by_thread().values())
        held = {working.receipt.id: working.owner for working in running}
        kept = self._store.renew_leases(held, self._policy.lease_seconds())
        for working in running:
            if working.receipt.id not in kept:
                working.stop_requested.set()

    def _claim_receipt(self, receipt_id: str, owner: str) -> Receipt | None:
        try:
            waited = self._wait_times.pop_waited_seconds(receipt_id)
            return self._store.claim_receipt(
                receipt_id, owner, self._policy.lease_seconds(), waited
            )
        except ServiceUnavailable as error:
            log.warning("could not claim %s, heartbeat will retry: %s", receipt_id, error)
            return None

    def _execute_attempt(self, working: RunningAttempt) -> None:
        deadline = Deadline.for_work(self._policy.work_budget(), working.stop_requested.is_set)
        receipt = working.receipt
        log_event(QueueEvent.STARTED, file=receipt.file_name, worker=working.owner)
        try:
            reading = self._process(receipt, deadline, self._make_progress_reporter(working))
            by_rules = self._policy.apply_rules(receipt.id, reading)
            elapsed = working.elapsed_seconds()
            done = self._write_with_retries(
                lambda: self._store.finish_attempt(
                    receipt.id, working.owner, reading, elapsed, by_rules
                )
            )
            if done:
                self._policy.record_success()
                self._timings.record_attempt(reading.stage_seconds)
                log_event(
                    QueueEvent.FINISHED, seconds=reading.seconds, stages=dict(reading.stage_seconds)
                )
        except ReceiptError as error:
            self._record_failure(working, error)
        except MemoryError:
            self._record_failure(working, InsufficientMemory())
        except Exception as error:
            log.exception("unexpected error while reading %s", receipt.id)
            self._record_failure(working, wrap_unexpected_error(error))

    def _record_failure(self, working: RunningAttempt, error: ReceiptError) -> None:
        """Save the failure; if the store is unavailable, the lease expires instead."""
        log_event(QueueEvent.FAILED, code=error.code, key=error.key, why=error.sentence)
        elapsed = working.elapsed_seconds()
        try:
            self._write_with_retries(lambda: self._write_failure(working, error, elapsed))
        except ServiceUnavailable as unavailable:
            log.warning("could not save the outcome of %s: %s", working.receipt.id, unavailable)

    def _write_with_retries(self, write: Callable[[], T]) -> T:
        """Save an outcome, retrying while the database cannot be written; returns the result.

        The attempt stays registered as running, so its lease is renewed as soon as the database
        is writable. Raises `ServiceUnavailable` after `SAVE_TIMEOUT_SECONDS`, or when the program
        stops.
        """
        until = time.monotonic() + SAVE_TIMEOUT_SECONDS
        while True:
            try:
                return write()
            except ServiceUnavailable:
                if time.monotonic() > until or self._stopping.wait(SAVE_RETRY_SECONDS):
                    raise

    def _write_failure(self, working: RunningAttempt, error: ReceiptError, elapsed: float) -> None:
        receipt, owner = working.receipt, working.owner
        failed_before = receipt.attempts - receipt.lost_workers - 1
        spent = working.seconds_by_stage()
        if isinstance(error, Cancelled) and self._stopping.is_set():
            self._store.requeue_receipt(receipt.id, owner, None, stages=spent, seconds=elapsed)
        elif isinstance(error, WorkerLost):
            self._enqueue_pending(
                self._store.mark_worker_lost(receipt.id, owner, error, seconds=elapsed), 0.0
            )
        elif isinstance(error, ResourceUnavailable):
            delay = self._away_seconds(error)
            row = self._store.requeue_receipt(
                receipt.id, owner, error, delay, spent, counts=False, seconds=elapsed
            )
            self._enqueue_pending(row, delay)
        elif error.is_retryable and failed_before < len(RETRY_SECONDS):
            delay = RETRY_SECONDS[failed_before]
            row = self._store.requeue_receipt(
                receipt.id, owner, error, delay, spent, seconds=elapsed
            )
            self._enqueue_pending(row, delay)
        else:
            self._store.fail_attempt(receipt.id, owner, error, spent, seconds=elapsed)

    def _away_seconds(self, error: ResourceUnavailable) -> float:
        """Seconds until the retry; backs off the whole queue if `error.stops_queue` is set."""
        usual = self._policy.back_off_queue() if error.stops_queue else UNAVAILABLE_DELAY_SECONDS
        return usual if error.wait_seconds is None else error.wait_seconds

    def _enqueue_pending(self, row: Receipt | None, delay: float) -> None:
        """Enqueue the receipt again if it is still pending."""
        if row and row.status is Status.PENDING:
            self._enqueue(row.id, row.queue_priority, delay)

    def _enqueue_next_suspect(self, ended: str) -> None:
        """Enqueue the next receipt that crashed a worker before; only one runs at a time."""
        try:
            others = [one for one in self._store.list_waiting_suspects() if one != ended]
            for receipt_id in others[:1]:
                self._enqueue(receipt_id, Priority.LAST, 0.0)
        except ServiceUnavailable as error:
            log.warning("could not enqueue next suspect, heartbeat will retry: %s", error)

    def _make_progress_reporter(self, working: RunningAttempt) -> ProgressReporter:
        """Create the callback that saves the progress of the pipeline."""
        last, began = 0.0, time.monotonic()
        countdown = EstimateSmoother()

        def report(stage: Stage, done: float = 0.0) -> None:
            nonlocal last
            now = time.monotonic()
            begins = stage != working.stage
            if begins:
                working.enter_stage(stage)
            working.progress = compute_progress_percent(stage, done)
            if now - began < FIRST_PROGRESS_SECONDS or (
                now - last < PROGRESS_INTERVAL_SECONDS and not (begins and stage in LONG_STAGES)
            ):
                return
            last = now
            left = self._timings.estimate_remaining(stage, now - working.stage_started, done)
            shown = countdown.smooth_estimate(left, now)
            try:
                self._store.update_progress(
                    working.receipt.id, working.owner, stage, working.progress, shown
                )
            except ServiceUnavailable as error:
                log.debug("progress update failed: %s", error)

        return report


def compute_progress_percent(stage: Stage, done: float) -> int:
    """Overall progress in percent when `done` (0..1) of `stage` is complete."""
    stages = list(STAGE_PROGRESS)
    start = STAGE_PROGRESS[stage]
    following = stages[min(stages.index(stage) + 1, len(stages) - 1)]
    return round(start + (STAGE_PROGRESS[following] - start) * min(1.0, max(0.0, done)))


def wrap_unexpected_error(cause: Exception) -> ProcessingError:
    """Wrap an unexpected error; the job record and the log contain the details."""
    error = ProcessingError("unexpected")
    error.__cause__ = cause
    return error

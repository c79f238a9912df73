"""The one thread that looks after the others: leases, lost ids, dead workers, the gate, health."""

from __future__ import annotations

import logging
import os
import platform
import threading
import time
from collections.abc import Callable

from receipt_desktop.domain.errors import ServiceUnavailable
from receipt_desktop.domain.health import QueueHealth
from receipt_desktop.domain.receipt import ReceiptChange
from receipt_desktop.domain.schedule import Schedule
from receipt_desktop.jobs.attempt_runner import AttemptRunner
from receipt_desktop.jobs.outage import Outage
from receipt_desktop.jobs.queue_health import Probes, assess_queue_health
from receipt_desktop.jobs.requeue import (
    ClockJumpDetector,
    refill_queue,
    requeue_expired,
    requeue_from_dead_processes,
)
from receipt_desktop.logs.events import QueueEvent, log_event
from receipt_desktop.store.queue_state import QueueSwitch

log = logging.getLogger(__name__)

BUSY_SECONDS = 1.0
IDLE_SECONDS = 5.0
RENEWALS_PER_LEASE = 4
"""Leases are renewed so often within their time."""
PRUNE_INTERVAL_SECONDS = 600.0
METRICS_INTERVAL_SECONDS = 60.0
HealthListener = Callable[[QueueHealth], None]
ScheduleCheck = Callable[[Schedule], Schedule | None]


class Heartbeat:
    """Ticks every second while there is work, every five when there is none."""

    def __init__(
        self,
        instruments: Probes,
        attempts: AttemptRunner,
        *,
        kind: str,
        may_work: ScheduleCheck = lambda _: None,
    ) -> None:
        """`may_work` tells which part of a schedule holds the work back, if any does."""
        self._probes = instruments
        self._attempts = attempts
        self._kind = kind
        self._check_schedule = may_work
        self._wake = threading.Event()
        self._stopping = threading.Event()
        self._listeners: list[HealthListener] = []
        self._leases_due = 0.0
        self._prune_due = 0.0
        self._metrics_due = 0.0
        self._clock_jumps = ClockJumpDetector()
        self._outage = Outage(log, "what the heartbeat needs")
        self._missing_before: int | None = None
        self._thread = threading.Thread(target=self._run_loop, name="heartbeat", daemon=True)

    def start(self) -> None:
        self._probes.store.subscribe(self._on_change)
        self._thread.start()

    def stop(self) -> None:
        """End the thread and wait for it; this process is struck out."""
        self._stopping.set()
        self._wake.set()
        if self._thread.is_alive():
            self._thread.join()
        try:
            self._probes.store.remove_process(self._probes.process_name)
        except ServiceUnavailable as trouble:
            log.info("not struck out: %s", trouble)

    def subscribe(self, listener: HealthListener) -> Callable[[], None]:
        """Hear every new health; returns how to stop hearing."""
        self._listeners.append(listener)
        self._wake.set()
        return lambda: self._listeners.remove(listener)

    def refill_queue(self) -> None:
        """Redis may have lost what it held: put all that waits into it again."""
        try:
            refill_queue(self._probes.store, self._probes.queue)
        except ServiceUnavailable as trouble:
            log.info("the queue could not be filled yet: %s", trouble)

    def recover_from_dead_owner(self) -> None:
        """Go on as the new owner: what the dead one had in hand, and all ids, are queued again."""
        try:
            requeue_from_dead_processes(
                self._probes.store, self._probes.is_process_dead, self._own_receipt_ids()
            )
        except ServiceUnavailable as trouble:
            log.info("leases are looked at again in the next round: %s", trouble)
        self.refill_queue()
        self._wake.set()

    def apply_queue_state(self) -> None:
        """Something was switched: open or close the gate, and tell who listens. On any thread."""
        self._update_gate()
        self._wake.set()

    def set_winding_down(self, on: bool) -> None:
        """Begin nothing more in this process, or go on after all. On any thread."""
        if self._probes.gate.set_winding_down(on):
            self.refill_queue()
        self._wake.set()

    def _update_gate(self) -> None:
        schedule = Schedule(self._probes.current_settings().schedule)
        paused = QueueSwitch.PAUSED in self._probes.store.list_active_switches()
        if self._probes.gate.set_state(paused=paused, waits_for=self._check_schedule(schedule)):
            self.refill_queue()

    def _on_change(self, _: ReceiptChange) -> None:
        self._wake.set()

    def _run_loop(self) -> None:
        busy = True
        while not self._stopping.is_set():
            try:
                busy = self._run_tick()
                self._outage.report_success()
            except ServiceUnavailable as trouble:
                self._outage.report_failure(trouble)
            except MemoryError:
                log.warning("the queue was not looked after: too little memory is free")
            except Exception:
                log.exception("the queue could not be looked after; the next round follows")
            self._wait_for_next_tick(busy=busy)

    def _wait_for_next_tick(self, *, busy: bool) -> None:
        """At least a second between ticks; an idle rest ends early when a receipt changes."""
        self._stopping.wait(BUSY_SECONDS)
        if not busy:
            self._wake.wait(IDLE_SECONDS - BUSY_SECONDS)
        self._wake.clear()

    def _run_tick(self) -> bool:
        if self._probes.workers:
            self._probes.workers.replace_dead_threads()
        self._update_gate()
        self._maintain_leases()
        self._prune_store()
        now = assess_queue_health(self._probes)
        self._requeue_lost_jobs(now)
        self._log_metrics(now)
        for listener in list(self._listeners):
            listener(now)
        return bool(now.counts.processing or (now.counts.pending and self._probes.gate.is_open))

    def _maintain_leases(self) -> None:
        if requeue_from_dead_processes(
            self._probes.store, self._probes.is_process_dead, self._own_receipt_ids()
        ):
            self.refill_queue()
        lease = self._probes.current_settings().lease_seconds
        jumped = self._clock_jumps.detect_jump(lease)
        if time.monotonic() < self._leases_due and not jumped:
            return
        self._attempts.renew_leases()
        self._register_process()
        self._leases_due = time.monotonic() + lease / RENEWALS_PER_LEASE
        if jumped:
            log.info("the clock was set; leases are not judged for %g s", lease)
            self.refill_queue()
        elif not self._clock_jumps.is_doubtful and requeue_expired(
            self._probes.store, lease, self._own_receipt_ids()
        ):
            self.refill_queue()

    def _own_receipt_ids(self) -> set[str]:
        return {
            working.receipt.id
            for working in self._attempts.running_attempts.attempts_by_thread().values()
        }

    def _register_process(self) -> None:
        self._probes.store.heartbeat_process(
            self._probes.process_name,
            platform.node(),
            os.getpid(),
            kind=self._kind,
            concurrency=self._probes.workers.thread_count if self._probes.workers else 0,
        )

    def _prune_store(self) -> None:
        if time.monotonic() >= self._prune_due:
            self._prune_due = time.monotonic() + PRUNE_INTERVAL_SECONDS
            self._probes.store.prune_job_records()

    def _log_metrics(self, now: QueueHealth) -> None:
        """The figures into the log, every minute while there is work."""
        counts = now.counts
        if time.monotonic() < self._metrics_due or not (counts.pending or counts.processing):
            return
        self._metrics_due = time.monotonic() + METRICS_INTERVAL_SECONDS
        log_event(
            QueueEvent.METRICS,
            pending=counts.pending,
            processing=counts.processing,
            completed=counts.completed,
            failed=counts.failed,
            a_minute=now.receipts_per_minute,
            oldest_waiting=now.oldest_waiting,
            redis_ms=now.redis.latency_ms,
            status=now.status.value,
        )

    def _requeue_lost_jobs(self, now: QueueHealth) -> None:
        """Rows wait but Redis has no id, twice in a row: the ids were lost on the way."""
        waiting = now.counts.pending - now.counts.held
        lost = now.redis.reachable and waiting > 0 and now.queue_length == 0
        if lost and self._missing_before == waiting:
            self.refill_queue()
        self._missing_before = waiting if lost else None

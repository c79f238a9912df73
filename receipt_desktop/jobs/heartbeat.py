"""Background thread that maintains leases, the queue gate, the queue and its health."""

from __future__ import annotations

import logging
import os
import platform
from collections.abc import Callable

from receipt_desktop.config.background_loop import BackgroundLoop, PeriodicTask, run_due_tasks
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
SETTLE_SECONDS = 0.25
"""After a change: a tick takes as long as showing the change does, which comes first."""
RENEWALS_PER_LEASE = 4
"""Number of renewals per lease duration."""
PRUNE_INTERVAL_SECONDS = 600.0
METRICS_INTERVAL_SECONDS = 60.0
HealthListener = Callable[[QueueHealth], None]
ScheduleCheck = Callable[[Schedule], Schedule | None]


class Heartbeat:
    """Ticks every second while there is work, every five seconds when idle.

    Each job is a `PeriodicTask`; a failing task does not block the others.
    """

    def __init__(
        self,
        probes: Probes,
        attempts: AttemptRunner,
        *,
        kind: str,
        may_work: ScheduleCheck = lambda _: None,
    ) -> None:
        """`may_work` returns the part of a schedule that blocks work, or None."""
        self._probes = probes
        self._attempts = attempts
        self._kind = kind
        self._check_schedule = may_work
        self._listeners: list[HealthListener] = []
        self._clock_jumps = ClockJumpDetector()
        self._outage = Outage(log, "the queue or its database")
        self._missing_before: int | None = None
        self._health: QueueHealth | None = None
        self._is_busy = True
        self._leases = PeriodicTask(
            "renew leases", self._maintain_leases, self._lease_interval, retry=lambda: 0.0
        )
        self._assessment = PeriodicTask(
            "assess the queue", self._assess_health, self._assessment_interval
        )
        self._tasks = self._list_tasks()
        self._loop = BackgroundLoop(
            "heartbeat",
            self._run_tick,
            lambda: BUSY_SECONDS if self._is_busy else IDLE_SECONDS,
            min_interval=lambda: BUSY_SECONDS,
            settle=SETTLE_SECONDS,
            log=log,
        )

    def _list_tasks(self) -> tuple[PeriodicTask, ...]:
        """All jobs of a tick, in the order in which they run."""
        return (
            PeriodicTask("replace dead threads", self._replace_dead_threads),
            PeriodicTask("open or close the queue", self._update_gate),
            PeriodicTask("requeue receipts of dead processes", self._requeue_from_dead_processes),
            PeriodicTask("check the clock", self._check_clock),
            self._leases,
            PeriodicTask(
                "prune job records",
                self._probes.store.prune_job_records,
                lambda: PRUNE_INTERVAL_SECONDS,
            ),
            self._assessment,
            PeriodicTask("requeue lost jobs", self._requeue_lost_jobs),
            PeriodicTask(
                "log metrics",
                self._log_metrics,
                lambda: METRICS_INTERVAL_SECONDS,
                when=self._has_work,
            ),
            PeriodicTask("publish the health", self._publish_health),
        )

    def start(self) -> None:
        self._probes.store.subscribe(self._on_change)
        self._loop.start()

    def stop(self) -> None:
        """Stop the thread, wait for it and deregister this process."""
        self._loop.stop()
        try:
            self._probes.store.remove_process(self._probes.process_name)
        except ServiceUnavailable as error:
            log.warning("could not deregister process: %s", error)

    def subscribe(self, listener: HealthListener) -> Callable[[], None]:
        """Subscribe to health updates; returns a function that unsubscribes."""
        self._listeners.append(listener)
        self._assessment.make_due()
        self._loop.wake()
        return lambda: self._listeners.remove(listener)

    def refill_queue(self) -> None:
        """Enqueue all pending receipts again, in case Redis lost its data."""
        try:
            refill_queue(self._probes.store, self._probes.queue)
        except ServiceUnavailable as error:
            log.warning("could not refill the queue, heartbeat will retry: %s", error)

    def recover_from_dead_owner(self) -> None:
        """Requeue the receipts of a dead owner and refill the queue, as the new owner."""
        try:
            requeue_from_dead_processes(
                self._probes.store, self._probes.is_process_dead, self._own_receipt_ids()
            )
        except ServiceUnavailable as error:
            log.warning("could not release leases of dead processes, will retry: %s", error)
        self.refill_queue()
        self._loop.wake()

    def apply_queue_state(self) -> None:
        """Update the gate and notify listeners after a switch was changed. Thread-safe."""
        self._update_gate()
        self._loop.wake()

    def set_winding_down(self, on: bool) -> None:
        """Stop or resume starting receipts in this process. Thread-safe."""
        if self._probes.gate.set_winding_down(on):
            self.refill_queue()
        self._loop.wake()

    def _on_change(self, _: ReceiptChange) -> None:
        self._loop.wake()

    def _run_tick(self) -> None:
        self._health = None
        failures: list[Exception] = []

        def note_failure(task: str, error: Exception) -> bool:
            """Collect the error. A lack of the database, disk or open files is expected."""
            failures.append(error)
            if isinstance(error, OSError):
                log.warning("could not %s: %s; trying again", task, error)
            return isinstance(error, (ServiceUnavailable, OSError))

        run_due_tasks(self._tasks, log, note_failure)
        away = [error for error in failures if isinstance(error, ServiceUnavailable)]
        if away:
            self._outage.report_failure(away[0])
        else:
            self._outage.report_success()

    # -- the tasks

    def _replace_dead_threads(self) -> None:
        if self._probes.workers:
            self._probes.workers.replace_dead_threads()

    def _update_gate(self) -> None:
        schedule = Schedule(self._probes.current_settings().schedule)
        paused = QueueSwitch.PAUSED in self._probes.store.list_active_switches()
        if self._probes.gate.set_state(paused=paused, waits_for=self._check_schedule(schedule)):
            self.refill_queue()

    def _requeue_from_dead_processes(self) -> None:
        if requeue_from_dead_processes(
            self._probes.store, self._probes.is_process_dead, self._own_receipt_ids()
        ):
            self.refill_queue()

    def _check_clock(self) -> None:
        lease = self._probes.current_settings().lease_seconds
        if self._clock_jumps.detect_jump(lease):
            log.info("the clock was set; leases are not checked for %g s", lease)
            self._leases.make_due()
            self.refill_queue()

    def _lease_interval(self) -> float:
        return self._probes.current_settings().lease_seconds / RENEWALS_PER_LEASE

    def _maintain_leases(self) -> None:
        self._attempts.renew_leases()
        self._register_process()
        lease = self._probes.current_settings().lease_seconds
        if not self._clock_jumps.is_doubtful and requeue_expired(
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

    def _assessment_interval(self) -> float:
        """Seconds between two assessments: every tick for listeners, else rarely.

        An assessment takes a dozen queries.
        """
        return 0.0 if self._listeners else IDLE_SECONDS

    def _assess_health(self) -> None:
        self._health = assess_queue_health(self._probes)

    def _requeue_lost_jobs(self) -> None:
        """Refill the queue if receipts are pending but Redis is empty in two checks in a row."""
        counts = self._health.counts if self._health else self._probes.store.count_by_status()
        self._is_busy = bool(counts.processing or (counts.pending and self._probes.gate.is_open))
        waiting = counts.pending - counts.held
        lost = waiting > 0 and self._is_queue_empty()
        if lost and self._missing_before == waiting:
            self.refill_queue()
        self._missing_before = waiting if lost else None

    def _is_queue_empty(self) -> bool:
        """Whether Redis answers and has no ids."""
        try:
            return self._probes.queue.count_ids() == 0
        except ServiceUnavailable:
            return False

    def _has_work(self) -> bool:
        """Whether to log metrics; idle periods are not logged."""
        now = self._health
        return now is not None and bool(now.counts.pending or now.counts.processing)

    def _log_metrics(self) -> None:
        now = self._health
        if now is None:
            return
        log_event(
            QueueEvent.METRICS,
            pending=now.counts.pending,
            processing=now.counts.processing,
            completed=now.counts.completed,
            failed=now.counts.failed,
            a_minute=now.receipts_per_minute,
            oldest_waiting=now.oldest_waiting,
            redis_ms=now.redis.latency_ms,
            status=now.status.value,
        )

    def _publish_health(self) -> None:
        for listener in list(self._listeners):
            self._notify_listener(listener)

    def _notify_listener(self, listener: HealthListener) -> None:
        try:
            if self._health:
                listener(self._health)
        except Exception:
            log.exception("a health listener failed; the others are still notified")

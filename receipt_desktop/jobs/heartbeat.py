"""The one thread that looks after the others: leases, lost ids, dead workers, the gate, health."""

from __future__ import annotations

import logging
import os
import platform
import threading
import time
from collections.abc import Callable

from receipt_desktop.errors import ServiceUnavailable
from receipt_desktop.health import QueueHealth, Schedule
from receipt_desktop.jobs.attempts import Attempts
from receipt_desktop.jobs.outage import Outage
from receipt_desktop.jobs.recovery import Drift, put_back, release_dead, release_expired
from receipt_desktop.jobs.stats import Instruments, health
from receipt_desktop.logbook import Event, note
from receipt_desktop.receipt import Announcement
from receipt_desktop.store.switches import Switch

log = logging.getLogger(__name__)

BUSY_SECONDS = 1.0
IDLE_SECONDS = 5.0
LEASE_ROUNDS = 4
"""Leases are renewed so often within their time."""
PRUNE_SECONDS = 600.0
MEASURE_SECONDS = 60.0
HealthListener = Callable[[QueueHealth], None]
MayWork = Callable[[Schedule], Schedule | None]


class Heartbeat:
    """Ticks every second while there is work, every five when there is none."""

    def __init__(
        self,
        instruments: Instruments,
        attempts: Attempts,
        *,
        kind: str,
        may_work: MayWork = lambda _: None,
    ) -> None:
        """`may_work` tells which part of a schedule holds the work back, if any does."""
        self._ask = instruments
        self._attempts = attempts
        self._kind = kind
        self._may_work = may_work
        self._wake = threading.Event()
        self._stopping = threading.Event()
        self._listeners: list[HealthListener] = []
        self._leases_due = 0.0
        self._prune_due = 0.0
        self._measure_due = 0.0
        self._drift = Drift()
        self._outage = Outage(log, "what the heartbeat needs")
        self._lost_before: int | None = None
        self._thread = threading.Thread(target=self._run, name="heartbeat", daemon=True)

    def start(self) -> None:
        self._ask.store.subscribe(self._hear)
        self._thread.start()

    def stop(self) -> None:
        """End the thread and wait for it; this process is struck out."""
        self._stopping.set()
        self._wake.set()
        if self._thread.is_alive():
            self._thread.join()
        try:
            self._ask.store.gone(self._ask.process_name)
        except ServiceUnavailable as trouble:
            log.info("not struck out: %s", trouble)

    def subscribe(self, listener: HealthListener) -> Callable[[], None]:
        """Hear every new health; returns how to stop hearing."""
        self._listeners.append(listener)
        self._wake.set()
        return lambda: self._listeners.remove(listener)

    def refill(self) -> None:
        """Redis may have lost what it held: put all that waits into it again."""
        try:
            put_back(self._ask.store, self._ask.queue)
        except ServiceUnavailable as trouble:
            log.info("the queue could not be filled yet: %s", trouble)

    def took_over(self) -> None:
        """Go on as the new owner: what the dead one had in hand, and all ids, are queued again."""
        try:
            release_dead(self._ask.store, self._ask.ended, self._mine())
        except ServiceUnavailable as trouble:
            log.info("leases are looked at again in the next round: %s", trouble)
        self.refill()
        self._wake.set()

    def steer(self) -> None:
        """Something was switched: open or close the gate, and tell who listens. On any thread."""
        self._steer()
        self._wake.set()

    def wind_down(self, on: bool) -> None:
        """Begin nothing more in this process, or go on after all. On any thread."""
        if self._ask.gate.wind_down(on):
            self.refill()
        self._wake.set()

    def _steer(self) -> None:
        schedule = Schedule(self._ask.settings().schedule)
        paused = Switch.PAUSED in self._ask.store.switches()
        if self._ask.gate.set(paused=paused, waits_for=self._may_work(schedule)):
            self.refill()

    def _hear(self, _: Announcement) -> None:
        self._wake.set()

    def _run(self) -> None:
        busy = True
        while not self._stopping.is_set():
            try:
                busy = self._tick()
                self._outage.over()
            except ServiceUnavailable as trouble:
                self._outage.began(trouble)
            except MemoryError:
                log.warning("the queue was not looked after: too little memory is free")
            except Exception:
                log.exception("the queue could not be looked after; the next round follows")
            self._rest(busy=busy)

    def _rest(self, *, busy: bool) -> None:
        """At least a second between ticks; an idle rest ends early when a receipt changes."""
        self._stopping.wait(BUSY_SECONDS)
        if not busy:
            self._wake.wait(IDLE_SECONDS - BUSY_SECONDS)
        self._wake.clear()

    def _tick(self) -> bool:
        if self._ask.workers:
            self._ask.workers.check()
        self._steer()
        self._look_after_leases()
        self._prune()
        now = health(self._ask)
        self._find_lost(now)
        self._measure(now)
        for listener in list(self._listeners):
            listener(now)
        return bool(now.counts.processing or (now.counts.pending and self._ask.gate.open))

    def _look_after_leases(self) -> None:
        if release_dead(self._ask.store, self._ask.ended, self._mine()):
            self.refill()
        lease = self._ask.settings().lease_seconds
        jumped = self._drift.look(lease)
        if time.monotonic() < self._leases_due and not jumped:
            return
        self._attempts.renew()
        self._sign_in()
        self._leases_due = time.monotonic() + lease / LEASE_ROUNDS
        if jumped:
            log.info("the clock was set; leases are not judged for %g s", lease)
            self.refill()
        elif not self._drift.doubtful and release_expired(self._ask.store, lease, self._mine()):
            self.refill()

    def _mine(self) -> set[str]:
        return {working.receipt.id for working in self._attempts.board.running().values()}

    def _sign_in(self) -> None:
        self._ask.store.here(
            self._ask.process_name,
            platform.node(),
            os.getpid(),
            kind=self._kind,
            concurrency=self._ask.workers.count if self._ask.workers else 0,
        )

    def _prune(self) -> None:
        if time.monotonic() >= self._prune_due:
            self._prune_due = time.monotonic() + PRUNE_SECONDS
            self._ask.store.prune()

    def _measure(self, now: QueueHealth) -> None:
        """The figures into the log, every minute while there is work."""
        counts = now.counts
        if time.monotonic() < self._measure_due or not (counts.pending or counts.processing):
            return
        self._measure_due = time.monotonic() + MEASURE_SECONDS
        note(
            Event.METRICS,
            pending=counts.pending,
            processing=counts.processing,
            completed=counts.completed,
            failed=counts.failed,
            a_minute=now.receipts_a_minute,
            oldest_waiting=now.oldest_waiting,
            redis_ms=now.redis.latency_ms,
            status=now.status.value,
        )

    def _find_lost(self, now: QueueHealth) -> None:
        """Rows wait but Redis has no id, twice in a row: the ids were lost on the way."""
        waiting = now.counts.pending - now.counts.held
        lost = now.redis.reachable and waiting > 0 and now.queue_length == 0
        if lost and self._lost_before == waiting:
            self.refill()
        self._lost_before = waiting if lost else None

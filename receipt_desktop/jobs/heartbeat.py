"""The one thread that looks after the others: leases, lost ids, dead workers, health."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable

from receipt_desktop.errors import ServiceUnavailable
from receipt_desktop.health import QueueHealth
from receipt_desktop.jobs.attempts import LEASE_SECONDS, Attempts
from receipt_desktop.jobs.recovery import put_back, take_over
from receipt_desktop.jobs.stats import Instruments, health
from receipt_desktop.receipt import Announcement

log = logging.getLogger(__name__)

BUSY_SECONDS = 1.0
IDLE_SECONDS = 5.0
LEASE_ROUND = LEASE_SECONDS / 4
HealthListener = Callable[[QueueHealth], None]


class Heartbeat:
    """Ticks every second while there is work, every five when there is none."""

    def __init__(self, instruments: Instruments, attempts: Attempts) -> None:
        self._ask = instruments
        self._attempts = attempts
        self._wake = threading.Event()
        self._stopping = threading.Event()
        self._listeners: list[HealthListener] = []
        self._leases_due = 0.0
        self._lost_before: int | None = None
        self._thread = threading.Thread(target=self._run, name="heartbeat", daemon=True)

    def start(self) -> None:
        self._ask.store.subscribe(self._hear)
        self._thread.start()

    def stop(self) -> None:
        """End the thread and wait for it."""
        self._stopping.set()
        self._wake.set()
        if self._thread.is_alive():
            self._thread.join()

    def subscribe(self, listener: HealthListener) -> Callable[[], None]:
        """Hear every new health; returns how to stop hearing."""
        self._listeners.append(listener)
        self._wake.set()
        return lambda: self._listeners.remove(listener)

    def refill(self) -> None:
        """Redis lost what it held: put all that waits into it again."""
        try:
            put_back(self._ask.store, self._ask.queue)
        except ServiceUnavailable as trouble:
            log.info("the queue could not be filled yet: %s", trouble)

    def _hear(self, _: Announcement) -> None:
        self._wake.set()

    def _run(self) -> None:
        busy = True
        while not self._stopping.is_set():
            try:
                busy = self._tick()
            except ServiceUnavailable as trouble:
                log.info("heartbeat: %s", trouble)
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
        if time.monotonic() >= self._leases_due:
            self._leases_due = time.monotonic() + LEASE_ROUND
            self._attempts.renew()
            if take_over(self._ask.store, None):
                self.refill()
        now = health(self._ask)
        self._find_lost(now)
        for listener in list(self._listeners):
            listener(now)
        return bool(now.counts.pending or now.counts.processing)

    def _find_lost(self, now: QueueHealth) -> None:
        """Rows wait but Redis has no id, twice in a row: the ids were lost on the way."""
        lost = now.redis.reachable and now.counts.pending > 0 and now.queue_length == 0
        if lost and self._lost_before == now.counts.pending:
            self.refill()
        self._lost_before = now.counts.pending if lost else None

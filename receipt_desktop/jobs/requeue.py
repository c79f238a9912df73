"""Nothing is lost: what waits in the rows is put into Redis whenever Redis may not have it."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Collection, Sequence
from datetime import UTC, datetime

from receipt_desktop.jobs.attempt_runner import RETRY_SECONDS
from receipt_desktop.jobs.huey_queue import ReceiptQueue
from receipt_desktop.store.store import Store

log = logging.getLogger(__name__)

IsProcessDead = Callable[[str], bool]
"""Whether the process of this name is known to be dead."""
CLOCK_JUMP_SECONDS = 5.0
"""A wall clock that strays so far from the steady one between two looks was set."""


def refill_queue(store: Store, queue: ReceiptQueue) -> int:
    """Put every waiting row's id into the queue anew and return how many.

    The queue is emptied first, so an id stands in it once. An id that a worker takes in between
    does no harm: the lease lets one worker have it. No retry is due later than the longest pause,
    also when the clock was set back.
    """
    waiting = store.list_waiting()
    now = datetime.now(UTC)
    queue.replace_all(
        (receipt.id, receipt.queue_priority, _seconds_until_due(receipt.retry_at, now))
        for receipt in waiting
    )
    return len(waiting)


def _seconds_until_due(due: datetime | None, now: datetime) -> float:
    return min(max(0.0, (due - now).total_seconds()), max(RETRY_SECONDS)) if due else 0.0


def requeue_expired(store: Store, lease_seconds: float, spared: Collection[str] = ()) -> int:
    """Receipts whose lease ran out wait again; how many."""
    return _log_requeued(store.release_expired(lease_seconds, spared))


def requeue_from_dead_processes(
    store: Store, ended: IsProcessDead, spared: Collection[str] = ()
) -> int:
    """Receipts that a dead process had in hand wait again; how many."""
    dead = [name for name in store.list_lease_holders() if ended(name)]
    return _log_requeued(store.release_processes(dead, spared)) if dead else 0


def _log_requeued(freed: Sequence[str]) -> int:
    if freed:
        log.info("requeued %d receipts whose worker is gone", len(freed))
    return len(freed)


class ClockJumpDetector:
    """Notices that the wall clock was set: leases say nothing until all have renewed theirs."""

    def __init__(self) -> None:
        self._offset = time.time() - time.monotonic()
        self._doubtful_until = 0.0

    def detect_jump(self, lease_seconds: float) -> bool:
        """Whether the clock was set since the last look."""
        offset = time.time() - time.monotonic()
        jumped = abs(offset - self._offset) > CLOCK_JUMP_SECONDS
        self._offset = offset
        if jumped:
            self._doubtful_until = time.monotonic() + lease_seconds
        return jumped

    @property
    def is_doubtful(self) -> bool:
        """Whether a lease that ran out may be a trick of the clock."""
        return time.monotonic() < self._doubtful_until

"""Restores the Redis queue from the database and requeues abandoned receipts."""

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
"""Drift of the wall clock from the monotonic clock that counts as a clock change."""


def refill_queue(store: Store, queue: ReceiptQueue) -> int:
    """Enqueue the ids of all pending receipts again; returns their number.

    The queue is cleared first, so each id is queued once. Ids taken by a worker in the meantime
    are harmless, because only one worker gets the lease. Retry delays are capped at the longest
    pause, even after the clock was set back.
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
    """Requeue receipts whose lease has expired; returns their number."""
    return _log_requeued(store.release_expired(lease_seconds, spared))


def requeue_from_dead_processes(
    store: Store, ended: IsProcessDead, spared: Collection[str] = ()
) -> int:
    """Requeue receipts that dead processes were working on; returns their number."""
    dead = [name for name in store.list_lease_holders() if ended(name)]
    return _log_requeued(store.release_processes(dead, spared)) if dead else 0


def _log_requeued(freed: Sequence[str]) -> int:
    if freed:
        log.info("requeued %d receipts whose worker has ended", len(freed))
    return len(freed)


class ClockJumpDetector:
    """Detects wall clock changes; leases are unreliable until all have been renewed."""

    def __init__(self) -> None:
        self._offset = time.time() - time.monotonic()
        self._doubtful_until = 0.0

    def detect_jump(self, lease_seconds: float) -> bool:
        """Whether the clock was changed since the last check."""
        offset = time.time() - time.monotonic()
        jumped = abs(offset - self._offset) > CLOCK_JUMP_SECONDS
        self._offset = offset
        if jumped:
            self._doubtful_until = time.monotonic() + lease_seconds
        return jumped

    @property
    def is_doubtful(self) -> bool:
        """Whether leases may appear expired because of a clock change."""
        return time.monotonic() < self._doubtful_until

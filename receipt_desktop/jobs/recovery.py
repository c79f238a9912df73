"""Nothing is lost: what waits in the rows is put into Redis whenever Redis may not have it."""

from __future__ import annotations

import logging
import time
from collections.abc import Collection
from datetime import UTC, datetime

from receipt_desktop.jobs.attempts import RETRY_SECONDS
from receipt_desktop.jobs.huey import Queue
from receipt_desktop.store.store import Store

log = logging.getLogger(__name__)

JUMP_SECONDS = 5.0
"""A wall clock that strays so far from the steady one between two looks was set."""


def put_back(store: Store, queue: Queue) -> int:
    """Put every waiting row's id into the queue anew and return how many.

    The queue is emptied first, so an id stands in it once. An id that a worker takes in between
    does no harm: the lease lets one worker have it. No retry is due later than the longest pause,
    also when the clock was set back.
    """
    waiting = store.waiting()
    now = datetime.now(UTC)
    queue.fill((receipt.id, receipt.urgency, _delay(receipt.retry_at, now)) for receipt in waiting)
    return len(waiting)


def _delay(due: datetime | None, now: datetime) -> float:
    return min(max(0.0, (due - now).total_seconds()), max(RETRY_SECONDS)) if due else 0.0


def take_over(
    store: Store, lease_seconds: float, dead_owner: str | None, spared: Collection[str] = ()
) -> int:
    """Rows whose lease ran out, or whose owner is known to be dead, wait again; how many."""
    freed = store.release_expired(lease_seconds, dead_owner, spared)
    if freed:
        log.info("put back %d receipts whose worker is gone", len(freed))
    return len(freed)


class Drift:
    """Notices that the wall clock was set: leases say nothing until all have renewed theirs."""

    def __init__(self) -> None:
        self._offset = time.time() - time.monotonic()
        self._doubtful_until = 0.0

    def look(self, lease_seconds: float) -> bool:
        """Whether the clock was set since the last look."""
        offset = time.time() - time.monotonic()
        jumped = abs(offset - self._offset) > JUMP_SECONDS
        self._offset = offset
        if jumped:
            self._doubtful_until = time.monotonic() + lease_seconds
        return jumped

    @property
    def doubtful(self) -> bool:
        """Whether a lease that ran out may be a trick of the clock."""
        return time.monotonic() < self._doubtful_until

"""Nothing is lost: what waits in the rows is put into Redis whenever Redis may not have it."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Collection, Sequence
from datetime import UTC, datetime

from receipt_desktop.jobs.attempts import RETRY_SECONDS
from receipt_desktop.jobs.huey import Queue
from receipt_desktop.store.store import Store

log = logging.getLogger(__name__)

Ended = Callable[[str], bool]
"""Whether the process of this name is known to be dead."""
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


def release_expired(store: Store, lease_seconds: float, spared: Collection[str] = ()) -> int:
    """Receipts whose lease ran out wait again; how many."""
    return _said(store.release_expired(lease_seconds, spared))


def release_dead(store: Store, ended: Ended, spared: Collection[str] = ()) -> int:
    """Receipts that a dead process had in hand wait again; how many."""
    dead = [name for name in store.holders() if ended(name)]
    return _said(store.release_of(dead, spared)) if dead else 0


def _said(freed: Sequence[str]) -> int:
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

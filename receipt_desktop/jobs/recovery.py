"""Nothing is lost: what waits in the rows is put into Redis whenever Redis may not have it."""

from __future__ import annotations

import logging
from datetime import UTC, datetime

from receipt_desktop.jobs.huey import Queue
from receipt_desktop.store.store import Store

log = logging.getLogger(__name__)


def put_back(store: Store, queue: Queue) -> int:
    """Put every waiting row's id into the queue anew and return how many.

    The queue is emptied first, so an id stands in it once. An id that a worker takes in between
    does no harm: the lease lets one worker have it.
    """
    waiting = store.unfinished()
    queue.clear()
    now = datetime.now(UTC)
    for receipt_id, priority, retry_at in waiting:
        delay = max(0.0, (retry_at - now).total_seconds()) if retry_at else 0.0
        queue.enqueue(receipt_id, priority, delay)
    return len(waiting)


def take_over(store: Store, dead_owner: str | None) -> int:
    """Rows whose lease ran out, or whose owner is known to be dead, wait again; how many."""
    freed = store.release_expired(datetime.now(UTC), dead_owner)
    if freed:
        log.info("put back %d receipts whose worker is gone", len(freed))
    return len(freed)

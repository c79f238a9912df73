"""One receipt at a time at the model: a computer that answers two at once answers both too late."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from receipt_desktop.domain.deadline import Deadline
from receipt_desktop.domain.errors import Cancelled, TimedOut

MAX_WAIT_SECONDS = 300.0
"""In line; after so long the receipt is read by rules alone."""
POLL_SECONDS = 0.1
"""How often who waits looks for a cancel."""


class ModelLock:
    """A line of threads. Whoever waits in it loses none of the time its receipt is allowed."""

    def __init__(self) -> None:
        self._lock = threading.Lock()

    @contextmanager
    def hold_lock(self, deadline: Deadline) -> Iterator[Deadline]:
        """Wait for the turn; the deadline comes later by the wait.

        Raises `Cancelled`, and `TimedOut` after `MAX_WAIT_SECONDS`.
        """
        began = time.monotonic()
        while not self._lock.acquire(timeout=POLL_SECONDS):
            if deadline.is_cancelled():
                raise Cancelled("Cancelled.", key="cancelled")
            if time.monotonic() - began > MAX_WAIT_SECONDS:
                raise TimedOut("The model was too slow.", key="timeout")
        try:
            yield deadline.postpone(time.monotonic() - began)
        finally:
            self._lock.release()

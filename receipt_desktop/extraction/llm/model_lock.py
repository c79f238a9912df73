"""Serialises model requests: parallel requests on one CPU make each other time out."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from receipt_desktop.domain.deadline import Deadline
from receipt_desktop.domain.errors import Cancelled, TimedOut

MAX_WAIT_SECONDS = 300.0
"""Seconds to wait for the lock; after that the receipt is read by rules alone."""
POLL_SECONDS = 0.1
"""Seconds between two checks for a cancel."""


class ModelLock:
    """A lock for one model; the wait does not count against the deadline."""

    def __init__(self) -> None:
        self._lock = threading.Lock()

    @contextmanager
    def hold_lock(self, deadline: Deadline) -> Iterator[Deadline]:
        """Wait for the lock and yield the deadline, postponed by the wait.

        Raises `Cancelled`, and `TimedOut` after `MAX_WAIT_SECONDS`.
        """
        began = time.monotonic()
        while not self._lock.acquire(timeout=POLL_SECONDS):
            if deadline.is_cancelled():
                raise Cancelled("cancelled")
            if time.monotonic() - began > MAX_WAIT_SECONDS:
                raise TimedOut("model_timeout")
        try:
            yield deadline.postpone(time.monotonic() - began)
        finally:
            self._lock.release()

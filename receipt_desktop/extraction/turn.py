"""One receipt at a time at the model: a computer that answers two at once answers both too late."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from receipt_desktop.errors import Cancelled, Deadline, TimedOut

MOST_SECONDS = 300.0
"""In line; after so long the receipt is read by rules alone."""
SLICE_SECONDS = 0.1
"""How often who waits looks for a cancel."""


class Turn:
    """A line of threads. Whoever waits in it loses none of the time its receipt is allowed."""

    def __init__(self) -> None:
        self._lock = threading.Lock()

    @contextmanager
    def taken(self, deadline: Deadline) -> Iterator[Deadline]:
        """Wait for the turn; the deadline comes later by the wait.

        Raises `Cancelled`, and `TimedOut` after `MOST_SECONDS`.
        """
        began = time.monotonic()
        while not self._lock.acquire(timeout=SLICE_SECONDS):
            if deadline.cancelled():
                raise Cancelled("Cancelled.", key="cancelled")
            if time.monotonic() - began > MOST_SECONDS:
                raise TimedOut("The model was too slow.", key="timeout")
        try:
            yield deadline.later(time.monotonic() - began)
        finally:
            self._lock.release()

"""Gate that controls whether receipts may be taken from the queue."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

from receipt_desktop.domain.schedule import Schedule

BACKOFF_SECONDS = (15.0, 30.0, 60.0)
"""Pauses after the first, second and later shortages, such as too little memory."""


class QueueGate:
    """Closed while the queue is paused, outside its schedule, short of resources or winding down.

    Thread-safe.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._backoffs = 0
        self._backoff_until = 0.0
        self._lock = threading.Lock()
        self._opened = threading.Event()
        self._opened.set()
        self._paused = False
        self._waits_for: Schedule | None = None
        self._winding_down = False

    def set_state(self, *, paused: bool, waits_for: Schedule | None) -> bool:
        """Set the pause and schedule state; returns whether this opened the gate."""
        with self._lock:
            self._paused, self._waits_for = paused, waits_for
            return self._update_state()

    def set_winding_down(self, on: bool) -> bool:
        """Stop or resume starting receipts; returns whether this opened the gate."""
        with self._lock:
            self._winding_down = on
            return self._update_state()

    def back_off(self) -> float:
        """Close the gate, longer each time; returns seconds. `set_state` reopens it."""
        with self._lock:
            now = self._clock()
            if now >= self._backoff_until:
                step = BACKOFF_SECONDS[min(self._backoffs, len(BACKOFF_SECONDS) - 1)]
                self._backoffs += 1
                self._backoff_until = now + step
            self._update_state()
            return self._backoff_until - now

    def reset_backoff(self) -> None:
        """Reset the backoff after a successful attempt."""
        with self._lock:
            self._backoffs = 0

    def _update_state(self) -> bool:
        before = self._opened.is_set()
        backs_off = self._clock() < self._backoff_until
        if self._paused or self._waits_for or self._winding_down or backs_off:
            self._opened.clear()
        else:
            self._opened.set()
        return self._opened.is_set() and not before

    def wait_until_open(self, seconds: float) -> bool:
        """Wait up to `seconds` for the gate to open; returns whether it is open."""
        return self._opened.wait(seconds)

    @property
    def is_open(self) -> bool:
        return self._opened.is_set()

    @property
    def blocking_schedule(self) -> Schedule | None:
        """The part of the schedule that blocks work, or None."""
        return self._waits_for

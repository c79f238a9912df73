"""Whether receipts may be taken from the queue, and what speaks against it."""

from __future__ import annotations

import threading

from receipt_desktop.health import Schedule


class Gate:
    """Closed while the queue is paused, its schedule holds it back, or this process winds down.

    Thread-safe.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._opened = threading.Event()
        self._opened.set()
        self._paused = False
        self._waits_for: Schedule | None = None
        self._winding_down = False

    def set(self, *, paused: bool, waits_for: Schedule | None) -> bool:
        """How things stand; whether this opened the gate."""
        with self._lock:
            self._paused, self._waits_for = paused, waits_for
            return self._judge()

    def wind_down(self, on: bool) -> bool:
        """Begin nothing more, or go on after all; whether this opened the gate."""
        with self._lock:
            self._winding_down = on
            return self._judge()

    def _judge(self) -> bool:
        before = self._opened.is_set()
        if self._paused or self._waits_for or self._winding_down:
            self._opened.clear()
        else:
            self._opened.set()
        return self._opened.is_set() and not before

    def wait(self, seconds: float) -> bool:
        """Wait for it to open; whether it is open."""
        return self._opened.wait(seconds)

    @property
    def open(self) -> bool:
        return self._opened.is_set()

    @property
    def paused(self) -> bool:
        return self._paused

    @property
    def waits_for(self) -> Schedule | None:
        """The part of the schedule that holds the work back."""
        return self._waits_for

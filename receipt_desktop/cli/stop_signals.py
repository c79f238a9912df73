"""The signals that ask a command to stop."""

from __future__ import annotations

import faulthandler
import os
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from queue import Empty, SimpleQueue

STOP_SIGNALS = tuple(
    getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGBREAK") if hasattr(signal, name)
)
"""Ctrl-C, a polite end, and on Windows Ctrl-Break or the end of the console."""
STOP_GRACE_SECONDS = 40.0
"""For all that follows the receipts that are being read, such as the end of Redis."""
WAIT_STEP_SECONDS = 1.0
"""Windows runs no signal handler while a thread waits for a lock."""


class StopRequest:
    """Set by a signal handler, and waited for on any thread.

    A handler runs between two instructions of the main thread, which may be within `wait`. An
    `Event` would then wait for its own lock; `SimpleQueue.put` is made for signal handlers.
    """

    def __init__(self) -> None:
        self._is_set = False
        self._wakings: SimpleQueue[None] = SimpleQueue()

    def is_set(self) -> bool:
        """Whether the command is to stop."""
        return self._is_set

    def set(self) -> None:
        """Ask the command to stop."""
        self._is_set = True
        self._wakings.put(None)

    def wait(self, seconds: float | None = None) -> bool:
        """Wait until it is set, at most so many seconds; whether it is set."""
        end = None if seconds is None else time.monotonic() + seconds
        while not self._is_set:
            left = WAIT_STEP_SECONDS if end is None else end - time.monotonic()
            if left <= 0:
                break
            with suppress(Empty):
                self._wakings.get(timeout=min(left, WAIT_STEP_SECONDS))
                self._wakings.put(None)  # for the next thread that waits
        return self._is_set


@contextmanager
def stop_on_signals(stop_seconds: float = 0.0) -> Iterator[StopRequest]:
    """A request that `STOP_SIGNALS` set; a second signal ends the process at once.

    A stop that takes `STOP_GRACE_SECONDS` longer than `stop_seconds` ends the process too, with
    what each thread was doing on standard error: the next start finds the queue as it was.
    """
    stop = StopRequest()

    def handle(number: int, _: object) -> None:
        if stop.is_set():
            os._exit(128 + number)
        limit_stop(stop_seconds + STOP_GRACE_SECONDS)
        stop.set()

    before = {number: signal.signal(number, handle) for number in STOP_SIGNALS}
    try:
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
        faulthandler.cancel_dump_traceback_later()


def limit_stop(seconds: float) -> None:
    """End the process after this time, unless that is cancelled; without a stream it is not."""
    with suppress(AttributeError, OSError, ValueError):
        faulthandler.dump_traceback_later(seconds, exit=True, file=sys.stderr)

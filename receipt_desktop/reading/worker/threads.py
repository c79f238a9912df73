"""Threads that may be impossible to start, for want of memory."""

from __future__ import annotations

import _thread
import threading
from collections.abc import Callable

START_SECONDS = 5.0
"""After so long a thread that was started and does not run is given up."""


def start_daemon_thread(work: Callable[[], object]) -> None:
    """Call `work` in a daemon thread. Raises `RuntimeError` when no thread can be had.

    `threading.Thread.start` waits for ever for a thread that ends before it runs, as one does that
    gets no memory.
    """
    runs = threading.Event()

    def body() -> None:
        runs.set()
        work()

    _thread.start_new_thread(body, ())
    if not runs.wait(START_SECONDS):
        raise RuntimeError("can't start new thread")

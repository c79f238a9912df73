"""Starts threads safely when memory is short."""

from __future__ import annotations

import _thread
import threading
from collections.abc import Callable

START_SECONDS = 5.0
"""Seconds to wait for a started thread to run."""


def start_daemon_thread(work: Callable[[], object]) -> None:
    """Call `work` in a daemon thread. Raises `RuntimeError` when no thread can be started.

    `threading.Thread.start` waits for ever when the new thread ends for lack of memory before it
    runs.
    """
    runs = threading.Event()

    def body() -> None:
        runs.set()
        work()

    _thread.start_new_thread(body, ())
    if not runs.wait(START_SECONDS):
        raise RuntimeError("can't start new thread")

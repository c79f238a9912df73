"""The one periodic loop: a thread that calls a function again and again until it is stopped."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterable

MAX_BACKOFF_SECONDS = 30.0
"""Longest extra pause after rounds that failed one after the other."""
MAX_DOUBLINGS = 10
"""Of the back-off, which begins at one second."""
MAX_SETTLE_ROUNDS = 4
"""Pauses for calls of `wake` that follow one another."""

Seconds = Callable[[], float | None]
"""Asked before each rest; None rests until `wake`."""


class BackgroundLoop:
    """A daemon thread that calls `tick`, rests, and calls it again. Thread-safe.

    An exception of `tick` is logged with its traceback; the next round follows after a pause that
    doubles with each failure in a row.
    """

    def __init__(
        self,
        name: str,
        tick: Callable[[], object],
        interval: Seconds,
        *,
        log: logging.Logger,
        min_interval: Callable[[], float] = lambda: 0.0,
        settle: float = 0.0,
        delay: float = 0.0,
        flush_at_stop: bool = False,
    ) -> None:
        """`name` names the thread and begins the log lines.

        `interval` is the rest between two calls in seconds, which `wake` ends early, but not
        within the first `min_interval` seconds, nor before `settle` seconds without another
        `wake`, for four times as long at most. The first call comes after `delay` seconds. With
        `flush_at_stop` there is one more call after the stop.
        """
        self._tick = tick
        self._interval, self._min_interval, self._delay = interval, min_interval, delay
        self._settle_seconds = settle
        self._name, self._logger = name, log
        self._flush_at_stop = flush_at_stop
        self._failures = 0
        self._wake = threading.Event()
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)

    def start(self) -> None:
        self._thread.start()

    def wake(self) -> None:
        """End the rest; the next call comes at once. On any thread."""
        self._wake.set()

    def stop(self, timeout: float | None = None) -> None:
        """End the thread and wait for it. Safe before the start, and to call twice.

        With a `timeout` in seconds, a thread that hangs in a call of the system is left behind.
        """
        self._stopping.set()
        self._wake.set()
        if self._thread.is_alive():
            self._thread.join(timeout)

    @property
    def is_started(self) -> bool:
        """Whether `start` was called."""
        return self._thread.ident is not None

    @property
    def is_stopping(self) -> bool:
        """Whether `stop` was called: a long `tick` should return."""
        return self._stopping.is_set()

    def pause(self, seconds: float) -> None:
        """Rest within `tick`; only `stop` ends it early."""
        self._stopping.wait(seconds)

    def _run(self) -> None:
        self.pause(self._delay)
        while not self.is_stopping:
            self._call_tick()
            self._rest()
        if self._flush_at_stop:
            self._call_tick()

    def _call_tick(self) -> None:
        try:
            self._tick()
        except MemoryError:
            self._failures += 1
            self._logger.warning("%s: not enough free memory; trying again", self._name)
        except Exception:
            self._failures += 1
            self._logger.exception("%s: unexpected error; trying again", self._name)
        else:
            self._failures = 0

    def _rest(self) -> None:
        shortest = self._min_interval()
        if self._failures:
            doublings = min(self._failures - 1, MAX_DOUBLINGS)
            shortest = max(shortest, min(2.0**doublings, MAX_BACKOFF_SECONDS))
        self.pause(shortest)
        interval = self._interval()
        if interval is None or interval > shortest:
            self._wake.wait(None if interval is None else interval - shortest)
            self._settle()
        self._wake.clear()

    def _settle(self) -> None:
        """Give way to what follows a `wake`, such as the picture of a change in the window."""
        for _ in range(MAX_SETTLE_ROUNDS):
            if not self._wake.is_set():
                return
            self._wake.clear()
            self.pause(self._settle_seconds)


class PeriodicTask:
    """One of several duties of a loop, due once in `interval` seconds. Not thread-safe."""

    def __init__(
        self,
        name: str,
        run: Callable[[], object],
        interval: Callable[[], float] = lambda: 0.0,
        *,
        delay: float = 0.0,
        retry: Callable[[], float] | None = None,
        when: Callable[[], bool] = lambda: True,
    ) -> None:
        """`name` completes the log line "could not …". It is due every time without an `interval`.

        `delay` is the time before the first run; after a failed run the next one follows in
        `retry` seconds, by default after the `interval`. It waits until `when` is true.
        """
        self.name = name
        self._run = run
        self._interval = interval
        self._retry = retry or interval
        self._when = when
        self._due_at = time.monotonic() + delay

    def make_due(self) -> None:
        """Run it in the next round."""
        self._due_at = time.monotonic()

    def run_if_due(self) -> None:
        """Run it, if it is time. Raises what it raises."""
        if time.monotonic() < self._due_at or not self._when():
            return
        self._due_at = time.monotonic() + self._interval()
        try:
            self._run()
        except Exception:
            self._due_at = time.monotonic() + self._retry()
            raise


def run_due_tasks(
    tasks: Iterable[PeriodicTask], log: logging.Logger, handle: Callable[[str, Exception], bool]
) -> None:
    """Run what is due, in this order; one that fails does not keep the others from running.

    `handle` is given the task's name and its exception, and returns whether the exception was
    expected; any other one is logged with its traceback.
    """
    for task in tasks:
        try:
            task.run_if_due()
        except MemoryError:
            log.warning("could not %s: not enough free memory; trying again", task.name)
        except Exception as error:
            if not handle(task.name, error):
                log.exception("could not %s: unexpected error; trying again", task.name)

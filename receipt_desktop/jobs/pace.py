"""How long things take on this machine: the source of every estimate that is shown."""

from __future__ import annotations

import statistics
import threading
import time
from collections import deque
from collections.abc import Iterable

KEPT = 50
WINDOW = 600.0
"""Seconds over which receipts a minute are counted."""
RECENT = 20
MINIMUM = 2


class Pace:
    """Durations of the last finished attempts, in seconds. Thread-safe."""

    def __init__(self, earlier: Iterable[float] = ()) -> None:
        self._lock = threading.Lock()
        self._seconds: deque[float] = deque(earlier, maxlen=KEPT)
        self._finished: deque[float] = deque(maxlen=1000)

    def finished(self, seconds: float) -> None:
        """Note one more finished attempt."""
        with self._lock:
            self._seconds.append(seconds)
            self._finished.append(time.monotonic())

    def typical(self) -> float | None:
        """Median seconds of an attempt, or None before the first."""
        with self._lock:
            return statistics.median(self._seconds) if self._seconds else None

    def remaining(self, elapsed: float, done: float) -> float | None:
        """Seconds left of an attempt that has run `elapsed` and says it is `done` (0..1).

        The median of earlier attempts at first, the attempt's own speed as it goes on.
        """
        typical = self.typical()
        own = elapsed / done if done > 0 else None
        if typical is None or own is None:
            whole = typical if own is None else own
        else:
            whole = typical * (1 - done) + own * done
        return None if whole is None else max(0.0, whole - elapsed)

    def a_minute(self) -> float | None:
        """Receipts a minute over the last twenty of the last ten minutes; None below two."""
        with self._lock:
            now = time.monotonic()
            recent = [at for at in self._finished if now - at < WINDOW][-RECENT:]
        if len(recent) < MINIMUM:
            return None
        return (len(recent) - 1) / max(now - recent[0], 0.001) * 60

    def pile(self, waiting: int, workers: int) -> float | None:
        """Seconds until `waiting` receipts are done, from throughput or else from the median."""
        if not waiting:
            return 0.0
        pace, typical = self.a_minute(), self.typical()
        if pace:
            return waiting / pace * 60
        return None if typical is None else waiting * typical / max(1, workers)

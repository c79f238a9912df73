"""Dates for the statistics, robust against a clock that is temporarily wrong."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from datetime import datetime, timedelta

MAX_BACKWARD_JUMP, MAX_FORWARD_JUMP = timedelta(days=1), timedelta(days=31)
"""A clock that jumps further is distrusted. Forward jumps may be larger because the monotonic clock
of some systems stops while the computer sleeps."""
DISTRUST_SECONDS = 24 * 3600.0
"""How long a changed clock is distrusted; after that it is accepted."""


class StatisticsClock:
    """The clock's date, or an extrapolated one while the clock is distrusted. Thread-safe."""

    def __init__(self, steady: Callable[[], float] = time.monotonic) -> None:
        """`steady` is a monotonic clock, in seconds."""
        self._steady = steady
        self._lock = threading.Lock()
        self._known: tuple[datetime, float] | None = None
        self._doubted_since: float | None = None
        self._began = steady()
        self._may_prune: bool | None = None

    def resolve_date(self, now: datetime) -> datetime:
        """The date to use when the clock shows `now`."""
        with self._lock:
            tick = self._steady()
            expected = self._extrapolate(tick) or now
            if not self._is_doubtful(now - expected, tick):
                self._known, self._doubted_since = (now, tick), None
                return now
            return expected

    def may_prune(self, now: datetime, newest: datetime | None) -> bool:
        """Whether old records may be deleted, the newest of which is `newest`.

        If the program starts long after `newest`, the clock may be wrong: pruning then waits for
        `DISTRUST_SECONDS`.
        """
        with self._lock:
            if self._may_prune is None:
                self._may_prune = newest is None or now - newest <= MAX_FORWARD_JUMP
            return self._may_prune or self._steady() - self._began > DISTRUST_SECONDS

    def _extrapolate(self, tick: float) -> datetime | None:
        if self._known is None:
            return None
        date, last_tick = self._known
        return date + timedelta(seconds=tick - last_tick)

    def _is_doubtful(self, jump: timedelta, tick: float) -> bool:
        if -MAX_BACKWARD_JUMP <= jump <= MAX_FORWARD_JUMP:
            return False
        if self._doubted_since is None:
            self._doubted_since = tick
        return tick - self._doubted_since <= DISTRUST_SECONDS

"""Dates for the statistics, which outlive a clock that was set wrong for a while."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from datetime import datetime, timedelta

MAX_BACKWARD_JUMP, MAX_FORWARD_JUMP = timedelta(days=1), timedelta(days=31)
"""A clock that was set by more than this is doubted. Ahead, a computer may have slept for long:
the steady clock of some systems stands still meanwhile."""
DISTRUST_SECONDS = 24 * 3600.0
"""So long the date is counted on from before; then the clock is believed after all."""


class StatisticsClock:
    """The date by the clock, or counted on from before while the clock is doubted. Thread-safe."""

    def __init__(self, steady: Callable[[], float] = time.monotonic) -> None:
        """`steady` tells seconds, whatever the clock is set to."""
        self._steady = steady
        self._lock = threading.Lock()
        self._known: tuple[datetime, float] | None = None
        self._doubted_since: float | None = None
        self._began = steady()
        self._may_forget: bool | None = None

    def resolve_date(self, now: datetime) -> datetime:
        """The date to go by when the clock says `now`."""
        with self._lock:
            tick = self._steady()
            counted = self._extrapolate(tick) or now
            if not self._is_doubtful(now - counted, tick):
                self._known, self._doubted_since = (now, tick), None
                return now
            return counted

    def may_prune(self, now: datetime, newest: datetime | None) -> bool:
        """Whether what looks old is old, the newest of it being `newest`.

        When the program starts long after that, its clock may be wrong: it is believed a day later.
        """
        with self._lock:
            if self._may_forget is None:
                self._may_forget = newest is None or now - newest <= MAX_FORWARD_JUMP
            return self._may_forget or self._steady() - self._began > DISTRUST_SECONDS

    def _extrapolate(self, tick: float) -> datetime | None:
        if self._known is None:
            return None
        date, known = self._known
        return date + timedelta(seconds=tick - known)

    def _is_doubtful(self, strayed: timedelta, tick: float) -> bool:
        if -MAX_BACKWARD_JUMP <= strayed <= MAX_FORWARD_JUMP:
            return False
        if self._doubted_since is None:
            self._doubted_since = tick
        return tick - self._doubted_since <= DISTRUST_SECONDS

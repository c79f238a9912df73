"""The deadline of an attempt: a point in time, or a budget of work."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field, replace

from receipt_desktop.domain.errors import Cancelled, TimedOut

IDLE_FACTOR = 3.0
"""An attempt without progress for this many times its budget has hung and is ended."""
WALL_CLOCK_FACTOR = 20.0
"""Limit of an attempt on the wall clock, as a multiple of its budget."""


class WorkMeter:
    """Measures the work and the idle time of one attempt, in seconds.

    Work is the CPU time of the attempt's thread, the CPU time reported by a reader process, and the
    wall time of the language model's answer. Waiting for a CPU, a reader or the model does not
    count. Use it only on the thread that created it.
    """

    def __init__(
        self,
        budget: float,
        clock: Callable[[], float] = time.thread_time,
        wall: Callable[[], float] = time.monotonic,
    ) -> None:
        """`budget` in seconds; `clock` is the thread's CPU clock, `wall` a monotonic clock."""
        self._clock, self._wall = clock, wall
        self._began, self._last = clock(), wall()
        self._ends = self._last + WALL_CLOCK_FACTOR * budget
        self._reported = 0.0
        self._outside: tuple[float, float] | None = None

    def seconds_spent(self) -> float:
        """Seconds of work so far."""
        return self._clock() - self._began + self._reported + self._pending_wall_work()

    def idle_seconds(self) -> float:
        """Wall seconds since the last sign of progress."""
        return self._wall() - self._last

    def wall_seconds_left(self) -> float:
        """Wall seconds until the attempt is ended in any case."""
        return self._ends - self._wall()

    def extend_for_wait(self, seconds: float) -> None:
        """Extend the limit by a wait for another attempt, which has a deadline of its own."""
        self._ends += seconds
        self.mark_alive()

    def add_reported_work(self, seconds: float) -> None:
        """Add seconds of work that another process did for this attempt."""
        self._reported += seconds

    def mark_alive(self) -> None:
        """Record a sign of progress, which resets the idle time."""
        self._last = self._wall()

    @contextmanager
    def count_wall_time(self) -> Iterator[None]:
        """Count wall time as work inside the block, for a server that reports no CPU time."""
        self._outside = self._wall(), self._clock()
        try:
            yield
        finally:
            seconds, self._outside = self._pending_wall_work(), None
            self.add_reported_work(seconds)
            self.mark_alive()

    def _pending_wall_work(self) -> float:
        if self._outside is None:
            return 0.0
        wall, own = self._outside
        return max(0.0, self._wall() - wall - (self._clock() - own))


@dataclass(frozen=True, slots=True)
class Deadline:
    """When an attempt has to stop: a time on the monotonic clock, a budget of work, or both.

    It is passed through all stages of a receipt. Every check also calls `is_cancelled`, so that a
    cancel takes effect in any stage.
    """

    at: float
    is_cancelled: Callable[[], bool] = field(default=lambda: False, compare=False)
    work: WorkMeter | None = field(default=None, compare=False)
    max_work_seconds: float = math.inf
    """Value of `work.seconds_spent()` at which the budget is used up."""
    max_idle_seconds: float = math.inf
    """Seconds without progress after which the attempt counts as hung."""

    @classmethod
    def after(cls, seconds: float, cancelled: Callable[[], bool] | None = None) -> Deadline:
        """A deadline in this many seconds."""
        return cls(time.monotonic() + seconds, cancelled or (lambda: False))

    @classmethod
    def for_work(
        cls,
        seconds: float,
        cancelled: Callable[[], bool] | None = None,
        work: WorkMeter | None = None,
    ) -> Deadline:
        """A budget of seconds of work, measured by `work` from now on.

        `IDLE_FACTOR` and `WALL_CLOCK_FACTOR` end an attempt that hangs.
        """
        work = work or WorkMeter(seconds)
        return cls(
            math.inf,
            cancelled or (lambda: False),
            work,
            work.seconds_spent() + seconds,
            IDLE_FACTOR * seconds,
        )

    def limit_to(self, seconds: float | None) -> Deadline:
        """The earlier of this deadline and one in `seconds`; None changes nothing."""
        if seconds is None:
            return self
        if self.work is None:
            return replace(self, at=min(self.at, time.monotonic() + seconds))
        most = min(self.max_work_seconds, self.work.seconds_spent() + seconds)
        return replace(
            self,
            max_work_seconds=most,
            max_idle_seconds=min(self.max_idle_seconds, IDLE_FACTOR * seconds),
        )

    def postpone(self, seconds: float) -> Deadline:
        """The deadline moved by a wait of this many seconds that does not count."""
        self.extend_for_wait(seconds)
        return replace(self, at=self.at + seconds)

    def extend_for_wait(self, seconds: float) -> None:
        """Exclude a wait of this many seconds from the limits of a budget of work."""
        if self.work:
            self.work.extend_for_wait(seconds)

    def mark_alive(self) -> None:
        """Record a sign of progress, so that a wait does not count as a hang."""
        if self.work:
            self.work.mark_alive()

    def is_idle(self) -> bool:
        """Whether the attempt was idle for too long and counts as hung."""
        return self.work is not None and self.work.idle_seconds() >= self.max_idle_seconds

    def add_reported_work(self, seconds: float) -> None:
        """Add seconds of work that another process did for this attempt."""
        if self.work:
            self.work.add_reported_work(seconds)

    @contextmanager
    def count_wall_time(self) -> Iterator[None]:
        """Count wall time as work inside the block, for a server that reports no CPU time."""
        with self.work.count_wall_time() if self.work else nullcontext():
            yield

    def seconds_left(self) -> float:
        """Seconds left, at least 0."""
        left = self.wall_seconds_left()
        if self.work:
            left = min(
                left,
                self.max_work_seconds - self.work.seconds_spent(),
                self.max_idle_seconds - self.work.idle_seconds(),
            )
        return max(0.0, left)

    def wall_seconds_left(self) -> float:
        """Seconds left on the wall clock, whatever work is done; at least 0."""
        left = self.work.wall_seconds_left() if self.work else math.inf
        return max(0.0, min(left, self.at - time.monotonic()))

    def raise_if_over(self) -> None:
        """Raise `Cancelled` after a cancel, `TimedOut` when the deadline has passed."""
        if self.is_cancelled():
            raise Cancelled("cancelled")
        if self.seconds_left() <= 0:
            why: dict[str, int] = {"idle": 1} if self.is_idle() else {}
            raise TimedOut("timeout", **why)

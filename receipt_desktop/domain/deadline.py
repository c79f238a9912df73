"""The deadline of one attempt: a moment, or a budget of work."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field, replace

from receipt_desktop.domain.errors import Cancelled, TimedOut

IDLE_FACTOR = 3.0
"""An attempt ends when no work is done for so many times its budget: something hangs."""
WALL_CLOCK_FACTOR = 20.0
"""An attempt ends after so many times its budget on the wall clock, whatever it does."""


class WorkMeter:
    """Seconds of work done in one attempt, and how long nothing was done.

    Work is the processor time of the attempt's own thread, what a reader reports of its processor
    time, and the wall time of the language model's answer. Waiting for a processor, a reader or a
    turn is none. Only the thread that made it may use it.
    """

    def __init__(
        self,
        budget: float,
        clock: Callable[[], float] = time.thread_time,
        wall: Callable[[], float] = time.monotonic,
    ) -> None:
        """`budget` in seconds; `clock` tells the thread's processor time, `wall` steady time."""
        self._clock, self._wall = clock, wall
        self._began, self._last = clock(), wall()
        self._ends = self._last + WALL_CLOCK_FACTOR * budget
        self._reported = 0.0
        self._outside: tuple[float, float] | None = None

    def seconds_spent(self) -> float:
        """Seconds of work up to now."""
        return self._clock() - self._began + self._reported + self._pending_wall_work()

    def idle_seconds(self) -> float:
        """Wall seconds since something was last seen to be done."""
        return self._wall() - self._last

    def wall_seconds_left(self) -> float:
        """Wall seconds until the attempt ends in any case."""
        return self._ends - self._wall()

    def extend_for_wait(self, seconds: float) -> None:
        """So long it waited for others, each of whom has a deadline."""
        self._ends += seconds
        self.mark_alive()

    def add_reported_work(self, seconds: float) -> None:
        """Work that another process did for this attempt."""
        self._reported += seconds

    def mark_alive(self) -> None:
        """What is waited for goes on."""
        self._last = self._wall()

    @contextmanager
    def count_wall_time(self) -> Iterator[None]:
        """Within the block wall time is work: that of a server that does not report it."""
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
    """When to stop: a moment on the monotonic clock, or a budget of work with such a moment.

    It travels with a receipt through all stages. `is_cancelled` is asked at every check, so that a
    person's cancel is felt wherever time is spent.
    """

    at: float
    is_cancelled: Callable[[], bool] = field(default=lambda: False, compare=False)
    work: WorkMeter | None = field(default=None, compare=False)
    max_work_seconds: float = math.inf
    """Seconds of `work` at which the budget is used up."""
    max_idle_seconds: float = math.inf
    """Seconds without work after which something is taken to hang."""

    @classmethod
    def after(cls, seconds: float, cancelled: Callable[[], bool] | None = None) -> Deadline:
        """A deadline this many seconds from now."""
        return cls(time.monotonic() + seconds, cancelled or (lambda: False))

    @classmethod
    def for_work(
        cls,
        seconds: float,
        cancelled: Callable[[], bool] | None = None,
        work: WorkMeter | None = None,
    ) -> Deadline:
        """A budget of this many seconds of work, counted from now on by `work`.

        A hang ends too: see `IDLE_FACTOR` and `WALL_CLOCK_FACTOR`.
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
        """Not more than this many seconds from now; None leaves it as it is."""
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
        """The deadline after a wait of this many seconds that is not to count."""
        self.extend_for_wait(seconds)
        return replace(self, at=self.at + seconds)

    def extend_for_wait(self, seconds: float) -> None:
        """So long a budget of work waited for others, which is not to count."""
        if self.work:
            self.work.extend_for_wait(seconds)

    def mark_alive(self) -> None:
        """What is waited for goes on: this is no hang."""
        if self.work:
            self.work.mark_alive()

    def is_idle(self) -> bool:
        """Whether it passed because nothing was done: something hangs."""
        return self.work is not None and self.work.idle_seconds() >= self.max_idle_seconds

    def add_reported_work(self, seconds: float) -> None:
        """Another process did so many seconds of work for this."""
        if self.work:
            self.work.add_reported_work(seconds)

    @contextmanager
    def count_wall_time(self) -> Iterator[None]:
        """Within the block wall time counts as work: that of a server that does not report it."""
        with self.work.count_wall_time() if self.work else nullcontext():
            yield

    def seconds_left(self) -> float:
        """Seconds left, never below zero."""
        left = self.wall_seconds_left()
        if self.work:
            left = min(
                left,
                self.max_work_seconds - self.work.seconds_spent(),
                self.max_idle_seconds - self.work.idle_seconds(),
            )
        return max(0.0, left)

    def wall_seconds_left(self) -> float:
        """Seconds left on the wall clock, however little work is done; never below zero."""
        left = self.work.wall_seconds_left() if self.work else math.inf
        return max(0.0, min(left, self.at - time.monotonic()))

    def raise_if_over(self) -> None:
        """Raise `Cancelled` or `TimedOut` when there is no reason to go on."""
        if self.is_cancelled():
            raise Cancelled("Cancelled.", key="cancelled")
        if self.seconds_left() <= 0:
            why: dict[str, int] = {"idle": 1} if self.is_idle() else {}
            raise TimedOut("The time allowed for one receipt ran out.", key="timeout", **why)

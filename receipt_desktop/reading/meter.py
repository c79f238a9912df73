"""What a reader and the programs it starts use: memory, and work that does not depend on load."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import psutil

LOOK_SECONDS = 0.5
"""Between two looks at processor times, which the system counts in hundredths of a second."""
BUSY = 0.5
"""A reader that works for this share of the time waits for no program that it started."""
ALIVE = 0.01
"""Share of the time that a process works, at least, when it does not hang. One that has to share
the processor with many others still gets more."""


@dataclass(frozen=True, slots=True)
class Use:
    """What was used since the last look."""

    memory: int
    """Bytes, now."""
    work: float
    """Seconds: processor time of the busiest thread, and of the programs that were started."""
    alive: bool
    """Whether enough was done to say that nothing hangs."""


class Meter:
    """Looks at one reader's process from outside."""

    def __init__(self, pid: int, wall: Callable[[], float] = time.monotonic) -> None:
        self._process = psutil.Process(pid)
        self._wall = wall
        self._memory_of_others = 0
        self.start()

    def start(self) -> None:
        """What was used until now does not count."""
        self._looked = self._wall()
        try:
            self._threads, self._others = self._thread_seconds(), self._seconds_of_others()
        except psutil.Error:
            self._threads, self._others = {}, 0.0

    def memory(self) -> int:
        """Bytes that the reader uses, with what its programs used at the last look."""
        try:
            return int(self._process.memory_info().rss) + self._memory_of_others
        except psutil.Error:
            return 0

    def look(self) -> Use | None:
        """What was used since the last look; None when that was just now."""
        seconds = self._wall() - self._looked
        if seconds < LOOK_SECONDS:
            return None
        self._looked += seconds
        try:
            work = min(seconds, self._work(seconds))
        except psutil.Error:  # it has just ended, which others notice
            work = 0.0
        return Use(self.memory(), work, work >= ALIVE * seconds)

    def _work(self, seconds: float) -> float:
        before, self._threads = self._threads, self._thread_seconds()
        own = max((now - before.get(one, 0.0) for one, now in self._threads.items()), default=0.0)
        if own >= BUSY * seconds:
            return own
        others, self._others = self._others, self._seconds_of_others()
        return own + max(0.0, self._others - others)

    def _thread_seconds(self) -> dict[int, float]:
        """Processor seconds by thread; of all as one where the system does not tell (macOS)."""
        try:
            found = self._process.threads()
        except psutil.AccessDenied:
            whole = self._process.cpu_times()
            return {0: whole.user + whole.system}
        return {one.id: one.user_time + one.system_time for one in found}

    def _seconds_of_others(self) -> float:
        """Processor seconds of the programs that the reader started, ended ones among them.

        Windows and macOS do not tell of those that ended: what they did last is missed.
        """
        times = self._process.cpu_times()
        found = list(self._running())
        self._memory_of_others = sum(memory for _, memory in found)
        ended = getattr(times, "children_user", 0.0) + getattr(times, "children_system", 0.0)
        return float(ended + sum(seconds for seconds, _ in found))

    def _running(self) -> Iterator[tuple[float, int]]:
        """Processor seconds and bytes of each program that runs."""
        for one in self._process.children(recursive=True):
            try:
                times, memory = one.cpu_times(), one.memory_info()
            except psutil.Error:
                continue
            yield times.user + times.system, int(memory.rss)

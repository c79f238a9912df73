"""What a reader and the programs it starts use: memory, and work that does not depend on load."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import psutil

SAMPLE_SECONDS = 0.5
"""Between two looks at processor times, which the system counts in hundredths of a second."""
BUSY_SHARE = 0.5
"""A reader that works for this share of the time waits for no program that it started."""
ALIVE_SHARE = 0.01
"""Share of the time that a process works, at least, when it does not hang. One that has to share
the processor with many others still gets more."""


@dataclass(frozen=True, slots=True)
class ResourceUsage:
    """What was used since the last look."""

    memory_bytes: int
    """Bytes, now."""
    work_seconds: float
    """Seconds: processor time of the busiest thread, and of the programs that were started."""
    is_alive: bool
    """Whether enough was done to say that nothing hangs."""


class ResourceMeter:
    """Looks at one reader's process from outside."""

    def __init__(self, pid: int, wall: Callable[[], float] = time.monotonic) -> None:
        self._process = psutil.Process(pid)
        self._wall = wall
        self._children_memory = 0
        self.reset_baseline()

    def reset_baseline(self) -> None:
        """What was used until now does not count."""
        self._sampled_at = self._wall()
        try:
            self._threads, self._children_seconds = self._thread_seconds(), self._measure_children()
        except psutil.Error:
            self._threads, self._children_seconds = {}, 0.0

    def measure_memory(self) -> int:
        """Bytes that the reader uses, with what its programs used at the last look."""
        try:
            return int(self._process.memory_info().rss) + self._children_memory
        except psutil.Error:
            return 0

    def sample_usage(self) -> ResourceUsage | None:
        """What was used since the last look; None when that was just now."""
        seconds = self._wall() - self._sampled_at
        if seconds < SAMPLE_SECONDS:
            return None
        self._sampled_at += seconds
        try:
            work = min(seconds, self._measure_work(seconds))
        except psutil.Error:  # it has just ended, which others notice
            work = 0.0
        return ResourceUsage(self.measure_memory(), work, work >= ALIVE_SHARE * seconds)

    def _measure_work(self, seconds: float) -> float:
        before, self._threads = self._threads, self._thread_seconds()
        own = max((now - before.get(one, 0.0) for one, now in self._threads.items()), default=0.0)
        if own >= BUSY_SHARE * seconds:
            return own
        others, self._children_seconds = self._children_seconds, self._measure_children()
        return own + max(0.0, self._children_seconds - others)

    def _thread_seconds(self) -> dict[int, float]:
        """Processor seconds by thread; of all as one where the system does not tell (macOS)."""
        try:
            found = self._process.threads()
        except psutil.AccessDenied:
            whole = self._process.cpu_times()
            return {0: whole.user + whole.system}
        return {one.id: one.user_time + one.system_time for one in found}

    def _measure_children(self) -> float:
        """Processor seconds of the programs that the reader started, ended ones among them.

        Windows and macOS do not tell of those that ended: what they did last is missed.
        """
        times = self._process.cpu_times()
        found = list(self._iterate_children())
        self._children_memory = sum(memory for _, memory in found)
        ended = getattr(times, "children_user", 0.0) + getattr(times, "children_system", 0.0)
        return float(ended + sum(seconds for seconds, _ in found))

    def _iterate_children(self) -> Iterator[tuple[float, int]]:
        """Processor seconds and bytes of each program that runs."""
        for one in self._process.children(recursive=True):
            try:
                times, memory = one.cpu_times(), one.memory_info()
            except psutil.Error:
                continue
            yield times.user + times.system, int(memory.rss)

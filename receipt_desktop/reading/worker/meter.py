"""Measures memory and processor time of a worker and its child processes."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import psutil

SAMPLE_SECONDS = 0.5
"""Seconds between two samples; the system counts processor time in hundredths of a second."""
BUSY_SHARE = 0.5
"""From this share of processor time on, a worker is not waiting for a child process."""
ALIVE_SHARE = 0.01
"""Smallest share of processor time of a process that does not hang; on a busy machine it still gets
more."""
UNMEASURED = (psutil.Error, OSError)
"""Of a process that has ended. psutil hands on what Windows says of one that is just starting."""


@dataclass(frozen=True, slots=True)
class ResourceUsage:
    """Usage since the last sample."""

    memory_bytes: int
    """Bytes in use now."""
    work_seconds: float
    """Processor seconds of the busiest thread and of the child processes."""
    is_alive: bool
    """Whether it worked enough not to be considered hanging."""


class ResourceMeter:
    """Measures the process of a worker from the parent."""

    def __init__(self, pid: int, wall: Callable[[], float] = time.monotonic) -> None:
        self._process = psutil.Process(pid)
        self._wall = wall
        self._children_memory = 0
        self.reset_baseline()

    def reset_baseline(self) -> None:
        """Start a new measurement."""
        self._sampled_at = self._wall()
        try:
            self._threads, self._children_seconds = self._thread_seconds(), self._measure_children()
        except UNMEASURED:
            self._threads, self._children_seconds = {}, 0.0

    def measure_memory(self) -> int:
        """Bytes that the worker uses now, and its child processes at the last sample."""
        try:
            return int(self._process.memory_info().rss) + self._children_memory
        except UNMEASURED:
            return 0

    def sample_usage(self) -> ResourceUsage | None:
        """Usage since the last sample; None within `SAMPLE_SECONDS` of it."""
        seconds = self._wall() - self._sampled_at
        if seconds < SAMPLE_SECONDS:
            return None
        self._sampled_at += seconds
        try:
            work = min(seconds, self._measure_work(seconds))
        except UNMEASURED:  # the process has just ended
            work = 0.0
        return ResourceUsage(self.measure_memory(), work, work >= ALIVE_SHARE * seconds)

    def _measure_work(self, seconds: float) -> float:
        before, self._threads = self._threads, self._thread_seconds()
        own = max(
            (
                seconds_now - before.get(thread, 0.0)
                for thread, seconds_now in self._threads.items()
            ),
            default=0.0,
        )
        if own >= BUSY_SHARE * seconds:
            return own
        children_before, self._children_seconds = self._children_seconds, self._measure_children()
        return own + max(0.0, self._children_seconds - children_before)

    def _thread_seconds(self) -> dict[int, float]:
        """Processor seconds by thread id; of all threads under 0 where they are unknown (macOS)."""
        try:
            threads = self._process.threads()
        except psutil.AccessDenied:
            times = self._process.cpu_times()
            return {0: times.user + times.system}
        return {thread.id: thread.user_time + thread.system_time for thread in threads}

    def _measure_children(self) -> float:
        """Processor seconds of the child processes, including ended ones.

        On Windows and macOS ended processes are not counted, so their last part is missing.
        """
        times = self._process.cpu_times()
        children = list(self._iterate_children())
        self._children_memory = sum(memory for _, memory in children)
        ended = getattr(times, "children_user", 0.0) + getattr(times, "children_system", 0.0)
        return float(ended + sum(seconds for seconds, _ in children))

    def _iterate_children(self) -> Iterator[tuple[float, int]]:
        """Processor seconds and bytes of each running child process."""
        if not may_have_children(self._process.pid):
            return
        for child in self._process.children(recursive=True):
            try:
                times, memory = child.cpu_times(), child.memory_info()
            except UNMEASURED:
                continue
            yield times.user + times.system, int(memory.rss)


def may_have_children(pid: int) -> bool:
    """Whether a process has child processes; True where the system does not list them.

    Linux lists them by thread (proc_pid_task_children(5)), which takes 0.1 ms. Elsewhere, as in
    psutil, all processes of the system are looked at, which takes milliseconds.
    """
    threads = Path(f"/proc/{pid}/task")
    try:
        return any((thread / "children").read_bytes() for thread in threads.iterdir())
    except OSError:
        return True

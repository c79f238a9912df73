"""What every benchmark prints of the machine it ran on, and how a process tree is measured."""

from __future__ import annotations

import os
import platform
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil

SAMPLE_SECONDS = 0.25


def describe() -> str:
    """Processor, cores, memory and Python in one line."""
    memory = psutil.virtual_memory().total / 2**30
    return (
        f"{processor()}, {os.cpu_count()} cores, {memory:.0f} GiB, "
        f"{platform.system()} {platform.machine()}, Python {platform.python_version()}"
    )


def processor() -> str:
    """The processor's name as the system gives it."""
    info = Path("/proc/cpuinfo")
    if info.exists():
        for line in info.read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or "unknown processor"


@dataclass(slots=True)
class Used:
    """What a process and all its children used."""

    peak_bytes: int = 0
    """Largest sum of proportional (shared pages counted once) memory seen."""
    cpu_seconds: float = 0.0


@contextmanager
def measured(pid: int) -> Iterator[Used]:
    """Watch the process tree of `pid` while the block runs."""
    used, done = Used(), threading.Event()
    seen: dict[int, float] = {}

    def watch() -> None:
        while True:
            look(pid, used, seen)
            if done.wait(SAMPLE_SECONDS):
                return

    thread = threading.Thread(target=watch, daemon=True)
    thread.start()
    try:
        yield used
    finally:
        done.set()
        thread.join()


def look(pid: int, used: Used, seen: dict[int, float]) -> None:
    """One sample of memory and processor time of the tree."""
    total = 0
    for process in tree(pid):
        try:
            total += memory(process)
            times = process.cpu_times()
            seen[process.pid] = times.user + times.system
        except psutil.Error:
            continue
    used.peak_bytes = max(used.peak_bytes, total)
    used.cpu_seconds = sum(seen.values())


def tree(pid: int) -> list[psutil.Process]:
    """The process and its children, as far as they still live."""
    try:
        top = psutil.Process(pid)
        return [top, *top.children(recursive=True)]
    except psutil.Error:
        return []


def memory(process: psutil.Process) -> int:
    """Proportional set size where the system tells, else resident."""
    full = process.memory_full_info()
    return int(getattr(full, "pss", full.rss))

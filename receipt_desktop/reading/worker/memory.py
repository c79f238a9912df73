"""Memory limits of worker processes: a share of the machine's memory."""

from __future__ import annotations

import contextlib
import ctypes
import enum
import errno
import math
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

import psutil

from receipt_desktop.domain.errors import OutOfMemory, ProcessingError

MEGABYTE = 2**20
TOTAL_SHARE = 0.5
"""Share of the machine's memory for all workers of a process together."""
MAX_READER_BYTES = 2560 * MEGABYTE
"""Of one worker. Measured with pages of 119 megapixels, the largest allowed: 0.42 GB for a
JPEG, 1.1 GB for a PNG with a palette, 1.7 GB for one of 16 bits, 1.95 GB for a WEBP."""
USUAL_READER_BYTES = 640 * MEGABYTE
"""Of one worker with a usual receipt: 0.4 to 0.5 GB measured, and a reserve."""
MAPPED_BYTES = 1536 * MEGABYTE
"""Address space beyond the memory used: libraries, stacks of threads, reservations."""
OOM_SCORE_ADJUSTMENT = 800
"""For `oom_score_adj` of Linux, at most 1000: workers are killed before other processes."""
M_ARENA_MAX, ARENA_COUNT = -8, 2
M_TRIM_THRESHOLD, M_MMAP_THRESHOLD, KEPT_BYTES = -1, -3, 256 * MEGABYTE
MEMORY_VARIABLE = "RECEIPT_DESKTOP_READER_MEMORY"
"""Environment variable with the bytes that a worker may use."""
OUT_OF_MEMORY = "reader_memory"
"""Key of the error of a worker whose allocation failed."""
ALLOCATION_FAILURE_PHRASES = (
    "bad alloc",
    "bad_alloc",
    "memoryerror",
    "insufficient memory",
    "out of memory",
    "failed to allocate",
    "cannot allocate",
    "memory allocation of",
)
"""Phrases in error messages of libraries when an allocation fails."""
OOM_SCORE_FILE = Path("/proc/self/oom_score_adj")
CGROUP_FILE = Path("/proc/self/cgroup")
CGROUP_ROOT = Path("/sys/fs/cgroup")
CGROUP_LIMIT_FILES = (
    ("memory.max", "memory.current"),
    ("memory.limit_in_bytes", "memory.usage_in_bytes"),
)
"""Files with limit and usage of a control group, for version 2 and version 1."""


@dataclass(frozen=True, slots=True)
class MemoryShare:
    """Memory for the workers of one process, in bytes."""

    total_bytes: int
    reader_bytes: int
    """For each worker."""

    def count_places(self, wanted: int) -> int:
        """How many of the `wanted` workers may run at once; at least one."""
        return max(1, min(wanted, self.total_bytes // USUAL_READER_BYTES))


def compute_share(total: int | None = None) -> MemoryShare:
    """The share of a machine with `total` bytes of memory; None for this machine."""
    total_bytes = max(USUAL_READER_BYTES, int((total or total_memory()) * TOTAL_SHARE))
    return MemoryShare(total_bytes, min(MAX_READER_BYTES, total_bytes))


def total_memory() -> int:
    """Bytes of memory of the machine, or the limit of its container."""
    limits = (
        _read_number(folder / name)
        for folder in find_control_groups()
        for name, _ in CGROUP_LIMIT_FILES
    )
    return min([int(psutil.virtual_memory().total), *filter(None, limits)])


def free_memory() -> int:
    """Memory that can be had without swapping, in this container."""
    return min([int(psutil.virtual_memory().available), *_free_in_control_groups()])


def _free_in_control_groups() -> Iterator[int]:
    """Free bytes of each control group with a limit; file caches count as free."""
    for folder in find_control_groups():
        for limit_file, usage_file in CGROUP_LIMIT_FILES:
            limit, usage = _read_number(folder / limit_file), _read_number(folder / usage_file)
            if limit is not None and usage is not None:
                yield max(0, limit - usage + _inactive_file_bytes(folder))


def _inactive_file_bytes(folder: Path) -> int:
    try:
        words = (folder / "memory.stat").read_text(encoding="ascii").split()
    except OSError:
        return 0
    values = dict(zip(words[::2], words[1::2], strict=False))
    return int(values.get("total_inactive_file", values.get("inactive_file", "0")))


def find_control_groups(own: Path = CGROUP_FILE, root: Path = CGROUP_ROOT) -> Iterator[Path]:
    """Folders of the control groups of this process, of both versions; none outside Linux.

    Source: cgroups(7).
    """
    try:
        lines = own.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return
    for line in lines:
        _, controllers, path = [*line.split(":", 2), "", ""][:3]
        if controllers and "memory" not in controllers.split(","):
            continue
        base = root / "memory" if controllers else root
        inside = PurePosixPath(path.lstrip("/"))
        yield from (base / part for part in (inside, *inside.parents))


def _read_number(file: Path) -> int | None:
    """The number in a file; None without a number ("max") or without a file."""
    try:
        return int(file.read_text(encoding="ascii").strip())
    except (OSError, ValueError):
        return None


class MemoryVerdict(enum.Enum):
    """The verdict on the memory usage of a worker."""

    FITS = "fits"
    TOO_LARGE = "too large"
    """More than one worker may use."""
    CROWDED = "crowded"
    """All workers together use too much, and this one the most."""


class MemoryBudget:
    """The memory usage of the workers of a pool, by process id. Thread-safe."""

    def __init__(self, share: MemoryShare, retire: Callable[[], object] = lambda: None) -> None:
        """`retire` ends idle workers; it is called when the budget is used up."""
        self._share = share
        self._retire_idle = retire
        self._lock = threading.Lock()
        self._used: dict[int, int] = {}

    @property
    def reader_bytes(self) -> int:
        """Bytes that one worker may use."""
        return self._share.reader_bytes

    def update_usage(self, pid: int, used: int) -> MemoryVerdict:
        """Record the bytes that a worker uses now; the verdict on it."""
        verdict = self._judge_usage(pid, used)
        if verdict is MemoryVerdict.CROWDED:
            self._retire_idle()
            verdict = self._judge_usage(pid, used)
        if verdict is not MemoryVerdict.FITS:
            self.remove_reader(pid)  # the caller ends it, so others need not end
        return verdict

    def _judge_usage(self, pid: int, used: int) -> MemoryVerdict:
        with self._lock:
            self._used[pid] = used
            if used > self._share.reader_bytes:
                return MemoryVerdict.TOO_LARGE
            crowded = sum(self._used.values()) > self._share.total_bytes
            return (
                MemoryVerdict.CROWDED if crowded and self._is_largest(pid) else MemoryVerdict.FITS
            )

    def _is_largest(self, pid: int) -> bool:
        return max(self._used, key=lambda reader: (self._used[reader], reader)) == pid

    def remove_reader(self, pid: int) -> None:
        """Forget a worker that has ended."""
        with self._lock:
            self._used.pop(pid, None)


def limit_address_space(used: int) -> None:
    """In a worker on Linux: limit the address space to `used` bytes and `MAPPED_BYTES`.

    The parent watches the real usage on all platforms.
    """
    if sys.platform != "linux":
        return
    import resource  # noqa: PLC0415 (not on Windows)

    limit = used + MAPPED_BYTES
    _, hard_limit = resource.getrlimit(resource.RLIMIT_AS)
    limit = limit if hard_limit == resource.RLIM_INFINITY else min(limit, hard_limit)
    resource.setrlimit(resource.RLIMIT_AS, (limit, hard_limit))


def make_out_of_memory_error(allowed: int) -> ProcessingError:
    """The error of a worker whose allocation failed; `allowed` is its limit in bytes.

    Its detail `limited` is 1 when the machine has less memory free than the limit.
    """
    limited = int(free_memory() < allowed or address_space_limit() < allowed + MAPPED_BYTES)
    return OutOfMemory("reader_memory", limited=limited)


def address_space_limit() -> float:
    """The hard limit of address space of this process in bytes."""
    if sys.platform == "win32":
        return math.inf
    import resource  # noqa: PLC0415 (not on Windows)

    _, hard_limit = resource.getrlimit(resource.RLIMIT_AS)
    return math.inf if hard_limit == resource.RLIM_INFINITY else hard_limit


def is_allocation_failure(error: BaseException) -> bool:
    """Whether the exception means that an allocation failed."""
    out_of_memory = isinstance(error, OSError) and error.errno == errno.ENOMEM
    return (
        isinstance(error, MemoryError) or out_of_memory or mentions_allocation_failure(str(error))
    )


def mentions_allocation_failure(message: str) -> bool:
    """Whether an error message means that an allocation failed."""
    return any(phrase in message.casefold() for phrase in ALLOCATION_FAILURE_PHRASES)


def is_memory_short() -> bool:
    """Whether the machine or a limit of this process has too little memory for one worker."""
    return (
        free_memory() < USUAL_READER_BYTES
        or address_space_limit() < USUAL_READER_BYTES + MAPPED_BYTES
    )


def limit_malloc_arenas() -> None:
    """Limit the malloc arenas of glibc for all threads.

    By default each thread reserves 64 MB of address space, which counts for `ulimit -v`. See
    mallopt(3).
    """
    _set_malloc_options({M_ARENA_MAX: ARENA_COUNT})


def keep_freed_memory() -> None:
    """In a worker: let glibc use freed memory again until the task ends.

    It would return each large array to the system, which then clears its pages for the next one:
    a sixth of the time of the detection. See mallopt(3).
    """
    _set_malloc_options({M_MMAP_THRESHOLD: KEPT_BYTES, M_TRIM_THRESHOLD: KEPT_BYTES})


def _set_malloc_options(options: Mapping[int, int]) -> None:
    if sys.platform == "linux":
        mallopt = getattr(ctypes.CDLL(None), "mallopt", None)  # not in musl
        if mallopt is not None:
            for option, value in options.items():
                mallopt(option, value)


def prefer_oom_kill() -> None:
    """In a worker: let Linux kill it first when memory runs out, not the window or Redis."""
    score = _read_number(OOM_SCORE_FILE)
    if score is None or score >= OOM_SCORE_ADJUSTMENT:
        return
    with contextlib.suppress(OSError):
        OOM_SCORE_FILE.write_text(str(OOM_SCORE_ADJUSTMENT), encoding="ascii")

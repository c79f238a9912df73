"""How much memory readers may use: a share of the machine's, and how it is kept to."""

from __future__ import annotations

import contextlib
import ctypes
import enum
import errno
import math
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

import psutil

from receipt_desktop.domain.errors import OutOfMemory, ProcessingError

MEGABYTE = 2**20
TOTAL_SHARE = 0.5
"""Share of the machine's memory that all readers of a process may use together."""
MAX_READER_BYTES = 2560 * MEGABYTE
"""Of one reader. Measured on pages of 119 megapixels, the largest that are read: 0.42 GB for a
JPEG, 1.1 GB for a PNG with a palette, 1.7 GB for one of 16 bits, 1.95 GB for a WEBP."""
USUAL_READER_BYTES = 640 * MEGABYTE
"""Of one reader over a usual receipt: 0.4 to 0.5 GB measured, and some to spare."""
MAPPED_BYTES = 1536 * MEGABYTE
"""Address space beyond the memory used: libraries, threads' stacks, what is only reserved."""
OOM_SCORE_ADJUSTMENT = 800
"""For Linux's `oom_score_adj`, 1000 at most: of all processes a reader is ended first."""
M_ARENA_MAX, ARENA_COUNT = -8, 2
MEMORY_VARIABLE = "RECEIPT_DESKTOP_READER_MEMORY"
"""Tells a reader how many bytes it may use."""
OUT_OF_MEMORY = "reader_memory"
"""Key of the error of a reader that could not allocate what it wanted."""
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
"""In what libraries say when an allocation fails."""
OOM_SCORE_FILE = Path("/proc/self/oom_score_adj")
CGROUP_FILE = Path("/proc/self/cgroup")
CGROUP_ROOT = Path("/sys/fs/cgroup")
CGROUP_LIMIT_FILES = (
    ("memory.max", "memory.current"),
    ("memory.limit_in_bytes", "memory.usage_in_bytes"),
)
"""Files of a control group that tell its limit and its use, of version 2 and version 1."""


@dataclass(frozen=True, slots=True)
class MemoryShare:
    """What the readers of one process may use, in bytes."""

    total_bytes: int
    reader_bytes: int
    """Each."""

    def count_places(self, wanted: int) -> int:
        """How many readers may work at once, of so many wanted; at least one."""
        return max(1, min(wanted, self.total_bytes // USUAL_READER_BYTES))


def compute_share(total: int | None = None) -> MemoryShare:
    """The share of a machine with so many bytes of memory; None: this one."""
    together = max(USUAL_READER_BYTES, int((total or total_memory()) * TOTAL_SHARE))
    return MemoryShare(together, min(MAX_READER_BYTES, together))


def total_memory() -> int:
    """The machine's memory, or what its container may use of it."""
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
    """Limit less use of every control group that has a limit; file caches can be given up."""
    for folder in find_control_groups():
        for most, used in CGROUP_LIMIT_FILES:
            limit, taken = _read_number(folder / most), _read_number(folder / used)
            if limit is not None and taken is not None:
                yield max(0, limit - taken + _inactive_file_bytes(folder))


def _inactive_file_bytes(folder: Path) -> int:
    try:
        words = (folder / "memory.stat").read_text(encoding="ascii").split()
    except OSError:
        return 0
    found = dict(zip(words[::2], words[1::2], strict=False))
    return int(found.get("total_inactive_file", found.get("inactive_file", "0")))


def find_control_groups(own: Path = CGROUP_FILE, root: Path = CGROUP_ROOT) -> Iterator[Path]:
    """Folders of the control groups, of either version, that hold this process; none elsewhere.

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
    """The number in a file; None where there is none ("max") or no file."""
    try:
        return int(file.read_text(encoding="ascii").strip())
    except (OSError, ValueError):
        return None


class MemoryVerdict(enum.Enum):
    """What is to become of a reader, by the memory it uses."""

    FITS = "fits"
    TOO_LARGE = "too large"
    """More than one reader may use."""
    CROWDED = "crowded"
    """All use too much together, and this one the most."""


class MemoryBudget:
    """The memory of one pool's readers, by process id. Thread-safe."""

    def __init__(self, share: MemoryShare, retire: Callable[[], object] = lambda: None) -> None:
        """`retire` ends the readers that have nothing to do; it is called when all is used."""
        self._share = share
        self._retire_idle = retire
        self._lock = threading.Lock()
        self._used: dict[int, int] = {}

    @property
    def reader_bytes(self) -> int:
        """Bytes that one reader may use."""
        return self._share.reader_bytes

    def update_usage(self, pid: int, used: int) -> MemoryVerdict:
        """Note how many bytes a reader uses now; what is to become of it."""
        verdict = self._judge_usage(pid, used)
        if verdict is MemoryVerdict.CROWDED:
            self._retire_idle()
            verdict = self._judge_usage(pid, used)
        if verdict is not MemoryVerdict.FITS:
            self.remove_reader(pid)  # it is ended now, and no other one because of it
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
        return max(self._used, key=lambda one: (self._used[one], one)) == pid

    def remove_reader(self, pid: int) -> None:
        """A reader has ended."""
        with self._lock:
            self._used.pop(pid, None)


def limit_address_space(used: int) -> None:
    """In a reader: let what unfolds beyond all measure fail. `used`: memory it may use, in bytes.

    On Linux alone. The program above watches what is really used, on every platform.
    """
    if sys.platform != "linux":
        return
    import resource  # noqa: PLC0415 (not on Windows)

    bound = used + MAPPED_BYTES
    _, most = resource.getrlimit(resource.RLIMIT_AS)
    bound = bound if most == resource.RLIM_INFINITY else min(bound, most)
    resource.setrlimit(resource.RLIMIT_AS, (bound, most))


def make_out_of_memory_error(allowed: int) -> ProcessingError:
    """The error of a reader that could not allocate what it wanted, of so many bytes allowed.

    Its detail `limited` is 1 where it could not have had all that it is allowed.
    """
    limited = int(free_memory() < allowed or address_space_limit() < allowed + MAPPED_BYTES)
    return OutOfMemory("reader_memory", limited=limited)


def address_space_limit() -> float:
    """Bytes of address space that a process of ours may have at most."""
    if sys.platform == "win32":
        return math.inf
    import resource  # noqa: PLC0415 (not on Windows)

    _, most = resource.getrlimit(resource.RLIMIT_AS)
    return math.inf if most == resource.RLIM_INFINITY else most


def is_allocation_failure(error: BaseException) -> bool:
    """Whether a library says with this that memory could not be had."""
    out = isinstance(error, OSError) and error.errno == errno.ENOMEM
    return isinstance(error, MemoryError) or out or mentions_allocation_failure(str(error))


def mentions_allocation_failure(words: str) -> bool:
    """Whether these last words of a process speak of memory that could not be had."""
    return any(phrase in words.casefold() for phrase in ALLOCATION_FAILURE_PHRASES)


def is_memory_short() -> bool:
    """Whether this machine, or a limit on this process, leaves too little for one reader."""
    return (
        free_memory() < USUAL_READER_BYTES
        or address_space_limit() < USUAL_READER_BYTES + MAPPED_BYTES
    )


def limit_malloc_arenas() -> None:
    """Let all threads allocate from the same few arenas, in glibc.

    Else each thread of a process reserves 64 MB of address space, which a limit (`ulimit -v`)
    counts. See mallopt(3).
    """
    if sys.platform == "linux":
        mallopt = getattr(ctypes.CDLL(None), "mallopt", None)  # not in musl
        if mallopt is not None:
            mallopt(M_ARENA_MAX, ARENA_COUNT)


def prefer_oom_kill() -> None:
    """In a reader: when memory runs out, Linux is to end it, not the window, Redis or database."""
    score = _read_number(OOM_SCORE_FILE)
    if score is None or score >= OOM_SCORE_ADJUSTMENT:
        return
    with contextlib.suppress(OSError):
        OOM_SCORE_FILE.write_text(str(OOM_SCORE_ADJUSTMENT), encoding="ascii")

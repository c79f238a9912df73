"""Misbehaving tasks for worker processes, named in tests and run in workers."""

from __future__ import annotations

import ctypes
import errno
import logging
import os
import signal
import subprocess
import sys
import time
import warnings
from collections.abc import Callable
from pathlib import Path

from receipt_desktop.domain.deadline import Deadline

Progress = Callable[[float], None]
LONG = 600


def crash(_say: Progress, _deadline: Deadline) -> None:
    """Die like native code on a bad file."""
    ctypes.string_at(0)


def leave(_say: Progress, _deadline: Deadline, code: int) -> None:
    os._exit(code)


def fill_disk(_say: Progress, _deadline: Deadline) -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


def stumble(_say: Progress, _deadline: Deadline) -> None:
    raise LookupError("a bug")


def want_memory(_say: Progress, _deadline: Deadline, *_: object) -> None:
    raise MemoryError


def use_memory(say: Progress, deadline: Deadline, megabytes: int, *_: object) -> int:
    """Use this much memory in small steps, then wait for the cancel."""
    held = [b"x" * 2**20 for _ in range(megabytes)]
    say(0.5)
    while not deadline.is_cancelled():
        time.sleep(0.05)
        deadline.raise_if_over()
    return len(held)


def be_killed(_say: Progress, _deadline: Deadline, *_: object) -> None:
    """End like a process that Linux kills when memory runs out."""
    os.kill(os.getpid(), signal.SIGKILL)


def abort_for_memory(_say: Progress, _deadline: Deadline, *_: object) -> None:
    """End like native code whose allocation fails."""
    os.write(2, b"terminate called after throwing an instance of 'std::bad_alloc'\n")
    os.abort()


def stumble_page(_say: Progress, _deadline: Deadline, *_: object) -> None:
    raise LookupError("a bug")


def read_well(_say: Progress, _deadline: Deadline, *_: object) -> int:
    return 1


def work_for_ever(say: Progress, _deadline: Deadline, *_: object) -> None:
    say(0.5)
    while True:
        pass


def hang_page(say: Progress, _deadline: Deadline, *_: object) -> None:
    say(0.5)
    time.sleep(LONG)


def hang(say: Progress, _deadline: Deadline, sign: str) -> None:
    """Report progress, then hang for ever with a child process."""
    child = subprocess.Popen([sys.executable, "-c", f"import time; time.sleep({LONG})"])
    Path(sign).write_text(f"{os.getpid()} {child.pid}", encoding="utf-8")
    say(0.5)
    time.sleep(LONG)


def hang_without_letting_go(say: Progress, _deadline: Deadline) -> None:
    """Hold the interpreter's lock, so that no thread of the process runs."""
    say(0.5)
    ctypes.PyDLL(None).sleep(LONG)


def chatter(_say: Progress, _deadline: Deadline) -> str:
    """Print to all output streams."""
    print("noise on the output")
    print("noise on the error stream", file=sys.stderr)
    os.write(1, b"noise below Python\n")
    logging.getLogger("RapidOCR").error("noise in the log")
    warnings.warn("noise as a warning", stacklevel=1)
    return "done"


def surroundings(_say: Progress, _deadline: Deadline) -> dict[str, object]:
    """The environment of the worker."""
    return {
        "pid": os.getpid(),
        "oom_score": oom_score(),
        "address_space": address_space(),
        "nice": os.nice(0) if hasattr(os, "nice") else None,
        "environment": dict(os.environ),
        "modules": [name for name in sys.modules if name.partition(".")[0] in ("PySide6", "huey")],
        "main": getattr(sys.modules["__main__"].__spec__, "name", None),
        "interrupt_ignored": signal.getsignal(signal.SIGINT) is signal.SIG_IGN,
    }


def oom_score() -> int | None:
    place = Path("/proc/self/oom_score_adj")
    return int(place.read_text(encoding="ascii")) if place.exists() else None


def address_space() -> int | None:
    if sys.platform != "linux":
        return None
    import resource  # noqa: PLC0415 (not on Windows)

    return resource.getrlimit(resource.RLIMIT_AS)[0]


def count_up(say: Progress, _deadline: Deadline, steps: int) -> int:
    for step in range(steps):
        say(step / steps)
    return steps

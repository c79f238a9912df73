"""A reader's child process: takes tasks from its standard input, answers on its standard output.

Started as `python -m receipt_desktop.reading.child`. Input and output are pickles one after the
other: in come `Task`s, out go `Answer`s. When the input ends, or breaks since the program above
was killed, this process ends with everything it started.
"""

from __future__ import annotations

import contextlib
import ctypes
import errno
import faulthandler
import os
import pickle
import queue
import signal
import sys
import threading
from collections.abc import Callable
from importlib import import_module
from typing import Any, BinaryIO

from receipt_desktop.errors import Deadline, ReceiptError, ServiceUnavailable
from receipt_desktop.reading.messages import Answer, Task

PRIORITY_STEPS = 10
MEMORY_BYTES = 6 * 2**30
"""Of address space; a page of 120 megapixels needs about a sixth of it."""
FULL = frozenset({errno.ENOSPC, errno.EDQUOT})
GRACE_SECONDS = 5.0
"""After the time allowed: a child nobody killed by then ends itself, whatever it hangs in."""


def main() -> None:
    """Work until the input ends."""
    incoming, outgoing = take_over_streams()
    behave()
    tasks: queue.SimpleQueue[Task] = queue.SimpleQueue()
    threading.Thread(target=listen, args=(incoming, tasks), name="orders", daemon=True).start()
    while True:
        work(tasks.get(), outgoing)


def take_over_streams() -> tuple[BinaryIO, BinaryIO]:
    """The pipes as private files; what libraries print goes to the error stream."""
    incoming, outgoing = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    with open(os.devnull, "rb") as nothing:  # noqa: PTH123 (a descriptor, not a path, is wanted)
        os.dup2(nothing.fileno(), 0)
    os.dup2(2, 1)
    return incoming, outgoing


def behave() -> None:
    """Leave Ctrl-C to the program above, give way to its window, tell of crashes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    faulthandler.enable()
    if hasattr(os, "nice"):
        os.nice(PRIORITY_STEPS)
    if sys.platform == "linux":
        bound_memory()


def bound_memory() -> None:
    """What unfolds beyond all measure fails here instead of taking the machine's memory."""
    import resource  # noqa: PLC0415 (not on Windows)

    _, most = resource.getrlimit(resource.RLIMIT_AS)
    bound = MEMORY_BYTES if most == resource.RLIM_INFINITY else min(MEMORY_BYTES, most)
    resource.setrlimit(resource.RLIMIT_AS, (bound, most))


def listen(incoming: BinaryIO, tasks: queue.SimpleQueue[Task]) -> None:
    """Hand tasks on; at the end of the input end the process, busy or not."""
    with contextlib.suppress(EOFError, OSError, pickle.UnpicklingError):
        while True:
            tasks.put(pickle.load(incoming))  # noqa: S301 (from the program that started us)
    end()


def end() -> None:
    """End at once, with a Tesseract that may be running."""
    if hasattr(os, "killpg") and os.getpgrp() == os.getpid():
        os.killpg(0, signal.SIGKILL)
    os._exit(0)


def work(task: Task, outgoing: BinaryIO) -> None:
    """Do one task. What is no `ReceiptError` ends the process: nobody knows what state it is in."""

    def say(answer: Answer) -> None:
        pickle.dump(answer, outgoing)
        outgoing.flush()

    def progress(done: float) -> None:
        say(Answer(progress=done))

    # A watchdog without need of the interpreter: also ends what hangs in native code.
    faulthandler.dump_traceback_later(task.seconds + GRACE_SECONDS, exit=True)
    try:
        function = named(task.function)
        result = function(progress, Deadline.after(task.seconds), *task.arguments)
        say(Answer(result=result))
    except ReceiptError as error:
        say(Answer(error=error))
    except OSError as error:
        if error.errno not in FULL:
            raise
        say(Answer(error=no_space()))
    finally:
        faulthandler.cancel_dump_traceback_later()
        give_back_memory()


def no_space() -> ServiceUnavailable:
    """No fault of the file's, nor of the reader's."""
    return ServiceUnavailable(
        "The disk is full: the page's picture could not be kept.", key="disk_full_reading"
    )


def give_back_memory() -> None:
    """Hand freed memory back to the system: glibc would keep some 200 MB of it."""
    if sys.platform == "linux":
        trim = getattr(ctypes.CDLL(None), "malloc_trim", None)  # not in musl
        if trim is not None:
            trim(0)


def named(function: str) -> Callable[..., Any]:
    """The function of a module that is imported now, at the first task."""
    module, _, name = function.partition(":")
    found: Callable[..., Any] = getattr(import_module(module), name)
    return found


if __name__ == "__main__":
    main()

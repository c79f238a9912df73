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
from collections.abc import Callable
from importlib import import_module
from typing import Any, BinaryIO

from receipt_desktop.errors import Away, Deadline, ReceiptError
from receipt_desktop.reading import memory
from receipt_desktop.reading.messages import Answer, Task
from receipt_desktop.reading.threads import run_aside

PRIORITY_STEPS = 10
FULL = frozenset({errno.ENOSPC, errno.EDQUOT})
GRACE_SECONDS = 5.0
"""After the time allowed: a child nobody killed by then ends itself, whatever it hangs in."""


def main() -> None:
    """Work until the input ends."""
    incoming, outgoing = take_over_streams()
    behave()
    tasks: queue.SimpleQueue[Task] = queue.SimpleQueue()
    run_aside(lambda: listen(incoming, tasks))
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
    """Leave Ctrl-C to the program above, give way to it in time and memory, tell of crashes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    faulthandler.enable()
    if hasattr(os, "nice"):
        os.nice(PRIORITY_STEPS)
    memory.be_ended_first()
    memory.bound_address_space(memory_allowed())


def memory_allowed() -> int:
    """Bytes, as the program above says."""
    return int(os.environ.get(memory.MEMORY_VARIABLE, memory.LARGEST))


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
    """Do one task.

    What is no `ReceiptError`, a full disk or a lack of memory ends the process: nobody knows what
    state it is in.
    """

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
    except Exception as error:
        sentence = translated(error)
        if sentence is None:
            raise
        say(Answer(error=sentence))
    finally:
        faulthandler.cancel_dump_traceback_later()
        give_back_memory()


def translated(error: Exception) -> ReceiptError | None:
    """What a failure means for the receipt; None for a bug."""
    if isinstance(error, OSError) and error.errno in FULL:
        return no_space()
    return no_memory() if memory.allocation_failed(error) else None


def no_space() -> Away:
    """No fault of the file's, nor of the reader's."""
    return Away("The disk is full: the page's picture could not be kept.", key="disk_full_reading")


def no_memory() -> ReceiptError:
    """The program above finds out whose fault it is."""
    return memory.ran_out(memory_allowed())


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

"""A reader's child process: takes tasks from its standard input, answers on its standard output.

Started as `python -m receipt_desktop.reading.worker.main`. Input and output are pickles one after
the other: in come `WorkerTask`s, out go `WorkerAnswer`s. When the input ends, or breaks since the
program above was killed, this process ends with everything it started.
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

from receipt_desktop.domain.deadline import Deadline
from receipt_desktop.domain.errors import ReceiptError, ResourceUnavailable
from receipt_desktop.reading.worker import memory
from receipt_desktop.reading.worker.protocol import WorkerAnswer, WorkerTask
from receipt_desktop.reading.worker.threads import start_daemon_thread

PRIORITY_STEPS = 10
DISK_FULL_ERRNOS = frozenset({errno.ENOSPC, errno.EDQUOT})
GRACE_SECONDS = 5.0
"""After the time allowed: a child nobody killed by then ends itself, whatever it hangs in."""


def main() -> None:
    """Work until the input ends."""
    incoming, outgoing = take_over_streams()
    configure_process()
    tasks: queue.SimpleQueue[WorkerTask] = queue.SimpleQueue()
    start_daemon_thread(lambda: receive_tasks(incoming, tasks))
    while True:
        run_task(tasks.get(), outgoing)


def take_over_streams() -> tuple[BinaryIO, BinaryIO]:
    """The pipes as private files; what libraries print goes to the error stream."""
    incoming, outgoing = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    with open(os.devnull, "rb") as nothing:  # noqa: PTH123 (a descriptor, not a path, is wanted)
        os.dup2(nothing.fileno(), 0)
    os.dup2(2, 1)
    return incoming, outgoing


def configure_process() -> None:
    """Leave Ctrl-C to the program above, give way to it in time and memory, tell of crashes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    faulthandler.enable()
    if hasattr(os, "nice"):
        os.nice(PRIORITY_STEPS)
    memory.prefer_oom_kill()
    memory.limit_address_space(read_memory_limit())


def read_memory_limit() -> int:
    """Bytes, as the program above says."""
    return int(os.environ.get(memory.MEMORY_VARIABLE, memory.MAX_READER_BYTES))


def receive_tasks(incoming: BinaryIO, tasks: queue.SimpleQueue[WorkerTask]) -> None:
    """Hand tasks on; at the end of the input end the process, busy or not."""
    with contextlib.suppress(EOFError, OSError, pickle.UnpicklingError):
        while True:
            tasks.put(pickle.load(incoming))  # noqa: S301 (from the program that started us)
    exit_process_group()


def exit_process_group() -> None:
    """End at once, with a Tesseract that may be running."""
    if hasattr(os, "killpg") and os.getpgrp() == os.getpid():
        os.killpg(0, signal.SIGKILL)
    os._exit(0)


def run_task(task: WorkerTask, outgoing: BinaryIO) -> None:
    """Do one task.

    What is no `ReceiptError`, a full disk or a lack of memory ends the process: nobody knows what
    state it is in.
    """

    def say(answer: WorkerAnswer) -> None:
        pickle.dump(answer, outgoing)
        outgoing.flush()

    def progress(done: float) -> None:
        say(WorkerAnswer(progress=done))

    # A watchdog without need of the interpreter: also ends what hangs in native code.
    faulthandler.dump_traceback_later(task.seconds + GRACE_SECONDS, exit=True)
    try:
        function = load_function(task.function)
        result = function(progress, Deadline.after(task.seconds), *task.arguments)
        say(WorkerAnswer(result=result))
    except ReceiptError as error:
        say(WorkerAnswer(error=error))
    except Exception as error:
        sentence = translate_error(error)
        if sentence is None:
            raise
        say(WorkerAnswer(error=sentence))
    finally:
        faulthandler.cancel_dump_traceback_later()
        release_memory()


def translate_error(error: Exception) -> ReceiptError | None:
    """What a failure means for the receipt; None for a bug."""
    if isinstance(error, OSError) and error.errno in DISK_FULL_ERRNOS:
        return make_disk_full_error()
    return make_out_of_memory_error() if memory.is_allocation_failure(error) else None


def make_disk_full_error() -> ResourceUnavailable:
    """No fault of the file's, nor of the reader's."""
    return ResourceUnavailable(
        "The disk is full: the page's picture could not be kept.", key="disk_full_reading"
    )


def make_out_of_memory_error() -> ReceiptError:
    """The program above finds out whose fault it is."""
    return memory.make_out_of_memory_error(read_memory_limit())


def release_memory() -> None:
    """Hand freed memory back to the system: glibc would keep some 200 MB of it."""
    if sys.platform == "linux":
        trim = getattr(ctypes.CDLL(None), "malloc_trim", None)  # not in musl
        if trim is not None:
            trim(0)


def load_function(function: str) -> Callable[..., Any]:
    """The function of a module that is imported now, at the first task."""
    module, _, name = function.partition(":")
    found: Callable[..., Any] = getattr(import_module(module), name)
    return found


if __name__ == "__main__":
    main()

"""The main module of a worker process: reads tasks from stdin, writes answers to stdout.

Started as `python -m receipt_desktop.reading.worker.main`. The input is a sequence of pickled
`WorkerTask`s, the output of pickled `WorkerAnswer`s. At the end of the input, also when the parent
was killed, the process ends with everything that it started.
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
from collections.abc import Callable, Iterator
from importlib import import_module
from typing import Any, BinaryIO

from receipt_desktop.domain.deadline import Deadline
from receipt_desktop.domain.errors import ReceiptError, ResourceUnavailable, StorageUnavailable
from receipt_desktop.reading.worker import memory
from receipt_desktop.reading.worker.protocol import WorkerAnswer, WorkerTask
from receipt_desktop.reading.worker.threads import start_daemon_thread

PRIORITY_STEPS = 10
DISK_FULL_ERRNOS = frozenset({errno.ENOSPC, errno.EDQUOT})
SEARCH_PATHS = ("LD_LIBRARY_PATH", "PATH")
"""Where the programs that a worker starts find their libraries, on Linux and Windows."""
GRACE_SECONDS = 5.0
"""After the time allowed: a process that was not killed by then ends itself."""


def main() -> None:
    """Run tasks until the input ends."""
    incoming, outgoing = take_over_streams()
    configure_process()
    tasks: queue.SimpleQueue[WorkerTask] = queue.SimpleQueue()
    start_daemon_thread(lambda: receive_tasks(incoming, tasks))
    while True:
        run_task(tasks.get(), outgoing)


def take_over_streams() -> tuple[BinaryIO, BinaryIO]:
    """The pipes of stdin and stdout as private files; output of libraries goes to stderr."""
    incoming, outgoing = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    with open(os.devnull, "rb") as null:  # noqa: PTH123 (a descriptor is needed)
        os.dup2(null.fileno(), 0)
    os.dup2(2, 1)
    return incoming, outgoing


def configure_process() -> None:
    """Ignore Ctrl-C, lower the priority, limit the memory and print tracebacks of crashes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    faulthandler.enable()
    if hasattr(os, "nice"):
        os.nice(PRIORITY_STEPS)
    memory.prefer_oom_kill()
    memory.keep_freed_memory()
    memory.limit_address_space(read_memory_limit())


def read_memory_limit() -> int:
    """Bytes that this process may use, from the environment."""
    return int(os.environ.get(memory.MEMORY_VARIABLE, memory.MAX_READER_BYTES))


def receive_tasks(incoming: BinaryIO, tasks: queue.SimpleQueue[WorkerTask]) -> None:
    """Put tasks into the queue; at the end of the input, end the process even when it is busy."""
    with contextlib.suppress(EOFError, OSError, pickle.UnpicklingError):
        while True:
            tasks.put(pickle.load(incoming))  # noqa: S301 (written by the parent process)
    exit_process_group()


def exit_process_group() -> None:
    """End at once, together with a Tesseract that may be running."""
    if hasattr(os, "killpg") and os.getpgrp() == os.getpid():
        os.killpg(0, signal.SIGKILL)
    os._exit(0)


def run_task(task: WorkerTask, outgoing: BinaryIO) -> None:
    """Run a task and write its answers.

    A `ReceiptError`, a full disk and a lack of memory are answered; any other exception ends the
    process, whose state is unknown then.
    """

    def send_answer(answer: WorkerAnswer) -> None:
        pickle.dump(answer, outgoing)
        outgoing.flush()

    def report_progress(done: float) -> None:
        send_answer(WorkerAnswer(progress=done))

    # A watchdog that needs no interpreter: it also ends code that hangs in a native library.
    faulthandler.dump_traceback_later(task.seconds + GRACE_SECONDS, exit=True)
    try:
        function = load_function(task.function)
        result = function(report_progress, Deadline.after(task.seconds), *task.arguments)
        send_answer(WorkerAnswer(result=result))
    except ReceiptError as error:
        send_answer(WorkerAnswer(error=error))
    except Exception as error:
        translated = translate_error(error)
        if translated is None:
            raise
        send_answer(WorkerAnswer(error=translated))
    finally:
        faulthandler.cancel_dump_traceback_later()
        release_memory()


def translate_error(error: Exception) -> ReceiptError | None:
    """The error for the receipt; None for a bug."""
    if isinstance(error, OSError) and error.errno in DISK_FULL_ERRNOS:
        return make_disk_full_error()
    return make_out_of_memory_error() if memory.is_allocation_failure(error) else None


def make_disk_full_error() -> ResourceUnavailable:
    """No fault of the file's, nor of the reader's."""
    return StorageUnavailable("disk_full")


def make_out_of_memory_error() -> ReceiptError:
    """The error for a lack of memory; the parent finds the cause."""
    return memory.make_out_of_memory_error(read_memory_limit())


def release_memory() -> None:
    """Return freed memory to the system; glibc would keep about 200 MB."""
    if sys.platform == "linux":
        trim = getattr(ctypes.CDLL(None), "malloc_trim", None)  # not in musl
        if trim is not None:
            trim(0)


def load_function(function: str) -> Callable[..., Any]:
    """The function "module:name"; its module is imported with the first task."""
    module, _, name = function.partition(":")
    with keep_search_paths():
        found: Callable[..., Any] = getattr(import_module(module), name)
    return found


@contextlib.contextmanager
def keep_search_paths() -> Iterator[None]:
    """Give programs started later, such as Tesseract, the search paths of before an import.

    OpenCV puts a folder of its own, and on Linux the current one, before all others.
    """
    before = {name: os.environ.get(name) for name in SEARCH_PATHS}
    try:
        yield
    finally:
        for name, value in before.items():
            os.environ.pop(name, None)
            if value is not None:
                os.environ[name] = value


if __name__ == "__main__":
    main()

"""Whether readers work at all: a page that is known to be good is read in a fresh one."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from contextlib import AbstractContextManager

from receipt_desktop.domain.deadline import Deadline
from receipt_desktop.domain.errors import (
    Cancelled,
    InsufficientMemory,
    ReceiptError,
    ResourceUnavailable,
    TimedOut,
)
from receipt_desktop.reading.request import ReadRequest
from receipt_desktop.reading.worker.memory import OUT_OF_MEMORY, is_memory_short
from receipt_desktop.reading.worker.protocol import READ_KNOWN_PAGE
from receipt_desktop.reading.worker.worker_process import WorkerProcess

log = logging.getLogger(__name__)

TEST_SECONDS = 15.0
"""Of work; a usual trial takes 3."""
RESULT_VALID_SECONDS = 5.0
"""A failed trial speaks for all receipts whose readers failed at the same time."""
KILLED_EXIT_CODE = -9
"""Exit code of a process that the system ended, on Linux and macOS."""
SUSPICIOUS_KEYS = frozenset({"reader_crashed", OUT_OF_MEMORY})
"""Keys of errors that may be the machine's fault as well as the file's."""


class ReaderSelfTest:
    """Finds out whose fault it is when a reader fails. Thread-safe."""

    def __init__(self, fresh: Callable[[], AbstractContextManager[WorkerProcess]]) -> None:
        """`fresh` starts a reader and ends it after its use."""
        self._start_worker = fresh
        self._lock = threading.Lock()
        self._failed: tuple[float, ResourceUnavailable] | None = None

    def diagnose_failure(
        self, error: ReceiptError, request: ReadRequest, deadline: Deadline
    ) -> ReceiptError:
        """The given error, or `ResourceUnavailable` when a known-good page fails, too.

        Raises `Cancelled`.
        """
        if not is_suspicious(error):
            return error
        with self._lock:
            if self._failed and time.monotonic() < self._failed[0]:
                return self._failed[1]
            cause = self._read_test_page(request, deadline)
            if cause and was_killed(cause):  # perhaps by hand
                cause = self._read_test_page(request, deadline)
            self._failed = None
            if cause is None:
                return attribute_to_file(error)
            log.info("a known-good page could not be read: %s", cause.sentence)
            away = attribute_to_machine(cause)
            self._failed = time.monotonic() + RESULT_VALID_SECONDS, away
            return away

    def _read_test_page(self, request: ReadRequest, deadline: Deadline) -> ReceiptError | None:
        """Why the page could not be read; None when it was."""
        try:
            with self._start_worker() as child:
                allowed = Deadline.for_work(TEST_SECONDS, deadline.is_cancelled)
                wish = (request.reader, request.languages)
                child.run_task(READ_KNOWN_PAGE, wish, allowed, lambda _: deadline.mark_alive())
        except Cancelled:
            raise
        except ReceiptError as error:
            return error
        return None


def is_suspicious(error: ReceiptError) -> bool:
    """Whether this may be the machine's fault: a reader that died, ran out of memory or hung."""
    hung = isinstance(error, TimedOut) and "idle" in error.details
    return error.key in SUSPICIOUS_KEYS or hung


def attribute_to_file(error: ReceiptError) -> ReceiptError:
    """What an error means when other pages can be read.

    Where the machine has less memory than a reader may use, a file that needs it waits.
    """
    if error.details.get("limited"):
        return InsufficientMemory(
            "There is too little free memory for this file.", key="memory_file"
        )
    return error


def attribute_to_machine(cause: ReceiptError) -> ResourceUnavailable:
    """Why not even a known-good page can be read."""
    if isinstance(cause, ResourceUnavailable):
        return cause
    if cause.key == OUT_OF_MEMORY or was_killed(cause) or is_memory_short():
        return InsufficientMemory()
    return ResourceUnavailable(
        "The reader fails on every page, not on this file alone.", key="reader_fails"
    )


def was_killed(error: ReceiptError) -> bool:
    """Whether the system ended the reader, as it does when memory runs out."""
    return error.details.get("exit_code") == KILLED_EXIT_CODE

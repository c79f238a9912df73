"""Self-test of the readers: reads a known-good test page in a new worker."""

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
    MemoryShortForFile,
    OutOfMemory,
    ReadersUnavailable,
    ReceiptError,
    ResourceUnavailable,
    TimedOut,
    WorkerLost,
)
from receipt_desktop.reading.request import ReadRequest
from receipt_desktop.reading.worker.memory import is_memory_short
from receipt_desktop.reading.worker.protocol import READ_KNOWN_PAGE
from receipt_desktop.reading.worker.worker_process import WorkerProcess

log = logging.getLogger(__name__)

TEST_SECONDS = 15.0
"""Seconds of work; the test usually takes 3."""
RESULT_VALID_SECONDS = 5.0
"""A failed test applies to all receipts whose workers fail within this time."""
KILLED_EXIT_CODE = -9
"""Exit code of a process that the system ended, on Linux and macOS."""


class ReaderSelfTest:
    """Finds out whether the file or the machine made a worker fail. Thread-safe."""

    def __init__(self, start_worker: Callable[[], AbstractContextManager[WorkerProcess]]) -> None:
        """`start_worker` starts a new worker and ends it after its use."""
        self._start_worker = start_worker
        self._lock = threading.Lock()
        self._failed: tuple[float, ResourceUnavailable] | None = None

    def diagnose_failure(
        self, error: ReceiptError, request: ReadRequest, deadline: Deadline
    ) -> ReceiptError:
        """The given error, or `ResourceUnavailable` when the test page fails too.

        Raises `Cancelled`.
        """
        if not is_suspicious(error):
            return error
        with self._lock:
            if self._failed and time.monotonic() < self._failed[0]:
                return self._failed[1]
            cause = self._read_test_page(request, deadline)
            if cause and was_killed(cause):  # perhaps by the user
                cause = self._read_test_page(request, deadline)
            self._failed = None
            if cause is None:
                return attribute_to_file(error)
            log.warning("could not read the known-good test page: %s", cause.sentence)
            away = attribute_to_machine(cause)
            self._failed = time.monotonic() + RESULT_VALID_SECONDS, away
            return away

    def _read_test_page(self, request: ReadRequest, deadline: Deadline) -> ReceiptError | None:
        """The error of the test page; None when it was read."""
        try:
            with self._start_worker() as worker:
                allowed = Deadline.for_work(TEST_SECONDS, deadline.is_cancelled)
                arguments = (request.reader, request.languages)
                worker.run_task(
                    READ_KNOWN_PAGE, arguments, allowed, lambda _: deadline.mark_alive()
                )
        except Cancelled:
            raise
        except ReceiptError as error:
            return error
        return None


def is_suspicious(error: ReceiptError) -> bool:
    """Whether the machine may be the cause: the worker died, ran out of memory or hung."""
    hung = isinstance(error, TimedOut) and "idle" in error.details
    return isinstance(error, (WorkerLost, OutOfMemory)) or hung


def attribute_to_file(error: ReceiptError) -> ReceiptError:
    """The error when the test page can be read.

    `InsufficientMemory`, which is retried, when the machine had less memory than a worker may use.
    """
    if error.details.get("limited"):
        return MemoryShortForFile("memory_file")
    return error


def attribute_to_machine(cause: ReceiptError) -> ResourceUnavailable:
    """The error when the test page cannot be read."""
    if isinstance(cause, ResourceUnavailable):
        return cause
    if isinstance(cause, OutOfMemory) or was_killed(cause) or is_memory_short():
        return InsufficientMemory()
    return ReadersUnavailable("reader_fails")


def was_killed(error: ReceiptError) -> bool:
    """Whether the system killed the worker, as it does when memory runs out."""
    return error.details.get("exit_code") == KILLED_EXIT_CODE

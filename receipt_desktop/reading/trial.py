"""Whether readers work at all: a page that is known to be good is read in a fresh one."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from contextlib import AbstractContextManager

from receipt_desktop.errors import (
    Away,
    Cancelled,
    Deadline,
    MemoryShort,
    ReceiptError,
    TimedOut,
)
from receipt_desktop.reading.memory import OUT_OF_MEMORY, short
from receipt_desktop.reading.messages import READ_KNOWN_PAGE
from receipt_desktop.reading.process import Child
from receipt_desktop.reading.request import ReadRequest

log = logging.getLogger(__name__)

TRIAL_SECONDS = 15.0
"""Of work; a usual trial takes 3."""
GOOD_FOR_SECONDS = 5.0
"""A failed trial speaks for all receipts whose readers failed at the same time."""
KILLED = -9
"""Exit code of a process that the system ended, on Linux and macOS."""
SUSPICIOUS = frozenset({"reader_crashed", OUT_OF_MEMORY})
"""Keys of errors that may be the machine's fault as well as the file's."""


class Trial:
    """Finds out whose fault it is when a reader fails. Thread-safe."""

    def __init__(self, fresh: Callable[[], AbstractContextManager[Child]]) -> None:
        """`fresh` starts a reader and ends it after its use."""
        self._fresh = fresh
        self._lock = threading.Lock()
        self._failed: tuple[float, Away] | None = None

    def judge(self, error: ReceiptError, request: ReadRequest, deadline: Deadline) -> ReceiptError:
        """The error to report: the given one, or `Away` when a known-good page fails, too.

        Raises `Cancelled`.
        """
        if not suspicious(error):
            return error
        with self._lock:
            if self._failed and time.monotonic() < self._failed[0]:
                return self._failed[1]
            cause = self._try(request, deadline)
            if cause and killed(cause):  # perhaps by hand
                cause = self._try(request, deadline)
            self._failed = None
            if cause is None:
                return for_this_file(error)
            log.info("a known-good page could not be read: %s", cause.sentence)
            away = whose_fault(cause)
            self._failed = time.monotonic() + GOOD_FOR_SECONDS, away
            return away

    def _try(self, request: ReadRequest, deadline: Deadline) -> ReceiptError | None:
        """Why the page could not be read; None when it was."""
        try:
            with self._fresh() as child:
                allowed = Deadline.of_work(TRIAL_SECONDS, deadline.cancelled)
                wish = (request.reader, request.languages)
                child.run(READ_KNOWN_PAGE, wish, allowed, lambda _: deadline.alive())
        except Cancelled:
            raise
        except ReceiptError as error:
            return error
        return None


def suspicious(error: ReceiptError) -> bool:
    """Whether this may be the machine's fault: a reader that died, ran out of memory or hung."""
    hung = isinstance(error, TimedOut) and "idle" in error.details
    return error.key in SUSPICIOUS or hung


def for_this_file(error: ReceiptError) -> ReceiptError:
    """What an error means when other pages can be read.

    Where the machine has less memory than a reader may use, a file that needs it waits.
    """
    if error.details.get("limited"):
        return MemoryShort("There is too little free memory for this file.", key="memory_file")
    return error


def whose_fault(cause: ReceiptError) -> Away:
    """Why not even a known-good page can be read."""
    if isinstance(cause, Away):
        return cause
    if cause.key == OUT_OF_MEMORY or killed(cause) or short():
        return MemoryShort()
    return Away("The reader fails on every page, not on this file alone.", key="reader_fails")


def killed(error: ReceiptError) -> bool:
    """Whether the system ended the reader, as it does when memory runs out."""
    return error.details.get("exit_code") == KILLED

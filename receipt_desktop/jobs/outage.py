"""One log line when something stops answering, and one when it answers again."""

from __future__ import annotations

import logging
import threading

from receipt_desktop.errors import ReceiptError


class Outage:
    """Whether something is away just now. Thread-safe."""

    def __init__(self, log: logging.Logger, what: str) -> None:
        """`what` begins the log lines: "the queue in Redis"."""
        self._log, self._what = log, what
        self._lock = threading.Lock()
        self._down = False

    @property
    def down(self) -> bool:
        return self._down

    def began(self, error: BaseException) -> None:
        """It did not answer, or failed with this error."""
        with self._lock:
            first, self._down = not self._down, True
        if first:
            why = error.sentence if isinstance(error, ReceiptError) else type(error).__name__
            self._log.info("%s does not answer: %s", self._what, why)

    def over(self) -> None:
        """It answered."""
        if not self._down:
            return
        with self._lock:
            last, self._down = self._down, False
        if last:
            self._log.info("%s answers again", self._what)

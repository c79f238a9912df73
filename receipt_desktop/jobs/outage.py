"""One log line when something stops answering, and one when it answers again."""

from __future__ import annotations

import logging
import threading

from receipt_desktop.domain.errors import ReceiptError


class Outage:
    """Whether something is away just now. Thread-safe."""

    def __init__(self, log: logging.Logger, what: str) -> None:
        """`what` begins the log lines: "the queue in Redis"."""
        self._log, self._subject = log, what
        self._lock = threading.Lock()
        self._is_down = False

    @property
    def is_down(self) -> bool:
        return self._is_down

    def report_failure(self, error: BaseException) -> None:
        """It did not answer, or failed with this error."""
        with self._lock:
            first, self._is_down = not self._is_down, True
        if first:
            why = error.sentence if isinstance(error, ReceiptError) else type(error).__name__
            self._log.warning("%s does not answer: %s", self._subject, why)

    def report_success(self) -> None:
        """It answered."""
        if not self._is_down:
            return
        with self._lock:
            last, self._is_down = self._is_down, False
        if last:
            self._log.info("%s answers again", self._subject)

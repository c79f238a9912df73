"""Logs an outage once when it begins and once when it ends."""

from __future__ import annotations

import logging
import threading

from receipt_desktop.domain.errors import ReceiptError


class Outage:
    """Outage state of a service. Thread-safe."""

    def __init__(self, log: logging.Logger, what: str) -> None:
        """`what` is the subject of the log lines, such as "the queue in Redis"."""
        self._log, self._subject = log, what
        self._lock = threading.Lock()
        self._is_down = False

    @property
    def is_down(self) -> bool:
        return self._is_down

    def report_failure(self, error: BaseException) -> None:
        """Record a failure; the first one of an outage is logged."""
        with self._lock:
            first, self._is_down = not self._is_down, True
        if first:
            why = error.sentence if isinstance(error, ReceiptError) else type(error).__name__
            self._log.warning("%s is not responding: %s", self._subject, why)

    def report_success(self) -> None:
        """Record a success; the first one after an outage is logged."""
        if not self._is_down:
            return
        with self._lock:
            last, self._is_down = self._is_down, False
        if last:
            self._log.info("%s responds again", self._subject)

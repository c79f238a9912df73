"""Measures waiting times of receipts, independent of wall clock changes."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime

from receipt_desktop.domain.receipt import Receipt, ReceiptChange, Status

MAX_DELAY_SECONDS = 60.0
"""Maximum delay between two attempts."""


class WaitTimes:
    """Monotonic start times of the waits that began in this process.

    Thread-safe.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._began: dict[str, tuple[datetime | None, float]] = {}

    def on_change(self, announcement: ReceiptChange) -> None:
        """Update the start time after a receipt changed."""
        if not isinstance(announcement, Receipt):
            return
        with self._lock:
            if announcement.is_finished:
                self._began.pop(announcement.id, None)
            elif announcement.status is Status.PENDING:
                self._record_start(announcement)

    def _record_start(self, receipt: Receipt) -> None:
        known = self._began.get(receipt.id)
        if known is None or known[0] != receipt.queued_at:
            self._began[receipt.id] = receipt.queued_at, self._clock() + _seconds_until_due(receipt)

    def pop_waited_seconds(self, receipt_id: str) -> float | None:
        """Seconds waited so far; None when the wait began in another process."""
        with self._lock:
            began = self._began.pop(receipt_id, None)
        return None if began is None else max(0.0, self._clock() - began[1])


def _seconds_until_due(receipt: Receipt) -> float:
    """Seconds until the next attempt is due; the retry delay is not waiting time."""
    if receipt.retry_at is None:
        return 0.0
    seconds = (receipt.retry_at - datetime.now(UTC)).total_seconds()
    return min(MAX_DELAY_SECONDS, max(0.0, seconds))

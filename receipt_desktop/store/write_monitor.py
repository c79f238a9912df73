"""Whether the database can be written, seen by the transactions of this process."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

from receipt_desktop.domain.errors import ServiceUnavailable
from receipt_desktop.domain.health import WriteBlock

SLOW_WRITE_SECONDS = 5.0
"""A transaction takes milliseconds; one that takes so long waits for a lock or for the disk."""


class WriteMonitor:
    """Knows the transaction that runs just now and how the last one ended.

    One transaction at a time; thread-safe for those who ask.
    """

    def __init__(self) -> None:
        self._began: float | None = None
        self._failed: WriteBlock | None = None

    @contextmanager
    def watch_transaction(self) -> Iterator[None]:
        """One transaction. What makes it fail is known until another one succeeds."""
        self._began = time.monotonic()
        try:
            yield
        except ServiceUnavailable as error:
            self._failed = WriteBlock(error.message, self._blocked_since())
            raise
        else:
            self._failed = None
        finally:
            self._began = None

    def find_block(self) -> WriteBlock | None:
        """Why nothing can be written, and since when."""
        failed, began = self._failed, self._began
        if failed or began is None or time.monotonic() - began < SLOW_WRITE_SECONDS:
            return failed
        return WriteBlock(None, self._blocked_since())

    def _blocked_since(self) -> datetime:
        """When the first transaction began that has not succeeded."""
        if self._failed:
            return self._failed.since
        waited = time.monotonic() - (self._began or time.monotonic())
        return datetime.now(UTC) - timedelta(seconds=waited)

"""Monitors whether the database can be written to, by the transactions of this process."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

from receipt_desktop.domain.errors import ServiceUnavailable
from receipt_desktop.domain.health import WriteBlock

SLOW_WRITE_SECONDS = 5.0
"""A transaction that takes this long waits for a lock or for the disk."""


class WriteMonitor:
    """Tracks the running transaction and the result of the last one.

    One transaction at a time; `find_block` is thread-safe.
    """

    def __init__(self) -> None:
        self._began: float | None = None
        self._failed: WriteBlock | None = None

    @contextmanager
    def watch_transaction(self) -> Iterator[None]:
        """Watch one transaction. Its failure is reported until another one succeeds."""
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
        """Why and since when nothing can be written; None if writing works."""
        failed, began = self._failed, self._began
        if failed or began is None or time.monotonic() - began < SLOW_WRITE_SECONDS:
            return failed
        return WriteBlock(None, self._blocked_since())

    def _blocked_since(self) -> datetime:
        """When the first transaction began that did not succeed."""
        if self._failed:
            return self._failed.since
        waited = time.monotonic() - (self._began or time.monotonic())
        return datetime.now(UTC) - timedelta(seconds=waited)

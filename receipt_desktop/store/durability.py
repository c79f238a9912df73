"""Flushes committed transactions to the disk.

SQLite commits with `synchronous=NORMAL`: the write-ahead log is written but not flushed. It is
flushed here after the commit, outside the writers' lock; one flush covers all transactions that
were committed before it began. Transactions that need no flush, such as leases, are covered by the
next one. See https://www.sqlite.org/pragma.html#pragma_synchronous.
"""

from __future__ import annotations

import threading
from pathlib import Path

from receipt_desktop.config.atomic import sync_file
from receipt_desktop.domain.errors import ServiceUnavailable


class CommitFlusher:
    """Counts commits and makes them durable. Thread-safe."""

    def __init__(self, log: Path | None) -> None:
        """`log` is SQLite's write-ahead log; None if commits are durable by themselves."""
        self._log = log
        self._changed = threading.Condition()
        self._committed = 0
        self._flushed = 0
        self._running = False

    def register_commit(self) -> int:
        """The number of the transaction just committed; call it under the writers' lock."""
        with self._changed:
            self._committed += 1
            if self._log is None:
                self._flushed = self._committed
            return self._committed

    @property
    def flushed_commit(self) -> int:
        """The number of the last commit that is on the disk."""
        return self._flushed

    def flush_commit(self, number: int | None = None) -> None:
        """Wait until this commit, or every one so far, is on the disk.

        Raises `ServiceUnavailable` if the flush fails.
        """
        with self._changed:
            number = self._committed if number is None else number
            self._changed.wait_for(lambda: self._flushed >= number or not self._running)
            if self._flushed >= number:
                return
            self._running, covered = True, self._committed
        try:
            self._sync_log()
            self._flushed = covered
        finally:
            with self._changed:
                self._running = False
                self._changed.notify_all()

    def _sync_log(self) -> None:
        """Flush the log; a missing one was checkpointed into the database and flushed with it."""
        try:
            if self._log:
                sync_file(self._log)
        except FileNotFoundError:
            return
        except OSError as error:
            raise ServiceUnavailable(
                "database_flush", reason=error.strerror or str(error)
            ) from error

"""The rotated log file, which several processes write to.

`concurrent-log-handler` rotates it under a lock file. This subclass prints and raises no errors,
drops lines while a full file cannot be rotated, and waits only once for a process that hangs while
it holds the lock.
"""

from __future__ import annotations

import logging
import sys
import time
from contextlib import suppress
from io import TextIOWrapper
from pathlib import Path

from receipt_desktop.config.atomic import PRIVATE_MODE
from receipt_desktop.logs.missing_modules import modules_missing

with modules_missing("redis"):  # for locks in Redis
    from concurrent_log_handler import ConcurrentRotatingFileHandler
    from portalocker import LOCK_EX, LOCK_NB, AlreadyLocked, lock
    from portalocker.exceptions import BaseLockException

LOCK_TIMEOUT_SECONDS = 5.0
"""How long to wait for another process that holds the lock of the file."""
LOCK_BACKOFF_SECONDS = 60.0
"""After a timeout: how long the lock is tried without waiting."""
POLL_SECONDS = 0.001
OVERSIZE_FACTOR = 1.25
"""A file that cannot be rotated may exceed its size by this factor; then lines are dropped."""


class RotatingLogHandler(ConcurrentRotatingFileHandler):
    """Appends lines to `path`; rotates it at `size` bytes to `.1`, `.2`, … `max_backups`."""

    def __init__(self, path: Path, size: int, max_backups: int) -> None:
        super().__init__(
            path,
            maxBytes=size,
            backupCount=max_backups,
            encoding="utf-8",
            newline="\n",
            chmod=PRIVATE_MODE,
            unicode_error_policy="replace",
        )
        self.maxLockAttempts = 1
        self._no_wait_until = 0.0

    def do_write(self, msg: str) -> None:
        """Append a line. Raises `OSError`, also if a full file could not be rotated."""
        if self._size() >= self.maxBytes * OVERSIZE_FACTOR:
            raise OSError(f"{self.baseFilename} is full and cannot be rotated")
        # Lone surrogates, as in undecodable file names, are written as JSON escapes.
        super().do_write(msg.encode("utf-8", "backslashreplace").decode("utf-8"))

    def doRollover(self) -> None:  # noqa: N802 (logging's name)
        """Rotate the files, and delete what an interrupted rotation left behind."""
        file = Path(self.baseFilename)
        with suppress(OSError):  # without a free file descriptor no folder can be listed
            for left in file.parent.glob(f"{file.name}.rotate.*"):
                left.unlink(missing_ok=True)
        super().doRollover()

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 (logging's name)
        """Drop the line if the file cannot be written to; print errors of wrong log calls."""
        if isinstance(sys.exc_info()[1], (OSError, RuntimeError, BaseLockException)):
            self._close()
            return
        super().handleError(record)

    def close(self) -> None:
        """Close the files; a full disk at the last flush is ignored."""
        with suppress(OSError):
            super().close()

    def _close(self) -> None:
        """Close the file, even if its last lines cannot be written."""
        stream, self.stream = self.stream, None
        if stream is not None:
            with suppress(OSError):
                stream.close()

    def _size(self) -> int:
        try:
            return Path(self.baseFilename).stat().st_size
        except FileNotFoundError:
            return 0

    def _lock_stream_lock(self, stream_lock: TextIOWrapper) -> None:
        """Acquire the lock with a timeout. Raises `AlreadyLocked`."""
        now = time.monotonic()
        until = now if now < self._no_wait_until else now + LOCK_TIMEOUT_SECONDS
        while True:
            try:
                lock(stream_lock, LOCK_EX | LOCK_NB)
            except AlreadyLocked:
                if time.monotonic() >= until:
                    self._no_wait_until = time.monotonic() + LOCK_BACKOFF_SECONDS
                    raise
                time.sleep(POLL_SECONDS)
            else:
                self._no_wait_until = 0.0
                return

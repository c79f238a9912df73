"""The log file: several processes write it, and it never grows beyond its bound.

`concurrent-log-handler` rotates it under a lock file. Added here: no error is printed or raised, no
line is written while a full file cannot be rotated, and a process that stopped while it held the
lock delays the others once.
"""

from __future__ import annotations

import logging
import sys
import time
from contextlib import suppress
from io import TextIOWrapper
from pathlib import Path

from concurrent_log_handler import ConcurrentRotatingFileHandler
from portalocker import LOCK_EX, LOCK_NB, AlreadyLocked, lock
from portalocker.exceptions import BaseLockException

from receipt_desktop.config.atomic import PRIVATE_MODE

LOCK_TIMEOUT_SECONDS = 5.0
"""Wait for another process that holds the lock of the file."""
LOCK_BACKOFF_SECONDS = 60.0
"""After such a wait was in vain: how long the lock is only tried, not waited for."""
POLL_SECONDS = 0.001
OVERSIZE_FACTOR = 1.25
"""A file may exceed its size by this factor while it cannot be rotated; then lines are dropped."""


class RotatingLogHandler(ConcurrentRotatingFileHandler):
    """Appends lines to `path`; a file of `size` bytes becomes `.1`, that one `.2`, up to `kept`."""

    def __init__(self, path: Path, size: int, kept: int) -> None:
        super().__init__(
            path,
            maxBytes=size,
            backupCount=kept,
            encoding="utf-8",
            newline="\n",
            chmod=PRIVATE_MODE,
            unicode_error_policy="replace",
        )
        self.maxLockAttempts = 1
        self._impatient_until = 0.0

    def do_write(self, msg: str) -> None:
        """Append a line, unless the file is full and could not be rotated. Raises `OSError`."""
        if self._size() >= self.maxBytes * OVERSIZE_FACTOR:
            raise OSError(f"{self.baseFilename} is full and cannot be rotated")
        # Half of a surrogate pair, as odd file names have, becomes JSON's own escape.
        super().do_write(msg.encode("utf-8", "backslashreplace").decode("utf-8"))

    def doRollover(self) -> None:  # noqa: N802 (logging's name)
        """Rotate; what a process left that was killed while it rotated goes too."""
        file = Path(self.baseFilename)
        with suppress(OSError):  # without a free file descriptor no folder can be listed
            for left in file.parent.glob(f"{file.name}.rotate.*"):
                left.unlink(missing_ok=True)
        super().doRollover()

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 (logging's name)
        """Drop the line when the file cannot be written; a wrong log call is printed."""
        if isinstance(sys.exc_info()[1], (OSError, RuntimeError, BaseLockException)):
            self._close()
            return
        super().handleError(record)

    def close(self) -> None:
        """Close the files; a disk that is full at the last flush is no error."""
        with suppress(OSError):
            super().close()

    def _close(self) -> None:
        """Close the file, also when its last lines cannot be written."""
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
        """Take the lock, with a limit on the wait. Raises `AlreadyLocked`."""
        now = time.monotonic()
        until = now if now < self._impatient_until else now + LOCK_TIMEOUT_SECONDS
        while True:
            try:
                lock(stream_lock, LOCK_EX | LOCK_NB)
            except AlreadyLocked:
                if time.monotonic() >= until:
                    self._impatient_until = time.monotonic() + LOCK_BACKOFF_SECONDS
                    raise
                time.sleep(POLL_SECONDS)
            else:
                self._impatient_until = 0.0
                return

"""A log file that several processes write and that never grows beyond its bound."""

from __future__ import annotations

import logging
import os
import sys
from contextlib import suppress
from io import TextIOWrapper
from pathlib import Path

import filelock

LOCK_SECONDS = 1.0
"""A file is not turned over while another process holds the lock for so long."""


class TurnedFile(logging.FileHandler):
    """Whoever finds the file full turns it over, the other processes follow."""

    def __init__(self, path: Path, most_bytes: int, kept: int) -> None:
        # A half of a surrogate pair, as odd file names have, becomes JSON's own escape.
        super().__init__(path, encoding="utf-8", errors="backslashreplace", delay=True)
        self._path, self._most, self._kept = path.absolute(), most_bytes, kept

    def emit(self, record: logging.LogRecord) -> None:
        """Append the line. Never raises."""
        try:
            if self._full(self._current()):
                self._turn_over()
        except (OSError, filelock.Timeout):
            pass  # written where it can be; the next line tries again
        with suppress(OSError):  # no file can be opened there
            super().emit(record)

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 (logging's name)
        """A full disk has other voices than a traceback for every line."""
        if not isinstance(sys.exc_info()[1], OSError):
            super().handleError(record)

    def _current(self) -> TextIOWrapper:
        """The file of that name, opened anew when it is another one by now."""
        if self.stream is not None and not self._same(self.stream):
            self._let_go()
        if self.stream is None:
            self.stream = self._open()
        return self.stream

    def _same(self, stream: TextIOWrapper) -> bool:
        try:
            return os.path.samestat(self._path.stat(), os.fstat(stream.fileno()))
        except FileNotFoundError:
            return False

    def _let_go(self) -> None:
        stream, self.stream = self.stream, None
        if stream is not None:
            stream.close()

    def _full(self, stream: TextIOWrapper) -> bool:
        return os.fstat(stream.fileno()).st_size >= self._most

    def _turn_over(self) -> None:
        """Move all files on by one. Raises `OSError`, on Windows while others have it open."""
        with filelock.FileLock(f"{self._path}.lock", timeout=LOCK_SECONDS):
            if not self._full(self._current()):
                return
            self._let_go()
            aside = self._path.replace(f"{self._path}.full")  # first what may fail
            for number in range(self._kept, 1, -1):
                with suppress(FileNotFoundError):
                    self._numbered(number - 1).replace(self._numbered(number))
            aside.replace(self._numbered(1))

    def _numbered(self, number: int) -> Path:
        return Path(f"{self._path}.{number}")

"""Work off the UI thread: run something that blocks, hear of its end on the UI thread."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QRunnable, Qt, QThreadPool, Signal

from receipt_desktop.errors import ProcessingError, ReceiptError

log = logging.getLogger(__name__)

THREADS = 4
CLOSE_MS = 5_000
Done = Callable[[Any], None]
Failed = Callable[[ReceiptError], None]


class _Task(QRunnable):
    """One piece of work; its end travels through the owner's signal."""

    def __init__(
        self, owner: Work, function: Callable[[], Any], done: Done, failed: Failed
    ) -> None:
        super().__init__()
        self._owner = owner
        self._function = function
        self._done = done
        self._failed = failed

    def run(self) -> None:
        try:
            end = (self._done, self._function())
        except ReceiptError as error:
            end = (self._failed, error)
        except Exception:
            log.exception("work for the window failed")
            unexpected = ProcessingError("Something unexpected went wrong.", key="unexpected")
            end = (self._failed, unexpected)
        self._owner.finish(*end)


class Work(QObject):
    """A small pool of threads for one window."""

    _ended = Signal(object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._closed = False
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(THREADS)
        self._line = QThreadPool(self)
        self._line.setMaxThreadCount(1)
        self._ended.connect(self._tell, Qt.ConnectionType.QueuedConnection)

    def run(
        self,
        function: Callable[[], Any],
        *,
        done: Done | None = None,
        failed: Failed | None = None,
        in_order: bool = False,
    ) -> None:
        """Run `function` on a thread; `done(result)` or `failed(error)` follow on the UI thread.

        What is asked for `in_order` runs one after the other: an undo never overtakes its deed.
        """
        if not self._closed:
            pool = self._line if in_order else self._pool
            pool.start(_Task(self, function, done or _nothing, failed or _log_failure))

    def close(self) -> None:
        """Start nothing more, tell nobody of what still ends, wait for it a moment."""
        self._closed = True
        for pool in (self._pool, self._line):
            pool.clear()
            pool.waitForDone(CLOSE_MS)

    def finish(self, callback: Callable[[Any], None], value: object) -> None:
        """Called on the working thread at its end."""
        if not self._closed:
            self._ended.emit(callback, value)

    def _tell(self, callback: Callable[[Any], None], value: object) -> None:
        if not self._closed:
            callback(value)


def _nothing(_: object) -> None:
    """Nobody waits for the result."""


def _log_failure(error: ReceiptError) -> None:
    log.info("work for the window failed: %s", error)

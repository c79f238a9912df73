"""Runs blocking functions off the UI thread and delivers results on the UI thread."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QRunnable, Qt, QThreadPool, Signal

from receipt_desktop.domain.errors import Cancelled, ProcessingError, ReceiptError

log = logging.getLogger(__name__)

MAX_THREADS = 4
CLOSE_TIMEOUT_MS = 5_000
SuccessCallback = Callable[[Any], None]
FailureCallback = Callable[[ReceiptError], None]


class _PooledTask(QRunnable):
    """One task; its result is delivered through the owner's signal."""

    def __init__(
        self,
        owner: TaskRunner,
        function: Callable[[], Any],
        done: SuccessCallback,
        failed: FailureCallback,
    ) -> None:
        super().__init__()
        self._owner = owner
        self._function = function
        self._done = done
        self._failed = failed

    def run(self) -> None:
        end: tuple[Callable[[Any], None], object]
        try:
            end = (self._done, self._function())
        except ReceiptError as error:
            end = (self._failed, error)
        except Exception:
            log.exception("a background task of the window failed")
            end = (self._failed, make_unexpected_error())
        self._owner.finish(*end, self._failed)


class TaskRunner(QObject):
    """A small thread pool for one window."""

    _task_ended = Signal(object, object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._is_closed = False
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(MAX_THREADS)
        self._serial_pool = QThreadPool(self)
        self._serial_pool.setMaxThreadCount(1)
        self._task_ended.connect(self._call_back, Qt.ConnectionType.QueuedConnection)

    def run(
        self,
        function: Callable[[], Any],
        *,
        done: SuccessCallback | None = None,
        failed: FailureCallback | None = None,
        in_order: bool = False,
    ) -> None:
        """Run `function` on a thread; `done(result)` or `failed(error)` follow on the UI thread.

        Tasks with `in_order` run one after the other: an undo never overtakes its command.
        """
        if not self._is_closed:
            pool = self._serial_pool if in_order else self._pool
            pool.start(_PooledTask(self, function, done or _ignore_result, failed or _log_failure))

    def close(self) -> None:
        """Start no more tasks, drop pending results, and wait briefly for running tasks."""
        self._is_closed = True
        for pool in (self._pool, self._serial_pool):
            pool.clear()
            pool.waitForDone(CLOSE_TIMEOUT_MS)

    def finish(
        self, callback: Callable[[Any], None], value: object, failed: FailureCallback
    ) -> None:
        """Deliver the outcome of a task; called on its worker thread."""
        if not self._is_closed:
            self._task_ended.emit(callback, value, failed)

    def _call_back(
        self, callback: Callable[[Any], None], value: object, failed: FailureCallback
    ) -> None:
        """Call the callback; an error in it is passed to `failed`, which may also raise."""
        if self._is_closed:
            return
        try:
            callback(value)
        except Exception:
            log.exception("could not show the result of a background task")
            if callback is not failed:
                self._call_back(failed, make_unexpected_error(), failed)


def make_unexpected_error() -> ProcessingError:
    """The error for an unexpected exception; the log contains the details."""
    return ProcessingError("unexpected")


def _ignore_result(_: object) -> None:
    """Ignore the result."""


def _log_failure(error: ReceiptError) -> None:
    level = logging.INFO if isinstance(error, Cancelled) else logging.WARNING
    log.log(level, "a background task of the window failed: %s", error)

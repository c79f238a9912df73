"""Runs blocking functions off the UI thread and delivers results on the UI thread."""

from __future__ import annotations

import itertools
import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, QRunnable, Qt, QThreadPool, Signal

from receipt_desktop.domain.errors import Cancelled, ProcessingError, ReceiptError

log = logging.getLogger(__name__)

MAX_THREADS = 4
CLOSE_TIMEOUT_MS = 5_000
SAVE_TIMEOUT_MS = 30_000
"""Twice as long as the database waits for a lock."""
SuccessCallback = Callable[[Any], None]
FailureCallback = Callable[[ReceiptError], None]


@dataclass(frozen=True, slots=True)
class _Task:
    """What to call on a worker thread, and then on the UI thread."""

    function: Callable[[], Any]
    done: SuccessCallback
    failed: FailureCallback


class _PooledTask(QRunnable):
    """Does the task of this number on a worker thread.

    The functions often belong to widgets. The owner keeps them until the UI thread has the result,
    so that a widget closed meanwhile is never deleted by a worker thread. The task lets go of its
    owner when it ends: PySide keeps tasks for good that end before `QThreadPool.start` returns.
    """

    def __init__(self, owner: TaskRunner, number: int) -> None:
        super().__init__()
        self._owner = owner
        self._number = number

    def run(self) -> None:
        has_failed, value = self._owner.perform(self._number)
        self._owner.finish(self._number, value, has_failed=has_failed)
        del self._owner


class TaskRunner(QObject):
    """A small thread pool for one window."""

    _task_ended = Signal(int, bool, object)
    """Number of the task, whether it failed, and its result or a `ReceiptError`."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._is_closed = False
        self._tasks: dict[int, _Task] = {}
        self._numbers = itertools.count()
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(MAX_THREADS)
        self._serial_pool = QThreadPool(self)
        self._serial_pool.setMaxThreadCount(1)
        self._task_ended.connect(self._end_task, Qt.ConnectionType.QueuedConnection)

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
            number = next(self._numbers)
            self._tasks[number] = _Task(function, done or _ignore_result, failed or _log_failure)
            pool.start(_PooledTask(self, number))

    def close(self) -> None:
        """Start no more tasks, drop pending results, and wait for those that run.

        Tasks with `in_order` change what is kept: those that wait are still done.
        """
        self._is_closed = True
        self._pool.clear()
        self._serial_pool.waitForDone(SAVE_TIMEOUT_MS)
        self._pool.waitForDone(CLOSE_TIMEOUT_MS)

    def perform(self, number: int) -> tuple[bool, object]:
        """Call the function of a task on this worker thread; whether it failed, and its result.

        The error of a failure comes without traceback, which would keep the function alive.
        """
        try:
            return False, self._tasks[number].function()
        except ReceiptError as error:
            return True, error.with_traceback(None)
        except Exception:
            log.exception("a background task of the window failed")
            return True, make_unexpected_error()

    def finish(self, number: int, value: object, *, has_failed: bool) -> None:
        """Deliver the outcome of a task; called on its worker thread."""
        if not self._is_closed:
            self._task_ended.emit(number, has_failed, value)

    def _end_task(self, number: int, has_failed: bool, value: object) -> None:
        """Forget the task and call its callback."""
        task = self._tasks.pop(number)
        self._call_back(task.failed if has_failed else task.done, value, task.failed)

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

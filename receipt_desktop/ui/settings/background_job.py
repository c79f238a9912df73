"""A job on a worker thread with progress and cancel: the base of data jobs and model downloads."""

from __future__ import annotations

import threading
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from receipt_desktop.domain.errors import Cancelled, ReceiptError
from receipt_desktop.ui.task_runner import TaskRunner

POLL_MS = 100


class BackgroundJob(QObject):
    """Runs one function at a time on a worker thread.

    Progress is reported many times a second on that thread; the latest value is kept and polled a
    few times a second.
    """

    progress_changed = Signal(object)
    """The latest progress, as the subclass reports it."""
    finished = Signal(object)
    """The result of the job."""
    cancelled = Signal()
    failed = Signal(object)
    """`ReceiptError`"""

    def __init__(self, task_runner: TaskRunner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._task_runner = task_runner
        self._stop_event = threading.Event()
        self._is_running = False
        self._latest_progress: object = None
        self._poll_timer = QTimer(self, interval=POLL_MS)
        self._poll_timer.timeout.connect(self._emit_progress)

    @property
    def is_running(self) -> bool:
        return self._is_running

    def cancel_job(self) -> None:
        """Cancel at the next block."""
        self._stop_event.set()

    def _run_job(self, function: Callable[[Callable[[], bool]], object]) -> None:
        """Call `function` with the check for a cancel; ignored while another job runs."""
        if self._is_running:
            return
        self._is_running = True
        self._latest_progress = None
        self._stop_event = stop = threading.Event()
        self._poll_timer.start()
        self._task_runner.run(
            lambda: function(stop.is_set), done=self._emit_finished, failed=self._emit_failure
        )

    def _record_progress(self, progress: object) -> None:
        """On the worker thread; one assignment, which needs no lock."""
        self._latest_progress = progress

    def _emit_progress(self) -> None:
        latest, self._latest_progress = self._latest_progress, None
        if latest is not None and not self._stop_event.is_set():
            self.progress_changed.emit(latest)

    def _stop_polling(self) -> None:
        self._is_running = False
        self._poll_timer.stop()

    def _emit_finished(self, result: object) -> None:
        self._stop_polling()
        self.finished.emit(result)

    def _emit_failure(self, error: ReceiptError) -> None:
        self._stop_polling()
        if isinstance(error, Cancelled):
            self.cancelled.emit()
        else:
            self.failed.emit(error)

"""A background job over all data with progress and cancel."""

from __future__ import annotations

import threading
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal

from receipt_desktop.actions.backups import BackupOptions
from receipt_desktop.domain.errors import Cancelled, ReceiptError
from receipt_desktop.ui.task_runner import TaskRunner

POLL_MS = 100
FULL_PERCENT = 100


class DataJob(QObject):
    """Runs a backup or a restore on a worker thread, one at a time."""

    progress_changed = Signal(int)
    """Percent."""
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
        self._latest_progress: tuple[int, int] | None = None
        self._poll_timer = QTimer(self, interval=POLL_MS)
        self._poll_timer.timeout.connect(self._emit_progress)
        app = QCoreApplication.instance()
        if app:
            app.aboutToQuit.connect(self.cancel_job)

    @property
    def is_running(self) -> bool:
        return self._is_running

    def start_job(
        self, function: Callable[[BackupOptions], object], passphrase: str | None
    ) -> None:
        """Start the job; ignored while another one runs."""
        if self._is_running:
            return
        self._is_running = True
        self._latest_progress = None
        self._stop_event = stop = threading.Event()
        self._poll_timer.start()
        job = BackupOptions(passphrase, on_progress=self._record_progress, is_cancelled=stop.is_set)
        self._task_runner.run(
            lambda: function(job), done=self._emit_finished, failed=self._emit_failure
        )

    def cancel_job(self) -> None:
        """Cancel at the next block."""
        self._stop_event.set()

    def _record_progress(self, done: int, total: int) -> None:
        """On the worker thread; one assignment, which needs no lock."""
        self._latest_progress = done, total

    def _emit_progress(self) -> None:
        latest, self._latest_progress = self._latest_progress, None
        if latest is not None and not self._stop_event.is_set():
            done, total = latest
            self.progress_changed.emit(done * FULL_PERCENT // max(1, total))

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

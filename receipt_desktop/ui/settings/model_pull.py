"""The download of a language model: name, progress, cancel."""

from __future__ import annotations

import threading

from PySide6.QtCore import QObject, QTimer, Signal

from receipt_desktop.actions import Actions
from receipt_desktop.domain.errors import Cancelled, ReceiptError
from receipt_desktop.domain.language_model import PullProgress
from receipt_desktop.ui.task_runner import TaskRunner

POLL_MS = 100


class ModelPull(QObject):
    """One download at a time.

    Ollama tells of its progress many times a second, on a worker thread: the latest word is kept
    and looked at a few times a second here.
    """

    progress_changed = Signal(object)
    """`PullProgress`"""
    finished = Signal(str)
    """The name of the model that is there now."""
    cancelled = Signal()
    failed = Signal(object)
    """`ReceiptError`"""

    def __init__(self, actions: Actions, work: TaskRunner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._actions = actions
        self._work = work
        self._stop_event = threading.Event()
        self._is_running = False
        self._latest_progress: PullProgress | None = None
        self._poll_timer = QTimer(self, interval=POLL_MS)
        self._poll_timer.timeout.connect(self._emit_progress)

    @property
    def is_running(self) -> bool:
        return self._is_running

    def start_pull(self, name: str) -> None:
        """Fetch this model; nothing happens while another download runs."""
        if self._is_running:
            return
        self._is_running = True
        self._latest_progress = None
        self._stop_event = stop = threading.Event()
        self._poll_timer.start()
        self._work.run(
            lambda: self._actions.pull_model(name, self._record_progress, stop.is_set),
            done=lambda _: self._emit_finished(name),
            failed=self._emit_failure,
        )

    def cancel_pull(self) -> None:
        """Stop as soon as the next piece arrives."""
        self._stop_event.set()

    def _record_progress(self, progress: PullProgress) -> None:
        """On the worker thread; one assignment, which needs no lock."""
        self._latest_progress = progress

    def _emit_progress(self) -> None:
        latest, self._latest_progress = self._latest_progress, None
        if latest is not None and not self._stop_event.is_set():
            self.progress_changed.emit(latest)

    def _stop_polling(self) -> None:
        self._is_running = False
        self._poll_timer.stop()

    def _emit_finished(self, name: str) -> None:
        self._stop_polling()
        self.finished.emit(name)

    def _emit_failure(self, error: ReceiptError) -> None:
        self._stop_polling()
        if isinstance(error, Cancelled):
            self.cancelled.emit()
        else:
            self.failed.emit(error)

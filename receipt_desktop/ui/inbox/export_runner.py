"""Exports off the UI thread, with progress and cancelling."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from receipt_desktop.actions import Actions, ExportFormat
from receipt_desktop.domain.errors import Cancelled, ReceiptError
from receipt_desktop.domain.receipt import ReceiptQuery
from receipt_desktop.ui.task_runner import TaskRunner


@dataclass(frozen=True, slots=True)
class ExportJob:
    """One export."""

    query: ReceiptQuery
    count: int
    """Receipts to export."""
    target: Path
    form: ExportFormat
    cancelled: threading.Event = field(default_factory=threading.Event)


class ExportRunner(QObject):
    """Runs one export at a time."""

    started = Signal(object)
    """`ExportJob`"""
    progressed = Signal(int)
    """Receipts written so far."""
    ended = Signal()
    """Whether it succeeded or not."""
    exported = Signal(int, str)
    """Rows written, and the name of the file."""
    failed = Signal(object)
    """`ReceiptError`"""

    def __init__(
        self, actions: Actions, task_runner: TaskRunner, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._actions = actions
        self._task_runner = task_runner
        self.job: ExportJob | None = None
        """The export that is running, if any."""

    @property
    def is_running(self) -> bool:
        """Whether an export is running."""
        return self.job is not None

    def start(self, job: ExportJob) -> None:
        """Export these receipts; an export that is running goes on, and this one is dropped."""
        if self.job is not None:
            return
        self.job = job
        self.started.emit(job)
        self._task_runner.run(
            lambda: self._actions.export(
                job.query,
                job.target,
                job.form.name,
                on_progress=self.progressed.emit,
                cancelled=job.cancelled.is_set,
            ),
            done=lambda rows: self._finish(job, rows),
            failed=self._fail,
        )

    def cancel(self) -> None:
        """Stop the export that is running; no file is written."""
        if self.job is not None:
            self.job.cancelled.set()

    def _finish(self, job: ExportJob, rows: int) -> None:
        self._end()
        self.exported.emit(rows, job.target.name)

    def _fail(self, error: ReceiptError) -> None:
        self._end()
        if not isinstance(error, Cancelled):
            self.failed.emit(error)

    def _end(self) -> None:
        self.job = None
        self.ended.emit()

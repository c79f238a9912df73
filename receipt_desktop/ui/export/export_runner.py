"""Exports and their checks off the UI thread, with progress and cancelling."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from receipt_desktop.domain.errors import Cancelled, ReceiptError
from receipt_desktop.domain.export_batch import ExportResult, Preflight
from receipt_desktop.ui.task_runner import TaskRunner

if TYPE_CHECKING:
    from receipt_desktop.actions import Actions, ExportRequest


@dataclass(frozen=True, slots=True)
class ExportJob:
    """One export."""

    request: ExportRequest
    count: int
    """Receipts to export."""
    target: Path
    cancelled: threading.Event = field(default_factory=threading.Event)


class ExportRunner(QObject):
    """Runs one export at a time."""

    started = Signal(object)
    """`ExportJob`"""
    progressed = Signal(int)
    """Receipts written so far."""
    ended = Signal()
    """Whether it succeeded or not."""
    exported = Signal(object, object)
    """`ExportResult` and the target as `Path`."""
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
        """Export these receipts; ignored while another export is running."""
        if self.job is not None:
            return
        self.job = job
        self.started.emit(job)
        self._task_runner.run(
            lambda: self._actions.export_batch(
                job.request, job.target, self.progressed.emit, job.cancelled.is_set
            ),
            done=lambda result: self._finish(job, result),
            failed=self._fail,
        )

    def cancel(self) -> None:
        """Stop the export that is running; no file is written."""
        if self.job is not None:
            self.job.cancelled.set()

    def _finish(self, job: ExportJob, result: ExportResult) -> None:
        self._end()
        self.exported.emit(result, job.target)

    def _fail(self, error: ReceiptError) -> None:
        self._end()
        if not isinstance(error, Cancelled):
            self.failed.emit(error)

    def _end(self) -> None:
        self.job = None
        self.ended.emit()


class ExportChecker(QObject):
    """Checks what an export would do; a new check ends the one before."""

    progressed = Signal(int)
    """Receipts checked so far."""
    checked = Signal(object)
    """`Preflight`"""
    failed = Signal(object)
    """`ReceiptError`"""

    def __init__(
        self, actions: Actions, task_runner: TaskRunner, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._actions = actions
        self._task_runner = task_runner
        self._cancelled = threading.Event()

    def check(self, request: ExportRequest) -> None:
        """Check this request."""
        self.cancel()
        own = self._cancelled = threading.Event()
        self._task_runner.run(
            lambda: self._actions.check_export(request, self.progressed.emit, own.is_set),
            done=lambda found: self._finish(own, found),
            failed=self._fail,
        )

    def cancel(self) -> None:
        """End the check that is running."""
        self._cancelled.set()

    def _finish(self, own: threading.Event, found: Preflight) -> None:
        if not own.is_set():
            self.checked.emit(found)

    def _fail(self, error: ReceiptError) -> None:
        if not isinstance(error, Cancelled):
            self.failed.emit(error)

"""The progress of moving the data, while no window is open."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QApplication, QDialog, QProgressDialog

from receipt_desktop.actions.backups import BackupOptions
from receipt_desktop.domain.errors import ReceiptError
from receipt_desktop.ui.settings.data_job import FULL_PERCENT, DataJob
from receipt_desktop.ui.task_runner import TaskRunner


class MoveDialog(QProgressDialog):
    """Runs the move, and closes when it is done, cancelled or failed."""

    def __init__(self, task_runner: TaskRunner) -> None:
        super().__init__("", "", 0, FULL_PERCENT)
        self.setWindowTitle("Receipt Desktop")
        self.setLabelText(self.tr("Moving your data…"))
        self.setCancelButtonText(self.tr("Cancel"))
        self.setAutoClose(False)
        self.setAutoReset(False)
        self.setMinimumDuration(0)
        self.error: ReceiptError | None = None
        """Why the data were not moved."""
        self.job = DataJob(task_runner, self)
        self.job.progress_changed.connect(self.setValue)
        self.job.finished.connect(lambda _: self.done(QDialog.DialogCode.Accepted))
        self.job.cancelled.connect(lambda: self.done(QDialog.DialogCode.Rejected))
        self.job.failed.connect(self._end_with)
        self.canceled.disconnect()
        self.canceled.connect(self.job.cancel_job)

    def run_move(self, move: Callable[[BackupOptions], object]) -> bool:
        """Move the data; whether they were moved, else `error` says why, unless cancelled."""
        app = QApplication.instance()
        assert isinstance(app, QApplication)  # noqa: S101 (a dialog needs one)
        app.setQuitOnLastWindowClosed(False)
        try:
            self.job.start_job(move, None)
            return self.exec() == QDialog.DialogCode.Accepted
        finally:
            app.setQuitOnLastWindowClosed(True)

    def _end_with(self, error: ReceiptError) -> None:
        self.error = error
        self.done(QDialog.DialogCode.Rejected)

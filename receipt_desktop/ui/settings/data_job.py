"""A backup or a restore, with progress and cancel."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QObject

from receipt_desktop.actions.backups import BackupOptions
from receipt_desktop.ui.settings.background_job import BackgroundJob
from receipt_desktop.ui.task_runner import TaskRunner

FULL_PERCENT = 100


class DataJob(BackgroundJob):
    """A job over all data; its progress is in percent. Cancelled when the program quits."""

    def __init__(self, task_runner: TaskRunner, parent: QObject | None = None) -> None:
        super().__init__(task_runner, parent)
        app = QCoreApplication.instance()
        if app:
            app.aboutToQuit.connect(self.cancel_job)

    def start_job(
        self, function: Callable[[BackupOptions], object], passphrase: str | None
    ) -> None:
        """Start the job; ignored while another one runs."""
        self._run_job(
            lambda is_cancelled: function(
                BackupOptions(
                    passphrase, on_progress=self._record_blocks, is_cancelled=is_cancelled
                )
            )
        )

    def _record_blocks(self, done: int, total: int) -> None:
        self._record_progress(done * FULL_PERCENT // max(1, total))

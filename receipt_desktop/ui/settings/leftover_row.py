"""Leftover files of removed receipts: count and clean up."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from receipt_desktop.actions import Actions
from receipt_desktop.domain.cleanup import CleanupResult, LeftoverFile
from receipt_desktop.domain.health import HealthStatus
from receipt_desktop.ui.i18n.data_size import format_data_size
from receipt_desktop.ui.settings.finding_row import MAX_NAMED_FILES, FindingRow
from receipt_desktop.ui.task_runner import TaskRunner


class LeftoverRow(FindingRow):
    """One row of the Doctor."""

    def __init__(
        self, actions: Actions, task_runner: TaskRunner, parent: QWidget | None = None
    ) -> None:
        super().__init__(actions, task_runner, parent)
        self._set_captions(self.tr("Leftover files"), self.tr("Clean up"))
        self.button.clicked.connect(self._delete_leftovers)

    def find_leftovers(self) -> None:
        """Count leftover files without deleting them."""
        self._task_runner.run(
            self._actions.find_stale_files, done=self._show_leftovers, failed=self._show_error
        )

    def _show_leftovers(self, found: Sequence[LeftoverFile]) -> None:
        self.show()
        if not found:
            self._show_message(HealthStatus.HEALTHY, self.tr("No leftover files."))
            return
        files = self.tr("%Ln file(s)", "", len(found))
        size = format_data_size(sum(one.bytes for one in found))
        message = self.tr("{files} ({size}) from removed receipts and interrupted runs.").format(
            files=files, size=size
        )
        self._show_message(HealthStatus.HEALTHY, message)
        self.message.setToolTip("\n".join(str(one.path) for one in found[:MAX_NAMED_FILES]))
        self._offer_button()

    def _delete_leftovers(self) -> None:
        self.button.setEnabled(False)
        self._task_runner.run(
            self._actions.delete_stale_files, done=self._show_cleaned, failed=self._show_error
        )

    def _show_cleaned(self, done: CleanupResult) -> None:
        files = self.tr("%Ln file(s)", "", done.count)
        message = self.tr("Deleted {files}, freed {size}.")
        self._show_message(
            HealthStatus.HEALTHY, message.format(files=files, size=format_data_size(done.bytes))
        )
        if done.failed:
            left = self.tr("%Ln file(s) could not be deleted.", "", done.failed)
            self._show_message(HealthStatus.DEGRADED, left)

"""Originals without a receipt: count and import again."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from receipt_desktop.actions import Actions
from receipt_desktop.domain.cleanup import OrphanedOriginal
from receipt_desktop.domain.health import HealthStatus
from receipt_desktop.domain.receipt import SubmitResult
from receipt_desktop.ui.i18n import texts
from receipt_desktop.ui.i18n.data_size import format_data_size
from receipt_desktop.ui.settings.finding_row import MAX_NAMED_FILES, FindingRow
from receipt_desktop.ui.task_runner import TaskRunner


class OrphanRow(FindingRow):
    """One row of the Doctor; hidden while every original has its receipt."""

    def __init__(
        self, actions: Actions, task_runner: TaskRunner, parent: QWidget | None = None
    ) -> None:
        super().__init__(actions, task_runner, parent)
        self._set_captions(self.tr("Originals"), self.tr("Import again"))
        self.button.clicked.connect(self._adopt_orphans)

    def find_orphans(self) -> None:
        """Count the orphaned originals."""
        self._task_runner.run(
            self._actions.find_orphans, done=self._show_orphans, failed=self._show_error
        )

    def _show_orphans(self, found: Sequence[OrphanedOriginal]) -> None:
        self.setVisible(bool(found))
        originals = self.tr("%Ln original(s)", "", len(found))
        size = format_data_size(sum(one.bytes for one in found))
        message = self.tr("{originals} without a receipt ({size}). No original is deleted.")
        self._show_message(HealthStatus.DEGRADED, message.format(originals=originals, size=size))
        named = (one.name or one.path.name for one in found[:MAX_NAMED_FILES])
        self.message.setToolTip("\n".join(named))
        self._offer_button()

    def _adopt_orphans(self) -> None:
        self.button.setEnabled(False)
        self._show_message(HealthStatus.DEGRADED, self.tr("Importing…"))
        self._task_runner.run(
            self._actions.adopt_orphans, done=self._show_adopted, failed=self._show_error
        )

    def _show_adopted(self, answers: Sequence[SubmitResult]) -> None:
        errors = [answer.error for answer in answers if answer.error]
        originals = self.tr("%Ln original(s)", "", len(answers) - len(errors))
        message = self.tr("Imported {originals} again.").format(originals=originals)
        self._show_message(HealthStatus.HEALTHY, message)
        if errors:
            left = self.tr("%Ln original(s) could not be imported.", "", len(errors))
            self._show_message(HealthStatus.DEGRADED, f"{message} {left}")
            self.message.setToolTip("\n".join(map(texts.format_error, errors[:MAX_NAMED_FILES])))

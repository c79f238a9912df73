"""Files that removed receipts left behind: told first, deleted with one click."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from receipt_desktop.actions import Actions
from receipt_desktop.domain.cleanup import CleanupResult, LeftoverFile
from receipt_desktop.domain.errors import ReceiptError
from receipt_desktop.domain.health import HealthStatus
from receipt_desktop.ui import theme
from receipt_desktop.ui.i18n import texts
from receipt_desktop.ui.i18n.data_size import format_data_size
from receipt_desktop.ui.task_runner import TaskRunner
from receipt_desktop.ui.widgets.health_mark import HealthMark

SUBJECT_COLUMN, ICON_COLUMN, SENTENCE_COLUMN = range(3)
MAX_NAMED_FILES = 20
"""Files that the tooltip names."""


class LeftoverRow(QWidget):
    """One row of the Doctor."""

    def __init__(self, actions: Actions, work: TaskRunner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._actions = actions
        self._work = work
        self.mark, self.message = HealthMark(), QLabel()
        self.clean_button = QPushButton(self.tr("Clean up"))
        self.message.setWordWrap(True)
        self._grid = QGridLayout(self)
        self._lay_out()
        self.clean_button.clicked.connect(self._delete_leftovers)
        self.hide()

    def set_label_width(self, width: int) -> None:
        """So that it stands below the findings."""
        self._grid.setColumnMinimumWidth(SUBJECT_COLUMN, width)

    def find_leftovers(self) -> None:
        """Count them; nothing is deleted."""
        self._work.run(
            self._actions.find_stale_files, done=self._show_leftovers, failed=self._show_error
        )

    def _show_leftovers(self, found: Sequence[LeftoverFile]) -> None:
        self.show()
        if not found:
            self._show_message(
                HealthStatus.HEALTHY, self.tr("Nothing is left of removed receipts.")
            )
            return
        files = self.tr("%n file(s)", "", len(found))
        size = format_data_size(sum(one.bytes for one in found))
        said = self.tr("{files}, {size}, of removed receipts and broken-off runs.").format(
            files=files, size=size
        )
        self._show_message(HealthStatus.HEALTHY, said)
        self.message.setToolTip("\n".join(str(one.path) for one in found[:MAX_NAMED_FILES]))
        self.clean_button.setEnabled(True)
        self.clean_button.show()

    def _delete_leftovers(self) -> None:
        self.clean_button.setEnabled(False)
        self._work.run(
            self._actions.delete_stale_files, done=self._show_cleaned, failed=self._show_error
        )

    def _show_cleaned(self, done: CleanupResult) -> None:
        files = self.tr("%n file(s)", "", done.count)
        said = self.tr("{files} deleted, {size} freed.")
        self._show_message(
            HealthStatus.HEALTHY, said.format(files=files, size=format_data_size(done.bytes))
        )
        if done.failed:
            left = self.tr("%n file(s) could not be deleted.", "", done.failed)
            self._show_message(HealthStatus.DEGRADED, left)

    def _show_error(self, error: ReceiptError) -> None:
        self.show()
        self._show_message(HealthStatus.DEGRADED, texts.format_error(error))

    def _show_message(self, health: HealthStatus, sentence: str) -> None:
        self.mark.show_health(health)
        self.message.setText(sentence)
        self.message.setToolTip("")
        self.clean_button.hide()

    def _lay_out(self) -> None:
        subject = QLabel(self.tr("Leftovers"))
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.SPACE_M)
        self._grid.setColumnStretch(SENTENCE_COLUMN, 1)
        words = QVBoxLayout()
        words.setSpacing(theme.SPACE_XS)
        words.addWidget(self.message)
        words.addWidget(self.clean_button, 0, Qt.AlignmentFlag.AlignLeft)
        top = Qt.AlignmentFlag.AlignTop
        self._grid.addWidget(subject, 0, SUBJECT_COLUMN, top | Qt.AlignmentFlag.AlignRight)
        self._grid.addWidget(self.mark, 0, ICON_COLUMN, top)
        self._grid.addLayout(words, 0, SENTENCE_COLUMN)

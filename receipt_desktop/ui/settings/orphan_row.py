"""Originals without a receipt: named first, read in again with one click."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from receipt_desktop.actions import Actions
from receipt_desktop.domain.cleanup import OrphanedOriginal
from receipt_desktop.domain.errors import ReceiptError
from receipt_desktop.domain.health import HealthStatus
from receipt_desktop.domain.receipt import SubmitResult
from receipt_desktop.ui import theme
from receipt_desktop.ui.i18n import texts
from receipt_desktop.ui.i18n.data_size import format_data_size
from receipt_desktop.ui.task_runner import TaskRunner
from receipt_desktop.ui.widgets.health_mark import HealthMark

SUBJECT_COLUMN, ICON_COLUMN, SENTENCE_COLUMN = range(3)
MAX_NAMED_FILES = 20
"""Files that the tooltip names."""


class OrphanRow(QWidget):
    """One row of the Doctor; hidden while every original has its receipt."""

    def __init__(self, actions: Actions, work: TaskRunner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._actions = actions
        self._work = work
        self.mark, self.message = HealthMark(), QLabel()
        self.adopt_button = QPushButton(self.tr("Read in again"))
        self.message.setWordWrap(True)
        self._grid = QGridLayout(self)
        self._lay_out()
        self.adopt_button.clicked.connect(self._adopt_orphans)
        self.hide()

    def set_label_width(self, width: int) -> None:
        """So that it stands below the findings."""
        self._grid.setColumnMinimumWidth(SUBJECT_COLUMN, width)

    def find_orphans(self) -> None:
        """Count them."""
        self._work.run(self._actions.find_orphans, done=self._show_orphans, failed=self._show_error)

    def _show_orphans(self, found: Sequence[OrphanedOriginal]) -> None:
        self.setVisible(bool(found))
        originals = self.tr("%n original(s)", "", len(found))
        size = format_data_size(sum(one.bytes for one in found))
        said = self.tr("{originals} without a receipt, {size}. None is deleted.")
        self._show_message(HealthStatus.DEGRADED, said.format(originals=originals, size=size))
        named = (one.name or one.path.name for one in found[:MAX_NAMED_FILES])
        self.message.setToolTip("\n".join(named))
        self.adopt_button.setEnabled(True)
        self.adopt_button.show()

    def _adopt_orphans(self) -> None:
        self.adopt_button.setEnabled(False)
        self._show_message(HealthStatus.DEGRADED, self.tr("Reading in…"))
        self._work.run(
            self._actions.adopt_orphans, done=self._show_adopted, failed=self._show_error
        )

    def _show_adopted(self, answers: Sequence[SubmitResult]) -> None:
        errors = [answer.error for answer in answers if answer.error]
        originals = self.tr("%n original(s)", "", len(answers) - len(errors))
        said = self.tr("{originals} read in again.").format(originals=originals)
        self._show_message(HealthStatus.HEALTHY, said)
        if errors:
            left = self.tr("%n original(s) could not be read in.", "", len(errors))
            self._show_message(HealthStatus.DEGRADED, f"{said} {left}")
            self.message.setToolTip("\n".join(map(texts.format_error, errors[:MAX_NAMED_FILES])))

    def _show_error(self, error: ReceiptError) -> None:
        self.show()
        self._show_message(HealthStatus.DEGRADED, texts.format_error(error))

    def _show_message(self, health: HealthStatus, sentence: str) -> None:
        self.mark.show_health(health)
        self.message.setText(sentence)
        self.message.setToolTip("")
        self.adopt_button.hide()

    def _lay_out(self) -> None:
        subject = QLabel(self.tr("Originals"))
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.SPACE_M)
        self._grid.setColumnStretch(SENTENCE_COLUMN, 1)
        words = QVBoxLayout()
        words.setSpacing(theme.SPACE_XS)
        words.addWidget(self.message)
        words.addWidget(self.adopt_button, 0, Qt.AlignmentFlag.AlignLeft)
        top = Qt.AlignmentFlag.AlignTop
        self._grid.addWidget(subject, 0, SUBJECT_COLUMN, top | Qt.AlignmentFlag.AlignRight)
        self._grid.addWidget(self.mark, 0, ICON_COLUMN, top)
        self._grid.addLayout(words, 0, SENTENCE_COLUMN)

"""A row of the Doctor with a button: the base of leftover files and orphaned originals."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from receipt_desktop.actions import Actions
from receipt_desktop.domain.errors import ReceiptError
from receipt_desktop.domain.health import HealthStatus
from receipt_desktop.ui import theme
from receipt_desktop.ui.i18n import texts
from receipt_desktop.ui.task_runner import TaskRunner
from receipt_desktop.ui.widgets.health_mark import HealthMark

SUBJECT_COLUMN, ICON_COLUMN, SENTENCE_COLUMN = range(3)
MAX_NAMED_FILES = 20
"""Maximum number of files named in the tooltip."""


class FindingRow(QWidget):
    """Subject, health mark, message and a button below; hidden until there is a result."""

    def __init__(
        self, actions: Actions, task_runner: TaskRunner, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._actions = actions
        self._task_runner = task_runner
        self.mark, self.message = HealthMark(), QLabel()
        self.button, self._subject = QPushButton(), QLabel()
        self.message.setWordWrap(True)
        self._grid = QGridLayout(self)
        self._lay_out()
        self.hide()

    def set_label_width(self, width: int) -> None:
        """Set the label width, to align with the findings."""
        self._grid.setColumnMinimumWidth(SUBJECT_COLUMN, width)

    def _set_captions(self, subject: str, button: str) -> None:
        self._subject.setText(subject)
        self.button.setText(button)

    def _offer_button(self) -> None:
        self.button.setEnabled(True)
        self.button.show()

    def _show_error(self, error: ReceiptError) -> None:
        self.show()
        self._show_message(HealthStatus.DEGRADED, texts.format_error(error))

    def _show_message(self, health: HealthStatus, sentence: str) -> None:
        self.mark.show_health(health)
        self.message.setText(sentence)
        self.message.setToolTip("")
        self.button.hide()

    def _lay_out(self) -> None:
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.SPACE_M)
        self._grid.setColumnStretch(SENTENCE_COLUMN, 1)
        column = QVBoxLayout()
        column.setSpacing(theme.SPACE_XS)
        column.addWidget(self.message)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        top = Qt.AlignmentFlag.AlignTop
        self._grid.addWidget(self._subject, 0, SUBJECT_COLUMN, top | Qt.AlignmentFlag.AlignRight)
        self._grid.addWidget(self.mark, 0, ICON_COLUMN, top)
        self._grid.addLayout(column, 0, SENTENCE_COLUMN)

"""A row with a start button, a progress bar, a cancel button and the outcome."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QProgressBar, QPushButton, QWidget

from receipt_desktop.domain.errors import ReceiptError
from receipt_desktop.ui import theme
from receipt_desktop.ui.i18n import texts
from receipt_desktop.ui.settings.data_job import FULL_PERCENT, DataJob


class JobRow(QWidget):
    """The row of a background job, such as "Back up"."""

    def __init__(self, job: DataJob, text: str, note: str, parent: QWidget | None = None) -> None:
        """`text` is the button's, `note` is shown while there is no outcome."""
        super().__init__(parent)
        self._job = job
        self._note = note
        self.start_button = QPushButton(text)
        self.cancel_button = QPushButton(self.tr("Cancel"))
        self.progress_bar = QProgressBar()
        self.progress_bar.setTextVisible(False)
        self.progress_bar.setAccessibleName(self.tr("Progress"))
        self.message = QLabel()
        self.message.setWordWrap(True)
        self.message.setTextFormat(Qt.TextFormat.PlainText)
        self.message.setTextInteractionFlags(theme.SELECTABLE_TEXT)
        self._lay_out()
        self.cancel_button.clicked.connect(self._cancel_job)
        job.progress_changed.connect(self._show_progress)
        job.cancelled.connect(lambda: self.show_outcome(self.tr("Cancelled. Nothing was changed.")))
        job.failed.connect(self.show_error)
        self._show_running(False)
        self.show_outcome(note)

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(theme.SPACE_S)
        grid.addWidget(self.start_button, 0, 0)
        grid.addWidget(self.progress_bar, 0, 0, 1, 2)
        grid.addWidget(self.cancel_button, 0, 2)
        grid.addWidget(self.message, 1, 0, 1, 3)
        grid.setColumnStretch(1, 1)

    def show_started(self, sentence: str) -> None:
        """Show the start of the job with this text."""
        self._show_running(True)
        self.progress_bar.setRange(0, 0)
        self._show_message(sentence, "note")

    def show_outcome(self, sentence: str) -> None:
        """Show the outcome of the job."""
        self._show_running(False)
        self._show_message(sentence, "note")

    def show_error(self, error: ReceiptError) -> None:
        """Show the error of the job."""
        self._show_running(False)
        self._show_message(texts.format_error(error), "error")

    def show_idle(self) -> None:
        """As at the beginning."""
        self.show_outcome(self._note)

    def _cancel_job(self) -> None:
        self.cancel_button.setEnabled(False)
        self._show_message(self.tr("Stopping…"), "note")
        self._job.cancel_job()

    def _show_progress(self, percent: int) -> None:
        self.progress_bar.setRange(0, FULL_PERCENT)
        self.progress_bar.setValue(percent)

    def _show_running(self, running: bool) -> None:
        self.start_button.setVisible(not running)
        self.progress_bar.setVisible(running)
        self.cancel_button.setVisible(running)
        self.cancel_button.setEnabled(running)

    def _show_message(self, sentence: str, role: str) -> None:
        theme.set_text_role(self.message, role)
        self.message.setText(sentence)
        self.message.setVisible(bool(sentence))

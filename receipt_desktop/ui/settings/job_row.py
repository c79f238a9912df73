"""A button for a long piece of work; while it runs a bar and a way to stop, then the outcome."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QProgressBar, QPushButton, QWidget

from receipt_desktop.errors import ReceiptError
from receipt_desktop.ui import look, texts
from receipt_desktop.ui.settings.data_job import PERCENT, DataJob


class JobRow(QWidget):
    """What stands behind a label such as "Back up"."""

    def __init__(self, job: DataJob, text: str, note: str, parent: QWidget | None = None) -> None:
        """`text` is the button's, `note` is shown while there is no outcome."""
        super().__init__(parent)
        self._job = job
        self._note = note
        self.start = QPushButton(text)
        self.cancel = QPushButton(self.tr("Cancel"))
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(self.tr("Progress"))
        self.said = QLabel()
        self.said.setWordWrap(True)
        self.said.setTextFormat(Qt.TextFormat.PlainText)
        self.said.setTextInteractionFlags(look.SELECTABLE)
        self._lay_out()
        self.cancel.clicked.connect(self._cancel)
        job.progressed.connect(self._show_progress)
        job.cancelled.connect(lambda: self.tell(self.tr("Cancelled. Nothing was changed.")))
        job.failed.connect(self.complain)
        self._show_running(False)
        self.tell(note)

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(look.SPACE_S)
        grid.addWidget(self.start, 0, 0)
        grid.addWidget(self.bar, 0, 0, 1, 2)
        grid.addWidget(self.cancel, 0, 2)
        grid.addWidget(self.said, 1, 0, 1, 3)
        grid.setColumnStretch(1, 1)

    def begin(self, sentence: str) -> None:
        """The work begins: say what is being done."""
        self._show_running(True)
        self.bar.setRange(0, 0)
        self._say(sentence, "note")

    def tell(self, sentence: str) -> None:
        """The work ended like this."""
        self._show_running(False)
        self._say(sentence, "note")

    def complain(self, error: ReceiptError) -> None:
        """The work failed."""
        self._show_running(False)
        self._say(texts.error_text(error), "error")

    def rest(self) -> None:
        """As at the beginning."""
        self.tell(self._note)

    def _cancel(self) -> None:
        self.cancel.setEnabled(False)
        self._say(self.tr("Stopping…"), "note")
        self._job.cancel()

    def _show_progress(self, percent: int) -> None:
        self.bar.setRange(0, PERCENT)
        self.bar.setValue(percent)

    def _show_running(self, running: bool) -> None:
        self.start.setVisible(not running)
        self.bar.setVisible(running)
        self.cancel.setVisible(running)
        self.cancel.setEnabled(running)

    def _say(self, sentence: str, role: str) -> None:
        look.set_role(self.said, role)
        self.said.setText(sentence)
        self.said.setVisible(bool(sentence))

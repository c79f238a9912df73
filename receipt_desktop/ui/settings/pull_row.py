"""Fetching a model: a name, a button, and while it runs a bar and a way to stop."""

from __future__ import annotations

from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QProgressBar, QPushButton, QWidget

from receipt_desktop.errors import ReceiptError
from receipt_desktop.health import PullProgress
from receipt_desktop.ui import look, texts
from receipt_desktop.ui.data_size import data_size
from receipt_desktop.ui.settings.pull import Pull

SUGGESTED = "qwen2.5:3b"
_PERCENT = 100


class PullRow(QWidget):
    """What stands behind the label "Get a model"."""

    def __init__(self, pull: Pull, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pull = pull
        self.name = QLineEdit()
        self.name.setPlaceholderText(SUGGESTED)
        self.name.setAccessibleName(self.tr("Name of the model to get"))
        self.start = QPushButton(self.tr("Pull model"))
        self.cancel = QPushButton(self.tr("Cancel"))
        self.bar = QProgressBar()
        self.bar.setAccessibleName(self.tr("Download of the model"))
        self.bar.setTextVisible(False)
        self.said = QLabel()
        self.said.setWordWrap(True)
        self._lay_out()
        self._connect()
        self._show_idle("")

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(look.SPACE_S)
        grid.addWidget(self.name, 0, 0)
        grid.addWidget(self.start, 0, 1)
        grid.addWidget(self.cancel, 0, 1)
        grid.addWidget(self.bar, 1, 0, 1, 2)
        grid.addWidget(self.said, 2, 0, 1, 2)
        grid.setColumnStretch(0, 1)

    def _connect(self) -> None:
        self.start.clicked.connect(self._start)
        self.name.returnPressed.connect(self._start)
        self.cancel.clicked.connect(self._cancel)
        self._pull.progressed.connect(self._show_progress)
        self._pull.finished.connect(self._finish)
        self._pull.cancelled.connect(lambda: self._show_idle(self.tr("Cancelled.")))
        self._pull.failed.connect(self._fail)

    def _start(self) -> None:
        if self._pull.running:
            return
        look.set_role(self.said, "note")
        self._show_running(True)
        self.bar.setRange(0, 0)
        self.said.setText(self.tr("Asking Ollama…"))
        self._pull.start(self.name.text().strip() or SUGGESTED)

    def _cancel(self) -> None:
        self.said.setText(self.tr("Stopping…"))
        self._pull.cancel()

    def _show_progress(self, progress: PullProgress) -> None:
        if not progress.total_bytes:
            self.bar.setRange(0, 0)
            self.said.setText(progress.status)
            return
        self.bar.setRange(0, _PERCENT)
        self.bar.setValue(progress.done_bytes * _PERCENT // progress.total_bytes)
        done, total = data_size(progress.done_bytes), data_size(progress.total_bytes)
        self.said.setText(self.tr("{done} of {total}").format(done=done, total=total))

    def _finish(self, name: str) -> None:
        self.name.clear()
        self._show_idle(self.tr("{name} is installed.").format(name=name))

    def _fail(self, error: ReceiptError) -> None:
        self._show_idle(texts.error_text(error))
        look.set_role(self.said, "error")

    def _show_idle(self, sentence: str) -> None:
        self.said.setText(sentence)
        self._show_running(False)
        self.said.setVisible(bool(sentence))

    def _show_running(self, running: bool) -> None:
        self.name.setEnabled(not running)
        self.start.setVisible(not running)
        self.cancel.setVisible(running)
        self.bar.setVisible(running)
        self.said.setVisible(True)

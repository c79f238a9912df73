"""The row to download a model: name, button, progress bar and cancel."""

from __future__ import annotations

from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QProgressBar, QPushButton, QWidget

from receipt_desktop.domain.errors import ReceiptError
from receipt_desktop.domain.language_model import PullProgress
from receipt_desktop.ui import theme
from receipt_desktop.ui.i18n import texts
from receipt_desktop.ui.i18n.data_size import format_data_size
from receipt_desktop.ui.settings.model_pull import ModelPull

SUGGESTED_MODEL = "qwen2.5:3b"
_PERCENT = 100


class PullRow(QWidget):
    """The row "Download a model"."""

    def __init__(self, pull: ModelPull, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model_pull = pull
        self.name = QLineEdit()
        self.name.setPlaceholderText(SUGGESTED_MODEL)
        self.name.setAccessibleName(self.tr("Name of the model to download"))
        self.start_button = QPushButton(self.tr("Download"))
        self.cancel_button = QPushButton(self.tr("Cancel"))
        self.progress_bar = QProgressBar()
        self.progress_bar.setAccessibleName(self.tr("Model download"))
        self.progress_bar.setTextVisible(False)
        self.message = QLabel()
        self.message.setWordWrap(True)
        self._lay_out()
        self._connect()
        self._show_idle("")

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(theme.SPACE_S)
        grid.addWidget(self.name, 0, 0)
        grid.addWidget(self.start_button, 0, 1)
        grid.addWidget(self.cancel_button, 0, 1)
        grid.addWidget(self.progress_bar, 1, 0, 1, 2)
        grid.addWidget(self.message, 2, 0, 1, 2)
        grid.setColumnStretch(0, 1)

    def _connect(self) -> None:
        self.start_button.clicked.connect(self._start_pull)
        self.name.returnPressed.connect(self._start_pull)
        self.cancel_button.clicked.connect(self._cancel_pull)
        self._model_pull.progress_changed.connect(self._show_progress)
        self._model_pull.finished.connect(self._show_installed)
        self._model_pull.cancelled.connect(lambda: self._show_idle(self.tr("Cancelled.")))
        self._model_pull.failed.connect(self._show_error)

    def _start_pull(self) -> None:
        if self._model_pull.is_running:
            return
        theme.set_text_role(self.message, "note")
        self._show_running(True)
        self.progress_bar.setRange(0, 0)
        self.message.setText(self.tr("Connecting to Ollama…"))
        self._model_pull.start_pull(self.name.text().strip() or SUGGESTED_MODEL)

    def _cancel_pull(self) -> None:
        self.message.setText(self.tr("Stopping…"))
        self._model_pull.cancel_job()

    def _show_progress(self, progress: PullProgress) -> None:
        if not progress.total_bytes:
            self.progress_bar.setRange(0, 0)
            self.message.setText(progress.status)
            return
        self.progress_bar.setRange(0, _PERCENT)
        self.progress_bar.setValue(progress.done_bytes * _PERCENT // progress.total_bytes)
        done, total = format_data_size(progress.done_bytes), format_data_size(progress.total_bytes)
        self.message.setText(self.tr("{done} of {total}").format(done=done, total=total))

    def _show_installed(self, name: str) -> None:
        self.name.clear()
        self._show_idle(self.tr("{name} is installed.").format(name=name))

    def _show_error(self, error: ReceiptError) -> None:
        self._show_idle(texts.format_error(error))
        theme.set_text_role(self.message, "error")

    def _show_idle(self, sentence: str) -> None:
        self.message.setText(sentence)
        self._show_running(False)
        self.message.setVisible(bool(sentence))

    def _show_running(self, running: bool) -> None:
        self.name.setEnabled(not running)
        self.start_button.setVisible(not running)
        self.cancel_button.setVisible(running)
        self.progress_bar.setVisible(running)
        self.message.setVisible(True)

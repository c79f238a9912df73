"""The question whether a language model is wanted, with what it costs and brings."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QLabel, QVBoxLayout, QWidget

from receipt_desktop.actions import Actions
from receipt_desktop.config.settings import MODEL_AUTO
from receipt_desktop.domain.errors import ReceiptError
from receipt_desktop.domain.language_model import ModelState
from receipt_desktop.ui import theme
from receipt_desktop.ui.i18n import texts
from receipt_desktop.ui.i18n.data_size import format_data_size
from receipt_desktop.ui.settings.model_pull import ModelPull
from receipt_desktop.ui.settings.pull_row import PullRow
from receipt_desktop.ui.task_runner import TaskRunner
from receipt_desktop.ui.widgets.no_wheel import NoWheelComboBox

SUGGESTED_BYTES = 1_900_000_000
"""Size of the model that the download suggests."""


class ModelChoice(QWidget):
    """A check box, the installed models, and a download that only a click starts."""

    settings_chosen = Signal(dict)
    """Settings by name."""
    content_changed = Signal()
    """Other texts or controls are shown."""

    def __init__(
        self, actions: Actions, task_runner: TaskRunner, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._actions = actions
        self._task_runner = task_runner
        self.use_box = QCheckBox(self.tr("Use a language model on this computer (Ollama)"))
        self.note = QLabel(
            self.tr(
                "Finds more values on unusual receipts. A small model takes about {size} on the "
                "disk and 3 GB of memory; without a graphics card, expect ten seconds or more for "
                "each receipt. Nothing leaves this computer."
            ).format(size=format_data_size(SUGGESTED_BYTES))
        )
        self.state_label = QLabel()
        self.model_box = NoWheelComboBox()
        self.model_pull = ModelPull(actions, task_runner, self)
        self.pull_row = PullRow(self.model_pull)
        self._lay_out()
        self._connect()
        self.use_box.setChecked(actions.settings.use_model and actions.settings.is_model_allowed)
        self.find_models()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE_S)
        self.model_box.setAccessibleName(self.tr("Model"))
        self.state_label.setOpenExternalLinks(True)
        for label in (self.note, self.state_label):
            theme.set_text_role(label, "note")
            label.setWordWrap(True)
        for widget in (self.use_box, self.note, self.state_label, self.model_box, self.pull_row):
            column.addWidget(widget)
        self.model_box.hide()
        self.pull_row.hide()
        self.use_box.setMinimumHeight(theme.line_height())
        self.setFocusProxy(self.use_box)

    def _connect(self) -> None:
        self.use_box.clicked.connect(self._choose_use)
        self.model_box.activated.connect(
            lambda _: self.settings_chosen.emit({"model": self.model_box.currentData()})
        )
        self.model_pull.finished.connect(lambda _: self.find_models())

    def _choose_use(self, use: bool) -> None:
        self.model_box.setEnabled(use)
        self.settings_chosen.emit({"use_model": use})

    def find_models(self) -> None:
        """Look for Ollama off the UI thread."""
        self.state_label.setText(self.tr("Looking for Ollama…"))
        self._task_runner.run(
            self._actions.check_model_state, done=self._show_state, failed=self._show_error
        )

    def _show_state(self, state: ModelState) -> None:
        self.use_box.setEnabled(not state.remote)
        installed = state.reachable and bool(state.installed)
        self._fill_models(state)
        self.model_box.setVisible(installed and not state.remote)
        self.pull_row.setVisible(state.reachable and not installed and not state.remote)
        self.state_label.setText(self._describe(state))
        self.content_changed.emit()

    def _describe(self, state: ModelState) -> str:
        if state.remote:
            return self.tr("Ollama is on another computer. See Settings > Language model.")
        if not state.reachable:
            return self.tr(
                "Ollama was not found. Receipts are read without it; you can install it later from "
                "{link}."
            ).format(link='<a href="https://ollama.com/download">ollama.com</a>')
        version = state.version or ""
        if not state.installed:
            return self.tr(
                "Ollama {version} is running. It has no model yet; you can download one:"
            ).format(version=version)
        return self.tr("Ollama {version} is running.").format(version=version)

    def _fill_models(self, state: ModelState) -> None:
        self.model_box.clear()
        self.model_box.addItem(self.tr("Best installed model"), MODEL_AUTO)
        for model in state.installed:
            size = format_data_size(model.bytes)
            self.model_box.addItem(f"{model.name}  ·  {size}", model.name)
        index = self.model_box.findData(self._actions.settings.model)
        self.model_box.setCurrentIndex(max(0, index))
        self.model_box.setEnabled(self.use_box.isChecked())

    def _show_error(self, error: ReceiptError) -> None:
        self.state_label.setTextFormat(Qt.TextFormat.PlainText)
        self.state_label.setText(texts.format_error(error))

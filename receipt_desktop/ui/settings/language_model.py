"""The language model: whether, where, which, and how to get one."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QWidget

from receipt_desktop.actions import Actions
from receipt_desktop.errors import ReceiptError
from receipt_desktop.health import ModelState
from receipt_desktop.hosts import host_of, is_remote
from receipt_desktop.settings import MODEL_AUTO, Settings
from receipt_desktop.ui import texts
from receipt_desktop.ui.confirm import Question
from receipt_desktop.ui.data_size import data_size
from receipt_desktop.ui.remote_model import remote_question
from receipt_desktop.ui.settings.address import AddressEdit
from receipt_desktop.ui.settings.pull import Pull
from receipt_desktop.ui.settings.pull_row import PullRow
from receipt_desktop.ui.settings.section import Section
from receipt_desktop.ui.steady import SteadyCombo
from receipt_desktop.ui.work import Work


class ModelSection(Section):
    """Everything about Ollama."""

    def __init__(self, actions: Actions, work: Work, parent: QWidget | None = None) -> None:
        super().__init__(actions, work, parent)
        self.set_title(self.tr("Language model"))
        self._model = MODEL_AUTO
        self._asked = 0
        self.question: Question | None = None
        """The one before text goes to another computer, once it was asked."""
        self.use = QCheckBox(self.tr("Ask a local model through Ollama"))
        self.address = AddressEdit()
        self.model = SteadyCombo()
        self.pull = Pull(actions, work, self)
        self.pull_row = PullRow(self.pull)
        self._add_rows()
        self._connect()
        self._show_models(())

    def _add_rows(self) -> None:
        self._use_row = self.add(
            self.tr("Second opinion"),
            self.use,
            note=self.tr("Finds more, takes longer. Without it, rules alone decide."),
        )
        self._address_row = self.add(self.tr("Address"), self.address, setting="ollama_host")
        self._model_row = self.add(self.tr("Model"), self.model, setting="model")
        self.add(self.tr("Get a model"), self.pull_row)

    def _connect(self) -> None:
        self.use.clicked.connect(self._toggle)
        self.address.chosen.connect(self._use_address)
        self.address.malformed.connect(
            lambda: self._address_row.complain(self.tr("This is not an address."))
        )
        self.model.activated.connect(
            lambda _: self.save(self._model_row, model=self.model.currentData())
        )
        self.changed.connect(self._follow)
        self.pull.finished.connect(lambda _: self.load())

    def _toggle(self, use: bool) -> None:
        now = self._actions.settings
        if use and not now.model_allowed:
            self._ask(host_of(now.ollama_host))
            return
        self._enable(use)
        self.save(self._use_row, use_model=use)

    def _ask(self, host: str) -> None:
        """Text would leave this computer: nothing is turned on before somebody agrees."""
        self.use.setChecked(False)
        self.question = remote_question(self, host)
        self.question.accepted.connect(
            lambda: self.save(self._use_row, use_model=True, text_may_go_to=host)
        )
        self.question.open()

    def _use_address(self, address: str) -> None:
        agreed = {"text_may_go_to": host_of(address)} if is_remote(address) else {}
        self.save(self._address_row, ollama_host=address, **agreed)

    def _follow(self, settings: Settings) -> None:
        self.show_settings(settings)
        self.load()

    def show_settings(self, settings: Settings) -> None:
        self._model = settings.model
        self.use.setChecked(settings.use_model)
        self.address.show_address(settings.ollama_host, settings.text_may_go_to)
        self._address_row.set_note(self._address_note(settings))
        self._choose(settings.model)
        self._enable(settings.use_model)

    def _address_note(self, settings: Settings) -> str:
        if not is_remote(settings.ollama_host) or not settings.model_allowed:
            return ""
        host = host_of(settings.ollama_host)
        return self.tr("The text of receipts goes to {host}.").format(host=host)

    def load(self) -> None:
        """Ask Ollama what it has; only the last answer counts."""
        self._asked += 1
        asked = self._asked
        self._model_row.set_note(self.tr("Asking Ollama…"))
        self._work.run(
            self._actions.model_state,
            done=lambda state: self._show_state(state) if asked == self._asked else None,
            failed=lambda error: self._fail(error) if asked == self._asked else None,
        )

    def _show_state(self, state: ModelState) -> None:
        self._show_models(tuple((model.name, model.bytes) for model in state.installed))
        if not state.reachable:
            self._model_row.set_note("")
            self._model_row.complain(self.tr("Ollama does not answer at this address."))
        elif not state.installed:
            self._model_row.set_note(self.tr("Ollama answers. It has no model yet."))
        elif state.chosen:
            said = self.tr("Ollama {version} answers with {model}.")
            version = state.version or ""
            self._model_row.set_note(said.format(version=version, model=state.chosen))
        else:
            self._model_row.set_note("")
            self._model_row.complain(self.tr("This model is not installed."))

    def _fail(self, error: ReceiptError) -> None:
        self._model_row.set_note("")
        self._model_row.complain(texts.error_text(error))

    def _show_models(self, installed: tuple[tuple[str, int], ...]) -> None:
        self.model.clear()
        self.model.addItem(self.tr("Best installed"), MODEL_AUTO)
        for name, size in installed:
            self.model.addItem(f"{name}  ·  {data_size(size)}", name)
        self._choose(self._model)

    def _choose(self, name: str) -> None:
        """Show the model of the settings, also when it is not installed."""
        if self.model.findData(name) < 0:
            self.model.addItem(name, name)
        self.model.setCurrentIndex(self.model.findData(name))

    def _enable(self, use: bool) -> None:
        for row in (self._address_row, self._model_row):
            row.enable(use)
        self.pull_row.setEnabled(use)

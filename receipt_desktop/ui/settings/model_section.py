"""The settings of the language model."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from receipt_desktop.actions import Actions
from receipt_desktop.config.hosts import extract_host, is_remote
from receipt_desktop.config.setting_spec import SettingGroup
from receipt_desktop.config.settings import MODEL_AUTO, SETTINGS, Settings
from receipt_desktop.domain.errors import ReceiptError
from receipt_desktop.domain.language_model import ModelState
from receipt_desktop.ui.i18n import texts
from receipt_desktop.ui.i18n.data_size import format_data_size
from receipt_desktop.ui.remote_model_consent import create_consent_dialog
from receipt_desktop.ui.settings.address_edit import AddressEdit
from receipt_desktop.ui.settings.editors import SwitchEditor
from receipt_desktop.ui.settings.model_pull import ModelPull
from receipt_desktop.ui.settings.pull_row import PullRow
from receipt_desktop.ui.settings.settings_section import SettingsSection
from receipt_desktop.ui.task_runner import TaskRunner
from receipt_desktop.ui.widgets.confirm_dialog import ConfirmDialog
from receipt_desktop.ui.widgets.no_wheel import NoWheelComboBox


class ModelSection(SettingsSection):
    """The language model section: switch, address, model and download."""

    def __init__(
        self, actions: Actions, task_runner: TaskRunner, parent: QWidget | None = None
    ) -> None:
        super().__init__(actions, task_runner, SettingGroup.MODEL, parent)
        self._model_name = MODEL_AUTO
        self._request_number = 0
        self.consent_dialog: ConfirmDialog | None = None
        """The consent dialog for a remote language model, once it was shown."""
        self.use_box = SwitchEditor(SETTINGS["use_model"])
        self.address_edit = AddressEdit()
        self.model = NoWheelComboBox()
        self.model_pull = ModelPull(actions, task_runner, self)
        self.pull_row = PullRow(self.model_pull)
        self._add_rows()
        self._connect()
        self._show_models(())

    def _add_rows(self) -> None:
        special = {"use_model": self.use_box, "ollama_host": self.address_edit, "model": self.model}
        self.add_settings(special)
        self._use_row, self._address_row, self._model_row = (
            self.rows_by_setting[name] for name in special
        )
        self.add_row(self.tr("Download a model"), self.pull_row)

    def _connect(self) -> None:
        self.use_box.value_chosen.connect(self._set_model_use)
        self.address_edit.address_chosen.connect(self._save_address)
        self.address_edit.address_malformed.connect(
            lambda: self._address_row.show_error(self.tr("This is not a valid address."))
        )
        self.model.activated.connect(
            lambda _: self.save_settings(self._model_row, model=self.model.currentData())
        )
        self.settings_changed.connect(self._show_and_load)
        self.model_pull.finished.connect(lambda _: self.load_models())

    def _set_model_use(self, use: bool) -> None:
        now = self._actions.settings
        if use and not now.is_model_allowed:
            self._ask_consent(extract_host(now.ollama_host))
            return
        self._enable_rows(use)
        self.save_settings(self._use_row, use_model=use)

    def _ask_consent(self, host: str) -> None:
        """Ask for consent before a remote model is turned on."""
        self.use_box.setChecked(False)
        self.consent_dialog = create_consent_dialog(self, host)
        self.consent_dialog.accepted.connect(
            lambda: self.save_settings(self._use_row, use_model=True, text_may_go_to=host)
        )
        self.consent_dialog.open()

    def _save_address(self, address: str) -> None:
        agreed = {"text_may_go_to": extract_host(address)} if is_remote(address) else {}
        self.save_settings(self._address_row, ollama_host=address, **agreed)

    def _show_and_load(self, settings: Settings) -> None:
        self.show_settings(settings)
        self.load_models()

    def show_settings(self, settings: Settings) -> None:
        self._model_name = settings.model
        self.use_box.show_value(settings.use_model)
        self.address_edit.show_address(settings.ollama_host, settings.text_may_go_to)
        self._address_row.set_note(self._format_address_note(settings))
        self._select_model(settings.model)
        self._enable_rows(settings.use_model)

    def _format_address_note(self, settings: Settings) -> str:
        if not is_remote(settings.ollama_host) or not settings.is_model_allowed:
            return ""
        host = extract_host(settings.ollama_host)
        return self.tr("The text of receipts is sent to {host}.").format(host=host)

    def load_models(self) -> None:
        """Load the installed models from Ollama; only the last request counts."""
        self._request_number += 1
        asked = self._request_number
        self._model_row.set_note(self.tr("Connecting to Ollama…"))
        self._task_runner.run(
            self._actions.check_model_state,
            done=lambda state: self._show_state(state) if asked == self._request_number else None,
            failed=lambda error: self._show_error(error) if asked == self._request_number else None,
        )

    def _show_state(self, state: ModelState) -> None:
        self._show_models(tuple((model.name, model.bytes) for model in state.installed))
        if not state.reachable:
            self._model_row.set_note("")
            self._model_row.show_error(self.tr("Ollama is not responding at this address."))
        elif not state.installed:
            self._model_row.set_note(self.tr("Ollama is running. No model is installed yet."))
        elif state.chosen:
            message = self.tr("Ollama {version} is running with {model}.")
            version = state.version or ""
            self._model_row.set_note(message.format(version=version, model=state.chosen))
        else:
            self._model_row.set_note("")
            self._model_row.show_error(self.tr("This model is not installed."))

    def _show_error(self, error: ReceiptError) -> None:
        self._model_row.set_note("")
        self._model_row.show_error(texts.format_error(error))

    def _show_models(self, installed: tuple[tuple[str, int], ...]) -> None:
        self.model.clear()
        self.model.addItem(self.tr("Best installed model"), MODEL_AUTO)
        for name, size in installed:
            self.model.addItem(f"{name}  ·  {format_data_size(size)}", name)
        self._select_model(self._model_name)

    def _select_model(self, name: str) -> None:
        """Select the model of the settings, even if it is not installed."""
        if self.model.findData(name) < 0:
            self.model.addItem(name, name)
        self.model.setCurrentIndex(self.model.findData(name))

    def _enable_rows(self, use: bool) -> None:
        for row in (self._address_row, self._model_row):
            row.set_enabled(use)
        self.pull_row.setEnabled(use)

"""The settings of the HTTP API: switch, address, token and certificate."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from receipt_desktop.actions import Actions
from receipt_desktop.config.setting_spec import SettingGroup
from receipt_desktop.config.settings import SETTINGS, Settings
from receipt_desktop.ui.api_service import ApiService
from receipt_desktop.ui.i18n import texts
from receipt_desktop.ui.settings.editors import ChoiceEditor, NumberEditor
from receipt_desktop.ui.settings.settings_section import SettingRow, SettingsSection
from receipt_desktop.ui.settings.token_row import TokenRow
from receipt_desktop.ui.task_runner import TaskRunner

LOOPBACK_HOST, ALL_INTERFACES_HOST = "127.0.0.1", "0.0.0.0"  # noqa: S104 (a choice that a person makes)


class ApiSection(SettingsSection):
    """The HTTP API section."""

    def __init__(
        self,
        actions: Actions,
        task_runner: TaskRunner,
        api_service: ApiService,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(actions, task_runner, SettingGroup.PROGRAMS, parent)
        self._api_service = api_service
        self._pending_restarts = 0
        self.host_box = ChoiceEditor(
            {
                LOOPBACK_HOST: self.tr("This computer only"),
                ALL_INTERFACES_HOST: self.tr("The whole network"),
            }
        )
        self.port_box = NumberEditor(SETTINGS["api_port"])
        self.port_box.setMinimum(1)
        self.token = TokenRow(actions, task_runner)
        self.add_settings({"api_host": self.host_box, "api_port": self.port_box})
        self._token_row = self.add_row(
            self.tr("Token"),
            self.token,
            note=self.tr("Anyone with this token can read, change and delete every receipt."),
        )
        self.host_box.value_chosen.connect(
            lambda host: self.save_settings(self.rows_by_setting["api_host"], api_host=host)
        )
        self.port_box.value_chosen.connect(
            lambda port: self.save_settings(self.rows_by_setting["api_port"], api_port=port)
        )

    def show_settings(self, settings: Settings) -> None:
        super().show_settings(settings)
        self.host_box.show_value(settings.api_host)
        self.port_box.show_value(settings.api_port)
        self._show_state()

    def load_token(self) -> None:
        """Load the token."""
        if self._actions.settings.api_token:
            self._token_row.set_note(self.environment_note(SETTINGS["api_token"]))
            self.token.renew_button.setEnabled(False)
        self.token.load_token()

    def save_settings(self, row: SettingRow, **changes: object) -> None:
        """Save, then apply the settings to the API."""
        super().save_settings(row, **changes)
        self._pending_restarts += 1
        self.rows_by_setting["api_serve"].set_note(self.tr("Starting…"))
        self._task_runner.run(
            self._restart_api,
            done=self._handle_restarted,
            failed=self._handle_restarted,
            in_order=True,
        )

    def _restart_api(self) -> None:
        self._api_service.set_enabled(False)
        if self._actions.settings.api_serve:
            self._api_service.set_enabled(True)

    def _handle_restarted(self, _: object) -> None:
        self._pending_restarts -= 1
        if not self._pending_restarts:
            self.show_settings(self._actions.settings)

    def _show_state(self) -> None:
        """Show the address, or the error beside the setting that caused it."""
        start_error = self._api_service.start_error
        for name in ("api_port", "api_host", "api_certificate"):
            self.rows_by_setting[name].show_note()
        self.rows_by_setting["api_serve"].set_note(self._format_state())
        self.rows_by_setting["api_host"].set_note(self._format_warning())
        if start_error:
            row = self.rows_by_setting.get(start_error.key, self.rows_by_setting["api_serve"])
            row.show_error(texts.format_error(start_error))

    def _format_state(self) -> str:
        if self._api_service.start_error:
            return self.tr("Not responding.")
        if self._api_service.url:
            return self.tr("Running at {address}.").format(address=self._api_service.url)
        return self.tr(
            "For phones, shops and scripts. See the HTTP API documentation for examples."
        )

    def _format_warning(self) -> str:
        now = self._actions.settings
        if now.api_host == LOOPBACK_HOST or now.api_certificate:
            return ""
        return self.tr(
            "Without a certificate, the token and the receipts are sent "
            "unencrypted. Anyone on the network can read them."
        )

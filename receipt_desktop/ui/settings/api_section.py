"""Other programs: whether this window answers them, where, and what they have to know."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QCheckBox, QWidget

from receipt_desktop.actions import Actions
from receipt_desktop.config.settings import Settings
from receipt_desktop.ui.api_service import ApiService
from receipt_desktop.ui.i18n import texts
from receipt_desktop.ui.settings.choice_sections import ChoiceBox
from receipt_desktop.ui.settings.file_path_edit import FilePathEdit
from receipt_desktop.ui.settings.settings_section import SettingRow, SettingsSection
from receipt_desktop.ui.settings.spin_box import create_spin_box
from receipt_desktop.ui.settings.token_row import TokenRow
from receipt_desktop.ui.task_runner import TaskRunner

LOOPBACK_HOST, ALL_INTERFACES_HOST = "127.0.0.1", "0.0.0.0"  # noqa: S104 (a choice that a person makes)
PEM_FILE_PATTERNS = "PEM (*.pem *.crt *.cer *.key);;* (*)"


class ApiSection(SettingsSection):
    """The switch of the HTTP API and all that belongs to it."""

    def __init__(
        self, actions: Actions, work: TaskRunner, serves: ApiService, parent: QWidget | None = None
    ) -> None:
        super().__init__(actions, work, parent)
        self.set_title(self.tr("Other programs"))
        self._api_service = serves
        self._pending_restarts = 0
        self.enabled_box = QCheckBox(self.tr("Let other programs submit and fetch receipts"))
        self.host_box = ChoiceBox(
            {
                LOOPBACK_HOST: self.tr("This computer alone"),
                ALL_INTERFACES_HOST: self.tr("The whole network"),
            }
        )
        self.port_box = create_spin_box("api_port")
        self.port_box.setMinimum(1)
        self.certificate_edit = FilePathEdit(self.tr("Certificate"), PEM_FILE_PATTERNS)
        self.key_file_edit = FilePathEdit(self.tr("Its key"), PEM_FILE_PATTERNS)
        self.token = TokenRow(actions, work)
        self._add_rows()
        self._connect()

    def _add_rows(self) -> None:
        self._enabled_row = self.add_row(self.tr("HTTP API"), self.enabled_box)
        self._host_row = self.add_row(self.tr("Reachable from"), self.host_box, setting="api_host")
        self._port_row = self.add_row(self.tr("Port"), self.port_box, setting="api_port")
        self._certificate_row = self.add_row(
            self.tr("Certificate"),
            self.certificate_edit,
            setting="api_certificate",
            note=self.tr("PEM files, for https."),
        )
        self._key_row = self.add_row(self.tr("Its key"), self.key_file_edit, setting="api_key_file")
        self._token_row = self.add_row(
            self.tr("Token"),
            self.token,
            note=self.tr("Who knows it may read, change and delete every receipt."),
        )

    def _connect(self) -> None:
        self.enabled_box.clicked.connect(
            lambda on: self._save_and_restart(self._enabled_row, api_serve=on)
        )
        self.host_box.activated.connect(
            lambda _: self._save_and_restart(self._host_row, api_host=self.host_box.selected_value)
        )
        self.port_box.valueChanged.connect(
            lambda number: self._save_and_restart(self._port_row, api_port=number)
        )
        self.certificate_edit.path_chosen.connect(
            lambda path: self._save_and_restart(self._certificate_row, api_certificate=path)
        )
        self.key_file_edit.path_chosen.connect(
            lambda path: self._save_and_restart(self._key_row, api_key_file=path)
        )

    def show_settings(self, settings: Settings) -> None:
        with QSignalBlocker(self.port_box):
            self.port_box.setValue(settings.api_port)
        self.enabled_box.setChecked(settings.api_serve)
        self._select_host(settings.api_host)
        self.certificate_edit.show_path(settings.api_certificate)
        self.key_file_edit.show_path(settings.api_key_file)
        self._show_state()

    def load_token(self) -> None:
        """Ask for the token."""
        if self._actions.settings.api_token:
            said = self.tr("Set by {variable} in the environment.")
            self._token_row.set_note(said.format(variable="RECEIPT_DESKTOP_API_TOKEN"))
            self.token.renew_button.setEnabled(False)
        self.token.load_token()

    def _select_host(self, host: str) -> None:
        """Show the address of the settings, also one that is not offered here."""
        if self.host_box.findData(host) < 0:
            self.host_box.addItem(host, host)
        self.host_box.select_value(host)

    def _save_and_restart(self, row: SettingRow, **changes: object) -> None:
        """Save, then serve as the settings are from then on."""
        self.save_settings(row, **changes)
        self._pending_restarts += 1
        self._enabled_row.set_note(self.tr("One moment…"))
        self._work.run(
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
        """Where it answers, or why it does not, beside the setting that is to blame."""
        trouble = self._api_service.start_error
        rows = {
            "api_port": self._port_row,
            "api_host": self._host_row,
            "api_certificate": self._certificate_row,
        }
        for row in rows.values():
            row.show_note()
        self._enabled_row.set_note(self._format_state())
        self._host_row.set_note(self._format_warning())
        if trouble:
            rows.get(trouble.key, self._enabled_row).show_error(texts.format_error(trouble))

    def _format_state(self) -> str:
        if self._api_service.start_error:
            return self.tr("Does not answer just now.")
        if self._api_service.url:
            return self.tr("Answers at {address}.").format(address=self._api_service.url)
        return self.tr("Phones, shops, scripts: the documentation of the HTTP API has examples.")

    def _format_warning(self) -> str:
        if self.host_box.selected_value == LOOPBACK_HOST or self.certificate_edit.line_edit.text():
            return ""
        return self.tr(
            "Without a certificate, token and receipts travel in the clear: anybody on the way "
            "can read them."
        )

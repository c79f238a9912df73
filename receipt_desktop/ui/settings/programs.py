"""Other programs: whether this window answers them, where, and what they have to know."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QCheckBox, QWidget

from receipt_desktop.actions import Actions
from receipt_desktop.settings import Settings
from receipt_desktop.ui import texts
from receipt_desktop.ui.serves import Serves
from receipt_desktop.ui.settings.choices import Choice
from receipt_desktop.ui.settings.file_line import FileLine
from receipt_desktop.ui.settings.section import Row, Section
from receipt_desktop.ui.settings.spin import spin
from receipt_desktop.ui.settings.token import TokenRow
from receipt_desktop.ui.work import Work

HERE, EVERYWHERE = "127.0.0.1", "0.0.0.0"  # noqa: S104 (a choice that a person makes)
PEM = "PEM (*.pem *.crt *.cer *.key);;* (*)"


class ProgramsSection(Section):
    """The switch of the HTTP API and all that belongs to it."""

    def __init__(
        self, actions: Actions, work: Work, serves: Serves, parent: QWidget | None = None
    ) -> None:
        super().__init__(actions, work, parent)
        self.set_title(self.tr("Other programs"))
        self._serves = serves
        self._turning = 0
        self.on = QCheckBox(self.tr("Let other programs submit and fetch receipts"))
        self.host = Choice(
            {HERE: self.tr("This computer alone"), EVERYWHERE: self.tr("The whole network")}
        )
        self.port = spin("api_port")
        self.port.setMinimum(1)
        self.certificate = FileLine(self.tr("Certificate"), PEM)
        self.key_file = FileLine(self.tr("Its key"), PEM)
        self.token = TokenRow(actions, work)
        self._add_rows()
        self._connect()

    def _add_rows(self) -> None:
        self._on_row = self.add(self.tr("HTTP API"), self.on)
        self._host_row = self.add(self.tr("Reachable from"), self.host, setting="api_host")
        self._port_row = self.add(self.tr("Port"), self.port, setting="api_port")
        self._certificate_row = self.add(
            self.tr("Certificate"),
            self.certificate,
            setting="api_certificate",
            note=self.tr("PEM files, for https."),
        )
        self._key_row = self.add(self.tr("Its key"), self.key_file, setting="api_key_file")
        self._token_row = self.add(
            self.tr("Token"),
            self.token,
            note=self.tr("Who knows it may read, change and delete every receipt."),
        )

    def _connect(self) -> None:
        self.on.clicked.connect(lambda on: self._change(self._on_row, api_serve=on))
        self.host.activated.connect(
            lambda _: self._change(self._host_row, api_host=self.host.value)
        )
        self.port.valueChanged.connect(lambda number: self._change(self._port_row, api_port=number))
        self.certificate.chosen.connect(
            lambda path: self._change(self._certificate_row, api_certificate=path)
        )
        self.key_file.chosen.connect(lambda path: self._change(self._key_row, api_key_file=path))

    def show_settings(self, settings: Settings) -> None:
        with QSignalBlocker(self.port):
            self.port.setValue(settings.api_port)
        self.on.setChecked(settings.api_serve)
        self._choose(settings.api_host)
        self.certificate.show_path(settings.api_certificate)
        self.key_file.show_path(settings.api_key_file)
        self._show_state()

    def load(self) -> None:
        """Ask for the token."""
        if self._actions.settings.api_token:
            said = self.tr("Set by {variable} in the environment.")
            self._token_row.set_note(said.format(variable="RECEIPT_DESKTOP_API_TOKEN"))
            self.token.renew.setEnabled(False)
        self.token.load()

    def _choose(self, host: str) -> None:
        """Show the address of the settings, also one that is not offered here."""
        if self.host.findData(host) < 0:
            self.host.addItem(host, host)
        self.host.choose(host)

    def _change(self, row: Row, **changes: object) -> None:
        """Save, then serve as the settings are from then on."""
        self.save(row, **changes)
        self._turning += 1
        self._on_row.set_note(self.tr("One moment…"))
        self._work.run(self._turn, done=self._turned, failed=self._turned, in_order=True)

    def _turn(self) -> None:
        self._serves.turn(False)
        if self._actions.settings.api_serve:
            self._serves.turn(True)

    def _turned(self, _: object) -> None:
        self._turning -= 1
        if not self._turning:
            self.show_settings(self._actions.settings)

    def _show_state(self) -> None:
        """Where it answers, or why it does not, beside the setting that is to blame."""
        trouble = self._serves.trouble
        rows = {
            "api_port": self._port_row,
            "api_host": self._host_row,
            "api_certificate": self._certificate_row,
        }
        for row in rows.values():
            row.calm()
        self._on_row.set_note(self._state())
        self._host_row.set_note(self._warning())
        if trouble:
            rows.get(trouble.key, self._on_row).complain(texts.error_text(trouble))

    def _state(self) -> str:
        if self._serves.trouble:
            return self.tr("Does not answer just now.")
        if self._serves.url:
            return self.tr("Answers at {address}.").format(address=self._serves.url)
        return self.tr("Phones, shops, scripts: the README has examples.")

    def _warning(self) -> str:
        if self.host.value == HERE or self.certificate.line.text():
            return ""
        return self.tr(
            "Without a certificate, token and receipts travel in the clear: anybody on the way "
            "can read them."
        )

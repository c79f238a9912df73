"""The part of the mailbox dialog about the server, the user and the password."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from receipt_desktop.domain.mail import (
    PLAIN_PORT,
    PROVIDERS,
    TLS_PORT,
    Encryption,
    MailAccount,
    MailProvider,
    accepts_passwords,
    find_hint,
    find_provider,
)
from receipt_desktop.messages import Message
from receipt_desktop.ui import theme
from receipt_desktop.ui.i18n.sentences import message_text
from receipt_desktop.ui.widgets.no_wheel import NoWheelComboBox, NoWheelSpinBox

MAX_PORT = 65_535


class MailAccountForm(QWidget):
    """Provider, address, password and server. A known address fills in the server."""

    changed = Signal()
    test_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.provider_box = NoWheelComboBox()
        self.user_edit, self.password_edit, self.host_edit = QLineEdit(), QLineEdit(), QLineEdit()
        self.port_box, self.encryption_box = NoWheelSpinBox(), NoWheelComboBox()
        self.hint_label, self.keeping_label = QLabel(), QLabel()
        self.test_button = QPushButton(self.tr("Test connection"))
        self.result_label = QLabel()
        self._fill_boxes()
        self._name_widgets()
        self._lay_out()
        self._connect()

    @property
    def password(self) -> str:
        """What was typed; "" keeps the known password."""
        return self.password_edit.text()

    @property
    def is_complete(self) -> bool:
        """Whether a connection can be tried."""
        host = self.host_edit.text().strip()
        return bool(host and self.user_edit.text().strip()) and accepts_passwords(host)

    def show_account(self, account: MailAccount) -> None:
        """Show what is set."""
        self.user_edit.setText(account.user)
        self.host_edit.setText(account.host)
        self.port_box.setValue(account.port)
        self.encryption_box.setCurrentIndex(self.encryption_box.findData(account.encryption))

    def apply_to(self, account: MailAccount) -> MailAccount:
        """The account with what is shown here."""
        return replace(
            account,
            host=self.host_edit.text().strip(),
            user=self.user_edit.text().strip(),
            port=self.port_box.value(),
            encryption=Encryption(self.encryption_box.currentData()),
        )

    def show_keeping(self, *, has_keyring: bool, has_password: bool) -> None:
        """Say where the password is, and whether it is known."""
        self.password_edit.setPlaceholderText(self.tr("Unchanged") if has_password else "")
        self.keeping_label.setText(
            self.tr("The password is kept in the keyring of the system.")
            if has_keyring
            else self.tr(
                "This system has no keyring that can be used. The password is not saved, and is "
                "asked for again after each start."
            )
        )

    def show_result(self, sentence: str, *, is_error: bool = False) -> None:
        """Show how the test of the connection ended."""
        theme.set_text_role(self.result_label, "error" if is_error else "note")
        self.result_label.setText(sentence)
        self.result_label.setVisible(bool(sentence))

    def _fill_boxes(self) -> None:
        self.provider_box.addItem(self.tr("Other provider"), None)
        for provider in PROVIDERS:
            self.provider_box.addItem(provider.name, provider)
        for encryption, caption in (
            (Encryption.TLS, self.tr("TLS from the start")),
            (Encryption.STARTTLS, "STARTTLS"),
            (Encryption.NONE, self.tr("None, on this computer only")),
        ):
            self.encryption_box.addItem(caption, encryption)
        self.port_box.setRange(1, MAX_PORT)
        self.port_box.setValue(TLS_PORT)
        self.password_edit.setEchoMode(QLineEdit.EchoMode.Password)
        self.user_edit.setPlaceholderText("name@example.com")
        self.host_edit.setPlaceholderText("imap.example.com")

    def _name_widgets(self) -> None:
        self.port_box.setAccessibleName(self.tr("Port"))
        for label in (self.hint_label, self.keeping_label, self.result_label):
            label.setWordWrap(True)
        theme.set_text_role(self.hint_label, "warning")
        theme.set_text_role(self.keeping_label, "note")
        self.hint_label.hide()
        self.result_label.hide()
        self.test_button.setAutoDefault(False)

    def _lay_out(self) -> None:
        server = QHBoxLayout()
        server.setSpacing(theme.SPACE_S)
        server.addWidget(self.host_edit, 1)
        server.addWidget(QLabel(self.tr("Port")))
        server.addWidget(self.port_box)
        form = QFormLayout()
        form.setSpacing(theme.SPACE_S)
        form.addRow(self.tr("Provider"), self.provider_box)
        form.addRow(self.tr("Mail address or user name"), self.user_edit)
        form.addRow(self.tr("Password or app password"), self.password_edit)
        form.addRow(self.tr("Server"), server)
        form.addRow(self.tr("Encryption"), self.encryption_box)
        column = QVBoxLayout(self)
        column.setSpacing(theme.SPACE_S)
        column.addLayout(form)
        column.addWidget(self.hint_label)
        column.addWidget(self.keeping_label)
        row = QHBoxLayout()
        row.addWidget(self.test_button)
        row.addStretch()
        column.addLayout(row)
        column.addWidget(self.result_label)
        column.addStretch()

    def _connect(self) -> None:
        self.provider_box.activated.connect(lambda _: self._follow_provider())
        self.user_edit.editingFinished.connect(self._follow_address)
        self.encryption_box.activated.connect(lambda _: self._follow_encryption())
        self.host_edit.textChanged.connect(self._follow_host)
        for edit in (self.user_edit, self.password_edit, self.host_edit):
            edit.textChanged.connect(lambda _: self.changed.emit())
        self.test_button.clicked.connect(self.test_requested)

    def _follow_provider(self) -> None:
        provider = self.provider_box.currentData()
        if isinstance(provider, MailProvider):
            self.host_edit.setText(provider.host)
            self.port_box.setValue(provider.port)
            self.encryption_box.setCurrentIndex(self.encryption_box.findData(provider.encryption))

    def _follow_address(self) -> None:
        """Fill in the server of a known address, unless one was typed."""
        provider = find_provider(self.user_edit.text())
        if provider and not self.host_edit.text().strip():
            self.provider_box.setCurrentIndex(PROVIDERS.index(provider) + 1)
            self._follow_provider()

    def _follow_encryption(self) -> None:
        is_tls = self.encryption_box.currentData() == Encryption.TLS
        if self.port_box.value() in (TLS_PORT, PLAIN_PORT):
            self.port_box.setValue(TLS_PORT if is_tls else PLAIN_PORT)

    def _follow_host(self, host: str) -> None:
        """Show whose server it is, and what is to be known about its passwords."""
        hosts = [provider.host for provider in PROVIDERS]
        name = host.strip().lower()
        self.provider_box.setCurrentIndex(hosts.index(name) + 1 if name in hosts else 0)
        hint = find_hint(host)
        self.hint_label.setText(message_text(Message(hint)) if hint else "")
        self.hint_label.setVisible(bool(hint))

"""Edits the address of Ollama; a remote address requires consent."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from receipt_desktop.config.hosts import extract_host, is_remote
from receipt_desktop.ui import theme


class AddressEdit(QWidget):
    """The address, and a consent question if text would leave this computer."""

    address_chosen = Signal(str)
    address_malformed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._stored_address = self._agreed_address = ""
        self.line_edit = QLineEdit()
        self.line_edit.setAccessibleName(self.tr("Ollama's address"))
        self.question_label = QLabel()
        self.question_label.setWordWrap(True)
        self.agree_button = QPushButton(self.tr("Use this address"))
        self.decline_button = QPushButton(self.tr("Keep the current address"))
        self._question_panel = self._lay_out()
        self.setFocusProxy(self.line_edit)
        self.line_edit.editingFinished.connect(self._check_typed)
        self.agree_button.clicked.connect(self._accept_address)
        self.decline_button.clicked.connect(
            lambda: self.show_address(self._stored_address, self._agreed_address)
        )

    def _lay_out(self) -> QWidget:
        asking = QWidget()
        buttons = QHBoxLayout()
        buttons.addWidget(self.agree_button)
        buttons.addWidget(self.decline_button)
        buttons.addStretch()
        below = QVBoxLayout(asking)
        below.setContentsMargins(0, theme.SPACE_S, 0, 0)
        below.addWidget(self.question_label)
        below.addLayout(buttons)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.line_edit)
        layout.addWidget(asking)
        asking.hide()
        return asking

    def show_address(self, address: str, agreed: str) -> None:
        """Show the address in force; a question that was open is withdrawn.

        `agreed` is the other computer that text may go to already.
        """
        self._stored_address, self._agreed_address = address, agreed
        self.line_edit.setText(address)
        self._question_panel.hide()

    def _check_typed(self) -> None:
        typed = self.line_edit.text().strip()
        if typed == self._stored_address:
            self._question_panel.hide()
            return
        try:
            remote, host = is_remote(typed), extract_host(typed)
        except ValueError:
            self.address_malformed.emit()
            return
        if remote and host != extract_host(self._agreed_address):
            self._ask_consent(host)
        else:
            self.address_chosen.emit(typed)

    def _ask_consent(self, host: str) -> None:
        self.question_label.setText(
            self.tr(
                "{host} is another computer. The text of every receipt will be sent to it."
            ).format(host=host)
        )
        self._question_panel.show()

    def _accept_address(self) -> None:
        self._question_panel.hide()
        self.address_chosen.emit(self.line_edit.text().strip())

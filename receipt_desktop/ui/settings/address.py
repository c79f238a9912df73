"""Ollama's address; one that is not this computer is asked about first."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from receipt_desktop.hosts import host_of, is_remote
from receipt_desktop.ui import look


class AddressEdit(QWidget):
    """A line for the address and, when text would leave this computer, a question in words."""

    chosen = Signal(str)
    malformed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._stored = self._agreed = ""
        self.line = QLineEdit()
        self.line.setAccessibleName(self.tr("Ollama's address"))
        self.question = QLabel()
        self.question.setWordWrap(True)
        self.agree = QPushButton(self.tr("Use this address"))
        self.decline = QPushButton(self.tr("Keep the old one"))
        self._asking = self._lay_out()
        self.setFocusProxy(self.line)
        self.line.editingFinished.connect(self._consider)
        self.agree.clicked.connect(self._agree)
        self.decline.clicked.connect(lambda: self.show_address(self._stored, self._agreed))

    def _lay_out(self) -> QWidget:
        asking = QWidget()
        buttons = QHBoxLayout()
        buttons.addWidget(self.agree)
        buttons.addWidget(self.decline)
        buttons.addStretch()
        below = QVBoxLayout(asking)
        below.setContentsMargins(0, look.SPACE_S, 0, 0)
        below.addWidget(self.question)
        below.addLayout(buttons)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.line)
        layout.addWidget(asking)
        asking.hide()
        return asking

    def show_address(self, address: str, agreed: str) -> None:
        """Show the address in force; a question that was open is withdrawn.

        `agreed` is the other computer that text may go to already.
        """
        self._stored, self._agreed = address, agreed
        self.line.setText(address)
        self._asking.hide()

    def _consider(self) -> None:
        typed = self.line.text().strip()
        if typed == self._stored:
            self._asking.hide()
            return
        try:
            remote, host = is_remote(typed), host_of(typed)
        except ValueError:
            self.malformed.emit()
            return
        if remote and host != host_of(self._agreed):
            self._ask(host)
        else:
            self.chosen.emit(typed)

    def _ask(self, host: str) -> None:
        self.question.setText(
            self.tr(
                "{host} is another computer. The text of every receipt would leave this one."
            ).format(host=host)
        )
        self._asking.show()

    def _agree(self) -> None:
        self._asking.hide()
        self.chosen.emit(self.line.text().strip())

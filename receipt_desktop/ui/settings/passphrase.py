"""Asks for the passphrase of a backup: twice for a new one, once to open one."""

from __future__ import annotations

from PySide6.QtWidgets import (
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from receipt_desktop.ui import look

WIDTH = 420


class PassphraseDialog(QDialog):
    """`passphrase` is what was typed once the dialog was accepted."""

    def __init__(self, parent: QWidget, *, new: bool) -> None:
        super().__init__(parent)
        self.setWindowTitle("Receipt Desktop")
        self.setModal(True)
        self._new = new
        self.first, self.second = _line(), _line()
        self.note = QLabel(
            self.tr(
                "Without the passphrase nobody can open the backup, not even you. Keep it safe."
            )
            if new
            else self.tr("This backup is encrypted.")
        )
        look.set_role(self.note, "note")
        self.note.setWordWrap(True)
        self.go = QPushButton(self.tr("Continue"))
        self.cancel = QPushButton(self.tr("Cancel"))
        look.set_role(self.go, "primary")
        self.go.setDefault(True)
        self.go.clicked.connect(self.accept)
        self.cancel.clicked.connect(self.reject)
        self._lay_out()
        for line in (self.first, self.second):
            line.textChanged.connect(self._judge)
        self._judge()

    @property
    def passphrase(self) -> str:
        return self.first.text()

    def _judge(self) -> None:
        good = bool(self.first.text()) and (
            not self._new or self.first.text() == self.second.text()
        )
        self.go.setEnabled(good)

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.addRow(self.tr("Passphrase"), self.first)
        if self._new:
            form.addRow(self.tr("Repeat"), self.second)
        column = QVBoxLayout(self)
        column.setContentsMargins(look.SPACE_L, look.SPACE_L, look.SPACE_L, look.SPACE_M)
        column.setSpacing(look.SPACE_M)
        column.addWidget(self.note)
        column.addLayout(form)
        row = QHBoxLayout()
        row.setSpacing(look.SPACE_S)
        row.addStretch()
        row.addWidget(self.cancel)
        row.addWidget(self.go)
        column.addLayout(row)
        self.setMinimumWidth(WIDTH)
        self.first.setFocus()


def _line() -> QLineEdit:
    line = QLineEdit()
    line.setEchoMode(QLineEdit.EchoMode.Password)
    return line

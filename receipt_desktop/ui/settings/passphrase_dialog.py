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

from receipt_desktop.ui import theme

DIALOG_WIDTH = 420


class PassphraseDialog(QDialog):
    """`passphrase` is what was typed once the dialog was accepted."""

    def __init__(self, parent: QWidget, *, new: bool) -> None:
        super().__init__(parent)
        self.setWindowTitle("Receipt Desktop")
        self.setModal(True)
        self._is_new = new
        self.passphrase_edit, self.repeat_edit = _create_password_edit(), _create_password_edit()
        self.note = QLabel(
            self.tr("The backup cannot be opened without the passphrase. Keep it safe.")
            if new
            else self.tr("This backup is encrypted.")
        )
        theme.set_text_role(self.note, "note")
        self.note.setWordWrap(True)
        self.continue_button = QPushButton(self.tr("Continue"))
        self.cancel_button = QPushButton(self.tr("Cancel"))
        theme.set_text_role(self.continue_button, "primary")
        self.continue_button.setDefault(True)
        self.continue_button.clicked.connect(self.accept)
        self.cancel_button.clicked.connect(self.reject)
        self._lay_out()
        for line in (self.passphrase_edit, self.repeat_edit):
            line.textChanged.connect(self._update_continue_button)
        self._update_continue_button()

    @property
    def passphrase(self) -> str:
        return self.passphrase_edit.text()

    def _update_continue_button(self) -> None:
        good = bool(self.passphrase_edit.text()) and (
            not self._is_new or self.passphrase_edit.text() == self.repeat_edit.text()
        )
        self.continue_button.setEnabled(good)

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.addRow(self.tr("Passphrase"), self.passphrase_edit)
        if self._is_new:
            form.addRow(self.tr("Repeat"), self.repeat_edit)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.SPACE_L, theme.SPACE_L, theme.SPACE_L, theme.SPACE_M)
        column.setSpacing(theme.SPACE_M)
        column.addWidget(self.note)
        column.addLayout(form)
        row = QHBoxLayout()
        row.setSpacing(theme.SPACE_S)
        row.addStretch()
        row.addWidget(self.cancel_button)
        row.addWidget(self.continue_button)
        column.addLayout(row)
        self.setMinimumWidth(DIALOG_WIDTH)
        self.passphrase_edit.setFocus()


def _create_password_edit() -> QLineEdit:
    line = QLineEdit()
    line.setEchoMode(QLineEdit.EchoMode.Password)
    return line

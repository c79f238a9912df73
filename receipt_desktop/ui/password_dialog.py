"""Asks for the password of protected PDFs."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from receipt_desktop.domain.receipt import Receipt
from receipt_desktop.ui import theme

DIALOG_WIDTH = 440
MAX_NAMES = 6
"""Receipts that are named; the others are counted."""


class PasswordDialog(QDialog):
    """Asks for one password for one or several receipts. Stays open for the next ones."""

    password_entered = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setModal(True)
        self.setWindowTitle(self.tr("Enter password"))
        self.headline, self.names, self.note, self.error_label = (QLabel() for _ in range(4))
        self.password_edit = QLineEdit()
        self.password_edit.setEchoMode(QLineEdit.EchoMode.Password)
        self.password_edit.setAccessibleName(self.tr("Password"))
        self.password_edit.setPlaceholderText(self.tr("Password"))
        self.open_button = QPushButton(self.tr("Open"))
        self.cancel_button = QPushButton(self.tr("Cancel"))
        self._lay_out()
        self.password_edit.textChanged.connect(
            lambda typed: self.open_button.setEnabled(bool(typed))
        )
        self.open_button.clicked.connect(self._submit)
        self.cancel_button.clicked.connect(self.reject)

    def show_receipts(self, receipts: Sequence[Receipt], *, is_wrong: bool) -> None:
        """Show which receipts need a password, and whether the last one was wrong."""
        self.headline.setText(
            self.tr("%Ln receipt(s) are protected by a password", "", len(receipts))
        )
        names = [receipt.file_name for receipt in receipts[:MAX_NAMES]]
        if len(receipts) > MAX_NAMES:
            names.append(self.tr("… and %Ln more", "", len(receipts) - MAX_NAMES))
        self.names.setText("\n".join(names))
        self.error_label.setVisible(is_wrong)
        self.password_edit.setFocus()

    def done(self, result: int) -> None:
        """Close and clear the password."""
        self.password_edit.clear()
        super().done(result)

    def _submit(self) -> None:
        typed = self.password_edit.text()
        self.accept()
        self.password_entered.emit(typed)

    def _lay_out(self) -> None:
        self.error_label.setText(self.tr("The password is wrong."))
        self.note.setText(
            self.tr("The password is kept in memory until Receipt Desktop closes. It is not saved.")
        )
        theme.set_text_role(self.headline, "heading")
        theme.set_text_role(self.note, "note")
        theme.set_text_role(self.error_label, "error")
        theme.set_text_role(self.open_button, "primary")
        for label in (self.headline, self.names, self.note, self.error_label):
            label.setWordWrap(True)
        self.open_button.setDefault(True)
        self.open_button.setEnabled(False)
        row = QHBoxLayout()
        row.setSpacing(theme.SPACE_S)
        row.addStretch()
        row.addWidget(self.cancel_button)
        row.addWidget(self.open_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.SPACE_L, theme.SPACE_L, theme.SPACE_L, theme.SPACE_M)
        column.setSpacing(theme.SPACE_S)
        for widget in (
            self.headline,
            self.names,
            self.password_edit,
            self.error_label,
            self.note,
        ):
            column.addWidget(widget)
        column.addLayout(row)
        self.setMinimumWidth(DIALOG_WIDTH)

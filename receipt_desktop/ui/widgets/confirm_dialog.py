"""A confirmation dialog."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from receipt_desktop.ui import theme

DIALOG_WIDTH = 420


class ConfirmDialog(QDialog):
    """A headline, an explanation and a button named after the action; Cancel is the default."""

    def __init__(self, parent: QWidget, headline: str, meaning: str, confirm_label: str) -> None:
        super().__init__(parent)
        self.setWindowTitle("Receipt Desktop")
        self.setModal(True)
        self.headline, self.explanation = QLabel(headline), QLabel(meaning)
        self.confirm_button, self.cancel_button = (
            QPushButton(confirm_label),
            QPushButton(self.tr("Cancel")),
        )
        theme.set_text_role(self.headline, "heading")
        theme.set_text_role(self.explanation, "note")
        theme.set_text_role(self.confirm_button, "primary")
        for label in (self.headline, self.explanation):
            label.setWordWrap(True)
        self.cancel_button.setDefault(True)
        self.confirm_button.clicked.connect(self.accept)
        self.cancel_button.clicked.connect(self.reject)
        self._lay_out()

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(theme.SPACE_S)
        row.addStretch()
        row.addWidget(self.cancel_button)
        row.addWidget(self.confirm_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.SPACE_L, theme.SPACE_L, theme.SPACE_L, theme.SPACE_M)
        column.setSpacing(theme.SPACE_S)
        column.addWidget(self.headline)
        column.addWidget(self.explanation)
        column.addSpacing(theme.SPACE_M)
        column.addLayout(row)
        self.setMinimumWidth(DIALOG_WIDTH)
        self.setTabOrder(self.cancel_button, self.confirm_button)
        self.cancel_button.setFocus()

"""A question before something that cannot be done lightly; it names the number."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from receipt_desktop.ui import look

WIDTH = 420


class Question(QDialog):
    """A headline, what it means, the deed named on its button; not doing it is the default."""

    def __init__(self, parent: QWidget, headline: str, meaning: str, deed: str) -> None:
        super().__init__(parent)
        self.setWindowTitle("Receipt Desktop")
        self.setModal(True)
        self.headline, self.meaning = QLabel(headline), QLabel(meaning)
        self.deed, self.cancel = QPushButton(deed), QPushButton(self.tr("Cancel"))
        look.set_role(self.headline, "heading")
        look.set_role(self.meaning, "note")
        look.set_role(self.deed, "primary")
        for label in (self.headline, self.meaning):
            label.setWordWrap(True)
        self.cancel.setDefault(True)
        self.deed.clicked.connect(self.accept)
        self.cancel.clicked.connect(self.reject)
        self._lay_out()

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(look.SPACE_S)
        row.addStretch()
        row.addWidget(self.cancel)
        row.addWidget(self.deed)
        column = QVBoxLayout(self)
        column.setContentsMargins(look.SPACE_L, look.SPACE_L, look.SPACE_L, look.SPACE_M)
        column.setSpacing(look.SPACE_S)
        column.addWidget(self.headline)
        column.addWidget(self.meaning)
        column.addSpacing(look.SPACE_M)
        column.addLayout(row)
        self.setMinimumWidth(WIDTH)
        self.setTabOrder(self.cancel, self.deed)
        self.cancel.setFocus()

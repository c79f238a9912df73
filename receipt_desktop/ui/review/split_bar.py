"""The bar below a picture in which receipts are framed."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from receipt_desktop.ui import theme

LEAST_PARTS = 2


class SplitBar(QWidget):
    """Says what to draw, and how many receipts it makes."""

    split_requested = Signal()
    cancelled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sentence = QLabel()
        self.sentence.setWordWrap(True)
        self.split_button, self.cancel_button = QPushButton(), QPushButton(self.tr("Cancel"))
        theme.set_text_role(self.split_button, "primary")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, theme.SPACE_XS, 0, theme.SPACE_XS)
        row.addWidget(self.sentence, 1)
        row.addWidget(self.split_button)
        row.addWidget(self.cancel_button)
        self.split_button.clicked.connect(self.split_requested)
        self.cancel_button.clicked.connect(self.cancelled)
        self.show_count(0)
        self.hide()

    def show_count(self, count: int) -> None:
        """Show how many receipts are framed."""
        self.sentence.setText(
            self.tr("Draw a frame around each receipt. Click a frame to remove it.")
            if count < LEAST_PARTS
            else self.tr("%Ln receipt(s) framed. Enter splits, Escape cancels.", "", count)
        )
        self.split_button.setText(self.tr("Split"))
        self.split_button.setEnabled(count >= LEAST_PARTS)

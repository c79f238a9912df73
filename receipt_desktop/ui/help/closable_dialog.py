"""A dialog of the Help menu; it does not block the window."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from receipt_desktop.ui import theme


class ClosableDialog(QDialog):
    """A column of widgets with a row of buttons below, the last of which closes the dialog."""

    def __init__(self, parent: QWidget, title: str) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.close_button = QPushButton(self.tr("Close"))
        self.close_button.clicked.connect(self.close)
        self.column = QVBoxLayout()
        self.column.setSpacing(theme.SPACE_S)
        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(theme.SPACE_S)
        self.buttons.addStretch()
        self.buttons.addWidget(self.close_button)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(theme.SPACE_L, theme.SPACE_L, theme.SPACE_L, theme.SPACE_M)
        whole.setSpacing(theme.SPACE_M)
        whole.addLayout(self.column, 1)
        whole.addLayout(self.buttons)

    def fit_height(self) -> None:
        """Take the height that wrapped texts need at the present width."""
        layout = self.layout()
        if layout is not None:
            layout.activate()
            self.resize(self.width(), layout.totalHeightForWidth(self.width()))

    def add_button(self, words: str, role: str = "") -> QPushButton:
        """Add a button to the left of the one that closes the dialog."""
        button = QPushButton(words)
        theme.set_text_role(button, role)
        self.buttons.insertWidget(self.buttons.count() - 1, button)
        return button

"""The dialog shown when the start fails."""

from __future__ import annotations

from contextlib import suppress

from PySide6.QtCore import Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QMessageBox

from receipt_desktop.domain.errors import ReceiptError
from receipt_desktop.ui import theme
from receipt_desktop.ui.i18n import texts
from receipt_desktop.ui.widgets import icons


class StartFailureDialog(QMessageBox):
    """The error and its remedy as selectable text."""

    def __init__(self, error: ReceiptError) -> None:
        super().__init__()
        self.setIcon(QMessageBox.Icon.Critical)
        self.setWindowTitle("Receipt Desktop")
        with suppress(OSError):  # the icons can be what is missing
            self.setWindowIcon(icons.load_icon("program"))
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setTextInteractionFlags(theme.SELECTABLE_TEXT)
        self.setText(self.tr("Receipt Desktop cannot start."))
        self.setInformativeText(texts.format_error(error))
        self.setStandardButtons(QMessageBox.StandardButton.Close)
        self.button(QMessageBox.StandardButton.Close).setIcon(QIcon())  # black on dark

"""About the program: version, licence, data folder."""

from __future__ import annotations

import platform
from pathlib import Path

from PySide6.QtCore import QSize, Qt, QUrl, qVersion
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QLabel, QWidget

from receipt_desktop import __version__
from receipt_desktop.ui import theme
from receipt_desktop.ui.help.closable_dialog import ClosableDialog
from receipt_desktop.ui.widgets import icons

ICON_SIZE, WIDTH = QSize(56, 56), 460


class AboutDialog(ClosableDialog):
    """Version, licence and data folder, as needed in problem reports."""

    def __init__(self, parent: QWidget, data_folder: Path) -> None:
        super().__init__(parent, self.tr("About Receipt Desktop"))
        self.setMinimumWidth(WIDTH)
        icon, title = QLabel(), QLabel("Receipt Desktop")
        icon.setPixmap(icons.load_icon("program").pixmap(ICON_SIZE))
        theme.set_text_role(title, "title")
        self.version_label = QLabel(
            self.tr("Version {version}").format(version=__version__)
            + f"  ·  Python {platform.python_version()}  ·  Qt {qVersion()}"
        )
        licence = QLabel(self.tr("Free software under the MIT licence."))
        self.folder_label = QLabel(self.tr("Your data are in {folder}.").format(folder=data_folder))
        for label in (self.version_label, licence, self.folder_label):
            theme.set_text_role(label, "note")
            label.setTextInteractionFlags(theme.SELECTABLE_TEXT)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        for label in (icon, title, self.version_label, licence, self.folder_label):
            self.column.addWidget(label)
        self.folder_button = self.add_button(self.tr("Open the data folder"))
        self.folder_button.clicked.connect(
            lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(data_folder)))
        )

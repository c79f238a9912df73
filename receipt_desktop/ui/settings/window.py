"""The window settings and the data folder."""

from __future__ import annotations

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from receipt_desktop.actions import Actions
from receipt_desktop.config.setting_spec import SettingGroup
from receipt_desktop.ui import theme
from receipt_desktop.ui.settings.settings_section import SettingsSection
from receipt_desktop.ui.task_runner import TaskRunner


class WindowSection(SettingsSection):
    """Language, theme and data folder."""

    def __init__(
        self, actions: Actions, task_runner: TaskRunner, parent: QWidget | None = None
    ) -> None:
        super().__init__(actions, task_runner, SettingGroup.WINDOW, parent)
        self.add_settings()
        self.add_row(self.tr("Data folder"), self._folder_row())

    def _folder_row(self) -> QWidget:
        row = QWidget()
        layout = QHBoxLayout(row)
        layout.setContentsMargins(0, 0, 0, 0)
        path = QLabel(str(self._actions.data_dir))
        path.setTextInteractionFlags(theme.SELECTABLE_TEXT)
        open_folder = QPushButton(self.tr("Open"))
        open_folder.setAccessibleName(self.tr("Open the data folder"))
        open_folder.clicked.connect(self._open)
        layout.addWidget(path, 1)
        layout.addWidget(open_folder)
        return row

    def _open(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._actions.data_dir)))

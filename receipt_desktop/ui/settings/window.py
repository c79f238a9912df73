"""The window settings and the data folder."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from receipt_desktop.actions import Actions
from receipt_desktop.config.setting_spec import SettingGroup
from receipt_desktop.ui.settings.data_folder_row import DataFolderRow
from receipt_desktop.ui.settings.settings_section import SettingsSection
from receipt_desktop.ui.task_runner import TaskRunner


class WindowSection(SettingsSection):
    """Language, theme and data folder."""

    def __init__(
        self, actions: Actions, task_runner: TaskRunner, parent: QWidget | None = None
    ) -> None:
        super().__init__(actions, task_runner, SettingGroup.WINDOW, parent)
        self.add_settings()
        self.folder_row = DataFolderRow(actions, task_runner)
        self.add_row(self.tr("Data folder"), self.folder_row)

"""The Settings page. Every change is saved at once."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from receipt_desktop.actions import Actions
from receipt_desktop.config.setting_spec import SettingGroup
from receipt_desktop.ui import theme
from receipt_desktop.ui.api_service import ApiService
from receipt_desktop.ui.settings.api_section import ApiSection
from receipt_desktop.ui.settings.backup_section import BackupSection
from receipt_desktop.ui.settings.doctor_section import DoctorSection
from receipt_desktop.ui.settings.editors import caption
from receipt_desktop.ui.settings.model_section import ModelSection
from receipt_desktop.ui.settings.reading_section import ReadingSection
from receipt_desktop.ui.settings.section_index import SectionIndex
from receipt_desktop.ui.settings.settings_section import SettingsSection
from receipt_desktop.ui.settings.window import WindowSection
from receipt_desktop.ui.signal_bridge import SignalBridge
from receipt_desktop.ui.task_runner import TaskRunner


class SettingsPage(QWidget):
    """All sections in one column, the Doctor last, with their headings beside them."""

    settings_changed = Signal(object)
    """`Settings` after a change was saved."""
    restart_requested = Signal()
    """Emitted when the window should close and restart to restore a backup or move the data."""

    def __init__(
        self,
        actions: Actions,
        task_runner: TaskRunner,
        bridge: SignalBridge,  # noqa: ARG002 (every page is made alike)
        api_service: ApiService | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """Without `api_service` the HTTP API section is left out."""
        super().__init__(parent)
        self._actions = actions
        self._was_shown = False
        self.reading_section = ReadingSection(actions, task_runner)
        self.model = ModelSection(actions, task_runner)
        self.api_section = ApiSection(actions, task_runner, api_service) if api_service else None
        self.backup_section = BackupSection(actions, task_runner)
        self.backup_section.restart_requested.connect(self.restart_requested)
        self.window_section = WindowSection(actions, task_runner)
        self.window_section.folder_row.restart_requested.connect(self.restart_requested)
        self.doctor_section = DoctorSection(actions, task_runner)
        self.sections = self._make_sections(task_runner)
        self._lay_out()
        for section in self.sections.values():
            section.settings_changed.connect(self.settings_changed)
            section.show_settings(actions.settings)

    def _make_sections(self, task_runner: TaskRunner) -> dict[SettingGroup, SettingsSection]:
        """Create the sections in order; plain ones are built from the table alone."""
        special: dict[SettingGroup, SettingsSection | None] = {
            SettingGroup.READING: self.reading_section,
            SettingGroup.MODEL: self.model,
            SettingGroup.PROGRAMS: self.api_section,
            SettingGroup.WINDOW: self.window_section,
            SettingGroup.BACKUP: self.backup_section,
        }
        made = (
            (group, special[group] if group in special else self._plain(group, task_runner))
            for group in SettingGroup
        )
        return {group: section for group, section in made if section is not None}

    def _plain(self, group: SettingGroup, task_runner: TaskRunner) -> SettingsSection:
        section = SettingsSection(self._actions, task_runner, group)
        section.add_settings()
        return section

    def _lay_out(self) -> None:
        column = QWidget()
        column.setMaximumWidth(theme.TEXT_WIDTH)
        layout = QVBoxLayout(column)
        layout.setContentsMargins(theme.SPACE_L, theme.SPACE_L, theme.SPACE_L, theme.SPACE_L)
        layout.setSpacing(theme.SPACE_L)
        width = max(section.label_width() for section in self.sections.values())
        for section in self.sections.values():
            section.set_label_width(width)
            layout.addWidget(section)
        self.doctor_section.set_label_width(width)
        layout.addWidget(self.doctor_section)
        layout.addStretch()
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidget(column)
        self.index = SectionIndex(scroll, self._list_titles())
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self.index)
        outer.addWidget(scroll, 1)

    def _list_titles(self) -> list[tuple[str, QWidget]]:
        doctor = QCoreApplication.translate("DoctorSection", "Doctor")
        titled = [(caption(group.value), section) for group, section in self.sections.items()]
        return [*titled, (doctor, self.doctor_section)]

    def showEvent(self, event: QShowEvent) -> None:
        """Refresh values that can change elsewhere; load the others once."""
        super().showEvent(event)
        for section in self.sections.values():
            section.show_settings(self._actions.settings)
        if not self._was_shown:
            self._was_shown = True
            self.reading_section.load_languages()
            self.model.load_models()
            self.backup_section.load_copies()
            if self.api_section:
                self.api_section.load_token()
            self.doctor_section.run_checks()

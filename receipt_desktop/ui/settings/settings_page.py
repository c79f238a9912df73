"""The page of settings: every change is saved at once."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from receipt_desktop.actions import Actions
from receipt_desktop.config.setting_spec import SettingGroup
from receipt_desktop.ui import theme
from receipt_desktop.ui.api_service import ApiService
from receipt_desktop.ui.settings.api_section import ApiSection
from receipt_desktop.ui.settings.backup_section import BackupSection
from receipt_desktop.ui.settings.doctor_section import DoctorSection
from receipt_desktop.ui.settings.model_section import ModelSection
from receipt_desktop.ui.settings.reading_section import ReadingSection
from receipt_desktop.ui.settings.settings_section import SettingsSection
from receipt_desktop.ui.settings.window import WindowSection
from receipt_desktop.ui.signal_bridge import SignalBridge
from receipt_desktop.ui.task_runner import TaskRunner


class SettingsPage(QWidget):
    """Groups of settings in one column, the Doctor at its end."""

    settings_changed = Signal(object)
    """`Settings` after a change was saved."""
    restart_requested = Signal()
    """A backup is ready to be restored: close and start again."""

    def __init__(
        self,
        actions: Actions,
        work: TaskRunner,
        bridge: SignalBridge,  # noqa: ARG002 (every page is made alike)
        serves: ApiService | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """Without `serves` there is no group about other programs."""
        super().__init__(parent)
        self._actions = actions
        self._was_shown = False
        self.reading_section = ReadingSection(actions, work)
        self.model = ModelSection(actions, work)
        self.api_section = ApiSection(actions, work, serves) if serves else None
        self.backup_section = BackupSection(actions, work)
        self.backup_section.restart_requested.connect(self.restart_requested)
        self.doctor_section = DoctorSection(actions, work)
        self.sections = self._make_sections(work)
        self._lay_out()
        for section in self.sections.values():
            section.settings_changed.connect(self.settings_changed)
            section.show_settings(actions.settings)

    def _make_sections(self, work: TaskRunner) -> dict[SettingGroup, SettingsSection]:
        """In the order of the groups; those without special rows come from the table alone."""
        special: dict[SettingGroup, SettingsSection | None] = {
            SettingGroup.READING: self.reading_section,
            SettingGroup.MODEL: self.model,
            SettingGroup.PROGRAMS: self.api_section,
            SettingGroup.WINDOW: WindowSection(self._actions, work),
            SettingGroup.BACKUP: self.backup_section,
        }
        made = (
            (group, special[group] if group in special else self._plain(group, work))
            for group in SettingGroup
        )
        return {group: section for group, section in made if section is not None}

    def _plain(self, group: SettingGroup, work: TaskRunner) -> SettingsSection:
        section = SettingsSection(self._actions, work, group)
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
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll)

    def showEvent(self, event: QShowEvent) -> None:
        """What is changed elsewhere too is shown; what has to be asked for is asked once."""
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

"""The page of settings: every change is saved at once."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from receipt_desktop.actions import Actions
from receipt_desktop.ui import look
from receipt_desktop.ui.bridge import Bridge
from receipt_desktop.ui.serves import Serves
from receipt_desktop.ui.settings.backup import BackupSection
from receipt_desktop.ui.settings.choices import CsvSection, WindowSection
from receipt_desktop.ui.settings.doctor import DoctorSection
from receipt_desktop.ui.settings.language_model import ModelSection
from receipt_desktop.ui.settings.programs import ProgramsSection
from receipt_desktop.ui.settings.queue import QueueSection
from receipt_desktop.ui.settings.reading import ReadingSection
from receipt_desktop.ui.settings.section import Section
from receipt_desktop.ui.work import Work


class SettingsPage(QWidget):
    """Groups of settings in one column, the Doctor at its end."""

    changed = Signal(object)
    """`Settings` after a change was saved."""
    restart_wanted = Signal()
    """A backup is ready to be restored: close and start again."""

    def __init__(
        self,
        actions: Actions,
        work: Work,
        bridge: Bridge,  # noqa: ARG002 (every page is made alike)
        serves: Serves | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """Without `serves` there is no group about other programs."""
        super().__init__(parent)
        self._actions = actions
        self._seen = False
        self.reading = ReadingSection(actions, work)
        self.model = ModelSection(actions, work)
        self.queue = QueueSection(actions, work)
        self.csv = CsvSection(actions, work)
        self.window_and_data = WindowSection(actions, work)
        self.programs = ProgramsSection(actions, work, serves) if serves else None
        self.backup = BackupSection(actions, work)
        self.backup.restart_wanted.connect(self.restart_wanted)
        self.doctor = DoctorSection(actions, work)
        self._sections: tuple[Section, ...] = (
            self.reading,
            self.model,
            self.queue,
            self.csv,
            *((self.programs,) if self.programs else ()),
            self.window_and_data,
            self.backup,
        )
        self._lay_out()
        for section in self._sections:
            section.changed.connect(self.changed)
            section.show_settings(actions.settings)

    def _lay_out(self) -> None:
        column = QWidget()
        column.setMaximumWidth(look.TEXT_WIDTH)
        layout = QVBoxLayout(column)
        layout.setContentsMargins(look.SPACE_L, look.SPACE_L, look.SPACE_L, look.SPACE_L)
        layout.setSpacing(look.SPACE_L)
        width = max(section.label_width() for section in self._sections)
        for section in self._sections:
            section.set_label_width(width)
            layout.addWidget(section)
        self.doctor.set_label_width(width)
        layout.addWidget(self.doctor)
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
        self.reading.show_settings(self._actions.settings)
        self.queue.show_settings(self._actions.settings)
        self.model.show_settings(self._actions.settings)
        if self.programs:
            self.programs.show_settings(self._actions.settings)
        if not self._seen:
            self._seen = True
            self.reading.load()
            self.model.load()
            self.backup.load()
            if self.programs:
                self.programs.load()
            self.doctor.check()

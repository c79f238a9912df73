"""When receipts are read, and when the program calls for somebody."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QWidget

from receipt_desktop.actions import Actions
from receipt_desktop.config.settings import Settings
from receipt_desktop.domain.schedule import Schedule
from receipt_desktop.ui.i18n import queue_texts
from receipt_desktop.ui.settings.choice_sections import ChoicesSection
from receipt_desktop.ui.settings.spin_box import create_spin_box
from receipt_desktop.ui.task_runner import TaskRunner


class QueueSection(ChoicesSection):
    """Schedule and alerts."""

    def __init__(self, actions: Actions, work: TaskRunner, parent: QWidget | None = None) -> None:
        super().__init__(actions, work, parent)
        self.set_title(self.tr("Queue"))
        self.add_choice(
            "schedule",
            self.tr("Read"),
            {schedule.value: queue_texts.format_schedule(schedule) for schedule in Schedule},
        )
        self.stall_box = create_spin_box("stall_minutes")
        self.stall_box.setSuffix(self.tr(" min"))
        self.failures_box = create_spin_box("failure_alert_percent")
        self.failures_box.setSuffix(" %")
        stall = self.add_row(
            self.tr("Standstill"),
            self.stall_box,
            setting="stall_minutes",
            note=self.tr("Calls you when nothing was completed for so long while receipts wait."),
        )
        failures = self.add_row(
            self.tr("Failures"),
            self.failures_box,
            setting="failure_alert_percent",
            note=self.tr("Calls you when more than this share of the last receipts failed."),
        )
        self.stall_box.valueChanged.connect(
            lambda value: self.save_settings(stall, stall_minutes=value)
        )
        self.failures_box.valueChanged.connect(
            lambda value: self.save_settings(failures, failure_alert_percent=value)
        )

    def show_settings(self, settings: Settings) -> None:
        super().show_settings(settings)
        with QSignalBlocker(self.stall_box), QSignalBlocker(self.failures_box):
            self.stall_box.setValue(settings.stall_minutes)
            self.failures_box.setValue(settings.failure_alert_percent)

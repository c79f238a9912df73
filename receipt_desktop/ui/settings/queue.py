"""When receipts are read, and when the program calls for somebody."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QWidget

from receipt_desktop.actions import Actions
from receipt_desktop.health import Schedule
from receipt_desktop.settings import Settings
from receipt_desktop.ui.queue import words
from receipt_desktop.ui.settings.choices import ChoicesSection
from receipt_desktop.ui.settings.spin import spin
from receipt_desktop.ui.work import Work


class QueueSection(ChoicesSection):
    """Schedule and alerts."""

    def __init__(self, actions: Actions, work: Work, parent: QWidget | None = None) -> None:
        super().__init__(actions, work, parent)
        self.set_title(self.tr("Queue"))
        self.add_choice(
            "schedule",
            self.tr("Read"),
            {schedule.value: words.schedule_text(schedule) for schedule in Schedule},
        )
        self.stall = spin("stall_minutes")
        self.stall.setSuffix(self.tr(" min"))
        self.failures = spin("failure_alert_percent")
        self.failures.setSuffix(" %")
        stall = self.add(
            self.tr("Standstill"),
            self.stall,
            setting="stall_minutes",
            note=self.tr("Calls you when nothing was completed for so long while receipts wait."),
        )
        failures = self.add(
            self.tr("Failures"),
            self.failures,
            setting="failure_alert_percent",
            note=self.tr("Calls you when more than this share of the last receipts failed."),
        )
        self.stall.valueChanged.connect(lambda value: self.save(stall, stall_minutes=value))
        self.failures.valueChanged.connect(
            lambda value: self.save(failures, failure_alert_percent=value)
        )

    def show_settings(self, settings: Settings) -> None:
        super().show_settings(settings)
        with QSignalBlocker(self.stall), QSignalBlocker(self.failures):
            self.stall.setValue(settings.stall_minutes)
            self.failures.setValue(settings.failure_alert_percent)

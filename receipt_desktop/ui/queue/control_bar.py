"""The controls themselves, in one line or, in a narrow window, in two."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QWidget,
)

from receipt_desktop.health import QueueHealth, Schedule
from receipt_desktop.settings import LIMITS, Settings
from receipt_desktop.ui import icons, look
from receipt_desktop.ui.flow import Flow
from receipt_desktop.ui.queue import words
from receipt_desktop.ui.queue.controls import Controls, counted
from receipt_desktop.ui.steady import SteadyCombo, SteadySpin


class ControlBar(QWidget):
    """Pause, drain, how many at a time, when, retry and remove."""

    def __init__(self, controls: Controls, settings: Settings) -> None:
        super().__init__()
        self._controls = controls
        self._paused = self._draining = False
        self.pause, self.drain = QPushButton(), QPushButton()
        self.retry = QPushButton()
        self.purge = QPushButton(self.tr("Remove…"))
        self.concurrency, self.schedule = SteadySpin(), SteadyCombo()
        self._buttons = (self.pause, self.drain, self.retry, self.purge)
        self._set_up_choices(settings)
        self._fill_menu()
        self._lay_out()
        self._connect()
        self._name_buttons(0)
        for button in self._buttons:
            button.setEnabled(False)

    def show_health(self, health: QueueHealth) -> None:
        """What can be done just now."""
        self._paused, self._draining = health.paused, health.draining
        self._name_buttons(health.counts.failed)
        ended = health.counts.completed + health.counts.failed
        for button in (self.pause, self.drain):
            button.setEnabled(True)
        self.retry.setEnabled(health.counts.failed > 0)
        self.purge.setEnabled(ended > 0)
        for name, count in (
            ("completed", health.counts.completed),
            ("failed", health.counts.failed),
            ("both", ended),
        ):
            self.removals[name].setText(counted(self._removal(name), count))
            self.removals[name].setEnabled(count > 0)

    def show_settings(self, settings: Settings) -> None:
        """What is in force; does not count as a person's choice."""
        with QSignalBlocker(self.concurrency):
            self.concurrency.setValue(settings.concurrency)
        self.schedule.setCurrentIndex(max(0, self.schedule.findData(settings.schedule)))

    def _name_buttons(self, failed: int) -> None:
        """Words and pictures as things stand."""
        self.pause.setText(self.tr("Resume") if self._paused else self.tr("Pause"))
        self.pause.setIcon(icons.icon("resume" if self._paused else "pause"))
        self.pause.setToolTip(self.tr("Take no receipt up; what runs is finished."))
        self.drain.setText(self.tr("Take in again") if self._draining else self.tr("Drain"))
        self.drain.setIcon(icons.icon("drain"))
        self.drain.setToolTip(self.tr("Take in nothing new; finish what waits."))
        self.retry.setText(counted(self.tr("Retry failed"), failed))
        self.retry.setIcon(icons.icon("retry"))

    def _set_up_choices(self, settings: Settings) -> None:
        low, high = LIMITS["concurrency"]
        self.concurrency.setRange(int(low), int(high))
        self.concurrency.setKeyboardTracking(False)
        self.concurrency.lineEdit().setTextMargins(look.SPACE_XS, 0, 0, 0)
        self.concurrency.setAccessibleName(self.tr("Receipts at a time"))
        self.schedule.setAccessibleName(self.tr("When receipts are read"))
        for schedule in Schedule:
            self.schedule.addItem(words.schedule_text(schedule), schedule.value)
        self.show_settings(settings)

    def _fill_menu(self) -> None:
        self._menu = QMenu(self)
        self.removals = {
            name: self._menu.addAction(self._removal(name))
            for name in ("completed", "failed", "both")
        }
        self.purge.setMenu(self._menu)
        self.purge.setIcon(icons.icon("remove"))

    def _removal(self, name: str) -> str:
        return {
            "completed": self.tr("Completed receipts"),
            "failed": self.tr("Failed receipts"),
            "both": self.tr("Completed and failed receipts"),
        }[name]

    def _lay_out(self) -> None:
        flow = Flow(self)
        for button in self._buttons:
            flow.addWidget(button)
        flow.addWidget(self._labelled(self.tr("At a time"), self.concurrency))
        flow.addWidget(self._labelled(self.tr("Read"), self.schedule))

    def _labelled(self, name: str, control: QWidget) -> QWidget:
        pair = QWidget()
        label = QLabel(name)
        look.set_role(label, "note")
        label.setBuddy(control)
        row = QHBoxLayout(pair)
        row.setContentsMargins(0, 0, look.SPACE_S, 0)
        row.setSpacing(look.SPACE_XS)
        row.addWidget(label)
        row.addWidget(control)
        return pair

    def _connect(self) -> None:
        self.pause.clicked.connect(self._toggle_pause)
        self.drain.clicked.connect(self._toggle_drain)
        self.retry.clicked.connect(self._retry)
        self.concurrency.valueChanged.connect(
            lambda number: self._controls.change(concurrency=number)
        )
        self.schedule.activated.connect(
            lambda _: self._controls.change(schedule=self.schedule.currentData())
        )
        for name, action in self.removals.items():
            action.triggered.connect(lambda _=False, name=name: self._controls.purge(name))
        self._controls.settled.connect(self._allow)

    def _toggle_pause(self) -> None:
        self.pause.setEnabled(False)
        self._controls.pause(not self._paused)

    def _toggle_drain(self) -> None:
        self.drain.setEnabled(False)
        self._controls.drain(not self._draining)

    def _retry(self) -> None:
        self.retry.setEnabled(False)
        self._controls.retry_all_failed()

    def _allow(self) -> None:
        for button in (self.pause, self.drain, self.retry):
            button.setEnabled(True)

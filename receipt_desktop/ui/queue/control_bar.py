"""The queue controls; they wrap in a narrow window."""

from __future__ import annotations

from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QWidget,
)

from receipt_desktop.config.settings import SETTINGS, Settings
from receipt_desktop.domain.health import QueueHealth
from receipt_desktop.ui import theme
from receipt_desktop.ui.queue.queue_commands import QueueCommands, label_with_count
from receipt_desktop.ui.settings.editors import ChoiceEditor, NumberEditor
from receipt_desktop.ui.widgets import icons
from receipt_desktop.ui.widgets.flow_layout import FlowLayout


class ControlBar(QWidget):
    """Pause, drain, concurrency, schedule, retry and remove."""

    def __init__(self, controls: QueueCommands, settings: Settings) -> None:
        super().__init__()
        self._commands = controls
        self._is_paused = self._is_draining = self._is_switching = False
        self.pause_button, self.drain_button = QPushButton(), QPushButton()
        self.retry_button = QPushButton()
        self.purge_button = QPushButton(self.tr("Remove…"))
        self.concurrency_box = NumberEditor(SETTINGS["concurrency"])
        self.schedule_box = ChoiceEditor(SETTINGS["schedule"].choices)
        self._buttons = (self.pause_button, self.drain_button, self.retry_button, self.purge_button)
        self._set_up_choices(settings)
        self._fill_menu()
        self._lay_out()
        self._connect()
        self._update_button_labels(0)
        for button in self._buttons:
            button.setEnabled(False)

    def show_health(self, health: QueueHealth) -> None:
        """Enable the controls that apply to this state."""
        self._is_paused, self._is_draining = health.paused, health.draining
        self._update_button_labels(health.counts.failed)
        ended = health.counts.completed + health.counts.failed
        for button in (self.pause_button, self.drain_button):
            button.setEnabled(True)
        self.retry_button.setEnabled(health.counts.failed > 0)
        self.purge_button.setEnabled(ended > 0)
        for name, count in (
            ("completed", health.counts.completed),
            ("failed", health.counts.failed),
            ("both", ended),
        ):
            self.removal_actions[name].setText(label_with_count(self._removal_label(name), count))
            self.removal_actions[name].setEnabled(count > 0)

    def show_settings(self, settings: Settings) -> None:
        """Show the current settings without emitting a change."""
        self.concurrency_box.show_value(settings.concurrency)
        self.schedule_box.show_value(settings.schedule)

    def _update_button_labels(self, failed: int) -> None:
        """Update captions and icons to the current state."""
        self.pause_button.setText(self.tr("Resume") if self._is_paused else self.tr("Pause"))
        self.pause_button.setIcon(icons.load_icon("resume" if self._is_paused else "pause"))
        self.pause_button.setToolTip(self.tr("Stop starting new receipts. Running ones finish."))
        self.drain_button.setText(
            self.tr("Resume accepting") if self._is_draining else self.tr("Stop accepting")
        )
        self.drain_button.setIcon(icons.load_icon("drain"))
        self.drain_button.setToolTip(self.tr("Stop accepting receipts. Finish the queue."))
        self.retry_button.setText(label_with_count(self.tr("Retry failed"), failed))
        self.retry_button.setIcon(icons.load_icon("retry"))

    def _set_up_choices(self, settings: Settings) -> None:
        self.concurrency_box.setAccessibleName(self.tr("Receipts at a time"))
        self.schedule_box.setAccessibleName(self.tr("When to process receipts"))
        self.show_settings(settings)

    def _fill_menu(self) -> None:
        self._menu = QMenu(self)
        self.removal_actions = {
            name: self._menu.addAction(self._removal_label(name))
            for name in ("completed", "failed", "both")
        }
        self.purge_button.setMenu(self._menu)
        self.purge_button.setIcon(icons.load_icon("remove"))

    def _removal_label(self, name: str) -> str:
        return {
            "completed": self.tr("Completed receipts"),
            "failed": self.tr("Failed receipts"),
            "both": self.tr("Completed and failed receipts"),
        }[name]

    def _lay_out(self) -> None:
        flow = FlowLayout(self)
        for button in self._buttons:
            flow.addWidget(button)
        flow.addWidget(self._create_labelled(self.tr("At a time"), self.concurrency_box))
        flow.addWidget(self._create_labelled(self.tr("Process"), self.schedule_box))

    def _create_labelled(self, name: str, control: QWidget) -> QWidget:
        pair = QWidget()
        label = QLabel(name)
        theme.set_text_role(label, "note")
        label.setBuddy(control)
        row = QHBoxLayout(pair)
        row.setContentsMargins(0, 0, theme.SPACE_S, 0)
        row.setSpacing(theme.SPACE_XS)
        row.addWidget(label)
        row.addWidget(control)
        return pair

    def _connect(self) -> None:
        self.pause_button.clicked.connect(self._toggle_pause)
        self.drain_button.clicked.connect(self._toggle_drain)
        self.retry_button.clicked.connect(self._retry_failed)
        self.concurrency_box.value_chosen.connect(
            lambda number: self._commands.change_settings(concurrency=number)
        )
        self.schedule_box.value_chosen.connect(
            lambda schedule: self._commands.change_settings(schedule=schedule)
        )
        for name, action in self.removal_actions.items():
            action.triggered.connect(lambda _=False, name=name: self._commands.ask_to_purge(name))
        self._commands.command_finished.connect(self._enable_buttons)

    def _toggle_pause(self) -> None:
        if not self._is_switching:  # disabled, it would lose the focus to its neighbour
            self._is_switching = True
            self._commands.set_paused(not self._is_paused)

    def _toggle_drain(self) -> None:
        if not self._is_switching:
            self._is_switching = True
            self._commands.set_draining(not self._is_draining)

    def _retry_failed(self) -> None:
        self.retry_button.setEnabled(False)
        self._commands.retry_all_failed()

    def _enable_buttons(self) -> None:
        self._is_switching = False
        for button in (self.pause_button, self.drain_button, self.retry_button):
            button.setEnabled(True)

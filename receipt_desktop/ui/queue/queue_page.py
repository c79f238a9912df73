"""The Queue page: health and controls at the top, tabs below."""

from __future__ import annotations

from PySide6.QtGui import QShowEvent, QUndoStack
from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from receipt_desktop.actions import Actions
from receipt_desktop.domain.health import QueueHealth
from receipt_desktop.ui import theme
from receipt_desktop.ui.queue.audit_tab import AuditTab
from receipt_desktop.ui.queue.control_bar import ControlBar
from receipt_desktop.ui.queue.failures_tab import FailuresTab
from receipt_desktop.ui.queue.health_header import HealthHeader
from receipt_desktop.ui.queue.jobs_tab import JobsTab
from receipt_desktop.ui.queue.lazy_tab import LazyTab
from receipt_desktop.ui.queue.overview_tab import OverviewTab
from receipt_desktop.ui.queue.queue_commands import QueueCommands, label_with_count
from receipt_desktop.ui.queue.statistics_tab import StatisticsTab
from receipt_desktop.ui.queue.system_tab import SystemTab
from receipt_desktop.ui.queue.waiting_tab import WaitingTab
from receipt_desktop.ui.receipt_controller import ReceiptController
from receipt_desktop.ui.signal_bridge import SignalBridge
from receipt_desktop.ui.task_runner import TaskRunner
from receipt_desktop.ui.widgets.notice_bar import NoticeBar

WAITING_INDEX, FAILURES_INDEX = 1, 3


class QueuePage(QWidget):
    """Updated by the signal bridge; lists are queried while visible."""

    def __init__(
        self,
        actions: Actions,
        task_runner: TaskRunner,
        bridge: SignalBridge,
        undo_stack: QUndoStack,
    ) -> None:
        super().__init__()
        self._actions = actions
        self._health: QueueHealth | None = None
        self.notice = NoticeBar()
        self.receipt_controller = ReceiptController(
            actions, task_runner, undo_stack, self.notice.show_message, self
        )
        self.queue_commands = QueueCommands(actions, task_runner, self.receipt_controller, self)
        self.health_header = HealthHeader()
        self.control_bar = ControlBar(self.queue_commands, actions.settings)
        self.overview_tab = OverviewTab(actions, task_runner, bridge, self.control_bar)
        self.waiting_tab = WaitingTab(actions, task_runner, bridge, self.receipt_controller)
        self.jobs_tab = JobsTab(actions, task_runner, bridge, self.receipt_controller)
        self.failures_tab = FailuresTab(
            actions, task_runner, self.receipt_controller, self.queue_commands
        )
        self.statistics_tab = StatisticsTab(actions, task_runner)
        self.system = SystemTab(task_runner)
        self.audit_tab = AuditTab(actions, task_runner, self.notice.show_message)
        self.tab_widget = QTabWidget()
        self._lay_out()
        self._update_tab_titles()
        self.failures_tab.job_requested.connect(self.show_job)
        self.queue_commands.command_finished.connect(lambda: self._current_tab().request_refresh())
        bridge.health_changed.connect(self.show_health)

    def show_health(self, health: QueueHealth) -> None:
        """Show this health; refresh the visible tab if something has changed."""
        before, self._health = self._health, health
        self.health_header.show_health(health)
        for tab in self._all_tabs():
            tab.show_health(health)
        self._update_tab_titles()
        if before is None or health.counts.processing or before.counts != health.counts:
            self._current_tab().request_refresh()

    def showEvent(self, event: QShowEvent) -> None:
        """Show settings that may have been changed on the Settings page."""
        super().showEvent(event)
        self.control_bar.show_settings(self._actions.settings)

    def show_job(self, receipt_id: str) -> None:
        """Show the job of one receipt."""
        self.tab_widget.setCurrentWidget(self.jobs_tab)
        self.jobs_tab.show_job(receipt_id)

    def _all_tabs(self) -> tuple[LazyTab, ...]:
        return (
            self.overview_tab,
            self.waiting_tab,
            self.jobs_tab,
            self.failures_tab,
            self.statistics_tab,
            self.system,
            self.audit_tab,
        )

    def _current_tab(self) -> LazyTab:
        return self._all_tabs()[self.tab_widget.currentIndex()]

    def _update_tab_titles(self) -> None:
        """Show counts in the tab titles."""
        counts = self._health.counts if self._health else None
        waiting, failed = (counts.pending, counts.failed) if counts else (0, 0)
        for place, title in (
            (WAITING_INDEX, label_with_count(self.tr("Waiting"), waiting)),
            (FAILURES_INDEX, label_with_count(self.tr("Failures"), failed)),
        ):
            if self.tab_widget.tabText(place) != title:
                self.tab_widget.setTabText(place, title)

    def _lay_out(self) -> None:
        titles = (
            self.tr("Overview"),
            self.tr("Waiting"),
            self.tr("Jobs"),
            self.tr("Failures"),
            self.tr("Statistics"),
            self.tr("System"),
            self.tr("Audit"),
        )
        for title, tab in zip(titles, self._all_tabs(), strict=True):
            self.tab_widget.addTab(tab, title)
        self.tab_widget.setDocumentMode(True)
        self.setFocusProxy(self.tab_widget)
        self.health_header.setContentsMargins(
            theme.SPACE_L, theme.SPACE_L, theme.SPACE_L, theme.SPACE_S
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE_S)
        column.addWidget(self.health_header)
        column.addWidget(self.tab_widget, 1)
        column.addWidget(self.notice)

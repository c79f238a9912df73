"""The queue as an administrator sees it: the verdict first, then one part at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtGui import QShowEvent, QUndoStack
from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from receipt_desktop.actions import Actions
from receipt_desktop.health import QueueHealth
from receipt_desktop.receipt import Receipt
from receipt_desktop.ui import look
from receipt_desktop.ui.bridge import Bridge
from receipt_desktop.ui.notice import Notice
from receipt_desktop.ui.queue.audit import Audit
from receipt_desktop.ui.queue.control_bar import ControlBar
from receipt_desktop.ui.queue.controls import Controls, counted
from receipt_desktop.ui.queue.failures import Failures
from receipt_desktop.ui.queue.jobs import Jobs
from receipt_desktop.ui.queue.overview import Overview
from receipt_desktop.ui.queue.statistics import StatisticsTab
from receipt_desktop.ui.queue.system import System
from receipt_desktop.ui.queue.tab import Tab
from receipt_desktop.ui.queue.verdict import Verdict
from receipt_desktop.ui.queue.waiting import Waiting
from receipt_desktop.ui.receipt_orders import ReceiptOrders
from receipt_desktop.ui.work import Work

WAITING, FAILURES = 1, 3


class QueuePage(QWidget):
    """Fed by the bridge; lists are asked for while they are looked at."""

    def __init__(
        self,
        actions: Actions,
        work: Work,
        bridge: Bridge,
        undo_stack: QUndoStack,
        known: Callable[[], Iterable[Receipt]] = tuple,
    ) -> None:
        """`known` are the receipts that the window holds already."""
        super().__init__()
        self._actions = actions
        self._health: QueueHealth | None = None
        self.notice = Notice()
        self.orders = ReceiptOrders(actions, work, undo_stack, self.notice.say, self)
        self.controls = Controls(actions, work, self.orders, self)
        self.verdict = Verdict()
        self.bar = ControlBar(self.controls, actions.settings)
        self.overview = Overview(actions, work, bridge, self.bar, known())
        self.waiting = Waiting(actions, work, bridge, self.orders)
        self.jobs = Jobs(actions, work, bridge, self.orders)
        self.failures = Failures(actions, work, self.orders, self.controls)
        self.statistics = StatisticsTab(actions, work)
        self.system = System(work)
        self.audit = Audit(actions, work, self.notice.say)
        self.tabs = QTabWidget()
        self._lay_out()
        self._entitle()
        self.failures.job_asked.connect(self.show_job)
        self.controls.settled.connect(lambda: self._current().touch())
        bridge.health_changed.connect(self.show_health)

    def show_health(self, health: QueueHealth) -> None:
        """Show what came; ask for the rest of what is looked at when something has changed."""
        before, self._health = self._health, health
        self.verdict.show_health(health)
        for tab in self._tabs():
            tab.show_health(health)
        self._entitle()
        if before is None or health.counts.processing or before.counts != health.counts:
            self._current().touch()

    def showEvent(self, event: QShowEvent) -> None:
        """Settings may have been changed on their own page."""
        super().showEvent(event)
        self.bar.show_settings(self._actions.settings)

    def show_job(self, receipt_id: str) -> None:
        """How one receipt went."""
        self.tabs.setCurrentWidget(self.jobs)
        self.jobs.show_job(receipt_id)

    def _tabs(self) -> tuple[Tab, ...]:
        return (
            self.overview,
            self.waiting,
            self.jobs,
            self.failures,
            self.statistics,
            self.system,
            self.audit,
        )

    def _current(self) -> Tab:
        return self._tabs()[self.tabs.currentIndex()]

    def _entitle(self) -> None:
        """Tabs tell how much there is behind them."""
        counts = self._health.counts if self._health else None
        waiting, failed = (counts.pending, counts.failed) if counts else (0, 0)
        for place, title in (
            (WAITING, counted(self.tr("Waiting"), waiting)),
            (FAILURES, counted(self.tr("Failures"), failed)),
        ):
            if self.tabs.tabText(place) != title:
                self.tabs.setTabText(place, title)

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
        for title, tab in zip(titles, self._tabs(), strict=True):
            self.tabs.addTab(tab, title)
        self.tabs.setDocumentMode(True)
        self.setFocusProxy(self.tabs)
        self.verdict.setContentsMargins(look.SPACE_L, look.SPACE_L, look.SPACE_L, look.SPACE_S)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.SPACE_S)
        column.addWidget(self.verdict)
        column.addWidget(self.tabs, 1)
        column.addWidget(self.notice)

"""The overview of the queue: figures, charts and workers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from receipt_desktop.actions import Actions
from receipt_desktop.domain.health import QueueHealth
from receipt_desktop.domain.jobs import Statistics
from receipt_desktop.domain.receipt_query import ReceiptQuery
from receipt_desktop.ui import theme
from receipt_desktop.ui.queue.charts import ChartPanel
from receipt_desktop.ui.queue.control_bar import ControlBar
from receipt_desktop.ui.queue.key_figures import KeyFigures
from receipt_desktop.ui.queue.lazy_tab import LazyTab
from receipt_desktop.ui.queue.minute_buckets import KEPT_SPAN, MinuteStatistics
from receipt_desktop.ui.queue.workers_model import FILE_COLUMN, WorkersModel
from receipt_desktop.ui.signal_bridge import SignalBridge
from receipt_desktop.ui.task_runner import TaskRunner
from receipt_desktop.ui.widgets.auto_height_table import AutoHeightTable


class OverviewTab(LazyTab):
    """Figures and workers are live; hourly and daily statistics are loaded when selected."""

    def __init__(
        self,
        actions: Actions,
        task_runner: TaskRunner,
        bridge: SignalBridge,
        bar: ControlBar,
    ) -> None:
        super().__init__(task_runner)
        self._actions = actions
        self._statistics: Statistics | None = None
        self.control_bar = bar
        self.key_figures = KeyFigures()
        self.chart_panel = ChartPanel(task_runner)
        self.minute_statistics = MinuteStatistics()
        recent = ReceiptQuery(ended_after=datetime.now(UTC) - KEPT_SPAN)
        task_runner.run(
            lambda: actions.list_receipts(recent), done=self.minute_statistics.add_receipts
        )
        self.workers_model = WorkersModel(self)
        self.workers_table = AutoHeightTable(
            self.workers_model, self.tr("Workers"), stretched=FILE_COLUMN, selectable=False
        )
        self._lay_out()
        bridge.receipt_changed.connect(self.minute_statistics.add_receipt)
        self.chart_panel.range_chosen.connect(self._load_chosen_range)
        self._update_charts()

    def create_query(self) -> Callable[[], Any] | None:
        if self.chart_panel.range_buttons.selected_value == "hour":
            return None
        return self._actions.get_statistics

    def show_result(self, answer: Statistics) -> None:
        self._statistics = answer
        self._update_charts()

    def show_health(self, health: QueueHealth) -> None:
        self.key_figures.show_health(health)
        self.control_bar.show_health(health)
        self.workers_model.set_workers(health.workers, health.processes, datetime.now(UTC))
        if self.isVisible() and self.chart_panel.range_buttons.selected_value == "hour":
            self._update_charts()

    def _load_chosen_range(self) -> None:
        self._update_charts()
        self.request_refresh(now=True)

    def _update_charts(self) -> None:
        chosen, known = self.chart_panel.range_buttons.selected_value, self._statistics
        if chosen == "hour":
            self.chart_panel.show_buckets(self.minute_statistics.recent_buckets())
        elif known is not None:
            self.chart_panel.show_buckets(known.hours if chosen == "day" else known.days)

    def _lay_out(self) -> None:
        column = QWidget()
        layout = QVBoxLayout(column)
        layout.setContentsMargins(theme.SPACE_L, theme.SPACE_M, theme.SPACE_L, theme.SPACE_L)
        layout.setSpacing(theme.SPACE_S)
        layout.addWidget(self.key_figures)
        layout.addSpacing(theme.SPACE_M)
        layout.addWidget(self.control_bar)
        layout.addSpacing(theme.SPACE_M)
        layout.addWidget(self.chart_panel)
        layout.addSpacing(theme.SPACE_M)
        heading = QLabel(self.tr("Workers"))
        theme.set_text_role(heading, "heading")
        layout.addWidget(heading)
        layout.addWidget(self.workers_table)
        layout.addStretch()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(wrap_in_scroll_area(column))


def wrap_in_scroll_area(column: QWidget, *, stop: bool = False) -> QScrollArea:
    """Wrap a widget in a vertical scroll area; `stop` makes it focusable."""
    scroll = QScrollArea()
    scroll.setWidgetResizable(True)
    scroll.setFrameShape(QFrame.Shape.NoFrame)
    scroll.setWidget(column)
    if not stop:
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return scroll

"""The first part of the Queue page: the numbers, the graphs, the workers."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from receipt_desktop.actions import Actions
from receipt_desktop.health import QueueHealth
from receipt_desktop.history import Statistics
from receipt_desktop.receipt import Receipt
from receipt_desktop.ui import look
from receipt_desktop.ui.bridge import Bridge
from receipt_desktop.ui.calm_table import CalmTable
from receipt_desktop.ui.queue.control_bar import ControlBar
from receipt_desktop.ui.queue.figures import Figures
from receipt_desktop.ui.queue.graphs import Graphs
from receipt_desktop.ui.queue.minutes import Minutes
from receipt_desktop.ui.queue.tab import Tab
from receipt_desktop.ui.queue.workers import WORK, WorkersModel
from receipt_desktop.ui.work import Work


class Overview(Tab):
    """Numbers and workers come by themselves; hours and days are asked for when chosen."""

    def __init__(
        self,
        actions: Actions,
        work: Work,
        bridge: Bridge,
        bar: ControlBar,
        known: Iterable[Receipt],
    ) -> None:
        super().__init__(work)
        self._actions = actions
        self._statistics: Statistics | None = None
        self.bar = bar
        self.figures = Figures()
        self.graphs = Graphs(work)
        self.minutes = Minutes()
        self.minutes.fill(known)
        self.workers = WorkersModel(self)
        self.table = CalmTable(self.workers, self.tr("Workers"), stretched=WORK, selectable=False)
        self._lay_out()
        bridge.receipt_changed.connect(self.minutes.add)
        self.graphs.range_chosen.connect(self._change_range)
        self._show_graphs()

    def question(self) -> Callable[[], Any] | None:
        if self.graphs.range.value == "hour":
            return None
        return self._actions.statistics

    def show_answer(self, answer: Statistics) -> None:
        self._statistics = answer
        self._show_graphs()

    def show_health(self, health: QueueHealth) -> None:
        self.figures.show_health(health)
        self.bar.show_health(health)
        self.workers.set_workers(health.workers, health.processes, datetime.now(UTC))
        if self.isVisible() and self.graphs.range.value == "hour":
            self._show_graphs()

    def _change_range(self) -> None:
        self._show_graphs()
        self.touch(now=True)

    def _show_graphs(self) -> None:
        chosen, known = self.graphs.range.value, self._statistics
        if chosen == "hour":
            self.graphs.show_buckets(self.minutes.buckets())
        elif known is not None:
            self.graphs.show_buckets(known.hours if chosen == "day" else known.days)

    def _lay_out(self) -> None:
        column = QWidget()
        layout = QVBoxLayout(column)
        layout.setContentsMargins(look.SPACE_L, look.SPACE_M, look.SPACE_L, look.SPACE_L)
        layout.setSpacing(look.SPACE_S)
        layout.addWidget(self.figures)
        layout.addSpacing(look.SPACE_M)
        layout.addWidget(self.bar)
        layout.addSpacing(look.SPACE_M)
        layout.addWidget(self.graphs)
        layout.addSpacing(look.SPACE_M)
        heading = QLabel(self.tr("Workers"))
        look.set_role(heading, "heading")
        layout.addWidget(heading)
        layout.addWidget(self.table)
        layout.addStretch()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolled(column))


def scrolled(column: QWidget, *, stop: bool = False) -> QScrollArea:
    """In a frame that scrolls up and down; a stop of the Tab key where nothing in it is one."""
    scroll = QScrollArea()
    scroll.setWidgetResizable(True)
    scroll.setFrameShape(QFrame.Shape.NoFrame)
    scroll.setWidget(column)
    if not stop:
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return scroll

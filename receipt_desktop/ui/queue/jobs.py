"""Every job that is still recorded: searched, filtered, sorted, and one of them in detail."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from receipt_desktop.actions import Actions
from receipt_desktop.errors import ReceiptError
from receipt_desktop.history import Job, JobQuery, Outcome
from receipt_desktop.ui import icons, look, texts
from receipt_desktop.ui.bridge import Bridge
from receipt_desktop.ui.queue import job_columns, words
from receipt_desktop.ui.queue.job_detail import JobDetailPane
from receipt_desktop.ui.queue.tab import Tab
from receipt_desktop.ui.receipt_orders import ReceiptOrders
from receipt_desktop.ui.row_table import RowTable, inset
from receipt_desktop.ui.rows_model import RowsModel
from receipt_desktop.ui.work import Work

TYPING_MS = 250
MOST = 2000
"""Jobs that are listed; a search finds the others."""
FILTERS: dict[str, frozenset[Outcome]] = {
    "": frozenset(),
    "running": frozenset({Outcome.RUNNING}),
    "completed": frozenset({Outcome.COMPLETED}),
    "failed": frozenset({Outcome.FAILED}),
    "retried": frozenset({Outcome.RETRIED}),
    "cancelled": frozenset({Outcome.CANCELLED}),
    "lost": frozenset({Outcome.LOST, Outcome.PUT_BACK}),
}


class Jobs(Tab):
    """The list at the left, the chosen job at the right."""

    def __init__(self, actions: Actions, work: Work, bridge: Bridge, orders: ReceiptOrders) -> None:
        super().__init__(work)
        self._actions = actions
        self.search = search_field(self.tr("File, id, worker or error"), self.tr("Search jobs"))
        self.outcome = QComboBox()
        self.count = QLabel()
        self.model = RowsModel(job_columns.columns(), job_columns.key, self)
        self.table = RowTable(self.model, self.tr("Jobs"))
        self.detail = JobDetailPane(actions, work, bridge, orders)
        self._wanted: str | None = None
        self._typing = QTimer(self, singleShot=True, interval=TYPING_MS)
        self._fill_outcomes()
        self._lay_out()
        self._connect()

    def question(self) -> Callable[[], Any]:
        query = JobQuery(
            text=self.search.text(), outcomes=FILTERS[self.outcome.currentData()], limit=MOST
        )
        return lambda: self._actions.jobs(query)

    def show_answer(self, answer: list[Job]) -> None:
        self.model.show(answer)
        self.count.setText(self.tr("%n job(s)", "", len(answer)))
        look.set_role(self.count, "note")
        self.table.viewport().update()
        self._choose_wanted()
        if not self.table.chosen() and answer and self.detail.receipt_id is None:
            self.table.choose(0)

    def show_refusal(self, error: ReceiptError) -> None:
        look.set_role(self.count, "error")
        self.count.setText(texts.error_text(error))

    def show_job(self, receipt_id: str) -> None:
        """The jobs of one receipt."""
        self._wanted = receipt_id
        self.search.setText(receipt_id)
        self.outcome.setCurrentIndex(0)
        self._typing.stop()
        self.touch(now=True)

    def _choose_wanted(self) -> None:
        if self._wanted is None:
            return
        places = (at for at, job in enumerate(self.model.rows) if job.receipt_id == self._wanted)
        self._wanted = None
        self.table.choose(next(places, -1))

    def _show_chosen(self) -> None:
        chosen: list[Job] = self.table.chosen()
        self.detail.show_job(chosen[0] if chosen else None)

    def _fill_outcomes(self) -> None:
        self.outcome.setAccessibleName(self.tr("Outcome"))
        self.outcome.addItem(self.tr("All outcomes"), "")
        for name, outcomes in FILTERS.items():
            if outcomes:
                said = sorted(map(words.outcome_text, outcomes))
                self.outcome.addItem(" / ".join(said), name)

    def _connect(self) -> None:
        self.search.textChanged.connect(self._typing.start)
        self._typing.timeout.connect(lambda: self.touch(now=True))
        self.outcome.activated.connect(lambda _: self.touch(now=True))
        self.table.chosen_changed.connect(self._show_chosen)
        self.table.empty = self.tr("No job fits. Jobs appear here when receipts are read.")

    def _lay_out(self) -> None:
        bar = QHBoxLayout()
        bar.setContentsMargins(look.SPACE_L, look.SPACE_S, look.SPACE_M, look.SPACE_S)
        bar.setSpacing(look.SPACE_S)
        bar.addWidget(self.search, 1)
        bar.addWidget(self.outcome)
        left = QWidget()
        left.setObjectName("surface")
        left.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(bar)
        column.addWidget(inset(self.table), 1)
        self.count.setContentsMargins(look.SPACE_L, look.SPACE_S, look.SPACE_M, look.SPACE_S)
        column.addWidget(self.count)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(split(left, self.detail))


def search_field(hint: str, name: str) -> QLineEdit:
    """A line to type search words into."""
    field = QLineEdit()
    field.setPlaceholderText(hint)
    field.setAccessibleName(name)
    field.setClearButtonEnabled(True)
    field.addAction(icons.icon("search", "muted"), QLineEdit.ActionPosition.LeadingPosition)
    return field


def split(left: QWidget, right: QWidget) -> QSplitter:
    """Side by side, neither of them ever gone."""
    splitter = QSplitter(Qt.Orientation.Horizontal)
    splitter.addWidget(left)
    splitter.addWidget(right)
    splitter.setChildrenCollapsible(False)
    splitter.setStretchFactor(0, 3)
    splitter.setStretchFactor(1, 2)
    splitter.setSizes([640, 430])
    splitter.setHandleWidth(1)
    return splitter

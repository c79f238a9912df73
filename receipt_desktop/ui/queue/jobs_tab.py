"""All recorded jobs with search, filter and sorting, and one job in detail."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from receipt_desktop.actions import Actions
from receipt_desktop.domain.errors import ReceiptError
from receipt_desktop.domain.jobs import AttemptOutcome, Job, JobQuery
from receipt_desktop.ui import theme
from receipt_desktop.ui.i18n import queue_texts, texts
from receipt_desktop.ui.queue import job_columns
from receipt_desktop.ui.queue.job_detail import JobDetailPane
from receipt_desktop.ui.queue.lazy_tab import LazyTab
from receipt_desktop.ui.receipt_controller import ReceiptController
from receipt_desktop.ui.signal_bridge import SignalBridge
from receipt_desktop.ui.task_runner import TaskRunner
from receipt_desktop.ui.widgets.row_table import RowTable, wrap_in_surface
from receipt_desktop.ui.widgets.rows_model import RowsModel
from receipt_desktop.ui.widgets.search_edit import SearchEdit

TYPING_DELAY_MS = 250
MAX_JOBS = 2000
"""Maximum number of listed jobs; a search finds the others."""
OUTCOME_FILTERS: dict[str, frozenset[AttemptOutcome]] = {
    "": frozenset(),
    "running": frozenset({AttemptOutcome.RUNNING}),
    "completed": frozenset({AttemptOutcome.COMPLETED}),
    "failed": frozenset({AttemptOutcome.FAILED}),
    "retried": frozenset({AttemptOutcome.RETRIED}),
    "cancelled": frozenset({AttemptOutcome.CANCELLED}),
    "lost": frozenset({AttemptOutcome.LOST, AttemptOutcome.PUT_BACK}),
}


class JobsTab(LazyTab):
    """The list on the left, the selected job on the right."""

    def __init__(
        self,
        actions: Actions,
        task_runner: TaskRunner,
        bridge: SignalBridge,
        controller: ReceiptController,
    ) -> None:
        super().__init__(task_runner)
        self._actions = actions
        self.search_edit = SearchEdit(self.tr("File, ID, worker or error"), self.tr("Search jobs"))
        self.outcome_box = QComboBox()
        self.count_label = QLabel()
        self.jobs_model = RowsModel(job_columns.create_job_columns(), job_columns.job_key, self)
        self.jobs_table = RowTable(self.jobs_model, self.tr("Jobs"))
        self.detail_pane = JobDetailPane(actions, task_runner, bridge, controller)
        self._wanted_id: str | None = None
        self._typing_timer = QTimer(self, singleShot=True, interval=TYPING_DELAY_MS)
        self._fill_outcomes()
        self._lay_out()
        self._connect()

    def create_query(self) -> Callable[[], Any]:
        query = JobQuery(
            text=self.search_edit.text(),
            outcomes=OUTCOME_FILTERS[self.outcome_box.currentData()],
            limit=MAX_JOBS,
        )
        return lambda: self._actions.list_jobs(query)

    def show_result(self, answer: list[Job]) -> None:
        self.jobs_model.set_rows(answer)
        self.count_label.setText(self.tr("%Ln job(s)", "", len(answer)))
        theme.set_text_role(self.count_label, "note")
        self.jobs_table.viewport().update()
        self._choose_wanted_job()
        if not self.jobs_table.chosen_rows() and answer and self.detail_pane.receipt_id is None:
            self.jobs_table.choose_row(0)

    def show_error(self, error: ReceiptError) -> None:
        theme.set_text_role(self.count_label, "error")
        self.count_label.setText(texts.format_error(error))

    def show_job(self, receipt_id: str) -> None:
        """Show the jobs of one receipt."""
        self._wanted_id = receipt_id
        self.search_edit.setText(receipt_id)
        self.outcome_box.setCurrentIndex(0)
        self._typing_timer.stop()
        self.request_refresh(now=True)

    def _choose_wanted_job(self) -> None:
        if self._wanted_id is None:
            return
        places = (
            at for at, job in enumerate(self.jobs_model.rows) if job.receipt_id == self._wanted_id
        )
        self._wanted_id = None
        self.jobs_table.choose_row(next(places, -1))

    def _show_chosen_job(self) -> None:
        chosen: list[Job] = self.jobs_table.chosen_rows()
        self.detail_pane.show_job(chosen[0] if chosen else None)

    def _fill_outcomes(self) -> None:
        self.outcome_box.setAccessibleName(self.tr("Outcome"))
        self.outcome_box.addItem(self.tr("All outcomes"), "")
        for name, outcomes in OUTCOME_FILTERS.items():
            if outcomes:
                labels = sorted(map(queue_texts.format_outcome, outcomes))
                self.outcome_box.addItem(" / ".join(labels), name)

    def _connect(self) -> None:
        self.search_edit.textChanged.connect(self._typing_timer.start)
        self.search_edit.left.connect(self.jobs_table.setFocus)
        self._typing_timer.timeout.connect(lambda: self.request_refresh(now=True))
        self.outcome_box.activated.connect(lambda _: self.request_refresh(now=True))
        self.jobs_table.chosen_rows_changed.connect(self._show_chosen_job)
        self.jobs_table.empty_message = self.tr(
            "No matching jobs. Jobs appear here when receipts are processed."
        )

    def _lay_out(self) -> None:
        bar = QHBoxLayout()
        bar.setContentsMargins(theme.SPACE_L, theme.SPACE_S, theme.SPACE_M, theme.SPACE_S)
        bar.setSpacing(theme.SPACE_S)
        bar.addWidget(self.search_edit, 1)
        bar.addWidget(self.outcome_box)
        left = QWidget()
        left.setObjectName("surface")
        left.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(bar)
        column.addWidget(wrap_in_surface(self.jobs_table), 1)
        self.count_label.setContentsMargins(
            theme.SPACE_L, theme.SPACE_S, theme.SPACE_M, theme.SPACE_S
        )
        column.addWidget(self.count_label)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(create_splitter(left, self.detail_pane))


def create_splitter(left: QWidget, right: QWidget) -> QSplitter:
    """A splitter whose sides cannot be collapsed."""
    splitter = QSplitter(Qt.Orientation.Horizontal)
    splitter.addWidget(left)
    splitter.addWidget(right)
    splitter.setChildrenCollapsible(False)
    splitter.setStretchFactor(0, 3)
    splitter.setStretchFactor(1, 2)
    splitter.setSizes([640, 430])
    splitter.setHandleWidth(1)
    return splitter

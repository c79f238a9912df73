"""Sums the selected receipts off the UI thread, or all shown ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from receipt_desktop.domain.listing import ReceiptTotals
from receipt_desktop.domain.receipt_query import ReceiptQuery
from receipt_desktop.ui.inbox.list_loader import ListLoader
from receipt_desktop.ui.inbox.receipt_table import ReceiptTable
from receipt_desktop.ui.task_runner import TaskRunner

if TYPE_CHECKING:
    from receipt_desktop.actions import Actions

DELAY_MS = 120


class SelectionTotals(QObject):
    """With two or more receipts selected their totals, else those of the view."""

    totals_changed = Signal(object, int)
    """`ReceiptTotals`, and the number of selected receipts; 0 for those of the view."""

    def __init__(
        self,
        table: ReceiptTable,
        loader: ListLoader,
        actions: Actions,
        task_runner: TaskRunner,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._table = table
        self._actions = actions
        self._task_runner = task_runner
        self._view_totals: ReceiptTotals | None = None
        self._request = 0
        self._timer = QTimer(self, singleShot=True, interval=DELAY_MS)
        self._timer.timeout.connect(self._sum_selection)
        loader.totals_changed.connect(self._take_view_totals)
        table.chosen_receipts_changed.connect(self._timer.start)

    def _take_view_totals(self, totals: ReceiptTotals) -> None:
        self._view_totals = totals
        self._sum_selection()

    def _sum_selection(self) -> None:
        self._request += 1
        request, chosen = self._request, self._table.count_chosen()
        if chosen < 2:  # noqa: PLR2004 (a single receipt says itself what it is)
            if self._view_totals is not None:
                self.totals_changed.emit(self._view_totals, 0)
            return
        if self._view_totals is not None and chosen == self._view_totals.count:
            self.totals_changed.emit(self._view_totals, chosen)
            return
        query = ReceiptQuery(numbers=self._table.chosen_numbers())
        self._task_runner.run(
            lambda: self._actions.sum_receipts(query),
            done=lambda totals: self._show(request, totals, chosen),
        )

    def _show(self, request: int, totals: ReceiptTotals, chosen: int) -> None:
        if request == self._request:
            self.totals_changed.emit(totals, chosen)

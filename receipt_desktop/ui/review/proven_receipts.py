"""Approves all receipts of a queue that need no review, at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from receipt_desktop.actions import Actions
from receipt_desktop.ui.task_runner import TaskRunner

if TYPE_CHECKING:
    from receipt_desktop.ui.review.review_page import ReviewPage

COUNT_DELAY_MS = 300
"""Milliseconds after a change of the queue before its receipts are counted again."""


class ProvenReceipts(QObject):
    """Counts them off the UI thread, and offers them in the bar."""

    def __init__(self, page: ReviewPage, actions: Actions, task_runner: TaskRunner) -> None:
        super().__init__(page)
        self._page = page
        self._actions = actions
        self._task_runner = task_runner
        self._ids: tuple[str, ...] = ()
        self._timer = QTimer(self, singleShot=True, interval=COUNT_DELAY_MS)
        self._timer.timeout.connect(self.count_receipts)
        page.queue.queue_changed.connect(self._timer.start)
        page.queue_bar.proven_requested.connect(self.approve_receipts)

    def count_receipts(self) -> None:
        """Count the receipts of the queue that need no review."""
        ids = self._page.queue.ids
        self._task_runner.run(lambda: self._actions.find_proven(ids), done=self._show_count)

    def _show_count(self, ids: tuple[str, ...]) -> None:
        self._ids = ids
        self._page.queue_bar.show_proven(len(ids))

    def approve_receipts(self) -> None:
        """Approve those that were counted, as one step to undo."""
        page = self._page
        ids = [one for one in self._ids if one in page.queue.ids]
        page.saver.approve_receipts(ids, approved=True)
        for receipt_id in ids:
            page.queue.set_decided(receipt_id, decided=True)
        page.hint_bar.show_message(self.tr("Approved %n receipt(s)", "", len(ids)), role="good")
        self._show_count(())
        if page.queue.current_id in ids:
            page.queue.advance()

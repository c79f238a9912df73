"""Approves all receipts of a queue that need no review at once, and passes approved ones over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from receipt_desktop.actions import Actions
from receipt_desktop.ui.task_runner import TaskRunner

if TYPE_CHECKING:
    from receipt_desktop.ui.review.review_page import ReviewPage


class ProvenReceipts(QObject):
    """Counts them off the UI thread, and offers them in the bar."""

    def __init__(self, page: ReviewPage, actions: Actions, task_runner: TaskRunner) -> None:
        super().__init__(page)
        self._page = page
        self._actions = actions
        self._task_runner = task_runner
        self._ids: frozenset[str] = frozenset()
        page.queue.queue_started.connect(self.find_receipts)
        page.queue.queue_changed.connect(self._show_count)
        page.queue_bar.proven_requested.connect(self.approve_receipts)

    def find_receipts(self) -> None:
        """Find the receipts of the queue that need no review, or have been approved."""
        ids, self._ids = self._page.queue.ids, frozenset()
        self._task_runner.run(lambda: self._actions.find_proven(ids), done=self._take_found)
        self._task_runner.run(
            lambda: self._actions.find_approved(ids), done=self._page.queue.note_decided
        )

    def _take_found(self, ids: tuple[str, ...]) -> None:
        self._ids = frozenset(ids)
        self._show_count()

    @property
    def _open_ids(self) -> list[str]:
        """Those that are still in the queue and not decided, in its order."""
        queue = self._page.queue
        return [one for one in queue.ids if one in self._ids and queue.is_open(one)]

    def _show_count(self) -> None:
        self._page.queue_bar.show_proven(len(self._open_ids) if self._ids else 0)

    def approve_receipts(self) -> None:
        """Approve those that were counted, as one step to undo."""
        page, ids = self._page, self._open_ids
        if not ids:
            return
        page.saver.approve_receipts(ids, approved=True)
        for receipt_id in ids:
            page.queue.set_decided(receipt_id, decided=True)
        page.hint_bar.show_message(self.tr("Approved %Ln receipt(s)", "", len(ids)), role="good")
        if page.queue.current_id in ids:
            page.queue.advance()

"""Removing receipts, undoable."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtGui import QUndoCommand

from receipt_desktop.actions import Actions
from receipt_desktop.errors import ReceiptError
from receipt_desktop.ui.work import Work

Failed = Callable[[ReceiptError], None]


class RemoveReceipts(QUndoCommand):
    """Takes receipts off the list; undo brings them back and goes on with unfinished ones."""

    def __init__(
        self, words: str, actions: Actions, work: Work, ids: Sequence[str], failed: Failed
    ) -> None:
        super().__init__(words)
        self._actions = actions
        self._work = work
        self._ids = list(ids)
        self._failed = failed

    def redo(self) -> None:
        self._run(lambda: self._actions.remove(self._ids))

    def undo(self) -> None:
        self._run(lambda: self._actions.restore(self._ids))

    def _run(self, action: Callable[[], object]) -> None:
        self._work.run(action, failed=self._failed, in_order=True)

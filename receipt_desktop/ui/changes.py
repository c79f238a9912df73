"""What a person changes and can take back."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from PySide6.QtGui import QUndoCommand

from receipt_desktop.actions import Actions
from receipt_desktop.errors import ReceiptError
from receipt_desktop.receipt import Status
from receipt_desktop.ui.work import Work

Failed = Callable[[ReceiptError], None]


class Change(QUndoCommand):
    """A deed and the one that takes it back, each off the UI thread and never out of turn."""

    def __init__(
        self,
        words: str,
        work: Work,
        do: Callable[[], object],
        undo: Callable[[], object],
        failed: Failed,
    ) -> None:
        super().__init__(words)
        self._work = work
        self._deed = do
        self._way_back = undo
        self._failed = failed

    def redo(self) -> None:
        self._work.run(self._deed, failed=self._failed, in_order=True)

    def undo(self) -> None:
        self._work.run(self._way_back, failed=self._failed, in_order=True)


class RemoveReceipts(Change):
    """Takes receipts off the list; undo brings them back and goes on with unfinished ones."""

    def __init__(
        self, words: str, actions: Actions, work: Work, ids: Sequence[str], failed: Failed
    ) -> None:
        ids = list(ids)
        super().__init__(
            words, work, lambda: actions.remove(ids), lambda: actions.restore(ids), failed
        )


class PurgeReceipts(Change):
    """Removes all of some statuses; undo brings back just those that it removed."""

    def __init__(
        self,
        words: str,
        actions: Actions,
        work: Work,
        statuses: Collection[Status],
        failed: Failed,
    ) -> None:
        self._actions = actions
        self._statuses = statuses
        self._ids: tuple[str, ...] | None = None
        super().__init__(words, work, self._purge, self._restore, failed)

    def _purge(self) -> None:
        """Done again it removes the same ones, not what has come since."""
        if self._ids is None:
            self._ids = self._actions.purge(self._statuses).ids
        else:
            self._actions.remove(self._ids)

    def _restore(self) -> None:
        self._actions.restore(self._ids or ())

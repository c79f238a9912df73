"""Details of one receipt, fetched off the UI thread; only the newest question counts."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from receipt_desktop.actions import Actions
from receipt_desktop.errors import ReceiptError
from receipt_desktop.receipt import Details
from receipt_desktop.ui.work import Work


class DetailsLoading(QObject):
    """Asks, and lets only the answer to the last question through."""

    loaded = Signal(object)
    """`Details` of the receipt that was asked for last."""
    failed = Signal(object)
    """`ReceiptError`"""

    def __init__(self, actions: Actions, work: Work, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._actions = actions
        self._work = work
        self._question = 0

    def ask(self, receipt_id: str) -> None:
        """Fetch the details; answers to earlier questions are dropped."""
        self._question += 1
        question = self._question
        self._work.run(
            lambda: self._actions.details(receipt_id),
            done=lambda details: self._answer(question, details),
            failed=lambda error: self._fail(question, error),
        )

    def forget(self) -> None:
        """Drop the answer that is under way."""
        self._question += 1

    def _answer(self, question: int, details: Details) -> None:
        if question == self._question:
            self.loaded.emit(details)

    def _fail(self, question: int, error: ReceiptError) -> None:
        if question == self._question:
            self.failed.emit(error)

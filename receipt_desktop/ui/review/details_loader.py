"""Loads the details of one receipt off the UI thread; only the last request counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from receipt_desktop.domain.errors import ReceiptError
from receipt_desktop.domain.receipt import ReceiptDetails
from receipt_desktop.ui.task_runner import TaskRunner

if TYPE_CHECKING:
    from receipt_desktop.actions import Actions


class DetailsLoader(QObject):
    """Loads details and drops the results of superseded requests."""

    details_loaded = Signal(object)
    """The `Details` of the receipt requested last."""
    loading_failed = Signal(object)
    """`ReceiptError`"""

    def __init__(
        self, actions: Actions, task_runner: TaskRunner, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._actions = actions
        self._task_runner = task_runner
        self._request_number = self._delivered_number = 0

    @property
    def is_loading(self) -> bool:
        """Whether the details requested last have not arrived yet."""
        return self._delivered_number != self._request_number

    def load_details(self, receipt_id: str) -> None:
        """Load the details; results of earlier requests are dropped."""
        self._request_number += 1
        question = self._request_number
        self._task_runner.run(
            lambda: self._actions.get_details(receipt_id),
            done=lambda details: self._deliver_details(question, details),
            failed=lambda error: self._deliver_error(question, error),
        )

    def discard_pending(self) -> None:
        """Drop the pending result."""
        self._request_number += 1
        self._delivered_number = self._request_number

    def _deliver_details(self, question: int, details: ReceiptDetails) -> None:
        if question == self._request_number:
            self._delivered_number = question
            self.details_loaded.emit(details)

    def _deliver_error(self, question: int, error: ReceiptError) -> None:
        if question == self._request_number:
            self._delivered_number = question
            self.loading_failed.emit(error)

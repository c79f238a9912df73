"""Asks for the passwords of protected PDFs that this window added, and has them read."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from receipt_desktop.domain.errors import ReceiptError
from receipt_desktop.domain.receipt import WRONG_PASSWORD, Receipt
from receipt_desktop.ui.password_dialog import PasswordDialog
from receipt_desktop.ui.signal_bridge import SignalBridge
from receipt_desktop.ui.task_runner import TaskRunner

if TYPE_CHECKING:
    from receipt_desktop.actions import Actions

GATHER_MS = 400
"""Milliseconds for which protected receipts are gathered, to ask once for all of them."""


class PasswordPrompt(QObject):
    """Opens the dialog for added receipts that need a password; one dialog at a time.

    Receipts of API clients and of other processes are only asked about on request.
    """

    def __init__(
        self,
        window: QWidget,
        actions: Actions,
        task_runner: TaskRunner,
        bridge: SignalBridge,
        show_error: Callable[[ReceiptError], None],
    ) -> None:
        super().__init__(window)
        self._actions, self._task_runner, self._show_error = actions, task_runner, show_error
        self._expected: set[str] = set()
        self._failed: dict[str, Receipt] = {}
        """Receipts that failed without being expected: their submission may not be reported yet."""
        self._asked: dict[str, Receipt] = {}
        self.dialog = PasswordDialog(window)
        self.dialog.password_entered.connect(self._unlock)
        self.dialog.rejected.connect(self._asked.clear)
        self._timer = QTimer(self, singleShot=True, interval=GATHER_MS)
        self._timer.timeout.connect(self._open_dialog)
        bridge.receipt_changed.connect(self._follow_receipt)

    def expect(self, receipts: Iterable[Receipt]) -> None:
        """Ask about these receipts, which this window added, if they need a password."""
        for receipt in receipts:
            self._expected.add(receipt.id)
            self._follow_receipt(self._failed.pop(receipt.id, receipt))

    def ask(self, receipts: Iterable[Receipt]) -> None:
        """Ask for the password of those of the receipts that need one."""
        self._asked |= {receipt.id: receipt for receipt in receipts if receipt.needs_password}
        self._open_dialog()

    def _follow_receipt(self, receipt: Receipt) -> None:
        if not receipt.needs_password:
            self._failed.pop(receipt.id, None)
            if receipt.is_finished:
                self._expected.discard(receipt.id)
        elif receipt.id in self._expected:
            self._expected.discard(receipt.id)
            self._asked[receipt.id] = receipt
            self._timer.start()
        else:
            self._failed[receipt.id] = receipt

    def _open_dialog(self) -> None:
        receipts = list(self._asked.values())
        if receipts:
            wrong = any(
                receipt.failure and receipt.failure.key == WRONG_PASSWORD for receipt in receipts
            )
            self.dialog.show_receipts(receipts, is_wrong=wrong)
            self.dialog.open()

    def _unlock(self, password: str) -> None:
        ids = list(self._asked)
        self._asked.clear()
        self._expected.update(ids)
        self._task_runner.run(
            lambda: self._actions.unlock(ids, password), failed=self._show_error, in_order=True
        )

"""Counts down the seconds until the next retry in the list."""

from __future__ import annotations

from collections.abc import Callable, Collection

from PySide6.QtCore import QObject, QTimer

from receipt_desktop.domain.receipt import Receipt, Status

TICK_INTERVAL_MS = 1000


class RetryCountdown(QObject):
    """A timer that runs only while a receipt waits for a retry."""

    def __init__(self, repaint: Callable[[str], None], parent: QObject) -> None:
        """`repaint` is called with the id of every receipt whose text has changed."""
        super().__init__(parent)
        self._repaint_receipt = repaint
        self._receipt_ids: set[str] = set()
        self._timer = QTimer(self, interval=TICK_INTERVAL_MS)
        self._timer.timeout.connect(self._repaint_all)

    @property
    def is_running(self) -> bool:
        """Whether any receipt is counted down."""
        return self._timer.isActive()

    def watch_receipt(self, receipt: Receipt) -> None:
        """Start or stop the countdown for this snapshot."""
        if receipt.status is Status.PENDING and receipt.retry_at and not receipt.is_held:
            self._receipt_ids.add(receipt.id)
            if not self._timer.isActive():
                self._timer.start()
        else:
            self.forget_receipts((receipt.id,))

    def forget_receipts(self, ids: Collection[str]) -> None:
        """Stop the countdown for these receipts."""
        self._receipt_ids.difference_update(ids)
        if not self._receipt_ids:
            self._timer.stop()

    def _repaint_all(self) -> None:
        for receipt_id in self._receipt_ids:
            self._repaint_receipt(receipt_id)

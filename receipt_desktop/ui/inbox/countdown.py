"""The seconds until the next attempt go on in the list; the store is not asked."""

from __future__ import annotations

from collections.abc import Callable, Collection

from PySide6.QtCore import QObject, QTimer

from receipt_desktop.receipt import Receipt, Status

TICK_MS = 1000


class Countdown(QObject):
    """Ticks only while a receipt waits for a retry."""

    def __init__(self, repaint: Callable[[str], None], parent: QObject) -> None:
        """`repaint` is told the id of every receipt whose words are others now."""
        super().__init__(parent)
        self._repaint = repaint
        self._ids: set[str] = set()
        self._timer = QTimer(self, interval=TICK_MS)
        self._timer.timeout.connect(self._tick)

    @property
    def running(self) -> bool:
        """Whether anything is counted down."""
        return self._timer.isActive()

    def watch(self, receipt: Receipt) -> None:
        """A receipt as it is now."""
        if receipt.status is Status.PENDING and receipt.retry_at and not receipt.held:
            self._ids.add(receipt.id)
            if not self._timer.isActive():
                self._timer.start()
        else:
            self.forget((receipt.id,))

    def forget(self, ids: Collection[str]) -> None:
        """Receipts that left the list, or wait no more."""
        self._ids.difference_update(ids)
        if not self._ids:
            self._timer.stop()

    def _tick(self) -> None:
        for receipt_id in self._ids:
            self._repaint(receipt_id)

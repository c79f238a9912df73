"""Carries changes from any thread to the UI thread in batches."""

from __future__ import annotations

import threading

from PySide6.QtCore import QElapsedTimer, QObject, Qt, QTimer, Signal

from receipt_desktop.domain.health import QueueHealth
from receipt_desktop.domain.receipt import Receipt, ReceiptChange, ReceiptsRemoved

GATHER_INTERVAL_MS = 40
"""Milliseconds for which changes are batched: 25 updates a second."""


class SignalBridge(QObject):
    """Receives changes on any thread and emits signals on the UI thread."""

    receipt_changed = Signal(object)
    """The latest snapshot of a `Receipt`."""
    receipts_removed = Signal(object)
    """A tuple of receipt ids."""
    health_changed = Signal(object)
    """A `QueueHealth`."""
    _change_arrived = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lock = threading.Lock()
        self._pending_changes: dict[str, Receipt | None] = {}
        self._pending_health: QueueHealth | None = None
        self._timer = QTimer(self, singleShot=True)
        self._since_emission = QElapsedTimer()
        self._timer.timeout.connect(self._emit_pending)
        self._change_arrived.connect(self._start_gathering, Qt.ConnectionType.QueuedConnection)

    def queue_change(self, announcement: ReceiptChange) -> None:
        """Queue a change of the store. May be called on any thread."""
        with self._lock:
            if isinstance(announcement, ReceiptsRemoved):
                self._pending_changes |= dict.fromkeys(announcement.ids)
            else:
                self._pending_changes[announcement.id] = announcement
        self._change_arrived.emit()

    def queue_health(self, health: QueueHealth) -> None:
        """Queue the health of the queue. May be called on any thread."""
        with self._lock:
            self._pending_health = health
        self._change_arrived.emit()

    def _start_gathering(self) -> None:
        """A change after a quiet time is shown at once, those that follow it together."""
        if not self._timer.isActive():
            passed = self._since_emission
            quiet = not passed.isValid() or passed.hasExpired(GATHER_INTERVAL_MS)
            self._timer.start(0 if quiet else GATHER_INTERVAL_MS)

    def _emit_pending(self) -> None:
        self._since_emission.start()
        with self._lock:
            changed, self._pending_changes = self._pending_changes, {}
            health, self._pending_health = self._pending_health, None
        removed = tuple(one for one, receipt in changed.items() if receipt is None)
        if removed:
            self.receipts_removed.emit(removed)
        for receipt in changed.values():
            if receipt is not None:
                self.receipt_changed.emit(receipt)
        if health is not None:
            self.health_changed.emit(health)

"""The one object that other threads may emit on; bursts of changes are told as one."""

from __future__ import annotations

import threading

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from receipt_desktop.health import QueueHealth
from receipt_desktop.receipt import Announcement, Receipt, Removed

GATHER_MS = 40
"""How long changes of the same receipt are gathered; a screen shows 25 of them a second."""


class Bridge(QObject):
    """Announcements in from any thread, signals out on the UI thread."""

    receipt_changed = Signal(object)
    """A `Receipt`, its latest."""
    receipts_removed = Signal(object)
    """A tuple of ids."""
    health_changed = Signal(object)
    """A `QueueHealth`."""
    _arrived = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lock = threading.Lock()
        self._changed: dict[str, Receipt | None] = {}
        self._health: QueueHealth | None = None
        self._timer = QTimer(self, singleShot=True, interval=GATHER_MS)
        self._timer.timeout.connect(self._deliver)
        self._arrived.connect(self._gather, Qt.ConnectionType.QueuedConnection)

    def announce(self, announcement: Announcement) -> None:
        """A change of the store, on any thread."""
        with self._lock:
            if isinstance(announcement, Removed):
                self._changed |= dict.fromkeys(announcement.ids)
            else:
                self._changed[announcement.id] = announcement
        self._arrived.emit()

    def announce_health(self, health: QueueHealth) -> None:
        """How the queue stands, on any thread."""
        with self._lock:
            self._health = health
        self._arrived.emit()

    def _gather(self) -> None:
        if not self._timer.isActive():
            self._timer.start()

    def _deliver(self) -> None:
        with self._lock:
            changed, self._changed = self._changed, {}
            health, self._health = self._health, None
        removed = tuple(one for one, receipt in changed.items() if receipt is None)
        if removed:
            self.receipts_removed.emit(removed)
        for receipt in changed.values():
            if receipt is not None:
                self.receipt_changed.emit(receipt)
        if health is not None:
            self.health_changed.emit(health)

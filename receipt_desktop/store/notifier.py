"""Notifies listeners of committed changes, in the order of the commits."""

from __future__ import annotations

import logging
import threading
from collections import deque
from collections.abc import Callable, Iterable

from receipt_desktop.domain.receipt import ChangeListener, ReceiptChange

log = logging.getLogger(__name__)


class ChangeNotifier:
    """Calls listeners with one change at a time, never while a lock of the store is held."""

    def __init__(self) -> None:
        self._waiting: deque[tuple[int, ReceiptChange]] = deque()
        self._calling = threading.Lock()
        self._listeners: tuple[ChangeListener, ...] = ()

    def subscribe(self, listener: ChangeListener) -> Callable[[], None]:
        """Call `listener` with every change from now on; returns a function to unsubscribe."""
        self._listeners = (*self._listeners, listener)

        def unsubscribe() -> None:
            self._listeners = tuple(other for other in self._listeners if other is not listener)

        return unsubscribe

    def enqueue(self, announcements: Iterable[ReceiptChange], commit: int = 0) -> None:
        """Queue committed changes; call it in the order of the commits.

        They are delivered once this `commit` is flushed to the disk.
        """
        self._waiting.extend((commit, announcement) for announcement in announcements)

    def deliver_due(self, flushed: Callable[[], int]) -> None:
        """Deliver the queued changes up to the last flushed commit.

        If another thread is delivering, it delivers these too. The call never blocks, so that a
        listener may use the store.
        """
        while self._is_due(flushed):
            if not self._calling.acquire(blocking=False):
                return
            try:
                self._deliver_flushed(flushed)
            finally:
                self._calling.release()

    def _is_due(self, flushed: Callable[[], int]) -> bool:
        try:
            return self._waiting[0][0] <= flushed()
        except IndexError:
            return False

    def _deliver_flushed(self, flushed: Callable[[], int]) -> None:
        """Runs only on the thread that holds `_calling`."""
        while self._is_due(flushed):
            _, announcement = self._waiting.popleft()
            for listener in self._listeners:
                self._notify_listener(listener, announcement)

    def _notify_listener(self, listener: ChangeListener, announcement: ReceiptChange) -> None:
        try:
            listener(announcement)
        except Exception:
            log.exception("a change listener failed; the others are still notified")

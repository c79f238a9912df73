"""The one door through which changes come out: after the commit, in its order."""

from __future__ import annotations

import logging
import threading
from collections import deque
from collections.abc import Callable, Iterable

from receipt_desktop.domain.receipt import ChangeListener, ReceiptChange

log = logging.getLogger(__name__)


class ChangeNotifier:
    """Calls listeners one announcement at a time, never while a lock of the store is held."""

    def __init__(self) -> None:
        self._waiting: deque[tuple[int, ReceiptChange]] = deque()
        self._calling = threading.Lock()
        self._listeners: tuple[ChangeListener, ...] = ()

    def subscribe(self, listener: ChangeListener) -> Callable[[], None]:
        """Hear everything from now on; returns how to stop."""
        self._listeners = (*self._listeners, listener)

        def silence() -> None:
            self._listeners = tuple(heard for heard in self._listeners if heard is not listener)

        return silence

    def enqueue(self, announcements: Iterable[ReceiptChange], commit: int = 0) -> None:
        """Line up what was committed; called in the order of the commits.

        It is delivered after this `commit` was flushed to the disk.
        """
        self._waiting.extend((commit, announcement) for announcement in announcements)

    def deliver_due(self, flushed: Callable[[], int]) -> None:
        """Call the listeners with all that waits, up to the last flushed commit.

        When another thread is delivering, it takes ours along: nobody waits here, so a listener
        may use the store.
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
        """Only the thread that calls the listeners takes from the queue."""
        while self._is_due(flushed):
            _, announcement = self._waiting.popleft()
            for listener in self._listeners:
                self._notify_listener(listener, announcement)

    def _notify_listener(self, listener: ChangeListener, announcement: ReceiptChange) -> None:
        try:
            listener(announcement)
        except Exception:
            log.exception("a listener failed on a change; the others are told")

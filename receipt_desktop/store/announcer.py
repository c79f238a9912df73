"""The one door through which changes come out: after the commit, in its order."""

from __future__ import annotations

import logging
import threading
from collections import deque
from collections.abc import Callable, Iterable

from receipt_desktop.receipt import Announcement, Listener

log = logging.getLogger(__name__)


class Announcer:
    """Calls listeners one announcement at a time, never while a lock of the store is held."""

    def __init__(self) -> None:
        self._waiting: deque[Announcement] = deque()
        self._calling = threading.Lock()
        self._listeners: tuple[Listener, ...] = ()

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Hear everything from now on; returns how to stop."""
        self._listeners = (*self._listeners, listener)

        def silence() -> None:
            self._listeners = tuple(heard for heard in self._listeners if heard is not listener)

        return silence

    def append(self, announcements: Iterable[Announcement]) -> None:
        """Line up what was committed; called in the order of the commits."""
        self._waiting.extend(announcements)

    def deliver(self) -> None:
        """Call the listeners with all that waits.

        When another thread is delivering, it takes ours along: nobody waits here, so a listener
        may use the store.
        """
        while self._waiting:
            if not self._calling.acquire(blocking=False):
                return
            try:
                self._drain()
            finally:
                self._calling.release()

    def _drain(self) -> None:
        while self._waiting:
            announcement = self._waiting.popleft()
            for listener in self._listeners:
                self._tell(listener, announcement)

    def _tell(self, listener: Listener, announcement: Announcement) -> None:
        try:
            listener(announcement)
        except Exception:
            log.exception("a listener failed on a change; the others are told")

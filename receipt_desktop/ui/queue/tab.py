"""A part of the Queue page that asks for its content only while it is looked at."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from receipt_desktop.errors import ReceiptError
from receipt_desktop.health import QueueHealth
from receipt_desktop.ui.work import Work

PAUSE_MS = 3000
"""Between two answers; a heavier question than the last answer took is asked more rarely."""
SHARE = 10
"""A question may take a tenth of the time."""


class Tab(QWidget):
    """Asks on a worker thread: when seen, when something changed, never twice at a time."""

    def __init__(self, work: Work, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._work = work
        self._asking = False
        self._stale = True
        self._free_at = 0.0
        self._asked_at = 0.0
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._ask)

    # -- for subclasses

    def question(self) -> Callable[[], Any] | None:
        """What is asked for, run on a worker thread; None for nothing."""
        return None

    def show_answer(self, answer: Any) -> None:
        """Show it."""

    def show_health(self, health: QueueHealth) -> None:
        """Show what came by itself."""

    def show_refusal(self, error: ReceiptError) -> None:
        """The question failed; what was shown stays."""

    # -- when it is asked

    def touch(self, *, now: bool = False) -> None:
        """Something changed: ask again, at once or after the pause, if this is looked at."""
        self._stale = True
        if now:
            self._free_at = 0.0
            self._timer.stop()
        if not self.isVisible() or self._asking or self._timer.isActive():
            return
        self._timer.start(max(0, round((self._free_at - time.monotonic()) * 1000)))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self.touch(now=True)

    def _ask(self) -> None:
        question = self.question()
        if question is None or not self.isVisible():
            return
        self._asking, self._stale = True, False
        self._asked_at = time.monotonic()
        self._work.run(question, done=self._answered, failed=self._refused)

    def _answered(self, answer: Any) -> None:
        self.show_answer(answer)
        self._rest()

    def _refused(self, error: ReceiptError) -> None:
        self.show_refusal(error)
        self._rest()

    def _rest(self) -> None:
        self._asking = False
        took = time.monotonic() - self._asked_at
        self._free_at = time.monotonic() + max(PAUSE_MS / 1000, took * SHARE)
        if self._stale:
            self.touch()

"""Base class of tabs that load their content only while visible."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from receipt_desktop.domain.errors import ReceiptError
from receipt_desktop.domain.health import QueueHealth
from receipt_desktop.ui.task_runner import TaskRunner

MIN_PAUSE_MS = 3000
"""Milliseconds between two queries; more after a slow query."""
PAUSE_FACTOR = 10
"""Maximum share of time that queries may take: one tenth."""


class LazyTab(QWidget):
    """Queries on a worker thread when shown or changed, one query at a time."""

    def __init__(self, task_runner: TaskRunner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._task_runner = task_runner
        self._is_loading = False
        self._is_stale = True
        self._next_allowed_at = 0.0
        self._started_at = 0.0
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._start_query)

    # -- for subclasses

    def create_query(self) -> Callable[[], Any] | None:
        """The query to run on a worker thread; None for none."""
        return None

    def show_result(self, answer: Any) -> None:
        """Show the result of the query."""

    def show_health(self, health: QueueHealth) -> None:
        """Show the live health."""

    def show_error(self, error: ReceiptError) -> None:
        """Show the error of a failed query; the old content stays."""

    # -- refresh

    def request_refresh(self, *, now: bool = False) -> None:
        """Query again, at once or after the interval, while visible."""
        self._is_stale = True
        if now:
            self._next_allowed_at = 0.0
            self._timer.stop()
        if not self.isVisible() or self._is_loading or self._timer.isActive():
            return
        self._timer.start(max(0, round((self._next_allowed_at - time.monotonic()) * 1000)))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._is_stale:
            self.request_refresh(now=True)

    def _start_query(self) -> None:
        question = self.create_query()
        if question is None or not self.isVisible():
            return
        self._is_loading, self._is_stale = True, False
        self._started_at = time.monotonic()
        self._task_runner.run(question, done=self._handle_result, failed=self._handle_error)

    def _handle_result(self, answer: Any) -> None:
        self.show_result(answer)
        self._finish_query()

    def _handle_error(self, error: ReceiptError) -> None:
        self.show_error(error)
        self._finish_query()

    def _finish_query(self) -> None:
        self._is_loading = False
        took = time.monotonic() - self._started_at
        self._next_allowed_at = time.monotonic() + max(MIN_PAUSE_MS / 1000, took * PAUSE_FACTOR)
        if self._is_stale:
            self.request_refresh()

"""Collects garbage on the UI thread only.

Python collects on whichever thread allocates next. What was a widget, and refers to itself in a
circle, would be deleted on a worker thread, which Qt does not survive. So the window switches the
automatic collection off (see `cli/garbage`) and this timer collects instead.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, Qt, QTimer, Signal

INTERVAL_MS = 1_000
"""Milliseconds between two looks at Python's counts of new objects."""


class GarbageTimer(QObject):
    """Collects as often as Python's thresholds ask for, at most once per interval."""

    start_requested = Signal()
    """May be emitted on any thread."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._timer = QTimer(self, interval=INTERVAL_MS)
        self._timer.timeout.connect(collect_when_due)
        self.start_requested.connect(self.start, Qt.ConnectionType.QueuedConnection)
        self._pause = QTimer(self, interval=INTERVAL_MS, singleShot=True)
        self._pause.timeout.connect(self._collect_everything)

    @property
    def is_running(self) -> bool:
        return self._timer.isActive()

    def start(self) -> None:
        """Collect from now on, among what is made from now on: pauses of the window stay short."""
        if not self.is_running:
            gc.freeze()
            self._timer.start()

    def delete_window(self, window: QObject) -> None:
        """Have Qt delete a closed window, and collect what Python has of it a second later.

        Much of it was made before `start`, and would be left out for good.
        """
        window.destroyed.connect(self._begin_pause)
        window.deleteLater()  # Qt deletes its widgets in order, the garbage collector does not

    def _begin_pause(self) -> None:
        """Let the next window appear first: a full collection takes some tenths of a second."""
        self._pause.start()

    def _collect_everything(self) -> None:
        gc.unfreeze()
        for _ in range(2):  # the second time finds what finalizers let go of
            gc.collect()
        if self.is_running:
            gc.freeze()


def collect_when_due() -> None:
    """Collect the oldest generation whose count has passed its threshold, and the younger ones."""
    counts = zip(gc.get_count(), gc.get_threshold(), strict=True)
    due = [generation for generation, (count, limit) in enumerate(counts) if count > limit]
    if due:
        gc.collect(due[-1])

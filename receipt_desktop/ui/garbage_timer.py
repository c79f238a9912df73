"""Collects Python's garbage on the window's thread, between two events."""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

INTERVAL_MS = 1_000


class GarbageTimer(QObject):
    """Takes the place of Python's own collection, which is off while the window is open.

    Python collects on whatever thread allocates memory, at any time. Widgets among the garbage
    would then be deleted beside the running window or within Qt's own work, and Qt crashes.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._timer = QTimer(self, interval=INTERVAL_MS)
        self._timer.timeout.connect(collect_if_due)
        self._timer.start()


def collect_if_due() -> None:
    """Collect the oldest generation that Python would collect now, if any.

    Nothing is collected before `gc.freeze()` marks the end of the start.
    """
    if not gc.get_freeze_count():
        return
    full = [
        count > limit > 0 for count, limit in zip(gc.get_count(), gc.get_threshold(), strict=True)
    ]
    if any(full):
        gc.collect(max(generation for generation, is_full in enumerate(full) if is_full))

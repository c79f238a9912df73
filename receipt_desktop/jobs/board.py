"""Who works on what just now: one entry for each running attempt of this process."""

from __future__ import annotations

import threading
import time
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime

from receipt_desktop.receipt import Receipt, Stage


@dataclass(slots=True)
class Working:
    """One running attempt. Written by its own thread, read by others."""

    receipt: Receipt
    owner: str
    """The name in the row's lease."""
    started: float = field(default_factory=time.monotonic)
    since: datetime = field(default_factory=lambda: datetime.now(UTC))
    stage: Stage = Stage.QUEUED
    stage_began: float = field(default_factory=time.monotonic)
    progress: int = 0
    """Percent."""
    laps: dict[str, float] = field(default_factory=dict)
    """Seconds of the stages that are over."""
    stop: threading.Event = field(default_factory=threading.Event)

    def seconds(self) -> float:
        """Since it began."""
        return round(time.monotonic() - self.started, 3)

    def enter(self, stage: Stage) -> None:
        """The next stage begins."""
        self.laps = self.spent()
        self.stage, self.stage_began = stage, time.monotonic()

    def spent(self) -> dict[str, float]:
        """Seconds by stage up to now."""
        spent = time.monotonic() - self.stage_began
        return {**self.laps, self.stage.value: round(spent, 3)}


class Board:
    """Running attempts by the identity of their thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._running: dict[int, Working] = {}

    @contextmanager
    def working(self, working: Working) -> Iterator[Working]:
        """Stand on the board for as long as the attempt runs."""
        ident = threading.get_ident()
        with self._lock:
            self._running[ident] = working
        try:
            yield working
        finally:
            with self._lock:
                self._running.pop(ident, None)

    def running(self) -> dict[int, Working]:
        """All running attempts, by worker."""
        with self._lock:
            return dict(self._running)

    def stop(self, receipt_ids: Collection[str]) -> None:
        """Ask these to end at their next check."""
        for working in self.running().values():
            if working.receipt.id in receipt_ids:
                working.stop.set()

    def stop_all(self) -> None:
        """Ask all to end at their next check."""
        for working in self.running().values():
            working.stop.set()

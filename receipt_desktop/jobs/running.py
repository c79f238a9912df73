"""Registry of the running attempts of this process."""

from __future__ import annotations

import threading
import time
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime

from receipt_desktop.domain.receipt import Receipt, Stage


@dataclass(slots=True)
class RunningAttempt:
    """A running attempt. Written by its own thread, read by others."""

    receipt: Receipt
    owner: str
    """Lease owner stored in the receipt's row."""
    started_monotonic: float = field(default_factory=time.monotonic)
    started_at: datetime = field(default_factory=lambda: datetime.now(UTC))
    stage: Stage = Stage.QUEUED
    stage_started: float = field(default_factory=time.monotonic)
    progress: int = 0
    """Percent."""
    finished_stages: dict[str, float] = field(default_factory=dict)
    """Durations of the finished stages, in seconds."""
    stop_requested: threading.Event = field(default_factory=threading.Event)

    def elapsed_seconds(self) -> float:
        """Seconds since the attempt started."""
        return round(time.monotonic() - self.started_monotonic, 3)

    def enter_stage(self, stage: Stage) -> None:
        """Record the current stage's duration and switch to `stage`."""
        self.finished_stages = self.seconds_by_stage()
        self.stage, self.stage_started = stage, time.monotonic()

    def seconds_by_stage(self) -> dict[str, float]:
        """Durations by stage so far, in seconds."""
        spent = time.monotonic() - self.stage_started
        return {**self.finished_stages, self.stage.value: round(spent, 3)}


class RunningAttempts:
    """Running attempts by thread identifier. Thread-safe."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._attempts: dict[int, RunningAttempt] = {}

    @contextmanager
    def track_attempt(self, working: RunningAttempt) -> Iterator[RunningAttempt]:
        """Register the attempt while the context is active."""
        ident = threading.get_ident()
        with self._lock:
            self._attempts[ident] = working
        try:
            yield working
        finally:
            with self._lock:
                self._attempts.pop(ident, None)

    def attempts_by_thread(self) -> dict[int, RunningAttempt]:
        """All running attempts by thread identifier."""
        with self._lock:
            return dict(self._attempts)

    def stop_receipts(self, receipt_ids: Collection[str]) -> None:
        """Request these receipts' attempts to stop at their next check."""
        for working in self.attempts_by_thread().values():
            if working.receipt.id in receipt_ids:
                working.stop_requested.set()

    def stop_all(self) -> None:
        """Request all attempts to stop at their next check."""
        for working in self.attempts_by_thread().values():
            working.stop_requested.set()

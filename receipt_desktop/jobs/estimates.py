"""Estimates completion times of receipts from the timings of finished ones."""

from __future__ import annotations

import math
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime

from receipt_desktop.config.settings import Settings
from receipt_desktop.domain.receipt import Receipt, Status
from receipt_desktop.jobs.timings import HISTORY_SIZE, StageTimings
from receipt_desktop.store.store import Store

HISTORY_CACHE_SECONDS = 5.0
"""How long the history loaded from the database is cached."""


class CompletionEstimator:
    """Estimates the seconds until a receipt is done. Thread-safe."""

    def __init__(self, store: Store, settings: Callable[[], Settings]) -> None:
        self._store = store
        self._settings = settings
        self._lock = threading.Lock()
        self._due = 0.0
        self._typical: float | None = None
        self._slots = 1

    def estimate_seconds(self, receipt: Receipt) -> float:
        """Seconds until the receipt is done, including receipts ahead of it; 0 if finished.

        Without history, an attempt is assumed to take its full time limit.
        """
        if receipt.is_finished:
            return 0.0
        typical, slots = self._load_history()
        if receipt.status is Status.PROCESSING:
            return self._estimate_running(receipt, typical)
        rounds = self._store.count_ahead(receipt) // slots + 1
        return rounds * typical

    def _estimate_running(self, receipt: Receipt, typical: float) -> float:
        """The attempt's own estimate, or the rest of the typical duration."""
        if receipt.remaining is not None or receipt.started_at is None:
            return typical if receipt.remaining is None else receipt.remaining
        passed = max(0.0, (datetime.now(UTC) - receipt.started_at).total_seconds())
        return max(1.0, typical - passed)

    def _load_history(self) -> tuple[float, int]:
        """Median seconds of an attempt and the number of worker slots in all processes."""
        with self._lock:
            now = time.monotonic()
            if now >= self._due:
                self._slots, self._due = self._count_slots(), now + HISTORY_CACHE_SECONDS
                self._typical = self._median_seconds()
            elif self._typical is None:  # no attempt has finished yet
                self._typical = self._median_seconds()
            return self._typical or self._settings().timeout_seconds, self._slots

    def _count_slots(self) -> int:
        now = self._settings()
        alive = [one for one in self._store.list_processes(now.lease_seconds) if one.is_alive]
        return max(1, sum(one.concurrency for one in alive) or now.concurrency)

    def _median_seconds(self) -> float | None:
        typical = StageTimings(self._store.list_stage_seconds(HISTORY_SIZE)).median_seconds()
        return typical if typical and math.isfinite(typical) else None

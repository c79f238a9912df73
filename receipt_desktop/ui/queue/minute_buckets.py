"""Statistics per minute of the last hour, from the changes that reach the window."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from receipt_desktop.domain.jobs import (
    MAX_RUN_TIME,
    MAX_WAIT_TIME,
    DurationSummary,
    StatisticsBucket,
    seconds_between,
)
from receipt_desktop.domain.receipt import Receipt, Status

KEPT_SPAN = timedelta(hours=1)
MINUTE = timedelta(minutes=1)


@dataclass(slots=True)
class _MinuteCounts:
    completed: int = 0
    failed: int = 0
    wait_seconds: list[float] = field(default_factory=list)
    run_seconds: list[float] = field(default_factory=list)


class MinuteStatistics:
    """Counts finished receipts per minute; a reprocessed receipt counts again."""

    def __init__(self) -> None:
        self._minutes: dict[datetime, _MinuteCounts] = {}
        self._counted_ends: dict[str, datetime] = {}

    def add_receipts(self, receipts: Iterable[Receipt]) -> None:
        """Count the receipts that were loaded before."""
        for receipt in receipts:
            self.add_receipt(receipt)

    def add_receipt(self, receipt: Receipt) -> None:
        """Count a receipt that has just finished, unless it was cancelled."""
        ended = receipt.completed_at
        cancelled = receipt.failure is not None and receipt.failure.code == "CANCELLED"
        if (
            not receipt.is_finished
            or ended is None
            or cancelled
            or ended < _current_time() - KEPT_SPAN
        ):
            return
        if self._counted_ends.get(receipt.id) == ended:
            return
        self._counted_ends[receipt.id] = ended
        minute = self._minutes.setdefault(ended.replace(second=0, microsecond=0), _MinuteCounts())
        minute.completed += receipt.status is Status.COMPLETED
        minute.failed += receipt.status is Status.FAILED
        _add_durations(minute, receipt)

    def recent_buckets(self) -> tuple[StatisticsBucket, ...]:
        """The non-empty minutes of the last hour, oldest first."""
        oldest = _current_time() - KEPT_SPAN
        self._minutes = {start: one for start, one in self._minutes.items() if start >= oldest}
        self._counted_ends = {
            key: ended for key, ended in self._counted_ends.items() if ended >= oldest
        }
        return tuple(
            StatisticsBucket(
                start,
                one.completed,
                one.failed,
                compute_spread(one.wait_seconds),
                compute_spread(one.run_seconds),
            )
            for start, one in sorted(self._minutes.items())
        )


def _add_durations(minute: _MinuteCounts, receipt: Receipt) -> None:
    queued = receipt.queued_at or receipt.created_at
    if receipt.started_at and receipt.completed_at and receipt.status is Status.COMPLETED:
        waited = seconds_between(queued, receipt.started_at, MAX_WAIT_TIME)
        ran = seconds_between(receipt.started_at, receipt.completed_at, MAX_RUN_TIME)
        minute.wait_seconds += [] if waited is None else [waited]
        minute.run_seconds += [] if ran is None else [ran]


def compute_spread(values: Sequence[float]) -> DurationSummary:
    """Average and nearest-rank percentiles."""
    ordered = sorted(values)
    if not ordered:
        return DurationSummary()

    def rank(share: float) -> float:
        return ordered[min(len(ordered) - 1, int(share * len(ordered)))]

    average = sum(ordered) / len(ordered)
    return DurationSummary(len(ordered), average, rank(0.50), rank(0.95), rank(0.99))


def _current_time() -> datetime:
    return datetime.now(UTC)

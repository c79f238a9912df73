"""What ended in each minute of the last hour, from the receipts that the window hears of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from receipt_desktop.history import LONGEST_RUN, LONGEST_WAIT, Bucket, Spread, between
from receipt_desktop.receipt import Receipt, Status

SPAN = timedelta(hours=1)
MINUTE = timedelta(minutes=1)


@dataclass(slots=True)
class _Minute:
    completed: int = 0
    failed: int = 0
    waited: list[float] = field(default_factory=list)
    ran: list[float] = field(default_factory=list)


class Minutes:
    """Counts every end once; a receipt that is read again ends again."""

    def __init__(self) -> None:
        self._minutes: dict[datetime, _Minute] = {}
        self._seen: dict[str, datetime] = {}

    def fill(self, receipts: Iterable[Receipt]) -> None:
        """Those that the window knew before it was asked to count."""
        for receipt in receipts:
            self.add(receipt)

    def add(self, receipt: Receipt) -> None:
        """Count it if it has just ended; a cancelled one is no outcome."""
        ended = receipt.completed_at
        cancelled = receipt.failure is not None and receipt.failure.code == "CANCELLED"
        if not receipt.finished or ended is None or cancelled or ended < _now() - SPAN:
            return
        if self._seen.get(receipt.id) == ended:
            return
        self._seen[receipt.id] = ended
        minute = self._minutes.setdefault(ended.replace(second=0, microsecond=0), _Minute())
        minute.completed += receipt.status is Status.COMPLETED
        minute.failed += receipt.status is Status.FAILED
        _measure(minute, receipt)

    def buckets(self) -> tuple[Bucket, ...]:
        """Minutes in which something ended, oldest first; what is older than an hour is dropped."""
        oldest = _now() - SPAN
        self._minutes = {start: one for start, one in self._minutes.items() if start >= oldest}
        self._seen = {key: ended for key, ended in self._seen.items() if ended >= oldest}
        return tuple(
            Bucket(start, one.completed, one.failed, spread(one.waited), spread(one.ran))
            for start, one in sorted(self._minutes.items())
        )


def _measure(minute: _Minute, receipt: Receipt) -> None:
    queued = receipt.queued_at or receipt.created_at
    if receipt.started_at and receipt.completed_at and receipt.status is Status.COMPLETED:
        waited = between(queued, receipt.started_at, LONGEST_WAIT)
        ran = between(receipt.started_at, receipt.completed_at, LONGEST_RUN)
        minute.waited += [] if waited is None else [waited]
        minute.ran += [] if ran is None else [ran]


def spread(values: Sequence[float]) -> Spread:
    """Average and nearest-rank percentiles."""
    ordered = sorted(values)
    if not ordered:
        return Spread()

    def rank(share: float) -> float:
        return ordered[min(len(ordered) - 1, int(share * len(ordered)))]

    average = sum(ordered) / len(ordered)
    return Spread(len(ordered), average, rank(0.50), rank(0.95), rank(0.99))


def _now() -> datetime:
    return datetime.now(UTC)

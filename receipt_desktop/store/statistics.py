"""Statistics of outcomes: durations, percentiles, hours and days."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any

from receipt_desktop.domain.jobs import (
    DurationSummary,
    StatisticsBucket,
)


def _start_of_hour(moment: datetime) -> datetime:
    return moment.astimezone(UTC).replace(minute=0, second=0, microsecond=0)


def _start_of_day(moment: datetime) -> datetime:
    return _start_of_hour(moment).replace(hour=0)


def _group_by_time(rows: Iterable[Any], start: Any) -> tuple[StatisticsBucket, ...]:
    found: dict[datetime, list[Any]] = defaultdict(list)
    for row in rows:
        found[start(row.ended_at)].append(row)
    return tuple(_make_bucket(begin, found[begin]) for begin in sorted(found))


def _make_bucket(begin: datetime, rows: Sequence[Any]) -> StatisticsBucket:
    done = sum(1 for row in rows if row.completed)
    return StatisticsBucket(
        begin,
        done,
        len(rows) - done,
        summarize_durations([row.waited for row in rows]),
        summarize_durations([row.ran for row in rows]),
    )


def summarize_durations(seconds: Iterable[float | None]) -> DurationSummary:
    """Average and nearest-rank percentiles of the known durations, in seconds."""
    ordered = sorted(value for value in seconds if value is not None)
    if not ordered:
        return DurationSummary()
    p50, p95, p99 = (nearest_rank_percentile(ordered, share) for share in (0.50, 0.95, 0.99))
    return DurationSummary(len(ordered), round(sum(ordered) / len(ordered), 3), p50, p95, p99)


def nearest_rank_percentile(ordered: Sequence[float], share: float) -> float:
    """The nearest-rank percentile of a sorted, non-empty list; `share` from 0.0 to 1.0."""
    return round(ordered[max(0, math.ceil(share * len(ordered)) - 1)], 3)

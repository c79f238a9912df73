"""Stage timings of finished attempts, the basis of estimates and stage budgets.

The history includes attempts of earlier days.
"""

from __future__ import annotations

import statistics
import threading
import time
from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from receipt_desktop.domain.receipt import Stage
from receipt_desktop.pipeline import MODEL_WAIT, READER_WAIT

HISTORY_SIZE = 50
THROUGHPUT_WINDOW_SECONDS = 600.0
"""Window for measuring receipts per minute."""
THROUGHPUT_SAMPLES = 20
MIN_THROUGHPUT_SAMPLES = 2
MIN_HISTORY = 10
"""Number of attempts required before a stage gets a budget."""
MIN_PAGE_SECONDS, PAGE_FACTOR = 10.0, 5.0
"""Page budget: the 95th percentile times the factor, at least the minimum (seconds)."""
MIN_MODEL_SECONDS, MODEL_FACTOR = 10.0, 3.0
"""Budget of the model's response, likewise; loading the model takes longer once."""
OVERDUE_SHARE = 0.5
"""Expected remaining share of the elapsed time, for an attempt slower than all known ones."""
STAGE_ORDER = (
    Stage.OPENING.value,
    READER_WAIT,
    Stage.READING.value,
    Stage.EXTRACTING.value,
    MODEL_WAIT,
    Stage.ASKING.value,
    Stage.CHECKING.value,
)
"""The parts of an attempt in order."""
StageSeconds = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class StageBudgets:
    """Stage budgets in seconds; None means that only the attempt's deadline applies."""

    page_seconds: float | None = None
    model_seconds: float | None = None


class StageTimings:
    """Timings of the latest finished attempts, in seconds. Thread-safe."""

    def __init__(self, earlier: Iterable[StageSeconds] = ()) -> None:
        self._lock = threading.Lock()
        self._history: deque[StageSeconds] = deque(earlier, maxlen=HISTORY_SIZE)
        self._finish_times: deque[float] = deque(maxlen=1000)

    def record_attempt(self, laps: StageSeconds) -> None:
        """Record the seconds by stage of a finished attempt; empty for a cached reading."""
        with self._lock:
            if Stage.READING.value in laps:
                self._history.append(dict(laps))
            self._finish_times.append(time.monotonic())

    def compute_budgets(self) -> StageBudgets:
        """Stage budgets of a first attempt; later attempts may use the whole time."""
        page = self._upper_bound(Stage.READING.value, PAGE_FACTOR, MIN_PAGE_SECONDS)
        return StageBudgets(
            page, self._upper_bound(Stage.ASKING.value, MODEL_FACTOR, MIN_MODEL_SECONDS)
        )

    def median_seconds(self) -> float | None:
        """Median duration of an attempt in seconds; None without history."""
        with self._lock:
            return statistics.median(map(_total_seconds, self._history)) if self._history else None

    def estimate_remaining(self, stage: Stage, elapsed: float, done: float) -> float | None:
        """Remaining seconds of an attempt that entered `stage` `elapsed` seconds ago.

        `done` (0..1) is the reported progress of the stage. Later stages count with their
        medians. The current stage counts with the median remainder of the attempts that took
        longer than `elapsed`, or with the extrapolated progress if that is greater. None without
        history.
        """
        with self._lock:
            laps = tuple(self._history)
        if not laps:
            return None
        now = _parts_of_stage(stage)
        place = STAGE_ORDER.index(now[0]) + len(now)
        later = sum(_median_of_parts(laps, (part,)) for part in STAGE_ORDER[place:])
        left = _median_remaining([sum(lap.get(part, 0.0) for part in now) for lap in laps], elapsed)
        own = elapsed * (1 - done) / done if done > 0 else 0.0
        return max(left, own) + later

    def receipts_per_minute(self) -> float | None:
        """Receipts per minute over up to 20 receipts of the last 10 minutes; None below two."""
        with self._lock:
            now = time.monotonic()
            recent = [at for at in self._finish_times if now - at < THROUGHPUT_WINDOW_SECONDS][
                -THROUGHPUT_SAMPLES:
            ]
        if len(recent) < MIN_THROUGHPUT_SAMPLES:
            return None
        return (len(recent) - 1) / max(now - recent[0], 0.001) * 60

    def estimate_backlog(self, waiting: int, workers: int) -> float | None:
        """Seconds until `waiting` receipts are done, by throughput or else by the median."""
        if not waiting:
            return 0.0
        pace, typical = self.receipts_per_minute(), self.median_seconds()
        if pace:
            return waiting / pace * 60
        return None if typical is None else waiting * typical / max(1, workers)

    def _upper_bound(self, stage: str, times: float, floor: float) -> float | None:
        with self._lock:
            known = sorted(lap[stage] for lap in self._history if lap.get(stage))
        if len(known) < MIN_HISTORY:
            return None
        return max(floor, times * known[round(0.95 * (len(known) - 1))])


class EstimateSmoother:
    """Smooths a displayed estimate: it counts down and rises only on larger deviations."""

    SLACK_SECONDS, SLACK_SHARE = 2.0, 0.2
    """Higher estimates within this many seconds plus this share are ignored."""

    def __init__(self) -> None:
        self._ends_at: float | None = None

    def smooth_estimate(self, estimate: float | None, now: float) -> float | None:
        """The estimate to display at `now`; both values in seconds."""
        if estimate is None or self._ends_at is None:
            self._ends_at = None if estimate is None else now + estimate
            return estimate
        left = max(0.0, self._ends_at - now)
        if estimate < left or estimate > left * (1 + self.SLACK_SHARE) + self.SLACK_SECONDS:
            self._ends_at, left = now + estimate, estimate
        return left


def _total_seconds(lap: StageSeconds) -> float:
    return sum(lap.values())


def _parts_of_stage(stage: Stage) -> tuple[str, ...]:
    """The parts that belong to a stage shown in the row."""
    return {
        Stage.QUEUED: (Stage.OPENING.value,),
        Stage.READING: (READER_WAIT, Stage.READING.value),
        Stage.ASKING: (MODEL_WAIT, Stage.ASKING.value),
        Stage.SAVING: (Stage.CHECKING.value,),
        Stage.DONE: (Stage.CHECKING.value,),
    }.get(stage, (stage.value,))


def _median_of_parts(laps: Iterable[StageSeconds], parts: tuple[str, ...]) -> float:
    return statistics.median(sum(lap.get(part, 0.0) for part in parts) for lap in laps)


def _median_remaining(times: list[float], elapsed: float) -> float:
    """Median remaining seconds after `elapsed`, based on the times that are longer."""
    longer = [one - elapsed for one in times if one > elapsed]
    return statistics.median(longer) if longer else elapsed * OVERDUE_SHARE

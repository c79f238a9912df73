"""How long things take on this machine: the source of every estimate and of every stage's budget.

Everything is learnt from finished attempts, those of earlier days among them.
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
"""Seconds over which receipts a minute are counted."""
THROUGHPUT_SAMPLES = 20
MIN_THROUGHPUT_SAMPLES = 2
MIN_HISTORY = 10
"""Attempts that must be known before a stage's time is bounded by them."""
MIN_PAGE_SECONDS, PAGE_FACTOR = 10.0, 5.0
"""A page may take so many times what 19 of 20 receipts took, and never less than the floor (s)."""
MIN_MODEL_SECONDS, MODEL_FACTOR = 10.0, 3.0
"""Likewise the model's answer; a model that has to be loaded first takes longer once."""
OVERDUE_SHARE = 0.5
"""What takes longer than anything known is expected to take this much more of what it took."""
STAGE_ORDER = (
    Stage.OPENING.value,
    READER_WAIT,
    Stage.READING.value,
    Stage.EXTRACTING.value,
    MODEL_WAIT,
    Stage.ASKING.value,
    Stage.CHECKING.value,
)
"""The parts of an attempt in their order."""
StageSeconds = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class StageBudgets:
    """What history allows, in seconds; None: the attempt's deadline alone."""

    page_seconds: float | None = None
    model_seconds: float | None = None


class StageTimings:
    """Times of the last finished attempts, in seconds. Thread-safe."""

    def __init__(self, earlier: Iterable[StageSeconds] = ()) -> None:
        self._lock = threading.Lock()
        self._history: deque[StageSeconds] = deque(earlier, maxlen=HISTORY_SIZE)
        self._finish_times: deque[float] = deque(maxlen=1000)

    def record_attempt(self, laps: StageSeconds) -> None:
        """Note one more finished attempt: seconds by stage; one out of the cache has none."""
        with self._lock:
            if Stage.READING.value in laps:
                self._history.append(dict(laps))
            self._finish_times.append(time.monotonic())

    def compute_budgets(self) -> StageBudgets:
        """What a first attempt's stages may take; a later attempt has the whole time."""
        page = self._upper_bound(Stage.READING.value, PAGE_FACTOR, MIN_PAGE_SECONDS)
        return StageBudgets(
            page, self._upper_bound(Stage.ASKING.value, MODEL_FACTOR, MIN_MODEL_SECONDS)
        )

    def median_seconds(self) -> float | None:
        """Median seconds of an attempt, or None before the first."""
        with self._lock:
            return statistics.median(map(_total_seconds, self._history)) if self._history else None

    def estimate_remaining(self, stage: Stage, elapsed: float, done: float) -> float | None:
        """Seconds left of an attempt that is in `stage` since `elapsed` seconds.

        `done` (0..1) is how much of the stage it says is done. The stages to come take their
        medians; of this one, what those took on that took longer than `elapsed` already, or what
        its own progress says when that is worse. None before anything is known.
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
        """Receipts a minute over the last twenty of the last ten minutes; None below two."""
        with self._lock:
            now = time.monotonic()
            recent = [at for at in self._finish_times if now - at < THROUGHPUT_WINDOW_SECONDS][
                -THROUGHPUT_SAMPLES:
            ]
        if len(recent) < MIN_THROUGHPUT_SAMPLES:
            return None
        return (len(recent) - 1) / max(now - recent[0], 0.001) * 60

    def estimate_backlog(self, waiting: int, workers: int) -> float | None:
        """Seconds until `waiting` receipts are done, from throughput or else from the median."""
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
    """An estimate as it is shown: it runs down with the clock and rises only when it must."""

    SLACK_SECONDS, SLACK_SHARE = 2.0, 0.2
    """A new estimate may be this many seconds and this share above what is shown, and is passed
    over."""

    def __init__(self) -> None:
        self._ends_at: float | None = None

    def smooth_estimate(self, estimate: float | None, now: float) -> float | None:
        """What to show for a new estimate at `now`, both in seconds."""
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
    """The parts that pass while the row shows this stage."""
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
    """What is left of something that runs since `elapsed`, from those that ran longer."""
    longer = [one - elapsed for one in times if one > elapsed]
    return statistics.median(longer) if longer else elapsed * OVERDUE_SHARE

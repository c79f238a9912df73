"""Estimates and budgets come from measured durations."""

import pytest

from receipt_desktop.domain.receipt import STAGE_PROGRESS, Stage
from receipt_desktop.jobs.timings import STAGE_ORDER, EstimateSmoother, StageBudgets, StageTimings
from receipt_desktop.pipeline import READER_WAIT


def laps(reading: float = 2.0, asking: float = 0.0) -> dict[str, float]:
    times = {"opening": 0.1, READER_WAIT: 1.0, "reading": reading, "extracting": 0.3}
    return {**times, **({"asking": asking} if asking else {}), "checking": 0.1}


def test_no_estimate_before_the_first_receipt() -> None:
    pace = StageTimings()
    assert pace.median_seconds() is None
    assert pace.estimate_remaining(Stage.READING, 1.0, 0.5) is None
    assert pace.estimate_backlog(3, 2) is None
    assert pace.receipts_per_minute() is None
    assert pace.compute_budgets() == StageBudgets()


def test_the_typical_duration_is_the_median_of_the_whole() -> None:
    assert StageTimings([laps(1), laps(2), laps(30)]).median_seconds() == pytest.approx(3.5)


@pytest.mark.parametrize(
    ("stage", "elapsed", "done", "left"),
    [
        (Stage.OPENING, 0.0, 0.0, 3.5),
        (Stage.READING, 0.0, 0.0, 3.4),
        (Stage.READING, 2.0, 0.0, 1.4),
        (Stage.READING, 2.0, 0.25, 6.4),
        (Stage.READING, 8.0, 0.0, 4.4),
        (Stage.CHECKING, 0.0, 0.0, 0.1),
    ],
    ids=["start", "in line", "half", "slower than ever", "longer than ever", "the end"],
)
def test_what_is_left_of_this_stage_and_the_ones_to_come(
    stage: Stage, elapsed: float, done: float, left: float
) -> None:
    assert StageTimings([laps()]).estimate_remaining(stage, elapsed, done) == pytest.approx(left)


@pytest.mark.parametrize("stage", list(STAGE_PROGRESS))
def test_every_stage_has_an_estimate(stage: Stage) -> None:
    assert StageTimings([laps(asking=4.0)]).estimate_remaining(stage, 0.0, 0.0) is not None


def test_parts_of_an_attempt_are_in_the_order_of_the_stages() -> None:
    known = [part for part in STAGE_ORDER if part in set(Stage)]
    assert known == [stage.value for stage in Stage if stage.value in known]


def test_a_stage_is_bounded_by_what_this_machine_took_before() -> None:
    few = StageTimings([laps(reading=4.0, asking=6.0)] * 9)
    assert few.compute_budgets() == StageBudgets()
    few.record_attempt(laps(reading=4.0, asking=6.0))
    assert few.compute_budgets() == StageBudgets(page_seconds=20.0, model_seconds=18.0)
    assert StageTimings([laps(reading=0.5)] * 10).compute_budgets() == StageBudgets(
        page_seconds=10.0, model_seconds=None
    )


def test_the_pile_takes_the_median_shared_by_the_workers() -> None:
    pace = StageTimings([{"reading": 4.0}])
    assert pace.estimate_backlog(10, 5) == pytest.approx(8.0)
    assert pace.estimate_backlog(0, 5) == 0.0


def test_throughput_beats_the_median(monkeypatch: pytest.MonkeyPatch) -> None:
    now = 100.0
    monkeypatch.setattr("receipt_desktop.jobs.timings.time.monotonic", lambda: now)
    pace = StageTimings([{"reading": 60.0}])
    for now in (100.0, 102.0, 104.0):  # noqa: B007 (read by the lambda)
        pace.record_attempt({"reading": 60.0})
    assert pace.receipts_per_minute() == pytest.approx(30.0)
    assert pace.estimate_backlog(15, 1) == pytest.approx(30.0)


def test_a_countdown_runs_with_the_clock_and_rises_only_when_it_must() -> None:
    countdown = EstimateSmoother()
    assert countdown.smooth_estimate(None, 0.0) is None
    assert countdown.smooth_estimate(40.0, 0.0) == 40.0
    assert countdown.smooth_estimate(42.0, 5.0) == 35.0  # within the slack: it goes on falling
    assert countdown.smooth_estimate(20.0, 6.0) == 20.0  # sooner: told at once
    assert countdown.smooth_estimate(60.0, 7.0) == 60.0  # much later: told too
    assert countdown.smooth_estimate(0.5, 100.0) == 0.0  # over time by less than the slack

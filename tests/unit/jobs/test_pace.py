"""Estimates come from measured durations."""

import pytest

from receipt_desktop.jobs.pace import Pace


def test_no_estimate_before_the_first_receipt() -> None:
    pace = Pace()
    assert pace.typical() is None
    assert pace.remaining(elapsed=0, done=0) is None
    assert pace.pile(3, 2) is None
    assert pace.a_minute() is None


def test_the_typical_duration_is_the_median() -> None:
    assert Pace([1, 2, 30]).typical() == 2


@pytest.mark.parametrize(
    ("elapsed", "done", "left"),
    [(0.0, 0.0, 4.0), (1.0, 0.0, 3.0), (9.0, 0.0, 0.0), (4.0, 0.5, 2.0), (2.0, 1.0, 0.0)],
)
def test_an_attempt_leans_on_its_own_speed_the_further_it_is(
    elapsed: float, done: float, left: float
) -> None:
    assert Pace([4.0]).remaining(elapsed, done) == pytest.approx(left)


def test_the_pile_takes_the_median_shared_by_the_workers() -> None:
    assert Pace([4.0]).pile(10, 5) == pytest.approx(8.0)
    assert Pace([4.0]).pile(0, 5) == 0.0


def test_throughput_beats_the_median(monkeypatch: pytest.MonkeyPatch) -> None:
    now = 100.0
    monkeypatch.setattr("receipt_desktop.jobs.pace.time.monotonic", lambda: now)
    pace = Pace([60.0])
    for now in (100.0, 102.0, 104.0):  # noqa: B007 (read by the lambda)
        pace.finished(60.0)
    assert pace.a_minute() == pytest.approx(30.0)
    assert pace.pile(15, 1) == pytest.approx(30.0)

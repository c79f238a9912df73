"""An attempt's budget counts work; a hang ends all the same."""

from __future__ import annotations

import pytest

from receipt_desktop.domain.deadline import IDLE_FACTOR, WALL_CLOCK_FACTOR, Deadline, WorkMeter
from receipt_desktop.domain.errors import Cancelled, TimedOut


class FakeClocks:
    """Processor time and steady time that a test sets."""

    def __init__(self) -> None:
        self.own = self.wall = 100.0

    def work(self, budget: float) -> WorkMeter:
        return WorkMeter(budget, lambda: self.own, lambda: self.wall)

    def make_deadline(self, budget: float) -> Deadline:
        return Deadline.for_work(budget, work=self.work(budget))


@pytest.fixture
def clocks() -> FakeClocks:
    return FakeClocks()


def test_waiting_for_a_processor_is_no_work(clocks: FakeClocks) -> None:
    deadline = clocks.make_deadline(30.0)
    for _ in range(90):  # 9 minutes on the wall, 4.5 seconds of work of a reader that goes on
        clocks.wall += 6.0
        deadline.add_reported_work(0.05)
        deadline.mark_alive()
        deadline.raise_if_over()
    assert deadline.seconds_left() == pytest.approx(25.5)


def test_work_ends_at_its_budget(clocks: FakeClocks) -> None:
    deadline = clocks.make_deadline(30.0)
    deadline.add_reported_work(20.0)
    clocks.own += 9.0
    deadline.raise_if_over()
    clocks.own += 1.0
    with pytest.raises(TimedOut):
        deadline.raise_if_over()
    assert not deadline.is_idle()


def test_a_hang_ends_after_several_times_the_budget(clocks: FakeClocks) -> None:
    deadline = clocks.make_deadline(30.0)
    clocks.wall += IDLE_FACTOR * 30.0 - 1
    deadline.raise_if_over()
    clocks.wall += 1.0
    with pytest.raises(TimedOut):
        deadline.raise_if_over()
    assert deadline.is_idle()


def test_endless_slow_progress_ends_too(clocks: FakeClocks) -> None:
    deadline, seconds = clocks.make_deadline(30.0), 0
    while deadline.seconds_left():
        clocks.wall += 1.0
        seconds += 1
        deadline.mark_alive()
    assert seconds == WALL_CLOCK_FACTOR * 30
    with pytest.raises(TimedOut):
        deadline.raise_if_over()


def test_the_time_of_a_server_is_work_while_it_passes(clocks: FakeClocks) -> None:
    deadline = clocks.make_deadline(30.0)
    clocks.wall += 50.0
    with deadline.count_wall_time():
        clocks.wall += 10.0
        clocks.own += 1.0
        assert deadline.seconds_left() == pytest.approx(20.0)
    clocks.wall += 50.0
    assert deadline.seconds_left() == pytest.approx(20.0)


def test_a_part_may_take_less_than_the_whole(clocks: FakeClocks) -> None:
    deadline = clocks.make_deadline(30.0)
    deadline.add_reported_work(5.0)
    part = deadline.limit_to(10.0)
    deadline.add_reported_work(9.0)
    assert (part.seconds_left(), deadline.seconds_left()) == (1.0, 16.0)
    assert deadline.limit_to(None) is deadline
    assert deadline.limit_to(99.0).seconds_left() == 16.0


def test_a_part_that_hangs_ends_sooner_than_the_whole(clocks: FakeClocks) -> None:
    deadline = clocks.make_deadline(30.0)
    part = deadline.limit_to(10.0)
    clocks.wall += IDLE_FACTOR * 10.0
    assert part.is_idle()
    with pytest.raises(TimedOut):
        part.raise_if_over()
    deadline.raise_if_over()


def test_waiting_for_a_turn_is_no_hang(clocks: FakeClocks) -> None:
    deadline = clocks.make_deadline(30.0)
    clocks.wall += IDLE_FACTOR * 30.0 - 1
    later = deadline.postpone(IDLE_FACTOR * 30.0 - 1)
    clocks.wall += 20.0
    later.raise_if_over()
    assert later.seconds_left() > 0.0


def test_waiting_for_others_lasts_as_long_as_it_must(clocks: FakeClocks) -> None:
    deadline = clocks.make_deadline(30.0)
    for _ in range(100):
        clocks.wall += 20.0
        deadline.extend_for_wait(20.0)
        deadline.raise_if_over()
    assert deadline.wall_seconds_left() == WALL_CLOCK_FACTOR * 30.0
    assert deadline.seconds_left() == 30.0


def test_every_check_raises_after_a_cancel() -> None:
    for deadline in (Deadline.after(9, lambda: True), Deadline.for_work(9, lambda: True)):
        with pytest.raises(Cancelled):
            deadline.raise_if_over()


def test_a_deadline_without_a_budget_is_a_moment() -> None:
    deadline = Deadline.after(60.0)
    deadline.add_reported_work(1000.0)
    deadline.mark_alive()
    with deadline.count_wall_time():
        assert 50.0 < deadline.seconds_left() <= 60.0
    assert deadline.limit_to(1.0).seconds_left() <= 1.0
    assert deadline.postpone(60.0).seconds_left() > 100.0
    assert not deadline.is_idle()

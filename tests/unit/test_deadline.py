"""An attempt's budget counts work; a hang ends all the same."""

from __future__ import annotations

import time

import pytest

from receipt_desktop.errors import IDLE_TIMES, LONGEST_TIMES, Cancelled, Deadline, TimedOut, Work


class Clocks:
    """Processor time and steady time that a test sets."""

    def __init__(self) -> None:
        self.own = self.wall = 100.0

    def work(self, budget: float) -> Work:
        return Work(budget, lambda: self.own, lambda: self.wall)

    def deadline(self, budget: float) -> Deadline:
        return Deadline.of_work(budget, work=self.work(budget))


@pytest.fixture
def clocks() -> Clocks:
    return Clocks()


def test_waiting_for_a_processor_is_no_work(clocks: Clocks) -> None:
    deadline = clocks.deadline(30.0)
    for _ in range(90):  # 9 minutes on the wall, 4.5 seconds of work of a reader that goes on
        clocks.wall += 6.0
        deadline.report(0.05)
        deadline.alive()
        deadline.check()
    assert deadline.remaining() == pytest.approx(25.5)


def test_work_ends_at_its_budget(clocks: Clocks) -> None:
    deadline = clocks.deadline(30.0)
    deadline.report(20.0)
    clocks.own += 9.0
    deadline.check()
    clocks.own += 1.0
    with pytest.raises(TimedOut):
        deadline.check()
    assert not deadline.idle()


def test_a_hang_ends_after_several_times_the_budget(clocks: Clocks) -> None:
    deadline = clocks.deadline(30.0)
    clocks.wall += IDLE_TIMES * 30.0 - 1
    deadline.check()
    clocks.wall += 1.0
    with pytest.raises(TimedOut):
        deadline.check()
    assert deadline.idle()


def test_what_trickles_for_ever_ends_too() -> None:
    began = time.monotonic()
    deadline = Deadline.of_work(0.05)
    while deadline.remaining():
        deadline.alive()
        time.sleep(0.01)
    with pytest.raises(TimedOut):
        deadline.check()
    assert time.monotonic() - began < 100 * LONGEST_TIMES * 0.05


def test_the_time_of_a_server_is_work_while_it_passes(clocks: Clocks) -> None:
    deadline = clocks.deadline(30.0)
    clocks.wall += 50.0
    with deadline.outside():
        clocks.wall += 10.0
        clocks.own += 1.0
        assert deadline.remaining() == pytest.approx(20.0)
    clocks.wall += 50.0
    assert deadline.remaining() == pytest.approx(20.0)


def test_a_part_may_take_less_than_the_whole(clocks: Clocks) -> None:
    deadline = clocks.deadline(30.0)
    deadline.report(5.0)
    part = deadline.within(10.0)
    deadline.report(9.0)
    assert (part.remaining(), deadline.remaining()) == (1.0, 16.0)
    assert deadline.within(None) is deadline
    assert deadline.within(99.0).remaining() == 16.0


def test_a_part_that_hangs_ends_sooner_than_the_whole(clocks: Clocks) -> None:
    deadline = clocks.deadline(30.0)
    part = deadline.within(10.0)
    clocks.wall += IDLE_TIMES * 10.0
    assert part.idle()
    with pytest.raises(TimedOut):
        part.check()
    deadline.check()


def test_a_wait_for_ones_turn_is_no_hang(clocks: Clocks) -> None:
    deadline = clocks.deadline(30.0)
    clocks.wall += IDLE_TIMES * 30.0 - 1
    later = deadline.later(IDLE_TIMES * 30.0 - 1)
    clocks.wall += 20.0
    later.check()


def test_waiting_for_others_lasts_as_long_as_it_must(clocks: Clocks) -> None:
    deadline = clocks.deadline(30.0)
    for _ in range(100):
        clocks.wall += 20.0
        deadline.waited(20.0)
        deadline.check()
    assert deadline.longest() == LONGEST_TIMES * 30.0
    assert deadline.remaining() == 30.0


def test_a_cancel_is_felt_at_every_check() -> None:
    for deadline in (Deadline.after(9, lambda: True), Deadline.of_work(9, lambda: True)):
        with pytest.raises(Cancelled):
            deadline.check()


def test_a_plain_deadline_is_a_moment() -> None:
    deadline = Deadline.after(60.0)
    deadline.report(1000.0)
    deadline.alive()
    with deadline.outside():
        assert 50.0 < deadline.remaining() <= 60.0
    assert deadline.within(1.0).remaining() <= 1.0
    assert deadline.later(60.0).remaining() > 100.0
    assert not deadline.idle()

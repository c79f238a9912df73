"""When receipts may be taken from the queue."""

from __future__ import annotations

from receipt_desktop.jobs.gate import BACKOFF_SECONDS, QueueGate


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_it_backs_off_longer_each_time_until_something_succeeds() -> None:
    clock = Clock()
    gate = QueueGate(clock)
    for seconds in (*BACKOFF_SECONDS, BACKOFF_SECONDS[-1]):
        assert gate.back_off() == seconds
        assert not gate.is_open
        clock.now += seconds - 1
        assert not gate.set_state(paused=False, waits_for=None)
        clock.now += 1
        assert gate.set_state(paused=False, waits_for=None)
        assert gate.is_open
    gate.reset_backoff()
    assert gate.back_off() == BACKOFF_SECONDS[0]


def test_failures_at_the_same_time_are_one() -> None:
    clock = Clock()
    gate = QueueGate(clock)
    gate.back_off()
    clock.now += 5
    assert gate.back_off() == BACKOFF_SECONDS[0] - 5
    clock.now += 10
    assert gate.set_state(paused=False, waits_for=None)


def test_a_pause_outlasts_it() -> None:
    clock = Clock()
    gate = QueueGate(clock)
    gate.back_off()
    clock.now += BACKOFF_SECONDS[0]
    assert not gate.set_state(paused=True, waits_for=None)
    assert not gate.is_open

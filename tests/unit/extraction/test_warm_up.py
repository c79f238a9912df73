"""The first extraction runs alone, the later ones at the same time."""

from __future__ import annotations

import threading

import pytest

from receipt_desktop.extraction.warm_up import WarmUp
from tests.waiting import SECONDS


def test_the_second_waits_for_the_first() -> None:
    warm_up, order, begun = WarmUp(), [], threading.Event()

    def second() -> None:
        begun.set()
        with warm_up.run_alone():
            order.append("second")

    thread = threading.Thread(target=second)
    with warm_up.run_alone():
        thread.start()
        assert begun.wait(SECONDS)
        order.append("first")
    thread.join(SECONDS)
    assert order == ["first", "second"]


def test_later_ones_run_at_the_same_time() -> None:
    warm_up, both_inside = WarmUp(), threading.Barrier(2)
    with warm_up.run_alone():
        pass

    def work() -> None:
        with warm_up.run_alone():
            both_inside.wait(SECONDS)

    threads = [threading.Thread(target=work) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(SECONDS)
    assert not both_inside.broken


def test_a_first_one_that_fails_leaves_the_turn_to_the_next() -> None:
    warm_up, entered = WarmUp(), []
    with pytest.raises(ZeroDivisionError), warm_up.run_alone():
        raise ZeroDivisionError
    with warm_up.run_alone():
        entered.append("next")
    assert entered == ["next"]

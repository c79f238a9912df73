"""Python collects no garbage while the window is open; the window does, after its start."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest

from receipt_desktop import pipeline
from receipt_desktop.cli import window_session
from receipt_desktop.cli.garbage import garbage_collection_off
from receipt_desktop.ui.garbage_timer import collect_if_due


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    yield
    gc.enable()


def make_garbage(count: int = 3000) -> None:
    for _ in range(count):
        ring: list[object] = []
        ring.append(ring)


def is_full() -> bool:
    return gc.get_count()[0] > gc.get_threshold()[0]


def test_the_window_collects_what_python_leaves() -> None:
    with garbage_collection_off():
        gc.freeze()
        make_garbage()
        assert is_full()
        collect_if_due()
        assert not is_full()
        assert not gc.isenabled()
    assert gc.isenabled()


def test_nothing_is_collected_before_the_start_is_over(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gc, "get_freeze_count", lambda: 0)
    with garbage_collection_off():
        make_garbage()
        collect_if_due()
        assert is_full()


def test_older_garbage_is_collected_when_its_turn_comes() -> None:
    with garbage_collection_off():
        gc.freeze()
        kept = gc.get_stats()[2]["collections"]
        for _ in range(200):
            make_garbage(1000)
            collect_if_due()
        assert gc.get_stats()[1]["collections"] > 0
        assert gc.get_stats()[2]["collections"] > kept


@pytest.mark.expected_logs("receipt_desktop.cli.window_session")
def test_the_start_is_over_although_the_rest_cannot_be_loaded(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fail() -> None:
        raise RuntimeError("no model")

    monkeypatch.setattr(pipeline, "warm_up", fail)
    before = gc.get_freeze_count()
    window_session.load_remaining_modules()
    assert gc.get_freeze_count() > before


def test_a_window_that_fails_turns_collection_on_again() -> None:
    with pytest.raises(OSError, match="no display"), garbage_collection_off():
        raise OSError("no display")
    assert gc.isenabled()


def test_where_it_was_off_it_stays_off() -> None:
    gc.disable()
    with garbage_collection_off():
        assert not gc.isenabled()
    assert not gc.isenabled()

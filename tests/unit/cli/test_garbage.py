"""Garbage is collected again once the window is there, whatever went wrong."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest

from receipt_desktop import pipeline
from receipt_desktop.cli import window_session
from receipt_desktop.cli.garbage import garbage_collection_paused


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    yield
    gc.enable()


def test_nothing_is_collected_during_the_start_and_something_after_it() -> None:
    with garbage_collection_paused():
        assert not gc.isenabled()
        window_session.load_remaining_modules()
        assert gc.isenabled()
        assert gc.get_freeze_count() > 0
    assert gc.isenabled()


@pytest.mark.expected_logs("receipt_desktop.cli.window_session")
def test_it_is_on_again_when_the_rest_cannot_be_loaded(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> None:
        raise RuntimeError("no model")

    monkeypatch.setattr(pipeline, "warm_up", fail)
    with garbage_collection_paused():
        window_session.load_remaining_modules()
        assert gc.isenabled()


def test_a_start_that_fails_ends_the_pause() -> None:
    with pytest.raises(OSError, match="no display"), garbage_collection_paused():
        raise OSError("no display")
    assert gc.isenabled()


def test_where_it_was_off_it_stays_off() -> None:
    gc.disable()
    with garbage_collection_paused():
        assert not gc.isenabled()
    assert not gc.isenabled()

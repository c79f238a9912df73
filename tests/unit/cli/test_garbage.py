"""While the window runs, Python collects no garbage by itself; the window's timer does."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from receipt_desktop import pipeline
from receipt_desktop.cli import window_session
from receipt_desktop.cli.garbage import RARE_THRESHOLD, automatic_collection_off, rare_collection
from receipt_desktop.ui.garbage_timer import GarbageTimer


@pytest.fixture(autouse=True)
def automatic_collection() -> Iterator[None]:
    """On in each test, as Python starts."""
    gc.enable()
    yield
    gc.disable()


def test_the_timer_starts_after_the_start_and_leaves_out_what_it_made(qtbot: QtBot) -> None:
    timer = GarbageTimer()
    gc.unfreeze()
    with automatic_collection_off():
        window_session.load_remaining_modules(timer)
        assert not timer.is_running  # the modules are loaded on another thread
        qtbot.waitUntil(lambda: timer.is_running)
        assert gc.get_freeze_count() > 0
        assert not gc.isenabled()
    assert gc.isenabled()


@pytest.mark.expected_logs("receipt_desktop.cli.window_session")
def test_the_timer_starts_when_the_rest_cannot_be_loaded(
    monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    def fail() -> None:
        raise RuntimeError("no model")

    monkeypatch.setattr(pipeline, "warm_up", fail)
    timer = GarbageTimer()
    window_session.load_remaining_modules(timer)
    qtbot.waitUntil(lambda: timer.is_running)


def test_a_start_that_fails_switches_it_on_again() -> None:
    with pytest.raises(OSError, match="no display"), automatic_collection_off():
        raise OSError("no display")
    assert gc.isenabled()


def test_where_it_was_off_it_stays_off() -> None:
    gc.disable()
    with automatic_collection_off():
        assert not gc.isenabled()
    assert not gc.isenabled()


def test_a_command_collects_rarely_and_leaves_the_thresholds_as_they_were() -> None:
    before = gc.get_threshold()
    with rare_collection():
        assert gc.get_threshold() == (RARE_THRESHOLD, *before[1:])
    assert gc.get_threshold() == before

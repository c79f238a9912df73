"""A closed window is freed, with all that belonged to it."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from shiboken6 import Shiboken

from receipt_desktop.cli.garbage import automatic_collection_off
from receipt_desktop.ui import garbage_timer
from receipt_desktop.ui.garbage_timer import GarbageTimer
from receipt_desktop.ui.main_window import MainWindow
from receipt_desktop.ui.pages import PAGES
from receipt_desktop.ui.signal_bridge import SignalBridge
from tests.databases import open_empty_store
from tests.ui.fake_actions import FakeActions


@pytest.fixture
def timer(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[GarbageTimer]:
    del qtbot
    monkeypatch.setattr(garbage_timer, "INTERVAL_MS", 10)
    made = GarbageTimer()
    yield made
    Shiboken.delete(made)
    gc.freeze()


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[list[MainWindow]]:
    """The only reference to an open window."""
    store = open_empty_store(tmp_path)
    actions = FakeActions(store, tmp_path)
    made = [MainWindow(actions, SignalBridge(), actions.settings, lambda _: None)]
    with qtbot.waitExposed(made[0]):
        made[0].show()
    yield made
    store.close()


def test_a_closed_window_is_freed_though_it_was_made_before_the_timer_began(
    qtbot: QtBot, timer: GarbageTimer, window: list[MainWindow]
) -> None:
    for page in PAGES:
        window[0].show_page(page)
    with automatic_collection_off():
        timer.start()
        assert gc.get_freeze_count() > 0
        window[0].close_without_asking()
        timer.delete_window(window[0])
        left = weakref.ref(window.pop())
        runner = weakref.ref(left().task_runner)  # type: ignore[union-attr]
        qtbot.waitUntil(lambda: left() is None)
        assert runner() is None
        assert gc.get_freeze_count() > 0

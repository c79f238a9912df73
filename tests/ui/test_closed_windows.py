"""A trial by hand: windows come and go while threads make garbage."""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial

import pytest
from PySide6.QtCore import QTimer

from receipt_desktop.config.paths import Paths
from receipt_desktop.config.settings import Settings
from receipt_desktop.ui.desktop_application import DesktopApplication
from receipt_desktop.ui.garbage_timer import collect_when_due
from receipt_desktop.ui.pages import PAGES
from receipt_desktop.ui.queue.charts import ChartPanel
from receipt_desktop.ui.reports.report_charts import ReportCharts
from tests.ui.test_garbage_timer import leave_widget
from tests.ui.test_pages import view_menu
from tests.ui.test_window_session import application, close_window, find_window, run

__all__ = ["application"]

ROUNDS = 20
OFTEN = (50, 2, 2)
"""Thresholds of the garbage collector."""
PAUSE_SECONDS = 0.001


@contextmanager
def threads_making_garbage() -> Iterator[None]:
    """Two threads that make lists which refer to themselves."""
    ended = threading.Event()

    def make_garbage() -> None:
        while not ended.wait(PAUSE_SECONDS):
            for _ in range(100):
                circle: list[object] = []
                circle.append(circle)

    threads = [threading.Thread(target=make_garbage) for _ in range(2)]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        ended.set()
        for thread in threads:
            thread.join()


@pytest.fixture
def frequent_collections() -> Iterator[None]:
    """On this thread, every ten milliseconds."""
    before = gc.get_threshold()
    gc.set_threshold(*OFTEN)
    timer = QTimer(interval=10)
    timer.timeout.connect(collect_when_due)
    timer.start()
    yield
    timer.stop()
    gc.set_threshold(*before)


def open_each_page(deleting_threads: list[int]) -> bool:
    """Also leave widgets for the collector, and note which thread deletes them."""
    window = find_window()
    if window is None:
        return False
    for action in view_menu(window).actions():
        action.trigger()
        leave_widget(deleting_threads)
    return window.pages.count() == len(PAGES)


def are_plots_shown() -> bool:
    window = find_window()
    queue = window.findChild(ChartPanel) if window else None
    report = window.findChild(ReportCharts) if window else None
    return bool(queue and queue.latency and report and report.rows_plot)


@pytest.mark.slow
@pytest.mark.usefixtures("frequent_collections")
def test_windows_come_and_go_while_threads_work(
    application: DesktopApplication, paths: Paths
) -> None:
    settings = Settings(use_model=False, welcome_seen=True)
    deleting_threads: list[int] = []
    steps = (partial(open_each_page, deleting_threads), are_plots_shown, close_window)
    with threads_making_garbage():
        for _ in range(ROUNDS):
            assert run(application, paths, settings, *steps) == 0
    gc.collect()
    assert len(deleting_threads) == ROUNDS * len(PAGES)
    assert set(deleting_threads) == {threading.get_ident()}

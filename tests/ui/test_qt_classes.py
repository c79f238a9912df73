"""Classes of Qt are created on the UI thread."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from types import ModuleType

import pytest
from PySide6 import QtSql, QtXml
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import Shiboken

from receipt_desktop.ui.qt_classes import create_qt_classes
from receipt_desktop.ui.queue import charts, plots
from receipt_desktop.ui.queue.charts import ChartPanel
from receipt_desktop.ui.reports import bar_plots, report_charts
from receipt_desktop.ui.reports.report_charts import ReportCharts
from receipt_desktop.ui.task_runner import TaskRunner
from tests.ui.fake_actions import ManualTaskRunner


def list_qt_classes() -> set[type]:
    """All classes of PySide that exist, and those derived from them."""
    found: set[type] = set()
    left: list[type] = [Shiboken.Object]
    while left:
        new: set[type] = set(type.__subclasses__(left.pop())) - found
        found |= new
        left.extend(new)
    return found


def test_all_classes_of_a_module_are_created_one_module_at_a_time(qtbot: QtBot) -> None:
    create_qt_classes((QtXml, QtSql))
    assert "QDomElement" in {one.__name__ for one in list_qt_classes()}
    qtbot.waitUntil(lambda: "QSqlQuery" in {one.__name__ for one in list_qt_classes()})


@pytest.mark.parametrize(
    ("module", "make", "names"),
    [
        (plots, ChartPanel, ("throughput", "latency")),
        (bar_plots, ReportCharts, ("months_plot", "rows_plot")),
    ],
)
def test_a_worker_thread_creates_none_when_the_plots_are_imported(
    module: ModuleType,
    make: Callable[[TaskRunner], QWidget],
    names: tuple[str, str],
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    name = module.__name__
    assert name in {charts.PLOTS_MODULE, report_charts.PLOTS_MODULE}
    monkeypatch.delitem(sys.modules, name)
    work = ManualTaskRunner()
    panel = make(work)
    qtbot.addWidget(panel)
    function, done, _ = work.queued.pop()
    before = list_qt_classes()
    worker = threading.Thread(target=function)
    worker.start()
    worker.join()
    assert list_qt_classes() == before
    done(None)
    assert list_qt_classes() > before
    assert all(getattr(panel, plot) is not None for plot in names)

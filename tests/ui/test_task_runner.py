"""Work off the UI thread: its end is always told, whatever happened."""

from __future__ import annotations

import threading
import weakref
from functools import partial
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from receipt_desktop.domain.errors import ReceiptError, ServiceUnavailable
from receipt_desktop.ui.task_runner import TaskRunner
from tests.guards import LogCollector
from tests.waiting import SECONDS


@pytest.mark.expected_logs("receipt_desktop.ui.task_runner")
@pytest.mark.parametrize(
    "error",
    [AttributeError("x"), RuntimeError("x"), AssertionError("x"), EOFError("x"), ValueError("x")],
)
@pytest.mark.parametrize("in_order", [True, False])
def test_an_error_of_any_kind_reaches_the_failure_callback(
    qtbot: QtBot, error: Exception, *, in_order: bool
) -> None:
    work = TaskRunner()
    told: list[ReceiptError] = []

    def fail() -> None:
        raise error

    work.run(fail, failed=told.append, in_order=in_order)
    qtbot.waitUntil(lambda: bool(told))
    assert told[0].key == "unexpected"
    after: list[int] = []
    work.run(lambda: 3, done=after.append, in_order=in_order)
    qtbot.waitUntil(lambda: after == [3])
    work.close()


@pytest.mark.expected_logs("receipt_desktop.ui.task_runner")
@pytest.mark.parametrize("error", [AttributeError("x"), RuntimeError("x")])
@pytest.mark.parametrize("failed_fails", [True, False])
def test_a_result_that_cannot_be_shown_is_a_failure_and_the_next_task_ends(
    qtbot: QtBot, error: Exception, no_unexpected_logs: LogCollector, *, failed_fails: bool
) -> None:
    work = TaskRunner()
    told: list[ReceiptError] = []

    def cannot_show(_: object) -> None:
        raise error

    def fail(refusal: ReceiptError) -> None:
        told.append(refusal)
        if failed_fails:
            raise error

    work.run(lambda: 1, done=cannot_show, failed=fail, in_order=True)
    after: list[int] = []
    work.run(lambda: 3, done=after.append, in_order=True)
    qtbot.waitUntil(lambda: after == [3])
    assert [one.key for one in told] == ["unexpected"]
    assert len(no_unexpected_logs.records) == 1 + failed_fails
    work.close()


def test_a_refusal_reaches_the_failure_callback_unchanged(qtbot: QtBot) -> None:
    work = TaskRunner()
    told: list[ReceiptError] = []
    refusal = ServiceUnavailable("disk_full")

    def refuse() -> None:
        raise refusal

    work.run(refuse, failed=told.append)
    qtbot.waitUntil(lambda: told == [refusal])
    work.close()


class LateWorker(TaskRunner):
    """Its worker threads end a task only after the UI thread has handled the result."""

    def __init__(self) -> None:
        super().__init__()
        self.was_handled = threading.Event()

    def finish(self, *outcome: Any, **state: Any) -> None:
        super().finish(*outcome, **state)
        self.was_handled.wait(SECONDS)


class Closing(QWidget):
    """Is closed and forgotten while it waits for a result."""

    def __init__(self, results: list[object]) -> None:
        super().__init__()
        self._results = results

    def ask(self, work: TaskRunner, *, fails: bool) -> None:
        work.run(partial(self.look_up, fails), done=self._results.append, failed=self.show_failure)

    def look_up(self, fails: bool) -> int:
        if fails:
            raise ServiceUnavailable("disk_full")
        return 3

    def show_failure(self, error: ReceiptError) -> None:
        self._results.append(error)


@pytest.mark.parametrize("fails", [True, False])
def test_a_widget_that_waited_for_a_result_is_deleted_on_the_ui_thread(
    qtbot: QtBot, *, fails: bool
) -> None:
    work = LateWorker()
    results: list[object] = []
    deleting_threads: list[int] = []
    widget = Closing(results)
    weakref.finalize(widget, lambda: deleting_threads.append(threading.get_ident()))
    widget.ask(work, fails=fails)
    del widget
    qtbot.waitUntil(lambda: bool(results))
    results.clear()
    QApplication.sendPostedEvents()
    work.was_handled.set()
    work.close()
    assert deleting_threads == [threading.get_ident()]

"""The Queue page: what the bridge tells at once, what is asked for while it is looked at."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QUndoStack
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QSpinBox,
    QTabBar,
    QTableView,
    QToolButton,
)
from pytestqt.qtbot import QtBot

from receipt_desktop.errors import ServiceUnavailable
from receipt_desktop.health import (
    Counts,
    Health,
    OllamaState,
    ProcessState,
    RedisState,
    Schedule,
    StorageState,
    Trouble,
    WorkerState,
)
from receipt_desktop.history import Bucket, Spread, Statistics
from receipt_desktop.receipt import Stage, Status
from receipt_desktop.store.store import Store
from receipt_desktop.ui.bridge import Bridge
from receipt_desktop.ui.notice import Notice
from receipt_desktop.ui.queue.page import QueuePage
from receipt_desktop.ui.queue.workers import PROCESS, SINCE, STAGE, WORK, WorkersModel
from tests.ui import review_desk
from tests.ui.review_desk import DeskActions, HandWork, queue_health

OVERVIEW, WAITING, JOBS, FAILURES, STATISTICS, SYSTEM, AUDIT = range(7)
NOW = datetime.now(UTC)


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    before = QLocale()
    QLocale.setDefault(QLocale("en_GB"))
    yield
    QLocale.setDefault(before)


@dataclass(frozen=True)
class Desk:
    page: QueuePage
    bridge: Bridge
    actions: DeskActions
    work: HandWork
    store: Store
    folder: Path
    undo_stack: QUndoStack

    def look_at(self, part: int, qtbot: QtBot) -> None:
        """Open a part and wait until it has asked; then answer."""
        self.page.tabs.setCurrentIndex(part)
        qtbot.waitUntil(lambda: bool(self.work.waiting))
        self.work.do_all()


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    store = Store(f"sqlite:///{tmp_path / 'receipts.db'}")
    actions, work, bridge = DeskActions(store, tmp_path), HandWork(), Bridge()
    undo_stack = QUndoStack()
    store.subscribe(bridge.announce)
    page = QueuePage(actions, work, bridge, undo_stack)
    qtbot.addWidget(page)
    page.resize(1000, 700)
    with qtbot.waitExposed(page):
        page.show()
    work.do_all()
    yield Desk(page, bridge, actions, work, store, tmp_path, undo_stack)
    store.close()


# -- how it stands


def test_nothing_can_be_done_before_anything_is_known(desk: Desk) -> None:
    bar = desk.page.bar
    assert not any(button.isEnabled() for button in (bar.pause, bar.drain, bar.retry, bar.purge))
    assert not desk.work.waiting


def test_what_the_bridge_tells_is_shown_and_nothing_is_asked(qtbot: QtBot, desk: Desk) -> None:
    with qtbot.waitSignal(desk.bridge.health_changed):
        desk.bridge.announce_health(queue_health(oldest_waiting=95.0))
    figures = desk.page.overview.figures
    assert desk.page.verdict.headline.text() == "Everything works"
    assert desk.page.verdict.mark.health is Health.HEALTHY
    assert figures.waiting.text() == "3"
    assert figures.done.text() == "1,204"
    assert figures.pace.text() == "18.4"
    assert figures.remaining.text() == "2 min"
    assert figures.oldest.text() == "2 min"
    assert desk.page.system.redis.value("Server") == "Our own"
    assert desk.page.system.redis.value("Answers in") == "0.2 ms"
    assert desk.page.overview.workers.index(0, WORK).data() == "IMG_1.jpg"
    assert desk.page.tabs.tabText(FAILURES) == "Failures  2"
    assert not desk.work.waiting


def test_reasons_are_said_with_their_mend_and_go_when_they_are_over(desk: Desk) -> None:
    trouble = Trouble("disk_low", Health.DEGRADED, "x", "y", {"megabytes": 412})
    unknown = Trouble("new", Health.UNHEALTHY, "Something new.", "Do this.")
    desk.page.show_health(queue_health(status=Health.UNHEALTHY, troubles=(unknown, trouble)))
    assert desk.page.verdict.headline.text() == "The queue does not work"
    assert [label.text() for label in desk.page.verdict.reasons] == [
        "Something new. Do this.",
        "Only 412 MB of disk space are left. Free some soon.",
    ]
    desk.page.show_health(queue_health())
    assert desk.page.verdict.reasons == []


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"paused": True}, "Paused"),
        ({"draining": True}, "Takes in nothing new; what waits is finished"),
        ({"waits_for": Schedule.MAINS}, "Waits for mains power"),
        ({"waits_for": Schedule.MAINS, "counts": Counts()}, "Everything works"),
        ({"status": Health.DEGRADED}, "The queue works, with a limitation"),
    ],
)
def test_the_headline_is_one_sentence(desk: Desk, changes: dict[str, object], said: str) -> None:
    desk.page.show_health(queue_health(**changes))
    assert desk.page.verdict.headline.text() == said


def test_what_is_not_known_is_a_dash(desk: Desk) -> None:
    redis = RedisState(False, False, "redis://box:6379")
    desk.page.show_health(queue_health(remaining=None, receipts_a_minute=None, redis=redis))
    assert desk.page.overview.figures.pace.text() == "–"
    assert desk.page.overview.figures.remaining.text() == "–"
    assert desk.page.system.redis.value("Server") == "Does not answer"
    assert desk.page.system.redis.value("Version") == "–"
    assert desk.page.system.ollama.value("State") == "–"


def test_the_system_is_told(desk: Desk) -> None:
    desk.page.show_health(
        queue_health(
            processes=(
                ProcessState("own:1", "desk", 1, "window", 5, NOW, NOW, True, here=True),
                ProcessState("guest:2", "box", 2, "worker", 8, NOW, NOW, False),
            ),
            ollama=OllamaState(True, "http://here", True, "qwen2.5:3b", True, 23.44, NOW),
            storage=StorageState(120_000_000_000, 23_000_000, None, NOW),
            redis=RedisState(
                True, True, "unix:x", "9", 3_000_000, 0.2, 1, "none", "noeviction", 9_000_000
            ),
        )
    )
    system = desk.page.system
    assert system.processes.index(0, 0).data() == "Window (this one)"
    assert system.processes.index(1, 0).data() == "Worker"
    assert system.redis.value("Memory") == "3.0 MB (9.0 MB)"
    assert system.redis.value("Persistence") == "none; the queue needs none"
    assert system.ollama.value("Tokens a second") == "23.4"
    assert system.storage.value("Integrity") == "No damage"


def test_workers_of_all_processes() -> None:
    model = WorkersModel()
    other = ProcessState("guest:2", "box", 2, "worker", 8, NOW, NOW, True)
    busy = WorkerState("w1", True, "id", "a.jpg", Stage.READING, NOW - timedelta(seconds=8), 2, 40)
    idle = WorkerState("w2", True)
    gone = WorkerState("w3", False)
    away = WorkerState("w1", True, "id2", "b.jpg", Stage.OPENING, NOW, 1, 2, "guest:2")
    for workers in ((busy,), (busy, idle, gone, away), (idle, gone), ()):
        model.set_workers(workers, (other,), NOW)
        assert model.rowCount() == len(workers)
    model.set_workers((busy, gone, away), (other,), NOW)
    assert model.index(0, SINCE).data() == "8 s"
    assert model.index(0, STAGE).data() == "Reading the text"
    assert model.index(1, WORK).data() == "Has stopped"
    assert model.index(2, PROCESS).data() == "Worker box:2"


def test_the_table_of_workers_is_as_high_as_its_rows(desk: Desk) -> None:
    workers = tuple(WorkerState(f"w{number}", True) for number in range(5))
    desk.page.show_health(queue_health(workers=workers))
    few = desk.page.overview.table.height()
    more = tuple(WorkerState(f"w{number}", True) for number in range(15))
    desk.page.show_health(queue_health(workers=more))
    assert desk.page.overview.table.height() > few * 2


# -- what is done with the whole queue


def test_pausing_and_going_on(qtbot: QtBot, desk: Desk) -> None:
    bar = desk.page.bar
    desk.page.show_health(queue_health())
    qtbot.mouseClick(bar.pause, Qt.MouseButton.LeftButton)
    assert not bar.pause.isEnabled()
    desk.work.do_all()
    desk.page.show_health(queue_health(paused=True))
    assert bar.pause.text() == "Resume"
    qtbot.mouseClick(bar.pause, Qt.MouseButton.LeftButton)
    desk.work.do_all()
    assert desk.actions.asked == ["pause", "resume"]


def test_draining_and_taking_in_again(qtbot: QtBot, desk: Desk) -> None:
    bar = desk.page.bar
    desk.page.show_health(queue_health())
    qtbot.mouseClick(bar.drain, Qt.MouseButton.LeftButton)
    desk.work.do_all()
    desk.page.show_health(queue_health(draining=True))
    assert bar.drain.text() == "Take in again"
    qtbot.mouseClick(bar.drain, Qt.MouseButton.LeftButton)
    desk.work.do_all()
    assert desk.actions.asked == [("drain", True), ("drain", False)]


def test_concurrency_and_schedule_are_settings(desk: Desk) -> None:
    bar = desk.page.bar
    bar.concurrency.setValue(9)
    desk.work.do_all()
    bar.schedule.setCurrentIndex(bar.schedule.findData("mains"))
    bar.schedule.activated.emit(bar.schedule.currentIndex())
    desk.work.do_all()
    assert (desk.actions.settings.concurrency, desk.actions.settings.schedule) == (9, "mains")


def test_settings_changed_elsewhere_are_shown_when_it_is_seen_again(desk: Desk) -> None:
    desk.page.hide()
    desk.actions.change_settings(concurrency=3, schedule="idle")
    desk.page.show()
    assert desk.page.bar.concurrency.value() == 3
    assert desk.page.bar.schedule.currentData() == "idle"
    assert not desk.work.waiting


def test_a_refusal_is_a_sentence_and_the_button_comes_back(qtbot: QtBot, desk: Desk) -> None:
    desk.page.show_health(queue_health())
    desk.actions.refusal = ServiceUnavailable("No.")
    qtbot.mouseClick(desk.page.bar.pause, Qt.MouseButton.LeftButton)
    desk.work.do_all()
    assert desk.page.notice.words.text() == "No."
    assert desk.page.notice.isVisible()
    assert desk.page.bar.pause.isEnabled()


def test_all_failed_ones_are_retried_after_a_question_with_their_number(
    qtbot: QtBot, desk: Desk
) -> None:
    failed = {review_desk.failed(desk.store, "a.jpg"), review_desk.failed(desk.store, "b.jpg")}
    done = review_desk.read(desk.store, desk.folder, "c.jpg")
    desk.page.show_health(queue_health())
    qtbot.mouseClick(desk.page.bar.retry, Qt.MouseButton.LeftButton)
    desk.work.do_all()
    question = desk.page.controls.question
    assert question is not None
    assert question.headline.text() == "Read 2 failed receipt(s) again?"
    question.deed.click()
    desk.work.do_all()
    assert {desk.store.get(one).status for one in failed} == {Status.PENDING}
    assert desk.store.get(done).status is Status.COMPLETED


def test_without_ended_ones_there_is_nothing_to_retry_or_remove(desk: Desk) -> None:
    desk.page.show_health(queue_health(counts=Counts(pending=3)))
    assert not desk.page.bar.retry.isEnabled()
    assert not desk.page.bar.purge.isEnabled()


def test_a_purge_names_its_number_and_can_be_taken_back(qtbot: QtBot, desk: Desk) -> None:
    done = {review_desk.read(desk.store, desk.folder, name) for name in ("a.jpg", "b.jpg")}
    failed = review_desk.failed(desk.store, "c.jpg")
    desk.page.controls.purge("completed")
    desk.work.do_all()
    question = desk.page.controls.question
    assert question is not None
    assert question.headline.text() == "Remove 2 completed receipt(s)?"
    assert question.cancel.isDefault()
    qtbot.keyClick(question.cancel, Qt.Key.Key_Tab)
    qtbot.keyClick(question.deed, Qt.Key.Key_Return)
    desk.work.do_all()
    assert [one.id for one in desk.actions.receipts()] == [failed]
    assert desk.page.notice.words.text() == "Removed 2 receipt(s)"
    desk.page.notice.button.click()
    desk.work.do_all()
    assert {one.id for one in desk.actions.receipts()} == done | {failed}
    desk.undo_stack.redo()
    later = review_desk.read(desk.store, desk.folder, "later.jpg")
    desk.work.do_all()
    assert {one.id for one in desk.actions.receipts()} == {failed, later}


def test_a_purge_that_is_not_wanted_removes_nothing(desk: Desk) -> None:
    review_desk.read(desk.store, desk.folder, "a.jpg")
    desk.page.controls.purge("completed")
    desk.work.do_all()
    question = desk.page.controls.question
    assert question is not None
    question.cancel.click()
    desk.work.do_all()
    assert len(desk.actions.receipts()) == 1
    assert desk.page.controls.question is None


# -- graphs and statistics


def test_what_ends_is_counted_by_the_minute_once(qtbot: QtBot, desk: Desk) -> None:
    review_desk.read(desk.store, desk.folder, "a.jpg")
    review_desk.failed(desk.store, "b.jpg")
    cancelled = review_desk.waiting(desk.store, "c.jpg")
    desk.store.cancel([cancelled])
    minutes = desk.page.overview.minutes
    qtbot.waitUntil(lambda: sum(one.completed + one.failed for one in minutes.buckets()) == 2)
    for receipt in desk.actions.receipts():
        minutes.add(receipt)
    assert sum(bucket.completed for bucket in minutes.buckets()) == 1
    assert sum(bucket.failed for bucket in minutes.buckets()) == 1
    assert sum(bucket.running.count for bucket in minutes.buckets()) == 1


def test_graphs_are_made_once_pyqtgraph_is_there_and_say_when_they_are_empty(desk: Desk) -> None:
    graphs = desk.page.overview.graphs
    assert graphs.throughput is not None
    assert graphs.empty.isVisible()


def test_hours_are_asked_for_when_they_are_chosen(qtbot: QtBot, desk: Desk) -> None:
    hour = datetime.now(UTC).replace(minute=0, second=0, microsecond=0)
    times = Spread(7, 2.0, 1.5, 4.0, 5.0)
    desk.actions.figures = Statistics(
        7, 1, times, times, None, 8, hours=(Bucket(hour, 7, 1, times, times),)
    )
    graphs = desk.page.overview.graphs
    graphs.range.buttons["day"].click()
    qtbot.waitUntil(lambda: bool(desk.work.waiting))
    desk.work.do_all()
    assert not graphs.empty.isVisible()
    graphs._point(23)
    assert "7 completed" in graphs.titles[0].text()
    assert "1.5 s / 4.0 s" in graphs.titles[1].text()
    graphs._point(None)
    assert "7 completed" not in graphs.titles[0].text()


def test_statistics_of_waiting_and_running_apart(qtbot: QtBot, desk: Desk) -> None:
    waiting, running = Spread(9, 20.0, 18.0, 40.0, 60.0), Spread(9, 3.0, 2.5, 7.0, 9.0)
    day = datetime(2026, 3, 14, tzinfo=UTC)
    desk.actions.figures = Statistics(
        9, 1, waiting, running, 12.0, 4, days=(Bucket(day, 9, 1, waiting, running),)
    )
    desk.look_at(STATISTICS, qtbot)
    part = desk.page.statistics
    assert part.facts.value("Success rate") == "90.0 %"
    assert [part.spreads.index(0, column).data() for column in range(6)] == [
        "Waiting", "9", "20 s", "18 s", "40 s", "60 s",
    ]  # fmt: skip
    assert part.spreads.index(1, 3).data() == "2.5 s"
    assert part.days.index(0, 0).data() == "14/03/2026"
    assert part.days.index(0, 3).data() == "90.0 %"


def test_without_outcomes_there_is_a_sentence(qtbot: QtBot, desk: Desk) -> None:
    desk.look_at(STATISTICS, qtbot)
    assert desk.page.statistics.nothing.isVisible()


def test_a_part_that_is_not_looked_at_asks_for_nothing(desk: Desk) -> None:
    desk.page.show_health(queue_health())
    desk.page.show_health(queue_health(counts=Counts(pending=9)))
    assert not desk.work.waiting
    assert not desk.page.jobs._timer.isActive()


def test_a_part_asks_again_after_a_pause_when_something_changed(qtbot: QtBot, desk: Desk) -> None:
    desk.look_at(JOBS, qtbot)
    asked = len(desk.actions.asked)
    for number in range(5):
        desk.page.show_health(queue_health(counts=Counts(pending=number)))
    assert not desk.work.waiting
    assert desk.page.jobs._timer.isActive()
    assert desk.page.jobs._timer.remainingTime() > 1000
    assert len(desk.actions.asked) == asked


# -- for everybody


def test_everything_has_a_name_for_screen_readers(qtbot: QtBot, desk: Desk) -> None:
    review_desk.failed(desk.store, "a.jpg")
    desk.page.show_health(queue_health())
    for part in (JOBS, FAILURES):
        desk.look_at(part, qtbot)
    kinds = (QComboBox, QLineEdit, QPushButton, QSpinBox, QTableView, QPlainTextEdit, QToolButton)
    controls = [
        control
        for kind in kinds
        for control in desk.page.findChildren(kind)
        if not control.objectName().startswith("qt_")
        and not isinstance(control.parent(), (QTabBar, QLineEdit, Notice))
    ]
    nameless = [one for one in controls if not (one.accessibleName() or one.property("text"))]
    assert len(controls) > 30
    assert [type(one).__name__ for one in nameless] == []


def test_the_keyboard_goes_from_the_tabs_to_the_controls_and_on(qtbot: QtBot, desk: Desk) -> None:
    desk.page.show_health(queue_health())
    desk.page.activateWindow()
    desk.page.tabs.tabBar().setFocus()
    seen = []
    for _ in range(9):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        seen.append(QApplication.focusWidget())
    bar = desk.page.bar
    wanted = [bar.pause, bar.drain, bar.retry, bar.purge, bar.concurrency, bar.schedule]
    assert seen[: len(wanted)] == wanted
    assert seen[len(wanted)] is desk.page.overview.graphs.range.buttons["hour"]

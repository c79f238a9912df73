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

from receipt_desktop.domain.health import (
    HealthIssue,
    HealthStatus,
    OllamaState,
    ProcessState,
    ReceiptCounts,
    RedisState,
    StorageState,
    WorkerState,
)
from receipt_desktop.domain.receipt import Stage
from receipt_desktop.domain.schedule import Schedule
from receipt_desktop.store.store import Store
from receipt_desktop.ui.command_stack import CommandStack
from receipt_desktop.ui.queue.queue_page import QueuePage
from receipt_desktop.ui.queue.workers_model import (
    ELAPSED_COLUMN,
    FILE_COLUMN,
    PROCESS_COLUMN,
    STAGE_COLUMN,
    WorkersModel,
)
from receipt_desktop.ui.signal_bridge import SignalBridge
from receipt_desktop.ui.widgets.notice_bar import NoticeBar
from tests.databases import open_empty_store
from tests.ui import fake_actions
from tests.ui.fake_actions import FakeActions, ManualTaskRunner, build_queue_health

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
    bridge: SignalBridge
    actions: FakeActions
    work: ManualTaskRunner
    store: Store
    folder: Path
    undo_stack: QUndoStack

    def look_at(self, part: int, qtbot: QtBot) -> None:
        """Open a part and wait until it has asked; then answer."""
        self.page.tab_widget.setCurrentIndex(part)
        qtbot.waitUntil(lambda: bool(self.work.queued))
        self.work.run_all()


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    store = open_empty_store(tmp_path)
    actions, work, bridge = FakeActions(store, tmp_path), ManualTaskRunner(), SignalBridge()
    undo_stack = CommandStack()
    store.subscribe(bridge.queue_change)
    page = QueuePage(actions, work, bridge, undo_stack)
    qtbot.addWidget(page)
    page.resize(1000, 700)
    with qtbot.waitExposed(page):
        page.show()
    work.run_all()
    yield Desk(page, bridge, actions, work, store, tmp_path, undo_stack)
    store.close()


# -- how it stands


def test_nothing_can_be_done_before_anything_is_known(desk: Desk) -> None:
    bar = desk.page.control_bar
    assert not any(
        button.isEnabled()
        for button in (bar.pause_button, bar.drain_button, bar.retry_button, bar.purge_button)
    )
    assert not desk.work.queued


def test_updates_of_the_bridge_are_shown_without_a_query(qtbot: QtBot, desk: Desk) -> None:
    with qtbot.waitSignal(desk.bridge.health_changed):
        desk.bridge.queue_health(build_queue_health(oldest_waiting=95.0))
    figures = desk.page.overview_tab.key_figures
    assert desk.page.health_header.headline.text() == "Everything is working"
    assert desk.page.health_header.mark.health is HealthStatus.HEALTHY
    assert figures.waiting.text() == "3"
    assert figures.completed.text() == "1,204"
    assert figures.receipts_per_minute.text() == "18.4"
    assert figures.remaining.text() == "2 min"
    assert figures.oldest_waiting.text() == "2 min"
    assert desk.page.system.redis_facts.fact_value("Server") == "Built-in"
    assert desk.page.system.redis_facts.fact_value("Response time") == "0.2 ms"
    assert desk.page.overview_tab.workers_model.index(0, FILE_COLUMN).data() == "IMG_1.jpg"
    assert desk.page.tab_widget.tabText(FAILURES) == "Failures  2"
    assert not desk.work.queued


def test_reasons_are_shown_with_their_remedy_and_disappear_when_over(desk: Desk) -> None:
    trouble = HealthIssue("disk_low", HealthStatus.DEGRADED, {"megabytes": 412})
    down = HealthIssue("redis_down", HealthStatus.UNHEALTHY)
    desk.page.show_health(build_queue_health(status=HealthStatus.UNHEALTHY, issues=(down, trouble)))
    assert desk.page.health_header.headline.text() == "The queue is not working"
    assert [label.text() for label in desk.page.health_header.issue_labels] == [
        "Redis is not responding. It is being restarted. No data is lost.",
        "Disk space is low: 412 MB free. Free some disk space soon.",
    ]
    desk.page.show_health(build_queue_health())
    assert desk.page.health_header.issue_labels == []


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"paused": True}, "Paused: nothing is processed"),
        ({"paused": True, "draining": True}, "Paused, and not accepting new receipts"),
        ({"draining": True}, "Not accepting new receipts, finishing the queue"),
        ({"held_by_schedule": Schedule.MAINS}, "Waiting for mains power"),
        ({"held_by_schedule": Schedule.MAINS, "counts": ReceiptCounts()}, "Everything is working"),
        ({"status": HealthStatus.DEGRADED}, "The queue is running with warnings"),
    ],
)
def test_the_headline_is_one_sentence(desk: Desk, changes: dict[str, object], said: str) -> None:
    desk.page.show_health(build_queue_health(**changes))
    assert desk.page.health_header.headline.text() == said


def test_unknown_values_are_shown_as_a_dash(desk: Desk) -> None:
    redis = RedisState(False, False, "redis://box:6379")
    desk.page.show_health(build_queue_health(remaining=None, receipts_per_minute=None, redis=redis))
    assert desk.page.overview_tab.key_figures.receipts_per_minute.text() == "–"
    assert desk.page.overview_tab.key_figures.remaining.text() == "–"
    assert desk.page.system.redis_facts.fact_value("Server") == "Not responding"
    assert desk.page.system.redis_facts.fact_value("Version") == "–"
    assert desk.page.system.ollama_facts.fact_value("State") == "–"


def test_the_system_figures_are_shown(desk: Desk) -> None:
    desk.page.show_health(
        build_queue_health(
            processes=(
                ProcessState("own:1", "desk", 1, "window", 5, NOW, NOW, True, is_current=True),
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
    assert system.processes_model.index(0, 0).data() == "Window (this one)"
    assert system.processes_model.index(1, 0).data() == "Worker"
    assert system.redis_facts.fact_value("Memory") == "3.0 MB (9.0 MB)"
    assert system.redis_facts.fact_value("Persistence") == "none (not needed)"
    assert system.ollama_facts.fact_value("Tokens per second") == "23.4"
    assert system.storage_facts.fact_value("Integrity") == "No damage"


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
    assert model.index(0, ELAPSED_COLUMN).data() == "8 s"
    assert model.index(0, STAGE_COLUMN).data() == "Reading text"
    assert model.index(1, FILE_COLUMN).data() == "Stopped"
    assert model.index(2, PROCESS_COLUMN).data() == "Worker box:2"


def test_the_table_of_workers_is_as_high_as_its_rows(desk: Desk) -> None:
    workers = tuple(WorkerState(f"w{number}", True) for number in range(5))
    desk.page.show_health(build_queue_health(workers=workers))
    few = desk.page.overview_tab.workers_table.height()
    more = tuple(WorkerState(f"w{number}", True) for number in range(15))
    desk.page.show_health(build_queue_health(workers=more))
    assert desk.page.overview_tab.workers_table.height() > few * 2


# -- for everybody


def test_everything_has_a_name_for_screen_readers(qtbot: QtBot, desk: Desk) -> None:
    fake_actions.failed(desk.store, "a.jpg")
    desk.page.show_health(build_queue_health())
    for part in (JOBS, FAILURES):
        desk.look_at(part, qtbot)
    kinds = (QComboBox, QLineEdit, QPushButton, QSpinBox, QTableView, QPlainTextEdit, QToolButton)
    controls = [
        control
        for kind in kinds
        for control in desk.page.findChildren(kind)
        if not control.objectName().startswith("qt_")
        and not isinstance(control.parent(), (QTabBar, QLineEdit, NoticeBar))
    ]
    nameless = [one for one in controls if not (one.accessibleName() or one.property("text"))]
    assert len(controls) > 30
    assert [type(one).__name__ for one in nameless] == []


def test_the_keyboard_goes_from_the_tabs_to_the_controls_and_on(qtbot: QtBot, desk: Desk) -> None:
    desk.page.show_health(build_queue_health())
    desk.page.activateWindow()
    desk.page.tab_widget.tabBar().setFocus()
    seen = []
    for _ in range(9):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        seen.append(QApplication.focusWidget())
    bar = desk.page.control_bar
    wanted = [
        bar.pause_button,
        bar.drain_button,
        bar.retry_button,
        bar.purge_button,
        bar.concurrency_box,
        bar.schedule_box,
    ]
    assert seen[: len(wanted)] == wanted
    assert seen[len(wanted)] is desk.page.overview_tab.chart_panel.range_buttons.buttons["hour"]

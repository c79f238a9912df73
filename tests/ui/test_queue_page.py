"""The Queue page, fed by the bridge."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from receipt_desktop.errors import ServiceUnavailable
from receipt_desktop.health import Counts, Health, RedisState, Trouble, WorkerState
from receipt_desktop.receipt import Stage, Status
from receipt_desktop.store.store import Store
from receipt_desktop.ui.bridge import Bridge
from receipt_desktop.ui.queue.page import QueuePage
from receipt_desktop.ui.queue.workers import SINCE, STAGE, WORK, WorkersModel
from tests.ui import review_desk
from tests.ui.review_desk import DeskActions, HandWork, queue_health


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


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    store = Store(f"sqlite:///{tmp_path / 'receipts.db'}")
    actions, work, bridge = DeskActions(store, tmp_path), HandWork(), Bridge()
    page = QueuePage(actions, work, bridge)
    qtbot.addWidget(page)
    page.resize(1000, 700)
    with qtbot.waitExposed(page):
        page.show()
    yield Desk(page, bridge, actions, work, store, tmp_path)
    store.close()


def test_nothing_can_be_done_before_anything_is_known(desk: Desk) -> None:
    assert not desk.page.pause.isEnabled()
    assert not desk.page.retry_failed.isEnabled()
    assert not desk.work.waiting


def test_what_the_bridge_tells_is_shown(qtbot: QtBot, desk: Desk) -> None:
    with qtbot.waitSignal(desk.bridge.health_changed):
        desk.bridge.announce_health(queue_health())
    assert desk.page.headline.text() == "Everything works"
    assert desk.page.mark.health is Health.HEALTHY
    assert desk.page.figures.waiting.text() == "3"
    assert desk.page.figures.done.text() == "1,204"
    assert desk.page.figures.pace.text() == "18.4"
    assert desk.page.figures.remaining.text() == "2 min"
    assert desk.page.redis.value("Server") == "Our own"
    assert desk.page.redis.value("Answers in") == "0.2 ms"
    assert desk.page.workers.index(0, WORK).data() == "IMG_1.jpg"


def test_reasons_are_read_out_when_something_is_wrong(desk: Desk) -> None:
    desk.page.show_health(
        queue_health(
            status=Health.UNHEALTHY,
            troubles=(Trouble("redis_down", Health.UNHEALTHY, "Redis does not answer."),),
        )
    )
    assert desk.page.headline.text() == "The queue does not work"
    assert desk.page.reasons.isVisible()
    assert desk.page.reasons.text() == "Redis does not answer."
    desk.page.show_health(queue_health())
    assert not desk.page.reasons.isVisible()


def test_what_is_not_known_is_a_dash(desk: Desk) -> None:
    redis = RedisState(False, False, "redis://box:6379")
    desk.page.show_health(queue_health(remaining=None, receipts_a_minute=None, redis=redis))
    assert desk.page.figures.pace.text() == "–"
    assert desk.page.figures.remaining.text() == "–"
    assert desk.page.redis.value("Server") == "Does not answer"
    assert desk.page.redis.value("Version") == "–"


def test_pausing_and_going_on(qtbot: QtBot, desk: Desk) -> None:
    desk.page.show_health(queue_health())
    qtbot.mouseClick(desk.page.pause, Qt.MouseButton.LeftButton)
    assert not desk.page.pause.isEnabled()
    desk.work.do_all()
    desk.page.show_health(queue_health(paused=True))
    assert desk.page.headline.text() == "Paused"
    assert desk.page.pause.text() == "Resume"
    qtbot.mouseClick(desk.page.pause, Qt.MouseButton.LeftButton)
    desk.work.do_all()
    assert desk.actions.asked == ["pause", "resume"]


def test_a_refusal_is_a_sentence_and_the_button_comes_back(qtbot: QtBot, desk: Desk) -> None:
    desk.page.show_health(queue_health())
    desk.actions.refusal = ServiceUnavailable("No.")
    qtbot.mouseClick(desk.page.pause, Qt.MouseButton.LeftButton)
    desk.work.do_all()
    assert desk.page.problem.text() == "No."
    assert desk.page.problem.isVisible()
    assert desk.page.pause.isEnabled()


def test_all_failed_ones_are_retried_and_no_others(qtbot: QtBot, desk: Desk) -> None:
    failed = {review_desk.failed(desk.store, "a.jpg"), review_desk.failed(desk.store, "b.jpg")}
    done = review_desk.read(desk.store, desk.folder, "c.jpg")
    desk.page.show_health(queue_health())
    qtbot.mouseClick(desk.page.retry_failed, Qt.MouseButton.LeftButton)
    desk.work.do_all()
    assert {desk.store.get(one).status for one in failed} == {Status.PENDING}
    assert desk.store.get(done).status is Status.COMPLETED


def test_without_failed_ones_there_is_nothing_to_retry(desk: Desk) -> None:
    desk.page.show_health(queue_health(counts=Counts(completed=3)))
    assert not desk.page.retry_failed.isEnabled()


def test_workers_are_a_proper_model(qtmodeltester: ModelTester) -> None:
    model = WorkersModel()
    qtmodeltester.check(model)
    now = datetime.now(UTC)
    busy = WorkerState("w1", True, "id", "a.jpg", Stage.READING, now - timedelta(seconds=8))
    idle = WorkerState("w2", True)
    gone = WorkerState("w3", False)
    for workers in ((busy,), (busy, idle, gone), (idle, gone), ()):
        model.set_workers(workers, now)
        assert model.rowCount() == len(workers)
    model.set_workers((busy, gone), now)
    assert model.index(0, SINCE).data() == "8 s"
    assert model.index(0, STAGE).data() == "Reading the text"
    assert model.index(1, WORK).data() == "Has stopped"


def test_the_table_of_workers_is_as_high_as_its_rows(desk: Desk) -> None:
    workers = tuple(WorkerState(f"w{number}", True) for number in range(5))
    desk.page.show_health(queue_health(workers=workers))
    few = desk.page.table.height()
    desk.page.show_health(queue_health(workers=workers * 3))
    assert desk.page.table.height() > few * 2

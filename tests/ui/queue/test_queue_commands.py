"""What is done with the whole queue: paused, drained, retried, purged and undone."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from receipt_desktop.domain.errors import ServiceUnavailable
from receipt_desktop.domain.health import ReceiptCounts
from receipt_desktop.domain.receipt import Status
from receipt_desktop.ui.status_strip import StatusStrip
from tests.ui import fake_actions
from tests.ui.fake_actions import build_queue_health
from tests.ui.queue.test_queue_page import Desk, desk, english

__all__ = ["desk", "english"]


# -- what is done with the whole queue


def test_pausing_and_going_on(qtbot: QtBot, desk: Desk) -> None:
    bar = desk.page.control_bar
    desk.page.show_health(build_queue_health())
    bar.pause_button.setFocus()
    for _ in range(2):  # the second press comes before the answer
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    assert QApplication.focusWidget() is bar.pause_button
    desk.work.run_all()
    desk.page.show_health(build_queue_health(paused=True))
    assert bar.pause_button.text() == "Resume"
    qtbot.mouseClick(bar.pause_button, Qt.MouseButton.LeftButton)
    desk.work.run_all()
    assert desk.actions.asked == ["pause", "resume"]


def test_draining_and_taking_in_again(qtbot: QtBot, desk: Desk) -> None:
    bar = desk.page.control_bar
    desk.page.show_health(build_queue_health())
    qtbot.mouseClick(bar.drain_button, Qt.MouseButton.LeftButton)
    desk.work.run_all()
    desk.page.show_health(build_queue_health(draining=True))
    assert bar.drain_button.text() == "Resume accepting"
    qtbot.mouseClick(bar.drain_button, Qt.MouseButton.LeftButton)
    desk.work.run_all()
    assert desk.actions.asked == [("drain", True), ("drain", False)]


@pytest.mark.parametrize(
    ("state", "headline", "strip"),
    [
        ({"paused": True}, "Paused: nothing is processed", "Paused · 3 waiting"),
        (
            {"paused": True, "draining": True},
            "Paused, and not accepting new receipts",
            "Paused · 3 waiting · not accepting new receipts",
        ),
        (
            {"draining": True},
            "Not accepting new receipts, finishing the queue",
            "Processing 1 · 3 waiting · about 2 min left · not accepting new receipts",
        ),
    ],
)
def test_a_queue_that_is_stopped_has_no_tick(
    qtbot: QtBot, desk: Desk, state: dict[str, bool], headline: str, strip: str
) -> None:
    health, shown = build_queue_health(**state), StatusStrip()
    qtbot.addWidget(shown)
    shown.show_health(health)
    desk.page.show_health(health)
    assert desk.page.health_header.headline.text() == headline
    assert shown.message.text() == strip
    for mark in (desk.page.health_header.mark, shown.mark):
        assert mark.accessibleName() == "Stopped"


def test_concurrency_and_schedule_are_settings(desk: Desk) -> None:
    bar = desk.page.control_bar
    bar.concurrency_box.setValue(9)
    desk.work.run_all()
    bar.schedule_box.setCurrentIndex(bar.schedule_box.findData("mains"))
    bar.schedule_box.activated.emit(bar.schedule_box.currentIndex())
    desk.work.run_all()
    assert (desk.actions.settings.concurrency, desk.actions.settings.schedule) == (9, "mains")


def test_settings_changed_elsewhere_are_shown_when_it_is_seen_again(desk: Desk) -> None:
    desk.page.hide()
    desk.actions.change_settings(concurrency=3, schedule="idle")
    desk.page.show()
    assert desk.page.control_bar.concurrency_box.value() == 3
    assert desk.page.control_bar.schedule_box.currentData() == "idle"
    assert not desk.work.queued


def test_a_refusal_is_a_sentence_and_the_button_comes_back(qtbot: QtBot, desk: Desk) -> None:
    desk.page.show_health(build_queue_health())
    desk.actions.refusal = ServiceUnavailable("queue_unavailable")
    qtbot.mouseClick(desk.page.control_bar.pause_button, Qt.MouseButton.LeftButton)
    desk.work.run_all()
    assert desk.page.notice.message.text() == (
        "The queue is not responding. Your files are saved and will be read later."
    )
    assert desk.page.notice.isVisible()
    assert desk.page.control_bar.pause_button.isEnabled()


def test_all_failed_ones_are_retried_after_a_question_with_their_number(
    qtbot: QtBot, desk: Desk
) -> None:
    failed = {fake_actions.failed(desk.store, "a.jpg"), fake_actions.failed(desk.store, "b.jpg")}
    done = fake_actions.read(desk.store, desk.folder, "c.jpg")
    desk.page.show_health(build_queue_health())
    qtbot.mouseClick(desk.page.control_bar.retry_button, Qt.MouseButton.LeftButton)
    desk.work.run_all()
    question = desk.page.queue_commands.confirm_dialog
    assert question is not None
    assert question.headline.text() == "Retry 2 failed receipt(s)?"
    question.confirm_button.click()
    desk.work.run_all()
    assert {desk.store.get_receipt(one).status for one in failed} == {Status.PENDING}
    assert desk.store.get_receipt(done).status is Status.COMPLETED


def test_without_ended_ones_there_is_nothing_to_retry_or_remove(desk: Desk) -> None:
    desk.page.show_health(build_queue_health(counts=ReceiptCounts(pending=3)))
    assert not desk.page.control_bar.retry_button.isEnabled()
    assert not desk.page.control_bar.purge_button.isEnabled()


def test_a_purge_names_its_number_and_can_be_taken_back(qtbot: QtBot, desk: Desk) -> None:
    done = {fake_actions.read(desk.store, desk.folder, name) for name in ("a.jpg", "b.jpg")}
    failed = fake_actions.failed(desk.store, "c.jpg")
    desk.page.queue_commands.ask_to_purge("completed")
    desk.work.run_all()
    question = desk.page.queue_commands.confirm_dialog
    assert question is not None
    assert question.headline.text() == "Remove 2 completed receipt(s)?"
    assert question.cancel_button.isDefault()
    qtbot.keyClick(question.cancel_button, Qt.Key.Key_Tab)
    qtbot.keyClick(question.confirm_button, Qt.Key.Key_Return)
    desk.work.run_all()
    assert [one.id for one in desk.actions.list_receipts()] == [failed]
    assert desk.page.notice.message.text() == "Removed 2 receipt(s)"
    desk.page.notice.action_button.click()
    desk.work.run_all()
    assert {one.id for one in desk.actions.list_receipts()} == done | {failed}
    desk.undo_stack.redo()
    later = fake_actions.read(desk.store, desk.folder, "later.jpg")
    desk.work.run_all()
    assert {one.id for one in desk.actions.list_receipts()} == {failed, later}


def test_a_purge_that_is_not_wanted_removes_nothing(desk: Desk) -> None:
    fake_actions.read(desk.store, desk.folder, "a.jpg")
    desk.page.queue_commands.ask_to_purge("completed")
    desk.work.run_all()
    question = desk.page.queue_commands.confirm_dialog
    assert question is not None
    question.cancel_button.click()
    desk.work.run_all()
    assert len(desk.actions.list_receipts()) == 1
    assert desk.page.queue_commands.confirm_dialog is None

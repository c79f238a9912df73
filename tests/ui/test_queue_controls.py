"""What is done with the whole queue: paused, drained, retried, purged and undone."""

from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from receipt_desktop.errors import ServiceUnavailable
from receipt_desktop.health import Counts
from receipt_desktop.receipt import Status
from tests.ui import review_desk
from tests.ui.review_desk import queue_health
from tests.ui.test_queue_page import Desk, desk, english

__all__ = ["desk", "english"]


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

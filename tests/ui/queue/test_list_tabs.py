"""Jobs, failures, the waiting list and the audit log, over a real store."""

from __future__ import annotations

import csv
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from receipt_desktop.domain.errors import ProcessingError
from receipt_desktop.domain.jobs import Attempt, AttemptOutcome, LogLine
from receipt_desktop.domain.receipt import Failure, Priority, Status
from receipt_desktop.ui.queue import job_columns, stage_timeline
from receipt_desktop.ui.queue.attempt_view import AttemptView
from receipt_desktop.ui.queue.job_detail import format_log_line
from receipt_desktop.ui.widgets.rows_model import RowsModel
from tests.ui import fake_actions
from tests.ui.queue.test_queue_page import AUDIT, FAILURES, JOBS, WAITING, Desk, desk, english

__all__ = ["desk", "english"]
NOW = datetime.now(UTC)


def texts(model: RowsModel, column: int) -> list[str]:
    return [model.index(row, column).data() for row in range(model.rowCount())]


# -- jobs


def test_jobs_are_listed_searched_and_filtered(qtbot: QtBot, desk: Desk) -> None:
    fake_actions.read(desk.store, desk.folder, "good.jpg")
    fake_actions.failed(desk.store, "bad.jpg")
    jobs = desk.page.jobs_tab
    desk.look_at(JOBS, qtbot)
    assert texts(jobs.jobs_model, job_columns.FILE_COLUMN) == ["bad.jpg", "good.jpg"]
    assert texts(jobs.jobs_model, job_columns.OUTCOME_COLUMN) == ["Failed", "Done"]
    qtbot.keyClicks(jobs.search_edit, "good")
    qtbot.waitUntil(lambda: bool(desk.work.queued))
    desk.work.run_all()
    assert texts(jobs.jobs_model, job_columns.FILE_COLUMN) == ["good.jpg"]
    jobs.search_edit.clear()
    jobs.outcome_box.setCurrentIndex(jobs.outcome_box.findData("failed"))
    jobs.outcome_box.activated.emit(jobs.outcome_box.currentIndex())
    qtbot.waitUntil(lambda: bool(desk.work.queued))
    desk.work.run_all()
    assert texts(jobs.jobs_model, job_columns.FILE_COLUMN) == ["bad.jpg"]


def test_a_job_is_shown_with_what_can_be_done_about_it(qtbot: QtBot, desk: Desk) -> None:
    desk.actions.log = (LogLine(NOW, "warning", "slow", {"stage": "reading"}),)
    failed = fake_actions.failed(desk.store, "bad.jpg")
    desk.look_at(JOBS, qtbot)
    detail = desk.page.jobs_tab.detail_pane
    assert detail.title_label.text() == "bad.jpg"
    assert [view.outcome_label.text() for view in detail.attempt_views] == ["Failed"]
    assert "The reader crashed on this file." in detail.attempt_views[0].error_label.text()
    assert "WARNING slow stage=reading" in detail.log_view.toPlainText()
    assert detail.receipt_bar.retry_button.isVisible()
    assert not detail.receipt_bar.cancel_button.isVisible()
    qtbot.mouseClick(detail.receipt_bar.retry_button, Qt.MouseButton.LeftButton)
    desk.work.run_all()
    qtbot.waitUntil(detail.receipt_bar.cancel_button.isVisible)
    assert desk.store.get_receipt(failed).status is Status.PENDING
    qtbot.mouseClick(detail.receipt_bar.next_button, Qt.MouseButton.LeftButton)
    desk.work.run_all()
    assert desk.store.get_receipt(failed).priority is Priority.NEXT
    desk.undo_stack.undo()
    desk.work.run_all()
    assert desk.store.get_receipt(failed).priority is Priority.NORMAL


def test_a_search_that_fits_nothing_says_so(qtbot: QtBot, desk: Desk) -> None:
    desk.look_at(JOBS, qtbot)
    assert "No matching jobs" in desk.page.jobs_tab.jobs_table.empty_message
    assert desk.page.jobs_tab.jobs_model.rowCount() == 0


def attempt(**changes: object) -> Attempt:
    whole = Attempt(
        "id", 1, 1, "worker-1", NOW, NOW + timedelta(seconds=3), NOW + timedelta(seconds=7),
        AttemptOutcome.COMPLETED, {"opening": 1.0, "reading": 3.0},
    )  # fmt: skip
    return replace(whole, **changes)  # type: ignore[arg-type]


def test_stages_are_drawn_as_long_as_they_took(qtbot: QtBot) -> None:
    bar = stage_timeline.StageTimeline()
    qtbot.addWidget(bar)
    bar.resize(400, stage_timeline.BAR_HEIGHT)
    bar.show_attempt(attempt(), longest=8.0)
    (opening, first), (reading, second) = bar.stage_frames()
    assert (opening, reading) == ("Opening file 1.0 s", "Reading text 3.0 s")
    assert second.left() == pytest.approx(50)
    assert second.width() == pytest.approx(3 * 50, abs=2)
    assert first.right() < second.left()
    bar.show_attempt(attempt(stages={"reader_wait": 2.0, "odd": 1.0}), longest=8.0)
    assert [said for said, _ in bar.stage_frames()] == ["Waiting for OCR 2.0 s", "odd 1.0 s"]
    bar.show_attempt(attempt(stages={}), longest=8.0)
    assert bar.stage_frames() == []


def test_a_stack_trace_is_folded_and_copied(qtbot: QtBot) -> None:
    view = AttemptView()
    qtbot.addWidget(view)
    view.show()
    broken = attempt(
        outcome=AttemptOutcome.FAILED,
        failure=Failure("PROCESSING_ERROR", "No.", "timeout"),
        error_class="ValueError",
        trace="Traceback\nValueError",
    )
    view.show_attempt(broken, 4.0)
    assert view.error_label.text() == (
        "The time limit for one receipt was exceeded.\nValueError · PROCESSING_ERROR"
    )
    assert not view.trace_view.trace_edit.isVisible()
    view.trace_view.fold_button.click()
    assert view.trace_view.trace_edit.isVisible()
    view.trace_view.copy_button.click()
    assert QGuiApplication.clipboard().text() == "Traceback\nValueError"
    view.show_attempt(attempt(), 4.0)
    assert not view.trace_view.isVisible()
    assert not view.error_label.isVisible()


def test_a_line_of_the_log() -> None:
    at = NOW.astimezone()
    quiet = LogLine(NOW, "info", "started", {"attempt": 2})
    assert format_log_line(quiet) == f"{at:%H:%M:%S} started attempt=2"


# -- failures


def test_failures_by_cause_are_read_again_together(qtbot: QtBot, desk: Desk) -> None:
    many = {fake_actions.failed(desk.store, name) for name in ("a.jpg", "b.jpg")}
    other = fake_actions.running(desk.store, "c.jpg")
    desk.store.fail_attempt(other, fake_actions.OWNER, ProcessingError("reader_memory"))
    part = desk.page.failures_tab
    desk.look_at(FAILURES, qtbot)
    assert texts(part.groups_model, 0) == ["2", "1"]
    assert {receipt.id for receipt in part.receipts_model.rows} == many
    assert part.sentence_label.text() == "The reader crashed on this file."
    assert part.retry_group_button.text() == "Retry group  2"
    assert part.retry_all_button.text() == "Retry all failed  3"
    part.groups_table.choose_row(1)
    qtbot.waitUntil(lambda: bool(desk.work.queued))
    desk.work.run_all()
    assert [receipt.id for receipt in part.receipts_model.rows] == [other]
    qtbot.mouseClick(part.retry_group_button, Qt.MouseButton.LeftButton)
    desk.work.run_all()
    assert desk.store.get_receipt(other).status is Status.PENDING
    assert {desk.store.get_receipt(one).status for one in many} == {Status.FAILED}


def test_a_failed_receipt_leads_to_its_job(qtbot: QtBot, desk: Desk) -> None:
    failed = fake_actions.failed(desk.store, "a.jpg")
    fake_actions.failed(desk.store, "b.jpg")
    part = desk.page.failures_tab
    desk.look_at(FAILURES, qtbot)
    part.list.choose_row([receipt.id for receipt in part.receipts_model.rows].index(failed))
    qtbot.mouseClick(part.show_job_button, Qt.MouseButton.LeftButton)
    assert desk.page.tab_widget.currentIndex() == JOBS
    qtbot.waitUntil(lambda: bool(desk.work.queued))
    desk.work.run_all()
    assert desk.page.jobs_tab.detail_pane.receipt_id == failed


def test_without_failures_nothing_can_be_retried(qtbot: QtBot, desk: Desk) -> None:
    desk.look_at(FAILURES, qtbot)
    part = desk.page.failures_tab
    buttons = (
        part.retry_all_button,
        part.retry_group_button,
        part.retry_chosen_button,
        part.show_job_button,
        part.remove_button,
    )
    assert not any(button.isEnabled() for button in buttons)


# -- the waiting list


def test_what_waits_stands_in_its_order_and_follows_every_change(qtbot: QtBot, desk: Desk) -> None:
    first, second = (fake_actions.waiting(desk.store, name) for name in ("a.jpg", "b.jpg"))
    part = desk.page.waiting_tab
    desk.look_at(WAITING, qtbot)
    assert texts(part.waiting_model, 0) == ["a.jpg", "b.jpg"]
    part.waiting_table.choose_row(1)
    qtbot.mouseClick(part.buttons["next"], Qt.MouseButton.LeftButton)
    desk.work.run_all()
    qtbot.waitUntil(lambda: texts(part.waiting_model, 0) == ["b.jpg", "a.jpg"])
    assert texts(part.waiting_model, 1) == ["Next", "Normal"]
    assert [receipt.id for receipt in part.waiting_table.chosen_rows()] == [second]
    desk.store.claim_receipt(second, fake_actions.OWNER, 60)
    qtbot.waitUntil(lambda: texts(part.waiting_model, 0) == ["a.jpg"])
    fake_actions.waiting(desk.store, "new.jpg")
    qtbot.waitUntil(lambda: texts(part.waiting_model, 0) == ["a.jpg", "new.jpg"])
    desk.store.remove_receipts([first])
    qtbot.waitUntil(lambda: texts(part.waiting_model, 0) == ["new.jpg"])


def test_one_receipt_is_paused_and_goes_on(qtbot: QtBot, desk: Desk) -> None:
    waiting = fake_actions.waiting(desk.store, "a.jpg")
    part = desk.page.waiting_tab
    desk.look_at(WAITING, qtbot)
    part.waiting_table.choose_row(0)
    assert not part.buttons["release"].isEnabled()
    qtbot.mouseClick(part.buttons["hold"], Qt.MouseButton.LeftButton)
    desk.work.run_all()
    qtbot.waitUntil(lambda: texts(part.waiting_model, 2) == ["Paused"])
    assert desk.store.get_receipt(waiting).is_held
    part._refresh_buttons()
    assert part.buttons["release"].isEnabled()
    desk.page.notice.action_button.click()
    desk.work.run_all()
    qtbot.waitUntil(lambda: texts(part.waiting_model, 2) == ["Waiting"])


def test_a_retry_shows_a_countdown(qtbot: QtBot, desk: Desk) -> None:
    receipt_id = fake_actions.running(desk.store, "a.jpg")
    desk.store.requeue_receipt(
        receipt_id, fake_actions.OWNER, ProcessingError("tesseract_failed"), 8.0
    )
    part = desk.page.waiting_tab
    desk.look_at(WAITING, qtbot)
    assert texts(part.waiting_model, 2)[0] in ("Retrying in 8 s", "Retrying in 7 s")
    assert texts(part.waiting_model, 5) == ["Tesseract failed on this file."]
    with qtbot.waitSignal(part.waiting_model.dataChanged):
        pass


# -- the audit log


def test_what_people_changed_is_searched_and_written(
    qtbot: QtBot, desk: Desk, tmp_path: Path
) -> None:
    failed = fake_actions.failed(desk.store, "a.jpg")
    desk.store.reopen_receipts([failed], None, "window:anna")
    desk.store.cancel_receipts([failed], "window:bob")
    part = desk.page.audit_tab
    desk.look_at(AUDIT, qtbot)
    assert texts(part.entries_model, 1)[:2] == ["window:bob", "window:anna"]
    assert texts(part.entries_model, 3)[:2] == ["a.jpg", "a.jpg"]
    qtbot.keyClicks(part.search_edit, "anna")
    qtbot.waitUntil(lambda: bool(desk.work.queued))
    desk.work.run_all()
    assert texts(part.entries_model, 1) == ["window:anna"]
    target = tmp_path / "audit.csv"
    part.export_entries(target)
    desk.work.run_all()
    assert desk.page.notice.message.text() == "Exported 1 entry(s) to audit.csv."
    with target.open(encoding="utf-8-sig", newline="") as stream:
        assert any("window:anna" in row for row in csv.reader(stream))

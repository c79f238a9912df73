"""The Queue page over the whole program: real engine, real Redis, real readers, real widgets."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from receipt_desktop.domain.receipt import Priority, Status
from receipt_desktop.ui import pages
from receipt_desktop.ui.main_window import MainWindow
from receipt_desktop.ui.queue.queue_page import QueuePage
from tests.samples import SAMPLES, save
from tests.ui.test_main_window import Open, drop, open_window, rows

__all__ = ["open_window"]
LEFT = Qt.MouseButton.LeftButton
WAITING, JOBS, FAILURES, STATISTICS, AUDIT = 1, 2, 3, 4, 6


def holds(window: MainWindow, number: int) -> bool:
    return len(rows(window)) == number


def queue_page(qtbot: QtBot, window: MainWindow) -> QueuePage:
    window.show_page(pages.QUEUE)
    page = window.pages.currentWidget()
    assert isinstance(page, QueuePage)
    qtbot.waitUntil(page.control_bar.pause_button.isEnabled)
    return page


def test_what_waits_is_ordered_paused_cancelled_and_brought_back(
    qtbot: QtBot, open_window: Open, tmp_path: Path
) -> None:
    window = open_window()
    page = queue_page(qtbot, window)
    qtbot.mouseClick(page.control_bar.pause_button, LEFT)
    qtbot.waitUntil(lambda: page.health_header.headline.text() == "Paused: nothing is processed")
    files = [save(SAMPLES[name], tmp_path / f"{name}.jpg") for name in ("cafe", "bistro", "diner")]
    for number, file in enumerate(files, 1):
        drop(window, file)
        qtbot.waitUntil(partial(holds, window, number))
    page.tab_widget.setCurrentIndex(WAITING)
    model, table = page.waiting_tab.waiting_model, page.waiting_tab.waiting_table
    qtbot.waitUntil(lambda: model.rowCount() == len(files))
    assert [one.file_name for one in model.rows] == [file.name for file in files]
    table.choose_row(2)
    qtbot.mouseClick(page.waiting_tab.buttons["next"], LEFT)
    qtbot.waitUntil(lambda: model.rows[0].file_name == "diner.jpg")
    assert model.rows[0].priority is Priority.NEXT
    table.choose_row(1)
    qtbot.mouseClick(page.waiting_tab.buttons["hold"], LEFT)
    qtbot.waitUntil(lambda: any(one.is_held for one in model.rows))
    table.choose_row(2)
    qtbot.mouseClick(page.waiting_tab.buttons["cancel"], LEFT)
    qtbot.waitUntil(lambda: model.rowCount() == 2)
    qtbot.mouseClick(page.control_bar.pause_button, LEFT)
    statuses = [Status.COMPLETED, Status.FAILED, Status.PENDING]
    qtbot.waitUntil(lambda: sorted(one.status for one in rows(window)) == statuses)
    assert [one.file_name for one in model.rows] == ["cafe.jpg"]

    page.tab_widget.setCurrentIndex(AUDIT)
    qtbot.waitUntil(lambda: page.audit_tab.entries_model.rowCount() > 0)
    done = [entry.action for entry in page.audit_tab.entries_model.rows]
    assert {"submit", "prioritize", "hold", "cancel"} <= set(done)
    assert page.audit_tab.entries_model.rows[0].actor.startswith("window:")


def test_jobs_and_statistics_follow_and_a_purge_is_undone(
    qtbot: QtBot, open_window: Open, tmp_path: Path
) -> None:
    window = open_window()
    page = queue_page(qtbot, window)
    drop(window, save(SAMPLES["cafe"], tmp_path / "cafe.jpg"))
    qtbot.waitUntil(lambda: bool(rows(window)) and all(one.is_finished for one in rows(window)))
    completed = [one for one in rows(window) if one.status is Status.COMPLETED]
    assert [one.file_name for one in completed] == ["cafe.jpg"]
    page.tab_widget.setCurrentIndex(JOBS)
    page.jobs_tab.show_job(completed[0].id)
    detail = page.jobs_tab.detail_pane
    qtbot.waitUntil(lambda: detail.title_label.text() == "cafe.jpg")
    (view,) = [view for view in detail.attempt_views if not view.isHidden()]
    assert "Reading\N{NO-BREAK SPACE}text" in view.stages_label.text()
    assert view.outcome_label.text() == "Done"
    page.tab_widget.setCurrentIndex(STATISTICS)
    qtbot.waitUntil(
        lambda: (
            page.statistics_tab.spreads_model.rowCount() > 0
            and page.statistics_tab.facts.fact_value("Completed") == "1"
        )
    )
    assert sum(one.completed for one in page.overview_tab.minute_statistics.recent_buckets()) == 1

    page.queue_commands.ask_to_purge("completed")
    qtbot.waitUntil(lambda: page.queue_commands.confirm_dialog is not None)
    assert page.queue_commands.confirm_dialog
    page.queue_commands.confirm_dialog.confirm_button.click()
    qtbot.waitUntil(lambda: completed[0].id not in {one.id for one in rows(window)})
    qtbot.mouseClick(page.notice.action_button, LEFT)
    qtbot.waitUntil(lambda: completed[0].id in {one.id for one in rows(window)})


def test_concurrency_takes_effect_at_once(qtbot: QtBot, open_window: Open) -> None:
    window = open_window()
    page = queue_page(qtbot, window)
    page.control_bar.concurrency_box.setValue(2)
    qtbot.waitUntil(lambda: page.overview_tab.workers_model.rowCount() == 2)
    page.control_bar.concurrency_box.setValue(6)
    qtbot.waitUntil(lambda: page.overview_tab.workers_model.rowCount() == 6)

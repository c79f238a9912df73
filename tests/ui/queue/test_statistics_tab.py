"""The Queue page's graphs and statistics, asked for while they are looked at."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from pytestqt.qtbot import QtBot

from receipt_desktop.domain.health import ReceiptCounts
from receipt_desktop.domain.jobs import DurationSummary, Statistics, StatisticsBucket
from receipt_desktop.ui.queue.plots import BasePlot, Span
from tests.ui import fake_actions
from tests.ui.fake_actions import build_queue_health
from tests.ui.queue.test_queue_page import JOBS, STATISTICS, Desk, desk, english

__all__ = ["desk", "english"]


# -- graphs and statistics


def test_what_ends_is_counted_by_the_minute_once(qtbot: QtBot, desk: Desk) -> None:
    fake_actions.read(desk.store, desk.folder, "a.jpg")
    fake_actions.failed(desk.store, "b.jpg")
    cancelled = fake_actions.waiting(desk.store, "c.jpg")
    desk.store.cancel_receipts([cancelled])
    minutes = desk.page.overview_tab.minute_statistics
    qtbot.waitUntil(
        lambda: sum(one.completed + one.failed for one in minutes.recent_buckets()) == 2
    )
    for receipt in desk.actions.list_receipts():
        minutes.add_receipt(receipt)
    assert sum(bucket.completed for bucket in minutes.recent_buckets()) == 1
    assert sum(bucket.failed for bucket in minutes.recent_buckets()) == 1
    assert sum(bucket.running.count for bucket in minutes.recent_buckets()) == 1


def test_graphs_are_made_once_pyqtgraph_is_there_and_say_when_they_are_empty(desk: Desk) -> None:
    graphs = desk.page.overview_tab.chart_panel
    assert graphs.throughput is not None
    assert graphs.empty_label.isVisible()


def test_the_labels_of_the_time_axis_move_with_the_bars(qtbot: QtBot) -> None:
    plot = BasePlot("Throughput", lambda _: None)
    qtbot.addWidget(plot)
    plot.resize(400, 200)
    plot.show()
    drawn = []
    for hour in (10, 11):
        start = datetime(2026, 1, 1, hour, tzinfo=UTC)
        plot.set_span(Span(start, timedelta(minutes=1), 60, lambda _: True, lambda at: f"{at:%H}"))
        drawn.append(plot.grab().toImage())
    assert drawn[0] != drawn[1]


def test_hours_are_asked_for_when_they_are_chosen(qtbot: QtBot, desk: Desk) -> None:
    hour = datetime.now(UTC).replace(minute=0, second=0, microsecond=0)
    times = DurationSummary(7, 2.0, 1.5, 4.0, 5.0)
    desk.actions.figures = Statistics(
        7, 1, times, times, None, 8, hours=(StatisticsBucket(hour, 7, 1, times, times),)
    )
    graphs = desk.page.overview_tab.chart_panel
    graphs.range_buttons.buttons["day"].click()
    qtbot.waitUntil(lambda: bool(desk.work.queued))
    desk.work.run_all()
    assert not graphs.empty_label.isVisible()
    graphs._show_bucket_at(23)
    assert "7 completed" in graphs.title_labels[0].text()
    assert "1.5 s / 4.0 s" in graphs.title_labels[1].text()
    graphs._show_bucket_at(None)
    assert "7 completed" not in graphs.title_labels[0].text()


def test_statistics_of_waiting_and_running_apart(qtbot: QtBot, desk: Desk) -> None:
    waiting, running = (
        DurationSummary(9, 20.0, 18.0, 40.0, 60.0),
        DurationSummary(9, 3.0, 2.5, 7.0, 9.0),
    )
    day = datetime(2026, 3, 14, tzinfo=UTC)
    desk.actions.figures = Statistics(
        9, 1, waiting, running, 12.0, 4, days=(StatisticsBucket(day, 9, 1, waiting, running),)
    )
    desk.look_at(STATISTICS, qtbot)
    part = desk.page.statistics_tab
    assert part.facts.fact_value("Success rate") == "90.0 %"
    assert [part.spreads_model.index(0, column).data() for column in range(6)] == [
        "Waiting", "9", "20 s", "18 s", "40 s", "60 s",
    ]  # fmt: skip
    assert part.spreads_model.index(1, 3).data() == "2.5 s"
    assert part.days_model.index(0, 0).data() == "14/03/2026"
    assert part.days_model.index(0, 3).data() == "90.0 %"


def test_without_outcomes_there_is_a_sentence(qtbot: QtBot, desk: Desk) -> None:
    desk.look_at(STATISTICS, qtbot)
    assert desk.page.statistics_tab.empty_label.isVisible()


def test_a_part_that_is_not_looked_at_asks_for_nothing(desk: Desk) -> None:
    desk.page.show_health(build_queue_health())
    desk.page.show_health(build_queue_health(counts=ReceiptCounts(pending=9)))
    assert not desk.work.queued
    assert not desk.page.jobs_tab._timer.isActive()


def test_a_part_asks_again_after_a_pause_when_something_changed(qtbot: QtBot, desk: Desk) -> None:
    desk.look_at(JOBS, qtbot)
    asked = len(desk.actions.asked)
    for number in range(5):
        desk.page.show_health(build_queue_health(counts=ReceiptCounts(pending=number)))
    assert not desk.work.queued
    assert desk.page.jobs_tab._timer.isActive()
    assert desk.page.jobs_tab._timer.remainingTime() > 1000
    assert len(desk.actions.asked) == asked

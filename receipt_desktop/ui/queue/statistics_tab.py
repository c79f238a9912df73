"""Statistics: success rate, waiting and running times, daily totals."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QCoreApplication, QDate, QLocale
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from receipt_desktop.actions import Actions
from receipt_desktop.domain.errors import ReceiptError
from receipt_desktop.domain.jobs import (
    STATISTICS_DAYS,
    DurationSummary,
    Statistics,
    StatisticsBucket,
)
from receipt_desktop.ui import theme
from receipt_desktop.ui.i18n import queue_texts, texts
from receipt_desktop.ui.queue.fact_grid import FactGrid
from receipt_desktop.ui.queue.lazy_tab import LazyTab
from receipt_desktop.ui.queue.overview_tab import wrap_in_scroll_area
from receipt_desktop.ui.task_runner import TaskRunner
from receipt_desktop.ui.widgets.auto_height_table import AutoHeightTable
from receipt_desktop.ui.widgets.rows_model import RowColumn, RowsModel

translate = QCoreApplication.translate
NamedSpread = tuple[str, DurationSummary]


class StatisticsTab(LazyTab):
    """Statistics of finished receipts; cancelled ones do not count."""

    def __init__(self, actions: Actions, task_runner: TaskRunner) -> None:
        super().__init__(task_runner)
        self._actions = actions
        self.facts = FactGrid()
        self.spreads_model = RowsModel(spread_columns(), lambda row: row[0], self)
        self.days_model = RowsModel(day_columns(), lambda bucket: bucket.start, self)
        self.error_label = QLabel()
        self.empty_label = QLabel(self.tr("No statistics yet. No receipts have been processed."))
        self._lay_out()

    def create_query(self) -> Callable[[], Any]:
        return self._actions.get_statistics

    def show_result(self, answer: Statistics) -> None:
        self.error_label.hide()
        self.empty_label.setVisible(not answer.processed)
        self._content.setVisible(bool(answer.processed))
        self.facts.show_facts(
            (
                (self.tr("Processed"), queue_texts.format_whole_number(answer.processed)),
                (self.tr("Completed"), queue_texts.format_whole_number(answer.completed)),
                (self.tr("Failed"), queue_texts.format_whole_number(answer.failed)),
                (self.tr("Success rate"), queue_texts.format_percent(answer.success_rate)),
                (self.tr("In the last hour"), queue_texts.format_whole_number(answer.last_hour)),
                (
                    self.tr("Longest current wait"),
                    queue_texts.format_seconds(answer.oldest_waiting),
                ),
            )
        )
        self.spreads_model.set_rows(
            ((self.tr("Waiting"), answer.waiting), (self.tr("Running"), answer.running))
        )
        self.days_model.set_rows(reversed(answer.days))

    def show_error(self, error: ReceiptError) -> None:
        self.error_label.setText(texts.format_error(error))
        self.error_label.show()

    def _lay_out(self) -> None:
        theme.set_text_role(self.error_label, "error")
        theme.set_text_role(self.empty_label, "note")
        self.error_label.hide()
        self.empty_label.hide()
        self._content = QWidget()
        inner = QVBoxLayout(self._content)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(theme.SPACE_S)
        times = AutoHeightTable(
            self.spreads_model, self.tr("Durations"), stretched=0, selectable=False
        )
        days = AutoHeightTable(self.days_model, self.tr("Days"), stretched=0, selectable=False)
        for title, content in (
            (self.tr("Last %Ln days", "", STATISTICS_DAYS), self.facts),
            (self.tr("Time per receipt"), times),
            (self.tr("Daily totals"), days),
        ):
            heading = QLabel(title)
            theme.set_text_role(heading, "heading")
            inner.addWidget(heading)
            inner.addWidget(content)
            inner.addSpacing(theme.SPACE_M)
        column = QWidget()
        column.setMaximumWidth(theme.TEXT_WIDTH)
        layout = QVBoxLayout(column)
        layout.setContentsMargins(theme.SPACE_L, theme.SPACE_M, theme.SPACE_L, theme.SPACE_L)
        for widget in (self.error_label, self.empty_label, self._content):
            layout.addWidget(widget)
        layout.addStretch()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(wrap_in_scroll_area(column, stop=True))


def spread_columns() -> tuple[RowColumn[NamedSpread], ...]:
    """The columns of the durations."""

    def timed(title: str, name: str) -> RowColumn[NamedSpread]:
        return RowColumn(
            title, lambda row: queue_texts.format_seconds(getattr(row[1], name)), align_right=True
        )

    return (
        RowColumn("", lambda row: row[0]),
        RowColumn(
            translate("Statistics", "Receipts"),
            lambda row: queue_texts.format_whole_number(row[1].count),
            align_right=True,
        ),
        timed(translate("Statistics", "Average"), "average"),
        timed("p50", "p50"),
        timed("p95", "p95"),
        timed("p99", "p99"),
    )


def day_columns() -> tuple[RowColumn[StatisticsBucket], ...]:
    """The columns of the daily totals."""
    return (
        RowColumn(translate("Statistics", "Day"), _format_day),
        RowColumn(
            translate("Statistics", "Completed"),
            lambda day: queue_texts.format_whole_number(day.completed),
            align_right=True,
        ),
        RowColumn(
            translate("Statistics", "Failed"),
            lambda day: queue_texts.format_whole_number(day.failed),
            colour_name=lambda day: "bad" if day.failed else "muted",
            align_right=True,
        ),
        RowColumn(translate("Statistics", "Success rate"), _format_success_rate, align_right=True),
        RowColumn(
            translate("Statistics", "Waiting p50 / p95"),
            lambda day: _format_percentiles(day.waiting),
            align_right=True,
        ),
        RowColumn(
            translate("Statistics", "Running p50 / p95"),
            lambda day: _format_percentiles(day.running),
            align_right=True,
        ),
    )


def _format_day(bucket: StatisticsBucket) -> str:
    start = bucket.start  # of a day of UTC
    shown = QDate(start.year, start.month, start.day)
    return QLocale().toString(shown, QLocale.FormatType.ShortFormat)


def _format_success_rate(bucket: StatisticsBucket) -> str:
    ended = bucket.completed + bucket.failed
    return queue_texts.format_percent(100 * bucket.completed / ended if ended else None)


def _format_percentiles(spread: DurationSummary) -> str:
    return f"{queue_texts.format_seconds(spread.p50)} / {queue_texts.format_seconds(spread.p95)}"

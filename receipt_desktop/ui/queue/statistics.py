"""How it went: success, waiting and running apart, day by day."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QCoreApplication, QDate, QLocale
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from receipt_desktop.actions import Actions
from receipt_desktop.errors import ReceiptError
from receipt_desktop.history import KEPT_DAYS, Bucket, Spread, Statistics
from receipt_desktop.ui import look, texts
from receipt_desktop.ui.calm_table import CalmTable
from receipt_desktop.ui.queue import words
from receipt_desktop.ui.queue.facts import Facts
from receipt_desktop.ui.queue.overview import scrolled
from receipt_desktop.ui.queue.tab import Tab
from receipt_desktop.ui.rows_model import Column, RowsModel
from receipt_desktop.ui.work import Work

translate = QCoreApplication.translate
Timed = tuple[str, Spread]


class StatisticsTab(Tab):
    """Over terminal outcomes; a cancelled receipt is none."""

    def __init__(self, actions: Actions, work: Work) -> None:
        super().__init__(work)
        self._actions = actions
        self.facts = Facts()
        self.spreads = RowsModel(spread_columns(), lambda row: row[0], self)
        self.days = RowsModel(day_columns(), lambda bucket: bucket.start, self)
        self.problem = QLabel()
        self.nothing = QLabel(self.tr("There is nothing to count yet: no receipt was read."))
        self._lay_out()

    def question(self) -> Callable[[], Any]:
        return self._actions.statistics

    def show_answer(self, answer: Statistics) -> None:
        self.problem.hide()
        self.nothing.setVisible(not answer.processed)
        self._filled.setVisible(bool(answer.processed))
        self.facts.show_facts(
            (
                (self.tr("Processed"), words.whole(answer.processed)),
                (self.tr("Completed"), words.whole(answer.completed)),
                (self.tr("Failed"), words.whole(answer.failed)),
                (self.tr("Success rate"), words.percent(answer.success_rate)),
                (self.tr("In the last hour"), words.whole(answer.last_hour)),
                (self.tr("Longest wait now"), words.seconds(answer.oldest_waiting)),
            )
        )
        self.spreads.show(
            ((self.tr("Waiting"), answer.waiting), (self.tr("Running"), answer.running))
        )
        self.days.show(reversed(answer.days))

    def show_refusal(self, error: ReceiptError) -> None:
        self.problem.setText(texts.error_text(error))
        self.problem.show()

    def _lay_out(self) -> None:
        look.set_role(self.problem, "error")
        look.set_role(self.nothing, "note")
        self.problem.hide()
        self.nothing.hide()
        self._filled = QWidget()
        inner = QVBoxLayout(self._filled)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(look.SPACE_S)
        times = CalmTable(self.spreads, self.tr("Durations"), stretched=0, selectable=False)
        days = CalmTable(self.days, self.tr("Days"), stretched=0, selectable=False)
        for title, content in (
            (self.tr("The last %n days", "", KEPT_DAYS), self.facts),
            (self.tr("Durations of one receipt"), times),
            (self.tr("Day by day"), days),
        ):
            heading = QLabel(title)
            look.set_role(heading, "heading")
            inner.addWidget(heading)
            inner.addWidget(content)
            inner.addSpacing(look.SPACE_M)
        column = QWidget()
        column.setMaximumWidth(look.TEXT_WIDTH)
        layout = QVBoxLayout(column)
        layout.setContentsMargins(look.SPACE_L, look.SPACE_M, look.SPACE_L, look.SPACE_L)
        for widget in (self.problem, self.nothing, self._filled):
            layout.addWidget(widget)
        layout.addStretch()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolled(column, stop=True))


def spread_columns() -> tuple[Column[Timed], ...]:
    """How long it took."""

    def timed(title: str, name: str) -> Column[Timed]:
        return Column(title, lambda row: words.seconds(getattr(row[1], name)), right=True)

    return (
        Column("", lambda row: row[0]),
        Column(
            translate("Statistics", "Receipts"), lambda row: words.whole(row[1].count), right=True
        ),
        timed(translate("Statistics", "Average"), "average"),
        timed("p50", "p50"),
        timed("p95", "p95"),
        timed("p99", "p99"),
    )


def day_columns() -> tuple[Column[Bucket], ...]:
    """One day a row."""
    return (
        Column(translate("Statistics", "Day"), _day),
        Column(
            translate("Statistics", "Completed"), lambda day: words.whole(day.completed), right=True
        ),
        Column(
            translate("Statistics", "Failed"),
            lambda day: words.whole(day.failed),
            ink=lambda day: "bad" if day.failed else "muted",
            right=True,
        ),
        Column(translate("Statistics", "Success"), _success, right=True),
        Column(
            translate("Statistics", "Waiting p50 / p95"),
            lambda day: _pair(day.waiting),
            right=True,
        ),
        Column(
            translate("Statistics", "Running p50 / p95"),
            lambda day: _pair(day.running),
            right=True,
        ),
    )


def _day(bucket: Bucket) -> str:
    start = bucket.start  # of a day of UTC
    shown = QDate(start.year, start.month, start.day)
    return QLocale().toString(shown, QLocale.FormatType.ShortFormat)


def _success(bucket: Bucket) -> str:
    ended = bucket.completed + bucket.failed
    return words.percent(100 * bucket.completed / ended if ended else None)


def _pair(spread: Spread) -> str:
    return f"{words.seconds(spread.p50)} / {words.seconds(spread.p95)}"

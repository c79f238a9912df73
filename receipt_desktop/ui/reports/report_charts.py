"""Two charts above a report: its months, and the largest of its rows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from receipt_desktop.domain.report import Report, ReportRow, RowKey
from receipt_desktop.domain.report_period import MONTHS_OF_YEAR, ReportPeriod, parse_period
from receipt_desktop.ui import theme
from receipt_desktop.ui.i18n import report_texts
from receipt_desktop.ui.task_runner import TaskRunner
from receipt_desktop.ui.widgets.plot_modules import import_plots

if TYPE_CHECKING:
    from receipt_desktop.ui.reports.bar_plots import LyingBars, StandingBars

PLOTS_MODULE = "receipt_desktop.ui.reports.bar_plots"
PLOT_HEIGHT = 176
MAX_MONTHS, MAX_ROWS = 60, 8
"""Bars of a chart."""


class ReportCharts(QWidget):
    """A click on a bar asks for its receipts; the titles say what is under the pointer."""

    row_chosen = Signal(object, object)
    """`Grouping` and `ReportRow`"""

    def __init__(self, task_runner: TaskRunner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title_labels = (QLabel(), QLabel())
        self.months_plot: StandingBars | None = None
        self.rows_plot: LyingBars | None = None
        self.month_rows: Sequence[ReportRow] = ()
        self.top_rows: Sequence[ReportRow] = ()
        self._reports: tuple[Report, Report] | None = None
        self._lay_out()
        import_plots(task_runner, PLOTS_MODULE, self._create_plots)

    def show_reports(self, months: Report, rows: Report) -> None:
        """Show the months of a report, and the largest of its rows."""
        self._reports = months, rows
        self.month_rows = fill_months(months.rows)[-MAX_MONTHS:]
        self.top_rows = [row for row in rows.rows if row.gross][:MAX_ROWS]
        self._draw()

    def _draw(self) -> None:
        if self._reports is None or self.months_plot is None or self.rows_plot is None:
            return
        bar = import_module(PLOTS_MODULE).Bar
        grouping = self._reports[1].request.grouping
        self.months_plot.show_bars(
            [
                bar(_name_short(row, len(self.month_rows)), float(row.gross))
                for row in self.month_rows
            ]
        )
        self.rows_plot.show_bars(
            [bar(report_texts.name_row(grouping, row), float(row.gross)) for row in self.top_rows]
        )
        self._show_titles()

    def _create_plots(self, plots: Any) -> None:
        """Create the plots once pyqtgraph is imported."""
        self.months_plot = plots.StandingBars(
            self.tr("By month"), self._hover_in(0), self._choose_in(0)
        )
        self.rows_plot = plots.LyingBars(self.tr("Largest"), self._hover_in(1), self._choose_in(1))
        for column, plot in zip(self._columns, (self.months_plot, self.rows_plot), strict=True):
            place = column.takeAt(1)
            if place is not None and (placeholder := place.widget()):
                placeholder.deleteLater()
            plot.setFixedHeight(PLOT_HEIGHT)
            column.addWidget(plot)
        theme.theme_signals().changed.connect(self._restyle)
        self._restyle()
        self._draw()

    def _restyle(self) -> None:
        for plot in (self.months_plot, self.rows_plot):
            if plot is not None:
                plot.apply_colours()

    def _hover_in(self, side: int) -> Callable[[int | None], None]:
        return lambda place: self._show_titles(side, place)

    def _choose_in(self, side: int) -> Callable[[int], None]:
        def choose(place: int) -> None:
            rows = (self.month_rows, self.top_rows)[side]
            if self._reports is not None and rows[place].receipts:
                self.row_chosen.emit(self._reports[side].request.grouping, rows[place])

        return choose

    def _show_titles(self, side: int | None = None, place: int | None = None) -> None:
        """The titles; of one chart, what the bar under the pointer stands for."""
        if self._reports is None:
            return
        titles = [report_texts.name_title(report.request.grouping) for report in self._reports]
        if side is not None and place is not None:
            rows = (self.month_rows, self.top_rows)[side]
            titles[side] = self._describe_row(self._reports[side], rows[place])
        for label, title in zip(self.title_labels, titles, strict=True):
            label.setText(title)

    def _describe_row(self, report: Report, row: ReportRow) -> str:
        name = report_texts.name_row(report.request.grouping, row)
        amount = report_texts.format_sum(row, row.gross, report.currency)
        return f"{name}  ·  {amount}  ·  " + self.tr("%Ln receipt(s)", "", row.receipts)

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.SPACE_M)
        self._columns: list[QVBoxLayout] = []
        for title in self.title_labels:
            title.setTextFormat(Qt.TextFormat.PlainText)
            theme.set_text_role(title, "heading")
            column = QVBoxLayout()
            column.setSpacing(theme.SPACE_XS)
            column.addWidget(title)
            column.addWidget(_create_placeholder())
            self._columns.append(column)
            row.addLayout(column, 1)


def fill_months(rows: Sequence[ReportRow]) -> list[ReportRow]:
    """The months in their order with those between that have no receipts."""
    by_month = {row.key.value: row for row in rows if row.key.value}
    if not by_month:
        return []
    first, last = (parse_period(str(name)) for name in (min(by_month), max(by_month)))
    filled: list[ReportRow] = []
    month: ReportPeriod = first
    while month.first and last.first and month.first <= last.first:
        filled.append(by_month.get(month.name, ReportRow(RowKey(month.name))))
        month = month.move(1)
    return filled


def _name_short(row: ReportRow, months: int) -> str:
    """Mar, and 2025 in the place of January; Mar 25 in more than two years."""
    month = str(row.key.value)
    name = report_texts.name_month(month, short=True)
    if months > 2 * MONTHS_OF_YEAR:
        return f"{name} {month[2:4]}"
    return month[:4] if month.endswith("-01") else name


def _create_placeholder() -> QWidget:
    """As high as a plot, so that the layout does not jump."""
    place = QFrame()
    place.setObjectName("surface")
    place.setFixedHeight(PLOT_HEIGHT)
    return place

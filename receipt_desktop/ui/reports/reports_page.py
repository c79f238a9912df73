"""The Reports page: sums, charts and a table; a click leads to the receipts behind them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtCore import QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QShowEvent
from PySide6.QtWidgets import QFileDialog, QLabel, QVBoxLayout, QWidget

from receipt_desktop.actions import Actions
from receipt_desktop.domain.errors import ReceiptError
from receipt_desktop.domain.listing import ListedValues
from receipt_desktop.domain.report import Grouping, RatesState, Report, ReportRequest, ReportRow
from receipt_desktop.ui import theme
from receipt_desktop.ui.i18n import report_texts, texts
from receipt_desktop.ui.i18n.sentences import language
from receipt_desktop.ui.reports.click_through import narrow_filter
from receipt_desktop.ui.reports.rates_bar import RatesBar
from receipt_desktop.ui.reports.report_charts import ReportCharts
from receipt_desktop.ui.reports.report_columns import report_columns
from receipt_desktop.ui.reports.scope_bar import ScopeBar
from receipt_desktop.ui.reports.sum_figures import SumFigures
from receipt_desktop.ui.signal_bridge import SignalBridge
from receipt_desktop.ui.task_runner import TaskRunner
from receipt_desktop.ui.widgets.notice_bar import NoticeBar
from receipt_desktop.ui.widgets.row_table import RowTable, wrap_in_surface
from receipt_desktop.ui.widgets.rows_model import RowsModel

UPDATE_DELAY_MS = 1_000
Reports = tuple[Report, Report]
"""The one that was asked for, and that of the other chart."""


class ReportsPage(QWidget):
    """Reports are made off the window's thread, when the page is shown and when receipts change."""

    receipts_requested = Signal(object)
    """A `ListFilter` of the receipts behind a row or a bar."""

    def __init__(self, actions: Actions, task_runner: TaskRunner, bridge: SignalBridge) -> None:
        super().__init__()
        self._actions, self._task_runner = actions, task_runner
        self._asked = 0
        self._has_period = False
        """Whether the period is chosen, by a person or by the latest receipt."""
        self.report: Report | None = None
        """The shown report."""
        today = date.today()  # noqa: DTZ011 (the person's own day)
        self.scope_bar, self.figures, self.notes_label = ScopeBar(today), SumFigures(), QLabel()
        self.rates_bar = RatesBar(actions, task_runner)
        self.charts = ReportCharts(task_runner)
        self.tables = {one: self._create_table(one) for one in Grouping}
        self.notice = NoticeBar()
        self._update_timer = QTimer(self, singleShot=True, interval=UPDATE_DELAY_MS)
        self._lay_out()
        self._connect(bridge)

    @property
    def table(self) -> RowTable:
        """The table of the chosen report."""
        return self.tables[self.scope_bar.grouping]

    def restore_choices(self, choices: Mapping[str, Any]) -> None:
        """Begin with what was chosen last, instead of the period of the latest receipt."""
        self._has_period = self.scope_bar.restore_choices(choices)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._refresh()

    def _refresh(self) -> None:
        """Take what receipts decide, their currencies and the first period, and the report."""
        self._task_runner.run(self._load_currencies, done=self._show_currencies)
        if self._has_period:
            self.reload()
        else:
            self._task_runner.run(self._actions.find_last_day, done=self._begin)

    def _begin(self, last_day: date | None) -> None:
        """Show the period of the latest receipt, unless another one was chosen meanwhile."""
        if last_day is not None and not self._has_period:
            self.scope_bar.period_box.start_at(last_day)
            self._has_period = True
        self.reload()

    def _take_choice(self) -> None:
        self._has_period = True
        self.reload()

    def reload(self) -> None:
        """Make the report again."""
        self._asked += 1
        asked, request = self._asked, self.scope_bar.request
        if self.report is None:
            self.notes_label.setText(self.tr("Adding up…"))
        self._task_runner.run(
            lambda: self._make_reports(request),
            done=lambda made: self._show_reports(asked, made),
            failed=self._show_error,
        )

    # -- the report

    def _make_reports(self, request: ReportRequest) -> Reports:
        """The report and the one of its other chart; off the window's thread."""
        other = Grouping.CATEGORY if request.grouping is Grouping.MONTH else Grouping.MONTH
        return (
            self._actions.make_report(request),
            self._actions.make_report(replace(request, grouping=other)),
        )

    def _show_reports(self, asked: int, made: Reports) -> None:
        if asked != self._asked:
            return
        report, other = made
        self.report = report
        months, rows = made if report.request.grouping is Grouping.MONTH else (other, report)
        for grouping, surface in self._surfaces.items():
            surface.setVisible(grouping is report.request.grouping)
        self._show_table(report)
        self.figures.show_report(report)
        self.rates_bar.show_report(report)
        self.charts.show_reports(months, rows)
        self.charts.setVisible(bool(report.rows) and report.total.is_known)
        self.notes_label.setText("\n".join(report_texts.list_notes(report)))
        self.scope_bar.set_savable(bool(report.total.receipts))

    def _show_table(self, report: Report) -> None:
        table = self.tables[report.request.grouping]
        model = table.model()
        assert isinstance(model, RowsModel)  # noqa: S101 (that of `_create_table`)
        table.setColumnHidden(model.columnCount() - 1, not report.total.unconverted)
        table.distribute_width()
        table.empty_message = self.tr(
            "No receipts in this period. Choose another one above, or any date."
        )
        model.set_rows(report.rows)
        table.viewport().update()

    def _load_currencies(self) -> tuple[str, ListedValues]:
        return self._actions.find_report_currency(), self._actions.list_values()

    def _show_currencies(self, found: tuple[str, ListedValues]) -> None:
        home, values = found
        self.scope_bar.show_currencies(home, values.currencies)

    def _choose_row(self, grouping: Grouping, row: ReportRow) -> None:
        if self.report is not None:
            self.receipts_requested.emit(narrow_filter(self.report.request.scope, grouping, row))

    def _update(self) -> None:
        if self.isVisible():
            self._refresh()

    # -- files

    def save_report(self, kind: str, file: str = "") -> None:
        """Write the shown report to a file; without one it is asked for."""
        report = self.report
        if report is None:
            return
        if not file:
            start = f"{self._name_file(report)}.{kind}"
            title = self.tr("Save report")
            file, _ = QFileDialog.getSaveFileName(self, title, start, f"*.{kind}")
        if file:
            self._task_runner.run(
                lambda: self._actions.write_report(report, kind, Path(file), language()),
                done=lambda _: self.notice.show_message(
                    self.tr("Saved as {file}.").format(file=Path(file).name)
                ),
                failed=self._show_error,
            )

    def print_report(self) -> None:
        """Open the report as PDF in the system's viewer, which prints it."""
        report = self.report
        if report is not None:
            name = f"{self._name_file(report)}.pdf"
            self._task_runner.run(
                lambda: self._actions.make_report_copy(report, name, language()),
                done=self._open,
                failed=self._show_error,
            )

    def _name_file(self, report: Report) -> str:
        title = report_texts.name_title(report.request.grouping)
        period = report.request.scope.period
        return title if period.is_open else f"{title} {period.name}"

    def _open(self, file: Path) -> None:
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(file))):
            self.notice.show_message(
                self.tr("No program opens PDF files. Save the report instead.")
            )

    # -- the rest

    def _take_rates(self, state: RatesState) -> None:
        last = texts.format_date(date.fromisoformat(state.last)) if state.last else "–"
        self.notice.show_message(self.tr("Exchange rates are known until {day}.").format(day=last))
        self.reload()

    def _show_error(self, error: ReceiptError) -> None:
        self.notice.show_message(texts.format_error(error), lasting=True)

    def _create_table(self, grouping: Grouping) -> RowTable:
        model = RowsModel(report_columns(grouping), lambda row: row.key, self)
        table = RowTable(model, report_texts.name_title(grouping))
        table.row_opened.connect(lambda row: self._choose_row(grouping, row))
        table.setToolTip(self.tr("Double-click a row to see its receipts"))
        return table

    def _lay_out(self) -> None:
        theme.set_text_role(self.notes_label, "note")
        self.notes_label.setWordWrap(True)
        self.notes_label.setTextInteractionFlags(theme.SELECTABLE_TEXT)
        body = QVBoxLayout()
        body.setContentsMargins(theme.SPACE_M, theme.SPACE_M, theme.SPACE_M, theme.SPACE_S)
        body.setSpacing(theme.SPACE_M)
        body.addWidget(self.figures)
        body.addWidget(self.rates_bar)
        body.addWidget(self.charts)
        self._surfaces = {
            one: wrap_in_surface(table, margin=0) for one, table in self.tables.items()
        }
        for grouping, surface in self._surfaces.items():
            surface.setVisible(grouping is self.scope_bar.grouping)
            body.addWidget(surface, 1)
        body.addWidget(self.notes_label)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.scope_bar)
        column.addLayout(body, 1)
        column.addWidget(self.notice)
        self.setFocusProxy(self.scope_bar.period_box.kind_box)

    def _connect(self, bridge: SignalBridge) -> None:
        self.scope_bar.request_changed.connect(self._take_choice)
        self.scope_bar.save_requested.connect(self.save_report)
        self.scope_bar.print_requested.connect(self.print_report)
        self.charts.row_chosen.connect(self._choose_row)
        self.rates_bar.rates_changed.connect(self._take_rates)
        self.rates_bar.failed.connect(self._show_error)
        self._update_timer.timeout.connect(self._update)
        for changed in (bridge.receipt_changed, bridge.receipts_removed):
            changed.connect(lambda _: self._start_update())

    def _start_update(self) -> None:
        """Make the report again soon, once for many changes."""
        if self.isVisible() and not self._update_timer.isActive():
            self._update_timer.start()

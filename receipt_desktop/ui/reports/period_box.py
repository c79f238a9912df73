"""Chooses the period of a report: a month, a quarter, a year, any days; and steps through them."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QDate, Qt, Signal
from PySide6.QtWidgets import QComboBox, QDateEdit, QHBoxLayout, QLabel, QToolButton, QWidget

from receipt_desktop.domain.report_period import (
    MONTHS_OF_QUARTER,
    MONTHS_OF_YEAR,
    ReportPeriod,
    span_months,
)
from receipt_desktop.ui import theme
from receipt_desktop.ui.i18n import report_texts
from receipt_desktop.ui.widgets import icons

MONTH, QUARTER, YEAR, ANY, DAYS = "month", "quarter", "year", "any", "days"
LENGTHS = {MONTH: 1, QUARTER: MONTHS_OF_QUARTER, YEAR: MONTHS_OF_YEAR}
LABEL_CHARACTERS = 17
"""Width of the name between the arrows, so that they stay where they are."""


class PeriodBox(QWidget):
    """Announces each change."""

    period_changed = Signal()

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = today
        self.period = span_months(today.year, 1, MONTHS_OF_YEAR)
        self.kind_box = QComboBox()
        self.earlier_button, self.later_button = QToolButton(), QToolButton()
        self.name_label = QLabel()
        self.first_edit, self.last_edit = QDateEdit(), QDateEdit()
        self._fill()
        self._lay_out()
        self._connect()
        self.show_period(self.period)

    @property
    def kind(self) -> str:
        """Which kind of period is chosen."""
        return str(self.kind_box.currentData())

    def choose_kind(self, kind: str) -> None:
        """Choose the kind of period that contains the one shown, or today."""
        if kind == ANY:
            self._change(ReportPeriod())
        elif kind == DAYS:
            self._change(self.period if self.period.first else self._span(MONTH))
        else:
            self._change(self._span(kind))

    def show_period(self, period: ReportPeriod) -> None:
        """Show a period without announcing it."""
        self.period = period
        is_step = self.kind in LENGTHS
        for part in (self.earlier_button, self.name_label, self.later_button):
            part.setVisible(is_step)
        self.name_label.setText(report_texts.name_period(period))
        for edit, day in ((self.first_edit, period.first), (self.last_edit, period.last)):
            edit.setVisible(self.kind == DAYS)
            if day:
                edit.blockSignals(True)
                edit.setDate(QDate(day.year, day.month, day.day))
                edit.blockSignals(False)

    def start_at(self, day: date) -> None:
        """Show the period of the chosen kind that contains this day, without announcing it."""
        if self.kind in LENGTHS:
            self.show_period(_span_around(day, self.kind))

    def restore(self, kind: str, period: ReportPeriod) -> None:
        """Show a period of this kind without announcing it."""
        at = self.kind_box.findData(kind)
        if at >= 0:
            self.kind_box.blockSignals(True)
            self.kind_box.setCurrentIndex(at)
            self.kind_box.blockSignals(False)
        self.show_period(period)

    def step(self, steps: int) -> None:
        """Go on to the next period, or back."""
        self._change(self.period.move(steps))

    def _span(self, kind: str) -> ReportPeriod:
        """The period of this kind: today's where it lies in the one shown, else the first of it."""
        shown, day = self.period, self._today
        if shown.first and not (shown.first <= day <= (shown.last or day)):
            day = shown.first
        return _span_around(day, kind)

    def _change(self, period: ReportPeriod) -> None:
        self.show_period(period)
        self.period_changed.emit()

    def _take_days(self) -> None:
        first, last = (_to_day(edit) for edit in (self.first_edit, self.last_edit))
        self._change(ReportPeriod(min(first, last), max(first, last)))

    def _fill(self) -> None:
        for label, kind in (
            (self.tr("Month"), MONTH), (self.tr("Quarter"), QUARTER), (self.tr("Year"), YEAR),
            (self.tr("Any date"), ANY), (self.tr("From … to …"), DAYS),
        ):  # fmt: skip
            self.kind_box.addItem(label, kind)
        self.kind_box.setCurrentIndex(self.kind_box.findData(YEAR))
        self.kind_box.setAccessibleName(self.tr("Period"))
        for button, icon, words in (
            (self.earlier_button, "previous", self.tr("Earlier period")),
            (self.later_button, "next", self.tr("Later period")),
        ):
            button.setIcon(icons.load_icon(icon))
            button.setToolTip(words)
            button.setAccessibleName(words)
        for edit, words in (
            (self.first_edit, self.tr("First day")), (self.last_edit, self.tr("Last day")),
        ):  # fmt: skip
            edit.setCalendarPopup(True)
            edit.setAccessibleName(words)
            edit.setKeyboardTracking(False)

    def _lay_out(self) -> None:
        self.name_label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        width = self.fontMetrics().averageCharWidth() * LABEL_CHARACTERS
        self.name_label.setMinimumWidth(width)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.SPACE_XS)
        for part in (
            *(self.kind_box, self.earlier_button, self.name_label, self.later_button),
            *(self.first_edit, self.last_edit),
        ):
            row.addWidget(part)

    def _connect(self) -> None:
        self.kind_box.activated.connect(lambda _: self.choose_kind(self.kind))
        self.earlier_button.clicked.connect(lambda: self.step(-1))
        self.later_button.clicked.connect(lambda: self.step(1))
        for edit in (self.first_edit, self.last_edit):
            edit.dateChanged.connect(lambda _: self._take_days())


def _span_around(day: date, kind: str) -> ReportPeriod:
    month = (day.month - 1) // LENGTHS[kind] * LENGTHS[kind] + 1
    return span_months(day.year, month, LENGTHS[kind])


def _to_day(edit: QDateEdit) -> date:
    shown = edit.date()
    return date(shown.year(), shown.month(), shown.day())

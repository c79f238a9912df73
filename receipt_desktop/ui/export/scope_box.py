"""Which receipts are exported: all shown or the selected ones, of a period, approved, new."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from PySide6.QtCore import QDate, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDateEdit,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QRadioButton,
    QWidget,
)

from receipt_desktop.domain.export_batch import ExportFilter, ExportState
from receipt_desktop.domain.receipt_query import ReceiptQuery
from receipt_desktop.ui import theme
from receipt_desktop.ui.i18n import texts
from receipt_desktop.ui.inbox.periods import CUSTOM, PERIOD_LABELS, find_period, period_label


@dataclass(frozen=True, slots=True)
class OfferedReceipts:
    """The receipts that can be chosen, and how many they are."""

    shown: ReceiptQuery
    chosen: ReceiptQuery
    shown_count: int
    chosen_count: int
    prefers_chosen: bool = False
    """Whether to begin with the selected ones."""


class ScopeBox(QWidget):
    """The choice of receipts."""

    scope_changed = Signal()

    def __init__(self, offered: OfferedReceipts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._offered = offered
        self.shown_button = QRadioButton(_label(self.tr("All shown"), offered.shown_count))
        self.chosen_button = QRadioButton(_label(self.tr("Selected"), offered.chosen_count))
        self.period_box, self.state_box = QComboBox(), QComboBox()
        self.first_edit, self.last_edit = QDateEdit(), QDateEdit()
        self.approved_check = QCheckBox(self.tr("Only approved receipts"))
        self._form, self._days = QFormLayout(self), QHBoxLayout()
        """The rows; a dialog puts its own above them, so that all are in line."""
        self._fill()
        self._lay_out()
        takes_chosen = offered.prefers_chosen and offered.chosen_count > 0
        (self.chosen_button if takes_chosen else self.shown_button).setChecked(True)
        self.chosen_button.setEnabled(offered.chosen_count > 0)
        self._show_days()
        self._connect()

    @property
    def takes_chosen(self) -> bool:
        """Whether the selected receipts are exported, not all shown ones."""
        return self.chosen_button.isChecked()

    def make_query(self, profile: str) -> ReceiptQuery:
        """The chosen receipts; what was exported is asked of the profile with this key."""
        query = self._offered.chosen if self.takes_chosen else self._offered.shown
        first, last = self._read_days()
        state = self.state_box.currentData() if self.state_box.isEnabled() else ""
        return replace(
            query,
            first_day=first,
            last_day=last,
            approved=True if self.approved_check.isChecked() else None,
            export=ExportFilter(ExportState(state), profile) if state else None,
        )

    def allow_states(self, allowed: bool) -> None:
        """Offer to leave out what was exported, which only a profile remembers."""
        self.state_box.setEnabled(allowed)

    def _read_days(self) -> tuple[date | None, date | None]:
        name = self.period_box.currentData()
        if name == CUSTOM:
            return _to_day(self.first_edit), _to_day(self.last_edit)
        today = date.today()  # noqa: DTZ011 (the person's own day)
        return find_period(name, today) or (None, None)

    def _show_days(self) -> None:
        self._form.setRowVisible(self._days, self.period_box.currentData() == CUSTOM)

    def _fill(self) -> None:
        for name in PERIOD_LABELS:
            self.period_box.addItem(period_label(name), name)
        for edit in (self.first_edit, self.last_edit):
            edit.setCalendarPopup(True)
            edit.setDate(QDate.currentDate())
        for label, state in (
            (self.tr("Exported or not"), ""),
            (self.tr("Not exported yet"), ExportState.NOT_EXPORTED.value),
            (self.tr("Changed since their export"), ExportState.CHANGED.value),
            (self.tr("Exported before"), ExportState.EXPORTED.value),
        ):
            self.state_box.addItem(label, state)

    def put_above(self, rows: Iterable[tuple[str, QWidget]]) -> None:
        """Further rows above its own, so that all fields begin at the same place."""
        for place, (words, field) in enumerate(rows):
            self._form.insertRow(place, words, field)

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        for button in (self.shown_button, self.chosen_button):
            buttons.addWidget(button)
        buttons.addStretch()
        for part in (self.first_edit, QLabel("–"), self.last_edit):
            self._days.addWidget(part)
        self._days.addStretch()
        self._form.setContentsMargins(0, 0, 0, 0)
        self._form.setSpacing(theme.SPACE_S)
        self._form.addRow(self.tr("Receipts"), buttons)
        self._form.addRow(self.tr("Period"), self.period_box)
        self._form.addRow("", self._days)
        self._form.addRow(self.tr("Exports"), self.state_box)
        self._form.addRow("", self.approved_check)
        self.first_edit.setAccessibleName(self.tr("First day"))
        self.last_edit.setAccessibleName(self.tr("Last day"))

    def _connect(self) -> None:
        self.period_box.currentIndexChanged.connect(self._show_days)
        for box in (self.period_box, self.state_box):
            box.currentIndexChanged.connect(self.scope_changed)
        for edit in (self.first_edit, self.last_edit):
            edit.dateChanged.connect(self.scope_changed)
        self.chosen_button.toggled.connect(self.scope_changed)
        self.approved_check.toggled.connect(self.scope_changed)


def _label(words: str, count: int) -> str:
    return f"{words} ({texts.format_count(count)})"


def _to_day(edit: QDateEdit) -> date:
    shown = edit.date()
    return date(shown.year(), shown.month(), shown.day())

"""The controls of a report: what its rows are, its period, which receipts count, its currency."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QMenu,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from receipt_desktop.domain.report import Grouping, ReportRequest, ReportScope
from receipt_desktop.domain.report_period import parse_period
from receipt_desktop.ui import theme
from receipt_desktop.ui.i18n import report_texts
from receipt_desktop.ui.reports.period_box import PeriodBox
from receipt_desktop.ui.widgets import icons
from receipt_desktop.ui.widgets.flow_layout import FlowLayout
from receipt_desktop.ui.widgets.segmented_buttons import SegmentedButtons


class ScopeBar(QFrame):
    """Announces each change; `request` is the report that is asked for."""

    request_changed = Signal()
    save_requested = Signal(str)
    """A kind of file: pdf, csv or json."""
    print_requested = Signal()

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("bar")
        self.grouping_buttons = SegmentedButtons(self._label_groupings(), self.tr("Report"))
        self.period_box = PeriodBox(today)
        self.approved_check = QCheckBox(self.tr("Approved only"))
        self.archived_check = QCheckBox(self.tr("Archived too"))
        self.duplicates_check = QCheckBox(self.tr("Possible duplicates too"))
        self.currency_box = QComboBox()
        self.print_button, self.save_button = QToolButton(), QToolButton()
        self._set_up_buttons()
        self._lay_out()
        self._connect()

    @property
    def grouping(self) -> Grouping:
        return Grouping(self.grouping_buttons.selected_value)

    @property
    def scope(self) -> ReportScope:
        return ReportScope(
            self.period_box.period,
            self.approved_check.isChecked(),
            self.archived_check.isChecked(),
            self.duplicates_check.isChecked(),
        )

    @property
    def request(self) -> ReportRequest:
        """The report that the controls ask for."""
        return ReportRequest(self.grouping, self.scope, self.currency_box.currentData() or "")

    def save_choices(self) -> dict[str, Any]:
        """What is chosen, for the next time."""
        return {
            "grouping": self.grouping.value,
            "kind": self.period_box.kind,
            "period": self.period_box.period.name,
            "currency": self.currency_box.currentData() or "",
            **{name: box.isChecked() for name, box in self._checks().items()},
        }

    def restore_choices(self, choices: Mapping[str, Any]) -> bool:
        """Choose what was saved, without announcing it; whether there was a period."""
        if choices.get("grouping") in list(Grouping):
            self.grouping_buttons.select_segment(str(choices["grouping"]))
        for name, box in self._checks().items():
            box.blockSignals(True)
            box.setChecked(bool(choices.get(name, box.isChecked())))
            box.blockSignals(False)
        code = str(choices.get("currency") or "")
        if code:
            self.currency_box.blockSignals(True)
            self.currency_box.addItem(code, code)
            self.currency_box.blockSignals(False)
        try:
            period = parse_period(str(choices.get("period", "")))
        except ValueError:
            return False
        self.period_box.restore(str(choices.get("kind", "")), period)
        return True

    def _checks(self) -> dict[str, QCheckBox]:
        return {
            "approved": self.approved_check,
            "archived": self.archived_check,
            "duplicates": self.duplicates_check,
        }

    def show_currencies(self, home: str, others: Sequence[str]) -> None:
        """Offer the home currency and those of the receipts."""
        chosen = self.currency_box.currentData() or ""
        self.currency_box.blockSignals(True)
        self.currency_box.clear()
        self.currency_box.addItem(home, "")
        for code in others:
            if code != home:
                self.currency_box.addItem(code, code)
        self.currency_box.setCurrentIndex(max(0, self.currency_box.findData(chosen)))
        self.currency_box.blockSignals(False)

    def set_savable(self, savable: bool) -> None:
        """Whether there is a report to save."""
        for button in (self.print_button, self.save_button):
            button.setEnabled(savable)

    def _label_groupings(self) -> dict[str, str]:
        labels = {one.value: report_texts.name_grouping(one) for one in Grouping}
        return labels | {
            Grouping.TAX_RATE.value: self.tr("Tax rate"),
            Grouping.VAT.value: report_texts.name_title(Grouping.VAT),
        }

    def _set_up_buttons(self) -> None:
        menu = QMenu(self)
        for label, kind in (
            (self.tr("PDF…"), "pdf"), (self.tr("CSV…"), "csv"), (self.tr("JSON…"), "json"),
        ):  # fmt: skip
            menu.addAction(label, partial(self.save_requested.emit, kind))
        self.save_button.setMenu(menu)
        self.save_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        for button, icon, words in (
            (self.print_button, "print", self.tr("Print")),
            (self.save_button, "export", self.tr("Save as")),
        ):
            button.setIcon(icons.load_icon(icon))
            button.setText(words)
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.print_button.setToolTip(self.tr("Open as PDF in the program that prints it"))
        self.currency_box.setToolTip(self.tr("The currency of the sums"))
        self.set_savable(False)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(theme.SPACE_XS)
        top.addWidget(self.grouping_buttons, 1)
        top.addWidget(self.print_button)
        top.addWidget(self.save_button)
        currency = QWidget()
        row = QHBoxLayout(currency)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.SPACE_S)
        label = QLabel(self.tr("Currency"))
        label.setBuddy(self.currency_box)
        row.addWidget(label)
        row.addWidget(self.currency_box)
        below = QWidget()
        flow = FlowLayout(below, spacing=theme.SPACE_M)
        for part in (
            *(self.period_box, currency),
            *(self.approved_check, self.archived_check, self.duplicates_check),
        ):
            flow.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.SPACE_M, theme.SPACE_S, theme.SPACE_M, theme.SPACE_S)
        column.setSpacing(theme.SPACE_S)
        column.addLayout(top)
        column.addWidget(below)

    def _connect(self) -> None:
        self.grouping_buttons.segment_chosen.connect(lambda _: self.request_changed.emit())
        self.period_box.period_changed.connect(self.request_changed)
        for box in (self.approved_check, self.archived_check, self.duplicates_check):
            box.toggled.connect(lambda _: self.request_changed.emit())
        self.currency_box.currentIndexChanged.connect(lambda _: self.request_changed.emit())
        self.print_button.clicked.connect(self.print_requested)

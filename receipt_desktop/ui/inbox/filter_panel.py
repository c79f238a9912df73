"""The panel of further filters: period, merchant, category, currency, amount, problems."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from datetime import date
from decimal import Decimal

from PySide6.QtCore import QDate, QLocale, QPoint, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDateEdit,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from receipt_desktop.domain.duplicates import DuplicateTier
from receipt_desktop.domain.export_batch import ExportState
from receipt_desktop.domain.fields import CATEGORIES, Field
from receipt_desktop.domain.listing import ListedValues
from receipt_desktop.domain.source import SourceKind
from receipt_desktop.ui import theme
from receipt_desktop.ui.i18n import source_texts, texts
from receipt_desktop.ui.inbox.list_view import ListFilter
from receipt_desktop.ui.inbox.periods import CUSTOM, PERIOD_LABELS, find_period, period_label
from receipt_desktop.ui.review.field_input import parse_amount
from receipt_desktop.ui.widgets import field_completion

ANY_TIER = "all"
TIERS = frozenset(DuplicateTier)


class FilterPanel(QFrame):
    """A popup below the filter button; every change takes effect at once."""

    filter_changed = Signal(object)
    """`ListFilter`"""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("popup")
        self._filter = ListFilter()
        self._is_showing = False
        self._form, self._days_row = QFormLayout(), QHBoxLayout()
        self.period_box, self.category_box, self.currency_box = (
            QComboBox(),
            QComboBox(),
            QComboBox(),
        )
        self.export_box, self.source_box = QComboBox(), QComboBox()
        self.first_edit, self.last_edit = QDateEdit(), QDateEdit()
        self.tag_box, self.project_box, self.payer_box = QComboBox(), QComboBox(), QComboBox()
        self.reimbursable_box, self.archive_box = QComboBox(), QComboBox()
        self.merchant_edit, self.least_edit, self.most_edit = QLineEdit(), QLineEdit(), QLineEdit()
        self.problem_check = QCheckBox(self.tr("With a problem"))
        self.duplicate_box = QComboBox()
        self.clear_button = QPushButton(self.tr("Clear filters"))
        self._fill_periods()
        self._fill_tiers()
        self._fill_choices()
        self._lay_out()
        self._connect()

    def show_values(self, values: ListedValues) -> None:
        """Offer the values that receipts of the list have."""
        offered = [one.name for one in values.offered if not one.is_hidden] or CATEGORIES
        categories = dict.fromkeys((*values.categories, *offered))
        labels = {one: texts.translate_value(Field.CATEGORY, one) for one in categories}
        self._is_showing = True
        _fill_box(self.category_box, self.tr("Any category"), self.tr("Without category"), labels)
        currencies = {one: one for one in values.currencies}
        _fill_box(
            self.currency_box, self.tr("Any currency"), self.tr("Without currency"), currencies
        )
        for box, every, none, known in (
            (self.tag_box, self.tr("Any tag"), self.tr("Without tags"), values.tags),
            (self.project_box, self.tr("Any project"), self.tr("Without project"), values.projects),
            (self.payer_box, self.tr("Anybody"), self.tr("Without payer"), values.payers),
        ):
            _fill_box(box, every, none, {one: one for one in known})
        self._is_showing = False
        self.merchant_edit.setCompleter(field_completion.make_completer(values.merchants, self))
        self.show_filter(self._filter)

    def show_filter(self, chosen: ListFilter) -> None:
        """Show a filter without announcing it."""
        self._is_showing, self._filter = True, chosen
        period = chosen.period or (CUSTOM if chosen.first_day or chosen.last_day else "")
        self.period_box.setCurrentIndex(max(0, self.period_box.findData(period)))
        self._show_days(chosen)
        if self.merchant_edit.text().strip() != chosen.merchant:
            self.merchant_edit.setText(chosen.merchant)
        _choose(self.category_box, chosen.category)
        _choose(self.currency_box, chosen.currency)
        _choose(self.tag_box, chosen.tag)
        _choose(self.project_box, chosen.project)
        _choose(self.payer_box, chosen.paid_by)
        _choose(self.reimbursable_box, chosen.reimbursable)
        _choose(self.archive_box, chosen.archived)
        self.export_box.setCurrentIndex(max(0, self.export_box.findData(chosen.export)))
        self.source_box.setCurrentIndex(max(0, self.source_box.findData(chosen.source)))
        for edit, amount in ((self.least_edit, chosen.least), (self.most_edit, chosen.most)):
            if not edit.hasFocus():
                edit.setText(texts.format_number(amount, chosen.currency))
        self.problem_check.setChecked(chosen.has_problem)
        tier = chosen.duplicate_tier or (ANY_TIER if chosen.is_duplicate else "")
        self.duplicate_box.setCurrentIndex(max(0, self.duplicate_box.findData(str(tier))))
        self._is_showing = False

    def open_below(self, widget: QWidget) -> None:
        """Show the panel below a button, within the screen."""
        self.adjustSize()
        place = widget.mapToGlobal(QPoint(widget.width() - self.width(), widget.height()))
        left = widget.screen().availableGeometry().left()
        self.move(max(left, place.x()), place.y())
        self.show()
        self.period_box.setFocus()

    def _fill_periods(self) -> None:
        for name in PERIOD_LABELS:
            self.period_box.addItem(period_label(name), name)
        for label, state in (
            (self.tr("Exported or not"), ""),
            (self.tr("Not exported yet"), ExportState.NOT_EXPORTED),
            (self.tr("Exported"), ExportState.EXPORTED),
            (self.tr("Changed since their export"), ExportState.CHANGED),
        ):  # fmt: skip
            self.export_box.addItem(label, str(state))
        for edit in (self.first_edit, self.last_edit):
            edit.setCalendarPopup(True)
            edit.setDate(QDate.currentDate())

    def _fill_tiers(self) -> None:
        self.duplicate_box.addItem(self.tr("All receipts"), "")
        self.duplicate_box.addItem(self.tr("All duplicates"), ANY_TIER)
        for tier in DuplicateTier:
            self.duplicate_box.addItem(texts.format_tier(tier), tier.value)

    def _fill_choices(self) -> None:
        self.source_box.addItem(self.tr("Any source"), "")
        for kind in SourceKind:
            self.source_box.addItem(source_texts.format_kind(kind), kind.value)
        yes, no = self.tr("Yes"), self.tr("No")
        for words, value in ((self.tr("Any"), ""), (yes, "yes"), (no, "no")):
            self.reimbursable_box.addItem(words, value)
        only = self.tr("Archived only")
        for words, value in ((self.tr("Hidden"), ""), (self.tr("Shown"), "shown"), (only, "only")):
            self.archive_box.addItem(words, value)

    def _show_days(self, chosen: ListFilter) -> None:
        today = date.today()  # noqa: DTZ011 (the person's own day)
        days = find_period(chosen.period, today) or (chosen.first_day, chosen.last_day)
        for edit, day in zip((self.first_edit, self.last_edit), days, strict=True):
            if day:
                edit.setDate(QDate(day.year, day.month, day.day))
        self._form.setRowVisible(self._days_row, self.period_box.currentData() == CUSTOM)
        self.adjustSize()

    def _announce(self) -> None:
        if self._is_showing:
            return
        self._filter = self._read_filter()
        self._show_days(self._filter)
        self.filter_changed.emit(self._filter)

    def _read_filter(self) -> ListFilter:
        period = self.period_box.currentData()
        custom = period == CUSTOM
        duplicates = self.duplicate_box.currentData()
        return replace(
            self._filter,
            period=period,
            first_day=_to_day(self.first_edit) if custom else None,
            last_day=_to_day(self.last_edit) if custom else None,
            merchant=self.merchant_edit.text().strip(),
            category=self.category_box.currentData(),
            currency=self.currency_box.currentData(),
            tag=self.tag_box.currentData(),
            project=self.project_box.currentData(),
            paid_by=self.payer_box.currentData(),
            reimbursable=self.reimbursable_box.currentData(),
            archived=self.archive_box.currentData(),
            least=_read_amount(self.least_edit),
            most=_read_amount(self.most_edit),
            has_problem=self.problem_check.isChecked(),
            is_duplicate=duplicates == ANY_TIER,
            duplicate_tier=DuplicateTier(duplicates) if duplicates in TIERS else None,
            export=self.export_box.currentData(),
            source=self.source_box.currentData(),
            source_name=self._kept_source_name(),
        )

    def _kept_source_name(self) -> str:
        """The name of the source in the filter, unless another kind was chosen."""
        same = self._filter.source == self.source_box.currentData()
        return self._filter.source_name if same else ""

    def _clear(self) -> None:
        kept = ListFilter(text=self._filter.text, kind=self._filter.kind)
        self.show_filter(kept)
        self.filter_changed.emit(kept)

    def _connect(self) -> None:
        for box in (
            *(self.period_box, self.category_box, self.currency_box, self.tag_box),
            *(self.project_box, self.payer_box, self.reimbursable_box, self.archive_box),
            *(self.duplicate_box, self.export_box, self.source_box),
        ):
            box.currentIndexChanged.connect(self._announce)
        for day in (self.first_edit, self.last_edit):
            day.dateChanged.connect(self._announce)
        for edit in (self.merchant_edit, self.least_edit, self.most_edit):
            edit.textChanged.connect(self._announce)
        self.problem_check.toggled.connect(self._announce)
        self.clear_button.clicked.connect(self._clear)

    def _lay_out(self) -> None:
        days, amounts = self._days_row, QHBoxLayout()
        for row, parts in (
            (days, (self.first_edit, self.last_edit)),
            (amounts, (self.least_edit, QLabel("–"), self.most_edit)),
        ):
            row.setSpacing(theme.SPACE_S)
            for part in parts:
                row.addWidget(part)
        self.least_edit.setPlaceholderText(self.tr("from"))
        self.most_edit.setPlaceholderText(self.tr("to"))
        for edit, name in (
            (self.first_edit, self.tr("First day")), (self.last_edit, self.tr("Last day")),
            (self.least_edit, self.tr("Lowest total")), (self.most_edit, self.tr("Highest total")),
        ):  # fmt: skip
            edit.setAccessibleName(name)
        form = self._form
        form.setSpacing(theme.SPACE_S)
        form.addRow(self.tr("Period"), self.period_box)
        form.addRow("", days)
        form.addRow(self.tr("Merchant"), self.merchant_edit)
        form.addRow(self.tr("Category"), self.category_box)
        form.addRow(self.tr("Currency"), self.currency_box)
        form.addRow(self.tr("Total"), amounts)
        form.addRow(self.tr("Duplicates"), self.duplicate_box)
        form.addRow(self.tr("Tag"), self.tag_box)
        form.addRow(self.tr("Project"), self.project_box)
        form.addRow(self.tr("Paid by"), self.payer_box)
        form.addRow(self.tr("Reimbursable"), self.reimbursable_box)
        form.addRow(self.tr("Archive"), self.archive_box)
        form.addRow(self.tr("Exports"), self.export_box)
        form.addRow(self.tr("Source"), self.source_box)
        form.addRow("", self.problem_check)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.SPACE_M,) * 4)
        column.addLayout(form)
        column.addWidget(self.clear_button, alignment=Qt.AlignmentFlag.AlignRight)


def _fill_box(box: QComboBox, any_label: str, none_label: str, labels: dict[str, str]) -> None:
    box.clear()
    box.addItem(any_label, None)
    for value, label in labels.items():
        box.addItem(label, value)
    box.addItem(none_label, "")


def _choose(box: QComboBox, value: str | None) -> None:
    """Choose a value; one that no receipt has any more is added."""
    row = 0 if value is None else box.findData(value)
    if row < 0:
        box.addItem(str(value), value)
        row = box.count() - 1
    box.setCurrentIndex(row)


def _to_day(edit: QDateEdit) -> date:
    shown = edit.date()
    return date(shown.year(), shown.month(), shown.day())


def _read_amount(edit: QLineEdit) -> Decimal | None:
    """The typed amount; None while it is not one."""
    with suppress(ValueError):
        return parse_amount(edit.text(), QLocale())
    return None

"""The conditions of a filter as chips that can be taken away."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from receipt_desktop.domain.categories import TaxTreatment
from receipt_desktop.domain.export_batch import ExportState
from receipt_desktop.domain.fields import Field
from receipt_desktop.domain.source import SourceKind
from receipt_desktop.ui import theme
from receipt_desktop.ui.i18n import report_texts, source_texts, texts
from receipt_desktop.ui.inbox.list_view import ListFilter
from receipt_desktop.ui.inbox.periods import CUSTOM, period_label
from receipt_desktop.ui.widgets import icons
from receipt_desktop.ui.widgets.flow_layout import FlowLayout


class FilterChips(QWidget):
    """One chip for each condition but the words and the kind; hidden without any."""

    filter_changed = Signal(object)
    """The `ListFilter` without the condition of the chip that was clicked."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._flow = FlowLayout(self, spacing=theme.SPACE_XS)
        self.chips: list[QPushButton] = []
        self.hide()

    def show_filter(self, chosen: ListFilter) -> None:
        """Show the conditions of this filter."""
        for chip in self.chips:
            self._flow.removeWidget(chip)
            chip.deleteLater()
        self.chips = [
            self._create_chip(words, chosen.clear_field(name))
            for name, words in self._iterate_conditions(chosen)
        ]
        for chip in self.chips:
            self._flow.addWidget(chip)
        self.setVisible(bool(self.chips))

    def _create_chip(self, words: str, without: ListFilter) -> QPushButton:
        chip = QPushButton(icons.load_icon("close", "accent"), words)
        chip.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # the cross at the end
        chip.setToolTip(self.tr("Remove this filter"))
        theme.set_text_role(chip, "filter")
        chip.clicked.connect(lambda: self.filter_changed.emit(without))
        return chip

    def _iterate_conditions(self, chosen: ListFilter) -> Iterator[tuple[str, str]]:
        """The name of each condition for `ListFilter.clear_field`, and its words."""
        if words := format_period(chosen):
            yield "period", words
        if chosen.merchant:
            yield "merchant", self.tr("Merchant: {name}").format(name=chosen.merchant)
        if chosen.category is not None:
            label = texts.translate_value(Field.CATEGORY, chosen.category)
            yield "category", label or self.tr("Without category")
        yield from self._iterate_bookkeeping(chosen)
        if chosen.currency is not None:
            yield "currency", chosen.currency or self.tr("Without currency")
        if chosen.least is not None or chosen.most is not None:
            yield "amount", self._format_amounts(chosen)
        if chosen.has_problem:
            yield "has_problem", self.tr("With a problem")
        if chosen.duplicate_tier is not None:
            yield "is_duplicate", texts.format_tier(chosen.duplicate_tier)
        elif chosen.is_duplicate:
            yield "is_duplicate", self.tr("Duplicates")
        yield from self._iterate_ways(chosen)

    def _iterate_ways(self, chosen: ListFilter) -> Iterator[tuple[str, str]]:
        """How receipts came in, and whether they went out."""
        if chosen.source:
            kind = SourceKind(chosen.source)
            yield "source", source_texts.format_source(kind, chosen.source_name)
        if chosen.export:
            yield "export", self._name_export(chosen.export)
        yield from self._iterate_report_conditions(chosen)

    def _iterate_report_conditions(self, chosen: ListFilter) -> Iterator[tuple[str, str]]:
        """The conditions that a report sets, see `ui.reports.click_through`."""
        if chosen.merchant_name is not None:
            words = self.tr("Merchant: {name}").format(name=chosen.merchant_name)
            yield "merchant_name", words if chosen.merchant_name else self.tr("Without merchant")
        if chosen.tax_rate is not None:
            yield "tax_rate", report_texts.name_tax(chosen.tax_rate)
        if chosen.tax_treatment:
            yield "tax_treatment", report_texts.name_treatment(TaxTreatment(chosen.tax_treatment))
        if chosen.approved:
            yield "approved", self.tr("Approved")
        if chosen.is_undated:
            yield "is_undated", self.tr("Without a date")
        if chosen.has_total or chosen.without_duplicates:
            yield "report", self.tr("As in the report")

    def _name_export(self, state: str) -> str:
        labels = {
            ExportState.NOT_EXPORTED: self.tr("Not exported yet"),
            ExportState.EXPORTED: self.tr("Exported"),
            ExportState.CHANGED: self.tr("Changed since their export"),
        }
        return labels[ExportState(state)]

    def _iterate_bookkeeping(self, chosen: ListFilter) -> Iterator[tuple[str, str]]:
        if chosen.tag is not None:
            words = self.tr("Tag: {name}").format(name=chosen.tag)
            yield "tag", words if chosen.tag else self.tr("Without tags")
        if chosen.project is not None:
            words = self.tr("Project: {name}").format(name=chosen.project)
            yield "project", words if chosen.project else self.tr("Without project")
        if chosen.paid_by is not None:
            words = self.tr("Paid by: {name}").format(name=chosen.paid_by)
            yield "paid_by", words if chosen.paid_by else self.tr("Without payer")
        if chosen.reimbursable:
            is_yes = chosen.reimbursable == "yes"
            words = self.tr("Reimbursable") if is_yes else self.tr("Not reimbursable")
            yield "reimbursable", words
        if chosen.archived:
            only = chosen.archived == "only"
            yield "archived", self.tr("Archived only") if only else self.tr("With archived ones")

    def _format_amounts(self, chosen: ListFilter) -> str:
        ends = (chosen.least, chosen.most)
        least, most = (texts.format_number(one, chosen.currency) for one in ends)
        if not most:
            return self.tr("{least} or more").format(least=least)
        if not least:
            return self.tr("{most} or less").format(most=most)
        return f"{least} – {most}"


def format_period(chosen: ListFilter) -> str:
    """The period of a filter in words; "" for any date."""
    if chosen.period and chosen.period != CUSTOM:
        return period_label(chosen.period)
    first, last = texts.format_date(chosen.first_day), texts.format_date(chosen.last_day)
    return f"{first} – {last}".strip() if first or last else ""

"""The sums of a report in large type."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from receipt_desktop.domain.report import Grouping, Report
from receipt_desktop.ui import theme
from receipt_desktop.ui.i18n import report_texts
from receipt_desktop.ui.i18n.texts import format_count

NAMES = ("gross", "net", "tax", "receipts")


class SumFigures(QWidget):
    """Gross, net, tax and the number of receipts."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.figures = {name: QLabel("–") for name in (*NAMES, "deductible")}
        self._captions = {name: QLabel() for name in self.figures}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.SPACE_XL)
        for name, figure in self.figures.items():
            caption = self._captions[name]
            words = self.tr("Deductible tax")
            if name in NAMES:
                words = report_texts.name_column(name)
            caption.setText(words)
            figure.setAccessibleName(words)
            figure.setTextInteractionFlags(theme.SELECTABLE_TEXT)
            theme.set_text_role(figure, "figure")
            theme.set_text_role(caption, "note")
            column = QVBoxLayout()
            column.setSpacing(0)
            column.addWidget(figure)
            column.addWidget(caption)
            row.addLayout(column)
        row.addStretch()
        self._show_deductible(shown=False)

    def show_report(self, report: Report) -> None:
        """Show the sums; the deductible tax only in the VAT summary."""
        total, currency = report.total, report.currency
        texts = {
            "gross": report_texts.format_sum(total, total.gross, currency),
            "net": report_texts.format_sum(total, total.net),
            "tax": report_texts.format_sum(total, total.tax),
            "receipts": format_count(total.receipts),
            "deductible": report_texts.format_sum(total, report.deductible_tax),
        }
        for name, words in texts.items():
            self.figures[name].setText(words)
        self._show_deductible(shown=report.request.grouping is Grouping.VAT)

    def _show_deductible(self, *, shown: bool) -> None:
        for part in (self.figures["deductible"], self._captions["deductible"]):
            part.setVisible(shown)

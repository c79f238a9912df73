"""The totals of some receipts in tables: by currency and category, and by tax rate."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QLabel,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from receipt_desktop.domain.fields import Field
from receipt_desktop.domain.listing import RateTotal, ReceiptTotals
from receipt_desktop.ui import theme
from receipt_desktop.ui.i18n import texts

DIALOG_SIZE = (560, 520)
WORD_COLUMNS = 2
"""The first columns hold words, the others numbers."""
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
Cells = Sequence[Sequence[str]]


class TotalsDialog(QDialog):
    """Two tables that can be copied."""

    def __init__(self, parent: QWidget, totals: ReceiptTotals, rates: Sequence[RateTotal]) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Totals"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.categories_table = self._create_table(
            (self.tr("Currency"), self.tr("Category"), self.tr("Receipts"),
             self.tr("Total"), self.tr("Tax")),
            list_group_cells(totals),
        )  # fmt: skip
        self.rates_table = self._create_table(
            (self.tr("Currency"), self.tr("Tax rate"), self.tr("Net"), self.tr("Tax")),
            list_rate_cells(rates),
        )
        close = QDialogButtonBox()
        close.addButton(self.tr("Close"), QDialogButtonBox.ButtonRole.RejectRole)
        close.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        for heading, table in (
            (self.tr("By category"), self.categories_table),
            (self.tr("By tax rate, as printed in the tax tables"), self.rates_table),
        ):
            label = QLabel(heading)
            theme.set_text_role(label, "heading")
            column.addWidget(label)
            column.addWidget(table, max(1, table.rowCount()))
        column.addWidget(close)
        self.resize(*DIALOG_SIZE)

    def _create_table(self, titles: Sequence[str], rows: Cells) -> QTableWidget:
        table = QTableWidget(len(rows), len(titles))
        theme.style_table(table)
        for column, title in enumerate(titles):
            head = QTableWidgetItem(title)
            head.setTextAlignment(RIGHT if column >= WORD_COLUMNS else LEFT)
            table.setHorizontalHeaderItem(column, head)
        for row, cells in enumerate(rows):
            for column, cell in enumerate(cells):
                item = QTableWidgetItem(cell)
                if column >= WORD_COLUMNS:
                    item.setTextAlignment(RIGHT)
                table.setItem(row, column, item)
        modes = QHeaderView.ResizeMode
        table.horizontalHeader().setSectionResizeMode(modes.ResizeToContents)
        table.horizontalHeader().setSectionResizeMode(WORD_COLUMNS - 1, modes.Stretch)
        copy = QShortcut(QKeySequence.StandardKey.Copy, table)
        copy.setContext(Qt.ShortcutContext.WidgetShortcut)
        copy.activated.connect(lambda: _copy_rows([titles, *rows]))
        return table


def list_group_cells(totals: ReceiptTotals) -> list[list[str]]:
    """The sums of each currency, followed by those of its categories."""
    rows = []
    all_categories = QCoreApplication.translate("TotalsDialog", "All categories")
    for whole in totals.by_currency():
        groups = [one for one in totals.groups if one.currency == whole.currency]
        for group in (whole, *groups) if len(groups) > 1 else (groups or (whole,)):
            category = texts.translate_value(Field.CATEGORY, group.category or "–")
            rows.append(
                [
                    group.currency or "–",
                    all_categories if group is whole and groups else category,
                    texts.format_count(group.count),
                    texts.format_number(group.total, group.currency),
                    texts.format_number(group.tax, group.currency),
                ]
            )
    return rows


def list_rate_cells(rates: Sequence[RateTotal]) -> list[list[str]]:
    """The net amounts and taxes of each currency and rate."""
    return [
        [
            one.currency or "–",
            "–" if one.rate is None else f"{one.rate.normalize():f} %",
            texts.format_number(one.net, one.currency),
            texts.format_number(one.tax, one.currency),
        ]
        for one in rates
    ]


def _copy_rows(rows: Cells) -> None:
    QGuiApplication.clipboard().setText("\n".join("\t".join(row) for row in rows))

"""The table of categories: name, tax treatment, number of receipts, whether it is offered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QSize, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QComboBox, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from receipt_desktop.domain.categories import Category, TaxTreatment
from receipt_desktop.domain.fields import Field
from receipt_desktop.ui import theme
from receipt_desktop.ui.i18n import texts
from receipt_desktop.ui.widgets.no_wheel import NoWheelComboBox

NAME_COLUMN, TAX_COLUMN, COUNT_COLUMN, OFFERED_COLUMN = range(4)
SWATCH_SIZE = 12
TREATMENTS: Mapping[TaxTreatment, object] = {
    TaxTreatment.AS_PRINTED: QT_TRANSLATE_NOOP("CategoriesTable", "As printed"),
    TaxTreatment.NOT_DEDUCTIBLE: QT_TRANSLATE_NOOP("CategoriesTable", "Not deductible"),
    TaxTreatment.EXEMPT: QT_TRANSLATE_NOOP("CategoriesTable", "Exempt"),
    TaxTreatment.REVERSE_CHARGE: QT_TRANSLATE_NOOP("CategoriesTable", "Reverse charge"),
}


class CategoriesTable(QTableWidget):
    """Names are edited in place; Enter or F2 begins."""

    name_typed = Signal(str, str)
    """The category and its new name as typed."""
    category_changed = Signal(object)
    """The `Category` with another tax treatment, or offered or not."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(0, 4, parent)
        self.categories: tuple[Category, ...] = ()
        self._is_filling = False
        self.setAccessibleName(self.tr("Categories"))
        theme.style_table(self)
        self.setHorizontalHeaderLabels(
            [self.tr("Category"), self.tr("Tax"), self.tr("Receipts"), self.tr("Offered")]
        )
        self.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        self.setSelectionMode(QTableWidget.SelectionMode.SingleSelection)
        triggers = QTableWidget.EditTrigger
        self.setEditTriggers(triggers.DoubleClicked | triggers.EditKeyPressed)
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(NAME_COLUMN, QHeaderView.ResizeMode.Stretch)
        self.itemChanged.connect(self._take_change)

    @property
    def current(self) -> Category | None:
        """The category of the current row."""
        row = self.currentRow()
        return self.categories[row] if 0 <= row < len(self.categories) else None

    def show_categories(self, categories: Sequence[Category], current: str = "") -> None:
        """Show these categories; the current one stays, unless another is named."""
        name = current or (self.current.name if self.current else "")
        row_before = max(self.currentRow(), 0)
        self._is_filling, self.categories = True, tuple(categories)
        self.setRowCount(len(categories))
        for row, category in enumerate(categories):
            self._fill_row(row, category)
        self._is_filling = False
        names = [one.name for one in categories]
        row = names.index(name) if name in names else min(row_before, len(names) - 1)
        self.setCurrentCell(row, NAME_COLUMN)

    def _fill_row(self, row: int, category: Category) -> None:
        name = QTableWidgetItem(texts.translate_value(Field.CATEGORY, category.name))
        name.setIcon(draw_swatch(category.colour))
        count = QTableWidgetItem(texts.format_count(category.count))
        count.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        offered = QTableWidgetItem()
        offered.setCheckState(
            Qt.CheckState.Unchecked if category.is_hidden else Qt.CheckState.Checked
        )
        for item in (count, offered):
            item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsEditable)
        for column, item in (
            (NAME_COLUMN, name), (COUNT_COLUMN, count), (OFFERED_COLUMN, offered),
        ):  # fmt: skip
            self.setItem(row, column, item)
        self.setCellWidget(row, TAX_COLUMN, self._create_tax_box(category))

    def _create_tax_box(self, category: Category) -> QComboBox:
        box = NoWheelComboBox()
        for treatment, words in TREATMENTS.items():
            box.addItem(QCoreApplication.translate("CategoriesTable", str(words)), treatment)
        box.setCurrentIndex(box.findData(category.tax_treatment))
        name = texts.translate_value(Field.CATEGORY, category.name)
        box.setAccessibleName(self.tr("Tax of {name}").format(name=name))
        box.currentIndexChanged.connect(partial(self._take_treatment, category, box))
        return box

    def _take_treatment(self, category: Category, box: QComboBox, _: int) -> None:
        self.category_changed.emit(replace(category, tax_treatment=TaxTreatment(box.currentData())))

    def _take_change(self, item: QTableWidgetItem) -> None:
        if self._is_filling:
            return
        category = self.categories[item.row()]
        if item.column() == NAME_COLUMN:
            self.name_typed.emit(category.name, " ".join(item.text().split()))
        elif item.column() == OFFERED_COLUMN:
            is_hidden = item.checkState() is not Qt.CheckState.Checked
            self.category_changed.emit(replace(category, is_hidden=is_hidden))


def draw_swatch(colour: str) -> QIcon:
    """A round icon of this colour, #rrggbb."""
    pixmap = QPixmap(QSize(SWATCH_SIZE, SWATCH_SIZE))
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colour))
    painter.drawEllipse(1, 1, SWATCH_SIZE - 2, SWATCH_SIZE - 2)
    painter.end()
    return QIcon(pixmap)

"""Tax lines and line items as tables; columns are data."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QLocale, QModelIndex, QObject, Qt
from PySide6.QtCore import QPersistentModelIndex as Persistent

from receipt_desktop.draft import Item, TaxLine
from receipt_desktop.ui.review.entry import write_number

Row = TypeVar("Row")
_NO_INDEX = QModelIndex()


@dataclass(frozen=True, slots=True)
class Column(Generic[Row]):
    """One column: its head and what it says of a row."""

    title: str
    text: Callable[[Row], str]
    numeric: bool = True


class RowsModel(QAbstractTableModel, Generic[Row]):
    """A thin adapter of a plain sequence; rows are replaced as a whole."""

    _columns: tuple[Column[Row], ...]

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[Row, ...] = ()

    @property
    def rows(self) -> tuple[Row, ...]:
        return self._rows

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Show these; rows that stay where they are are only repainted."""
        new = tuple(rows)
        if new == self._rows:
            return
        if len(new) == len(self._rows):
            self._rows = new
            self.dataChanged.emit(
                self.index(0, 0), self.index(len(new) - 1, len(self._columns) - 1)
            )
            return
        self.beginResetModel()
        self._rows = new
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | Persistent = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: QModelIndex | Persistent = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self._columns)

    def data(self, index: QModelIndex | Persistent, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        column = self._columns[index.column()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return column.text(self._rows[index.row()])
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(column)
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(self._columns):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._columns[section].title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(self._columns[section])
        return None


def _alignment(column: Column[Any]) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column.numeric else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter


class ItemsModel(RowsModel[Item]):
    """Line items: description, quantity, unit price, tax rate, amount."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._columns = (
            Column(self.tr("Item"), lambda item: item.description, numeric=False),
            Column(self.tr("Qty"), lambda item: _number(item.quantity)),
            Column(self.tr("Price"), lambda item: _number(item.unit_price, places=2)),
            Column(self.tr("Tax"), lambda item: _percent(item.tax_rate)),
            Column(self.tr("Amount"), lambda item: _number(item.total, places=2)),
        )


class TaxModel(RowsModel[TaxLine]):
    """The tax table: rate, net amount, tax."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._columns = (
            Column(self.tr("Rate"), lambda line: _percent(line.rate), numeric=False),
            Column(self.tr("Net"), lambda line: _number(line.net, places=2)),
            Column(self.tr("Tax"), lambda line: _number(line.amount, places=2)),
        )


def _number(value: Decimal | None, places: int = 0) -> str:
    return "" if value is None else write_number(value, QLocale(), places=places)


def _percent(value: Decimal | None) -> str:
    """With the locale's way of writing a percent sign."""
    if value is None:
        return ""
    number = _number(value.normalize() if value % 1 else value.quantize(Decimal(1)))
    return f"{number}\u00a0%" if QLocale().language() != QLocale.Language.English else f"{number}%"

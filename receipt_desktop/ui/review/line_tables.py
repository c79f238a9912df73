"""Tax lines and line items as tables; columns are data."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QLocale, QModelIndex, QObject, Qt
from PySide6.QtCore import QPersistentModelIndex as Persistent

from receipt_desktop.domain.reading import LineItem, TaxLine
from receipt_desktop.ui.review.field_input import format_number

Row = TypeVar("Row")
_NO_INDEX = QModelIndex()


@dataclass(frozen=True, slots=True)
class LineColumn(Generic[Row]):
    """One column: its header and cell text."""

    title: str
    text: Callable[[Row], str]
    is_numeric: bool = True


class LinesModel(QAbstractTableModel, Generic[Row]):
    """A table model of a sequence; rows are replaced as a whole."""

    _columns: tuple[LineColumn[Row], ...]

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[Row, ...] = ()

    @property
    def rows(self) -> tuple[Row, ...]:
        return self._rows

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Show these rows; unchanged positions are only repainted."""
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
            return _column_alignment(column)
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(self._columns):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._columns[section].title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _column_alignment(self._columns[section])
        return None


def _column_alignment(column: LineColumn[Any]) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column.is_numeric else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter


class LineItemsModel(LinesModel[LineItem]):
    """Line items: description, quantity, unit price, tax rate, amount."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._columns = (
            LineColumn(self.tr("Item"), lambda item: item.description, is_numeric=False),
            LineColumn(self.tr("Qty"), lambda item: _format_number(item.quantity)),
            LineColumn(self.tr("Price"), lambda item: _format_number(item.unit_price, places=2)),
            LineColumn(self.tr("Tax"), lambda item: _format_percent(item.tax_rate)),
            LineColumn(self.tr("Amount"), lambda item: _format_number(item.total, places=2)),
        )


class TaxLinesModel(LinesModel[TaxLine]):
    """The tax table: rate, net amount, tax."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._columns = (
            LineColumn(self.tr("Rate"), lambda line: _format_percent(line.rate), is_numeric=False),
            LineColumn(self.tr("Net"), lambda line: _format_number(line.net, places=2)),
            LineColumn(self.tr("Tax"), lambda line: _format_number(line.amount, places=2)),
        )


def _format_number(value: Decimal | None, places: int = 0) -> str:
    return "" if value is None else format_number(value, QLocale(), places=places)


def _format_percent(value: Decimal | None) -> str:
    """A percentage in the user's locale."""
    if value is None:
        return ""
    number = _format_number(value.normalize() if value % 1 else value.quantize(Decimal(1)))
    return f"{number}\u00a0%" if QLocale().language() != QLocale.Language.English else f"{number}%"

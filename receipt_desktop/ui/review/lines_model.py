"""A table model of editable rows; columns are data."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt, Signal
from PySide6.QtCore import QPersistentModelIndex as Persistent

from receipt_desktop.domain.reading import LineItem, LineKind, TaxLine
from receipt_desktop.ui import theme

Row = TypeVar("Row", bound=LineItem | TaxLine)
_NO_INDEX = QModelIndex()


@dataclass(frozen=True, slots=True)
class LineColumn(Generic[Row]):
    """One column: its header, its cell text, and how a typed text changes a row."""

    title: str
    text: Callable[[Row], str]
    change: Callable[[Row, str], Row]
    """Raises `ValueError` for a text that cannot be a value."""
    is_numeric: bool = True
    fills_selection: bool = False
    """Whether a typed value is for all selected rows."""


class LinesModel(QAbstractTableModel, Generic[Row]):
    """A table model of a sequence; rows are replaced as a whole."""

    rows_edited = Signal()
    """A person has changed, added or removed rows."""
    kind: LineKind
    _columns: tuple[LineColumn[Row], ...]
    _blank: Row

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[Row, ...] = ()
        self._suspects: frozenset[int] = frozenset()
        self._currency: str | None = None

    @property
    def rows(self) -> tuple[Row, ...]:
        """The rows, from top to bottom; a blank one at the end is being typed."""
        return self._rows

    @property
    def filled_rows(self) -> tuple[Row, ...]:
        """The rows without blank ones."""
        return tuple(row for row in self._rows if row != self._blank)

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Show these rows; unchanged positions are only repainted."""
        new = tuple(rows)
        if new in (self._rows, self.filled_rows):
            return
        self._exchange_rows(new)

    def set_currency(self, currency: str | None) -> None:
        """Show amounts with the decimals of this currency."""
        if currency != self._currency:
            self._currency = currency
            self._repaint()

    def set_suspects(self, places: Collection[int]) -> None:
        """Tint the rows that a suggested fix is about."""
        new = frozenset(places)
        if new == self._suspects:
            return
        self._suspects = new
        self._repaint()

    def _repaint(self) -> None:
        if self._rows:
            last = self.index(len(self._rows) - 1, len(self._columns) - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    # -- editing

    def add_row(self) -> None:
        """Add a blank row at the end, which is not saved before something is typed."""
        if self._rows and self._rows[-1] == self._blank:
            return
        end = len(self._rows)
        self.beginInsertRows(_NO_INDEX, end, end)
        self._rows = (*self._rows, self._blank)
        self.endInsertRows()

    def remove_rows(self, places: Collection[int]) -> None:
        """Remove these rows."""
        self._replace_rows([row for at, row in enumerate(self._rows) if at not in places])

    def merge_rows(self, places: Collection[int]) -> None:
        """Put these rows together in the place of the first."""
        chosen = sorted(places)
        if len(chosen) < 2:  # noqa: PLR2004
            return
        merged = self._merge([self._rows[at] for at in chosen])
        rows = [
            merged if at == chosen[0] else row
            for at, row in enumerate(self._rows)
            if at == chosen[0] or at not in chosen
        ]
        self._replace_rows(rows)

    def fill_down(self, source: int, places: Collection[int], column: int) -> None:
        """Give these rows the value of a column of another row, if it is for a selection."""
        if source not in places or not self._columns[column].fills_selection:
            return
        spec = self._columns[column]
        value = spec.text(self._rows[source])
        filled = [
            spec.change(row, value) if at in places else row for at, row in enumerate(self._rows)
        ]
        if tuple(filled) != self._rows:
            self._replace_rows(filled)

    def paste_text(self, text: str) -> None:
        """Add the rows of a spreadsheet's clipboard text."""
        cells = [line.split("\t") for line in text.splitlines() if line.strip()]
        added = [row for row in map(self._parse_cells, cells) if row is not None]
        if added:
            self._replace_rows([*self.filled_rows, *added])

    def _parse_cells(self, cells: Sequence[str]) -> Row | None:
        """The row of these cells; None for a heading. Few cells are the first and last columns."""
        columns: tuple[LineColumn[Row], ...] = self._columns
        if len(cells) < len(columns):
            columns = (*columns[: max(0, len(cells) - 1)], columns[-1])
        row = self._blank
        for column, cell in zip(columns, cells, strict=False):
            try:
                row = column.change(row, cell.strip())
            except ValueError:
                return None
        return None if row == self._blank else row

    def _merge(self, rows: Sequence[Row]) -> Row:
        raise NotImplementedError

    def _replace_rows(self, rows: Sequence[Row]) -> None:
        self._exchange_rows(tuple(rows))
        self.rows_edited.emit()

    def _exchange_rows(self, new: tuple[Row, ...]) -> None:
        """Repaint, remove and insert only between the rows that stay at both ends."""
        old = self._rows
        start = _count_equal(old, new)
        end = _count_equal(old[start:][::-1], new[start:][::-1])
        shared = min(len(old), len(new)) - end
        self._rows = (*new[:shared], *old[shared:])
        if shared > start:
            last = len(self._columns) - 1
            self.dataChanged.emit(self.index(start, 0), self.index(shared - 1, last))
        if len(old) - end > shared:
            self.beginRemoveRows(_NO_INDEX, shared, len(old) - end - 1)
            self._rows = new
            self.endRemoveRows()
        elif len(new) - end > shared:
            self.beginInsertRows(_NO_INDEX, shared, len(new) - end - 1)
            self._rows = new
            self.endInsertRows()

    # -- QAbstractTableModel

    def rowCount(self, parent: QModelIndex | Persistent = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: QModelIndex | Persistent = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self._columns)

    def flags(self, index: QModelIndex | Persistent) -> Qt.ItemFlag:
        usual = super().flags(index)
        return usual | Qt.ItemFlag.ItemIsEditable if index.isValid() else usual

    def data(self, index: QModelIndex | Persistent, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        column = self._columns[index.column()]
        roles = Qt.ItemDataRole
        if role in (roles.DisplayRole, roles.ToolTipRole, roles.EditRole):
            return column.text(self._rows[index.row()])
        if role == roles.TextAlignmentRole:
            return _column_alignment(column)
        if role == roles.BackgroundRole and index.row() in self._suspects:
            return theme.named_colour("soft_warning")
        return None

    def setData(
        self,
        index: QModelIndex | Persistent,
        value: Any,
        role: int = Qt.ItemDataRole.EditRole,
    ) -> bool:
        """Take a typed text; False if it cannot be a value."""
        at, column = index.row(), self._columns[index.column()]
        if role != Qt.ItemDataRole.EditRole or str(value) == column.text(self._rows[at]):
            return False
        try:
            new = column.change(self._rows[at], str(value).strip())
        except ValueError:
            return False
        self._rows = (*self._rows[:at], new, *self._rows[at + 1 :])
        self.dataChanged.emit(self.index(at, 0), self.index(at, len(self._columns) - 1))
        self.rows_edited.emit()
        return True

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


def _count_equal(one: Sequence[Row], other: Sequence[Row]) -> int:
    """How many rows are equal from the start on."""
    pairs = zip(one, other, strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def _column_alignment(column: LineColumn[Any]) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column.is_numeric else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter

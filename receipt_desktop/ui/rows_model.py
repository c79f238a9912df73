"""A table as a thin adapter of a plain list: columns are data, and only what changed is told."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from receipt_desktop.ui import look

Index = QModelIndex | QPersistentModelIndex
ROW = Qt.ItemDataRole.UserRole
"""The snapshot behind a row."""
MOST_STEPS = 64
"""Runs of rows that come or go one by one; where there are more, the list is told anew at once."""
LEAST = 24
"""Characters of a column that takes what is left over."""
_NO_INDEX = QModelIndex()
Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Column(Generic[Row]):
    """What one column says of a row."""

    title: str
    text: Callable[[Row], str]
    order: Callable[[Row], Any] | None = None
    """What it is sorted by, None last; without it the text."""
    ink: Callable[[Row], str] | None = None
    """The look's colour of the text."""
    tip: Callable[[Row], str] | None = None
    """Without it the text, which may be cut off in the table."""
    right: bool = False
    width: int = 0
    """Characters; 0 takes what is left over, and at least `LEAST`."""


class RowsModel(QAbstractTableModel):
    """Rows of frozen snapshots, each known by its key."""

    def __init__(
        self,
        columns: Sequence[Column[Any]],
        key: Callable[[Any], Hashable],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self._key = key
        self._rows: list[Any] = []
        self._sorted_by = -1
        self._descending = False

    # -- what a view asks

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row, column = self._rows[index.row()], self.columns[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.text(row)
        if role == ROW:
            return row
        if role == Qt.ItemDataRole.ToolTipRole:
            return (column.tip or column.text)(row)
        if role == Qt.ItemDataRole.ForegroundRole and column.ink and (ink := column.ink(row)):
            return look.colour(ink)
        return _alignment(column) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].title
        return (
            _alignment(self.columns[section]) if role == Qt.ItemDataRole.TextAlignmentRole else None
        )

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """By a column; by -1 in the order in which rows are given."""
        self._sorted_by = column
        self._descending = order is Qt.SortOrder.DescendingOrder
        if column >= 0:
            self._reorder(self._in_order(self._rows))

    # -- what is shown

    @property
    def rows(self) -> Sequence[Any]:
        """From top to bottom."""
        return self._rows

    def key_of(self, row: Any) -> Hashable:
        """By what a row is known."""
        return self._key(row)

    def place_of(self, key: Hashable) -> int:
        """The row of a key, or -1."""
        return next((at for at, row in enumerate(self._rows) if self._key(row) == key), -1)

    def show(self, rows: Iterable[Any]) -> None:
        """Show these and no others; what stays keeps its selection."""
        wanted = self._in_order(rows)
        keys = [self._key(row) for row in wanted]
        before = {self._key(row) for row in self._rows}
        if _steps(keys, before) + _steps(map(self._key, self._rows), set(keys)) > MOST_STEPS:
            self.beginResetModel()
            self._rows = wanted
            self.endResetModel()
            return
        self._drop(set(keys))
        staying = [row for row, key in zip(wanted, keys, strict=True) if key in before]
        self._reorder(staying)
        self._replace(staying)
        self._insert(wanted, before)

    def repaint(self, *columns: int) -> None:
        """The texts of these columns are others now, though the rows are the same."""
        for column in columns if self._rows else ():
            self.dataChanged.emit(self.index(0, column), self.index(len(self._rows) - 1, column))

    def _in_order(self, rows: Iterable[Any]) -> list[Any]:
        if self._sorted_by < 0:
            return list(rows)
        column = self.columns[self._sorted_by]
        order = column.order or (lambda row: column.text(row).casefold())
        known = [(order(row), row) for row in rows]
        placed = [pair for pair in known if pair[0] is not None]
        placed.sort(key=lambda pair: pair[0], reverse=self._descending)
        return [row for _, row in placed] + [row for value, row in known if value is None]

    def _drop(self, wanted: set[Hashable]) -> None:
        gone = [at for at, row in enumerate(self._rows) if self._key(row) not in wanted]
        for first, last in reversed(_runs(gone)):
            self.beginRemoveRows(_NO_INDEX, first, last)
            del self._rows[first : last + 1]
            self.endRemoveRows()

    def _reorder(self, ordered: list[Any]) -> None:
        """The same keys in another order."""
        keys = [self._key(row) for row in self._rows]
        wanted = [self._key(row) for row in ordered]
        if keys == wanted:
            return
        self.layoutAboutToBeChanged.emit()
        old = self.persistentIndexList()
        places = {key: at for at, key in enumerate(wanted)}
        moved = [self.index(places[keys[one.row()]], one.column()) for one in old]
        held = dict(zip(keys, self._rows, strict=True))
        self._rows = [held[key] for key in wanted]
        self.changePersistentIndexList(old, moved)
        self.layoutChanged.emit()

    def _replace(self, ordered: list[Any]) -> None:
        pairs = enumerate(zip(self._rows, ordered, strict=True))
        changed = [at for at, (old, new) in pairs if old != new]
        self._rows = ordered
        last_column = len(self.columns) - 1
        for first, last in _runs(changed):
            self.dataChanged.emit(self.index(first, 0), self.index(last, last_column))

    def _insert(self, wanted: list[Any], before: set[Hashable]) -> None:
        new = [at for at, row in enumerate(wanted) if self._key(row) not in before]
        for first, last in _runs(new):
            self.beginInsertRows(_NO_INDEX, first, last)
            self._rows[first:first] = wanted[first : last + 1]
            self.endInsertRows()


def _runs(places: Iterable[int]) -> list[tuple[int, int]]:
    """Neighbouring numbers of an ascending list as (first, last)."""
    grouped = groupby(enumerate(places), key=lambda pair: pair[1] - pair[0])
    runs = [[place for _, place in group] for _, group in grouped]
    return [(run[0], run[-1]) for run in runs]


def _steps(keys: Iterable[Hashable], known: set[Hashable]) -> int:
    """How many runs of `keys` are not known."""
    return sum(1 for new, _ in groupby(key not in known for key in keys) if new)


def _alignment(column: Column[Any]) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter

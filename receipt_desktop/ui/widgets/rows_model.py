"""A table model of a list of rows; columns are data."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from receipt_desktop.ui import theme

ModelIndex = QModelIndex | QPersistentModelIndex
ROW_ROLE = Qt.ItemDataRole.UserRole
"""Data role: the snapshot of a row."""
MAX_INCREMENTAL_RUNS = 64
"""Maximum runs of inserted or removed rows signalled singly; beyond it the model resets."""
MIN_STRETCH_CHARACTERS = 24
"""Minimum width in characters of a stretched column."""
_NO_INDEX = QModelIndex()
Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class RowColumn(Generic[Row]):
    """One column of a table."""

    title: str
    text: Callable[[Row], str]
    sort_key: Callable[[Row], Any] | None = None
    """The sort key, None last; the text by default."""
    colour_name: Callable[[Row], str] | None = None
    """The theme colour of the text."""
    tooltip: Callable[[Row], str] | None = None
    """The tooltip; the text by default, since it may be elided."""
    align_right: bool = False
    width_characters: int = 0
    """Width in characters; 0 stretches, with at least `MIN_STRETCH_CHARACTERS`."""


class RowsModel(QAbstractTableModel):
    """Rows of frozen snapshots, identified by keys."""

    def __init__(
        self,
        columns: Sequence[RowColumn[Any]],
        key: Callable[[Any], Hashable],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self._key_function = key
        self._rows: list[Any] = []
        self._sort_column = -1
        self._descending = False

    # -- QAbstractTableModel

    def rowCount(self, parent: ModelIndex = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: ModelIndex = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: ModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row, column = self._rows[index.row()], self.columns[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.text(row)
        if role == ROW_ROLE:
            return row
        if role == Qt.ItemDataRole.ToolTipRole:
            return (column.tooltip or column.text)(row)
        if (
            role == Qt.ItemDataRole.ForegroundRole
            and column.colour_name
            and (ink := column.colour_name(row))
        ):
            return theme.named_colour(ink)
        return _column_alignment(column) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].title
        return (
            _column_alignment(self.columns[section])
            if role == Qt.ItemDataRole.TextAlignmentRole
            else None
        )

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column; -1 keeps the given order."""
        self._sort_column = column
        self._descending = order is Qt.SortOrder.DescendingOrder
        if column >= 0:
            self._reorder_rows(self._sort_rows(self._rows))

    # -- rows

    @property
    def rows(self) -> Sequence[Any]:
        """The rows, from top to bottom."""
        return self._rows

    def key_of_row(self, row: Any) -> Hashable:
        """The key of a row."""
        return self._key_function(row)

    def find_row(self, key: Hashable) -> int:
        """The row of a key, or -1."""
        return next((at for at, row in enumerate(self._rows) if self._key_function(row) == key), -1)

    def set_rows(self, rows: Iterable[Any]) -> None:
        """Replace the rows; rows that stay keep their selection."""
        wanted = self._sort_rows(rows)
        keys = [self._key_function(row) for row in wanted]
        before = {self._key_function(row) for row in self._rows}
        if (
            _count_runs(keys, before) + _count_runs(map(self._key_function, self._rows), set(keys))
            > MAX_INCREMENTAL_RUNS
        ):
            self.beginResetModel()
            self._rows = wanted
            self.endResetModel()
            return
        self._remove_rows(set(keys))
        staying = [row for row, key in zip(wanted, keys, strict=True) if key in before]
        self._reorder_rows(staying)
        self._update_rows(staying)
        self._insert_new_rows(wanted, before)

    def refresh_columns(self, *columns: int) -> None:
        """Repaint columns whose texts have changed while the rows are the same."""
        for column in columns if self._rows else ():
            self.dataChanged.emit(self.index(0, column), self.index(len(self._rows) - 1, column))

    def _sort_rows(self, rows: Iterable[Any]) -> list[Any]:
        if self._sort_column < 0:
            return list(rows)
        column = self.columns[self._sort_column]
        order = column.sort_key or (lambda row: column.text(row).casefold())
        known = [(order(row), row) for row in rows]
        placed = [pair for pair in known if pair[0] is not None]
        placed.sort(key=lambda pair: pair[0], reverse=self._descending)
        return [row for _, row in placed] + [row for value, row in known if value is None]

    def _remove_rows(self, wanted: set[Hashable]) -> None:
        gone = [at for at, row in enumerate(self._rows) if self._key_function(row) not in wanted]
        for first, last in reversed(_group_runs(gone)):
            self.beginRemoveRows(_NO_INDEX, first, last)
            del self._rows[first : last + 1]
            self.endRemoveRows()

    def _reorder_rows(self, ordered: list[Any]) -> None:
        """Reorder rows with the same keys."""
        keys = [self._key_function(row) for row in self._rows]
        wanted = [self._key_function(row) for row in ordered]
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

    def _update_rows(self, ordered: list[Any]) -> None:
        pairs = enumerate(zip(self._rows, ordered, strict=True))
        changed = [at for at, (old, new) in pairs if old != new]
        self._rows = ordered
        last_column = len(self.columns) - 1
        for first, last in _group_runs(changed):
            self.dataChanged.emit(self.index(first, 0), self.index(last, last_column))

    def _insert_new_rows(self, wanted: list[Any], before: set[Hashable]) -> None:
        new = [at for at, row in enumerate(wanted) if self._key_function(row) not in before]
        for first, last in _group_runs(new):
            self.beginInsertRows(_NO_INDEX, first, last)
            self._rows[first:first] = wanted[first : last + 1]
            self.endInsertRows()


def _group_runs(places: Iterable[int]) -> list[tuple[int, int]]:
    """Runs of consecutive numbers in an ascending list as (first, last)."""
    grouped = groupby(enumerate(places), key=lambda pair: pair[1] - pair[0])
    runs = [[place for _, place in group] for _, group in grouped]
    return [(run[0], run[-1]) for run in runs]


def _count_runs(keys: Iterable[Hashable], known: set[Hashable]) -> int:
    """The number of runs of unknown keys."""
    return sum(1 for new, _ in groupby(key not in known for key in keys) if new)


def _column_alignment(column: RowColumn[Any]) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column.align_right else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter

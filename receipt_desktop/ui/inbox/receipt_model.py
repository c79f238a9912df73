"""The table of receipts as a Qt model that holds their numbers and only the rows in sight."""

from __future__ import annotations

from array import array
from collections import OrderedDict
from collections.abc import Iterable, Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
)

from receipt_desktop.domain.receipt import Receipt, Status
from receipt_desktop.ui.inbox.listing_changes import Insertion, ListingStep, Removal
from receipt_desktop.ui.inbox.receipt_columns import COLUMNS, describe_receipt

ModelIndex = QModelIndex | QPersistentModelIndex
RECEIPT_ROLE = Qt.ItemDataRole.UserRole
"""Data role: the `Receipt` of a row, None until it is loaded."""
BLOCK = 50
"""Rows that are loaded together."""
MAX_KEPT = 2_000
"""Receipts that are kept; those that were longest out of sight are dropped first."""
_NO_INDEX = QModelIndex()


class ReceiptModel(QAbstractTableModel):
    """One row per receipt, in the order of the numbers."""

    rows_wanted = Signal()
    """Rows that are not loaded came into sight; see `take_wanted`."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._numbers = array("q")
        self._kept: OrderedDict[int, Receipt] = OrderedDict()
        self._rows: dict[int, int] = {}
        """Where a kept receipt was last seen; it may have moved since."""
        self._wanted_rows: set[int] = set()
        self._requested: set[int] = set()
        self.version = 0
        """Changes with the order of the rows."""
        self._wanted_timer = QTimer(self, singleShot=True, interval=0)
        self._wanted_timer.timeout.connect(self.rows_wanted)

    # -- QAbstractTableModel

    def rowCount(self, parent: ModelIndex = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self._numbers)

    def columnCount(self, parent: ModelIndex = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(COLUMNS)

    def data(self, index: ModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _align(index.column())
        receipt = self._find_in_sight(index.row())
        if role == RECEIPT_ROLE or receipt is None:
            return receipt
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return COLUMNS[index.column()].text(receipt)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return describe_receipt(receipt)
        return None

    def flags(self, index: ModelIndex) -> Qt.ItemFlag:
        """The values of a receipt that was read can be edited."""
        flags = super().flags(index)
        receipt = self._kept.get(self._numbers[index.row()]) if index.isValid() else None
        is_read = receipt is not None and receipt.status is Status.COMPLETED
        if is_read and COLUMNS[index.column()].field is not None:
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(COLUMNS):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return COLUMNS[section].caption
        return _align(section) if role == Qt.ItemDataRole.TextAlignmentRole else None

    # -- the order

    @property
    def numbers(self) -> Sequence[int]:
        """The numbers of all receipts, from top to bottom."""
        return self._numbers

    def copy_numbers(self) -> array[int]:
        """A copy of the numbers for another thread."""
        return self._numbers[:]

    def show_numbers(self, numbers: array[int], loaded: Iterable[Receipt] = ()) -> None:
        """Show other receipts, or the same ones in another order; some may be `loaded`."""
        self.beginResetModel()
        self._numbers = numbers
        for receipt in loaded:
            self._keep_newest(receipt)
        self._forget_places()
        self.endResetModel()

    def apply_steps(self, steps: Iterable[ListingStep]) -> None:
        """Remove and insert rows."""
        for step in steps:
            if isinstance(step, Removal):
                self.beginRemoveRows(_NO_INDEX, step.first, step.last)
                del self._numbers[step.first : step.last + 1]
                self._forget_places()
                self.endRemoveRows()
            else:
                self._insert_rows(step)

    def insert_first(self, receipt: Receipt) -> None:
        """Insert a new receipt above all others."""
        self._keep(receipt)
        self._insert_rows(Insertion(0, array("q", [receipt.number])))

    def row_of(self, number: int) -> int:
        """The row of a receipt; -1 if it is not in the table."""
        row = self._rows.get(number, -1)
        if 0 <= row < len(self._numbers) and self._numbers[row] == number:
            return row
        try:
            row = self._numbers.index(number)
        except ValueError:
            return -1
        if number in self._kept:
            self._rows[number] = row
        return row

    def _insert_rows(self, step: Insertion) -> None:
        self.beginInsertRows(_NO_INDEX, step.row, step.row + len(step.numbers) - 1)
        self._numbers[step.row : step.row] = step.numbers
        self._forget_places()
        self.endInsertRows()

    def _forget_places(self) -> None:
        self.version += 1
        self._wanted_rows.clear()
        self._requested.clear()

    # -- the receipts

    def find_receipt(self, number: int) -> Receipt | None:
        """The kept snapshot of a receipt, if any."""
        return self._kept.get(number)

    def kept_numbers(self) -> list[int]:
        """The numbers of the kept receipts."""
        return list(self._kept)

    def find_number(self, receipt_id: str) -> int | None:
        """The number of a kept receipt."""
        return next((one.number for one in self._kept.values() if one.id == receipt_id), None)

    def take_wanted(self) -> list[int]:
        """The numbers of the rows to load: those in sight and their neighbours."""
        blocks = sorted({row // BLOCK for row in self._wanted_rows})
        self._wanted_rows.clear()
        rows = (row for block in blocks for row in range(block * BLOCK, (block + 1) * BLOCK))
        places = {self._numbers[row]: row for row in rows if row < len(self._numbers)}
        wanted = [one for one in places if one not in self._kept and one not in self._requested]
        self._requested.update(wanted)
        self._rows.update((number, places[number]) for number in wanted)
        return wanted

    def give_up_wanted(self) -> None:
        """Let rows that could not be loaded be asked for again."""
        self._requested.clear()

    def put_receipts(self, receipts: Sequence[Receipt]) -> None:
        """Keep loaded or changed receipts and repaint their rows."""
        rows = sorted(row for one in receipts if (row := self._put_receipt(one)) >= 0)
        if rows:
            last_column = len(COLUMNS) - 1
            self.dataChanged.emit(self.index(rows[0], 0), self.index(rows[-1], last_column))

    def refresh_receipt(self, number: int) -> None:
        """Repaint a receipt whose texts have changed."""
        row = self.row_of(number)
        if row >= 0:
            self.dataChanged.emit(self.index(row, 0), self.index(row, len(COLUMNS) - 1))

    def _put_receipt(self, receipt: Receipt) -> int:
        """Keep a snapshot unless the kept one is newer; its row, or -1."""
        self._keep_newest(receipt)
        return self.row_of(receipt.number)

    def _keep_newest(self, receipt: Receipt) -> None:
        known = self._kept.get(receipt.number)
        if known is None or known.id != receipt.id or known.version <= receipt.version:
            self._keep(receipt)

    def _keep(self, receipt: Receipt) -> None:
        self._kept[receipt.number] = receipt
        self._kept.move_to_end(receipt.number)
        while len(self._kept) > MAX_KEPT:
            dropped, _ = self._kept.popitem(last=False)
            self._rows.pop(dropped, None)
            self._requested.discard(dropped)

    def _find_in_sight(self, row: int) -> Receipt | None:
        number = self._numbers[row]
        receipt = self._kept.get(number)
        if receipt is not None:
            self._kept.move_to_end(number)
            self._rows[number] = row
        elif number not in self._requested:
            self._wanted_rows.add(row)
            if not self._wanted_timer.isActive():
                self._wanted_timer.start()
        return receipt


def _align(column: int) -> Qt.AlignmentFlag:
    side = (
        Qt.AlignmentFlag.AlignRight if COLUMNS[column].align_right else Qt.AlignmentFlag.AlignLeft
    )
    return side | Qt.AlignmentFlag.AlignVCenter

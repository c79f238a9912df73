"""The live list of receipts as a Qt model, newest first."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
)

from receipt_desktop.domain.receipt import Receipt, Status
from receipt_desktop.ui.i18n import texts

ModelIndex = QModelIndex | QPersistentModelIndex
RECEIPT_ROLE = Qt.ItemDataRole.UserRole
"""Data role: the `Receipt` of a row."""


class ReceiptModel(QAbstractListModel):
    """One row per receipt. Stored oldest first so that a new receipt moves no row."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._receipts: list[Receipt] = []
        self._positions: dict[str, int] = {}

    def rowCount(self, parent: ModelIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._receipts)

    def data(self, index: ModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        receipt = self._receipts[self._row_of_position(index.row())]
        if role == RECEIPT_ROLE:
            return receipt
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return describe_receipt(receipt)
        return receipt.file_name if role == Qt.ItemDataRole.ToolTipRole else None

    def load_receipts(self, newest_first: Iterable[Receipt]) -> None:
        """Add the stored receipts once at the start; receipts that arrived earlier stay."""
        stored = {receipt.id: receipt for receipt in newest_first}
        live = {r.id: r for r in self._receipts if r.version >= stored.get(r.id, r).version}
        merged = {**stored, **live}
        self.beginResetModel()
        self._receipts = sorted(merged.values(), key=lambda r: (r.created_at, r.id))
        self._renumber_from(0)
        self.endResetModel()

    def put_receipt(self, receipt: Receipt) -> None:
        """Add or update a receipt; ignore a snapshot older than the shown one."""
        place = self._positions.get(receipt.id)
        if place is None:
            self._insert_receipt(receipt)
        elif receipt.version >= self._receipts[place].version:
            self._receipts[place] = receipt
            changed = self.index(self._row_of_position(place))
            self.dataChanged.emit(changed, changed)

    def refresh_receipt(self, receipt_id: str) -> None:
        """Repaint a receipt whose texts have changed."""
        index = self.index_of_receipt(receipt_id)
        if index.isValid():
            self.dataChanged.emit(index, index)

    def _insert_receipt(self, receipt: Receipt) -> None:
        place = len(self._receipts)
        while place and self._receipts[place - 1].created_at > receipt.created_at:
            place -= 1
        row = len(self._receipts) - place
        self.beginInsertRows(QModelIndex(), row, row)
        self._receipts.insert(place, receipt)
        self._renumber_from(place)
        self.endInsertRows()

    def remove_receipts(self, ids: Collection[str]) -> None:
        """Remove these receipts."""
        for receipt_id in ids:
            place = self._positions.get(receipt_id)
            if place is not None:
                row = self._row_of_position(place)
                self.beginRemoveRows(QModelIndex(), row, row)
                del self._receipts[place]
                del self._positions[receipt_id]
                self._renumber_from(place)
                self.endRemoveRows()

    def find_receipt(self, receipt_id: str) -> Receipt | None:
        """The shown snapshot of a receipt, if any."""
        place = self._positions.get(receipt_id)
        return None if place is None else self._receipts[place]

    def index_of_receipt(self, receipt_id: str) -> QModelIndex:
        """The index of a receipt; invalid if it is not in the list."""
        place = self._positions.get(receipt_id)
        return QModelIndex() if place is None else self.index(self._row_of_position(place))

    def all_receipts(self) -> list[Receipt]:
        """All receipts, newest first."""
        return self._receipts[::-1]

    def _row_of_position(self, place: int) -> int:
        return len(self._receipts) - 1 - place

    def _renumber_from(self, start: int) -> None:
        for place in range(start, len(self._receipts)):
            self._positions[self._receipts[place].id] = place


class ReceiptFilter(QSortFilterProxyModel):
    """Filters by search words and status."""

    def __init__(self, source: ReceiptModel) -> None:
        # beside its source, not below it: a child that refers to its parent is torn down twice
        super().__init__(source.parent())
        self._search_words: tuple[str, ...] = ()
        self._kind = ""
        self._matching_ids: frozenset[str] = frozenset()
        self.setSourceModel(source)

    def set_search(self, text: str, kind: str, found: Collection[str] = ()) -> None:
        """Set the search words (all must match), the kind, and the ids found by full text."""
        self.beginFilterChange()
        self._search_words = tuple(text.casefold().split())
        self._kind = kind
        self._matching_ids = frozenset(found)
        self.endFilterChange()

    def filterAcceptsRow(self, row: int, parent: ModelIndex) -> bool:
        model = self.sourceModel()
        receipt = model.data(model.index(row, 0, parent), RECEIPT_ROLE)
        return is_of_kind(receipt, self._kind) and (
            receipt.id in self._matching_ids or self._matches_words(receipt)
        )

    def _matches_words(self, receipt: Receipt) -> bool:
        if not self._search_words:
            return True
        haystack = f"{receipt.file_name} {receipt.merchant or ''} {receipt.total or ''}".casefold()
        return all(word in haystack for word in self._search_words)


def is_of_kind(receipt: Receipt, kind: str) -> bool:
    """Whether a receipt is of this kind: "", open, review, done, failed."""
    done = receipt.status is Status.COMPLETED
    return {
        "": True,
        "open": not receipt.is_finished,
        "review": done and receipt.needs_review,
        "done": done and not receipt.needs_review,
        "failed": receipt.status is Status.FAILED,
    }[kind]


def describe_receipt(receipt: Receipt) -> str:
    """A row in one sentence, for screen readers and searches by typing."""
    parts = (
        receipt.merchant or receipt.file_name,
        texts.format_date(receipt.day),
        texts.format_amount(receipt.total, receipt.currency),
        texts.format_status(receipt),
    )
    return ", ".join(part for part in parts if part)

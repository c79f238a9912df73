"""The live list as a Qt model: a thin adapter of a plain list of snapshots, newest first."""

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
"""The `Receipt` of a row."""


class ReceiptModel(QAbstractListModel):
    """One row a receipt. Kept oldest first inside, so that a new one moves no other."""

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
        """Put the stored receipts in, once, at the start; live ones that came before stay."""
        stored = {receipt.id: receipt for receipt in newest_first}
        live = {r.id: r for r in self._receipts if r.version >= stored.get(r.id, r).version}
        merged = {**stored, **live}
        self.beginResetModel()
        self._receipts = sorted(merged.values(), key=lambda r: (r.created_at, r.id))
        self._renumber_from(0)
        self.endResetModel()

    def put_receipt(self, receipt: Receipt) -> None:
        """A new or a changed receipt; an older snapshot than the one shown is left out."""
        place = self._positions.get(receipt.id)
        if place is None:
            self._insert_receipt(receipt)
        elif receipt.version >= self._receipts[place].version:
            self._receipts[place] = receipt
            changed = self.index(self._row_of_position(place))
            self.dataChanged.emit(changed, changed)

    def refresh_receipt(self, receipt_id: str) -> None:
        """Its words are others now, though it is the same."""
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
        """Receipts that left the list."""
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
        """The snapshot shown of a receipt."""
        place = self._positions.get(receipt_id)
        return None if place is None else self._receipts[place]

    def index_of_receipt(self, receipt_id: str) -> QModelIndex:
        """Where a receipt stands; invalid when it does not."""
        place = self._positions.get(receipt_id)
        return QModelIndex() if place is None else self.index(self._row_of_position(place))

    def all_receipts(self) -> list[Receipt]:
        """All of them, newest first."""
        return self._receipts[::-1]

    def _row_of_position(self, place: int) -> int:
        return len(self._receipts) - 1 - place

    def _renumber_from(self, start: int) -> None:
        for place in range(start, len(self._receipts)):
            self._positions[self._receipts[place].id] = place


class ReceiptFilter(QSortFilterProxyModel):
    """Those that fit the search words and the chosen status."""

    def __init__(self, source: ReceiptModel) -> None:
        # beside its source, not below it: a child that refers to its parent is torn down twice
        super().__init__(source.parent())
        self._search_words: tuple[str, ...] = ()
        self._kind = ""
        self._matching_ids: frozenset[str] = frozenset()
        self.setSourceModel(source)

    def set_search(self, text: str, kind: str, found: Collection[str] = ()) -> None:
        """Words, all of which must fit; a kind; ids that the store found by their text."""
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
        said = f"{receipt.file_name} {receipt.merchant or ''} {receipt.total or ''}".casefold()
        return all(word in said for word in self._search_words)


def is_of_kind(receipt: Receipt, kind: str) -> bool:
    """Whether a receipt is of a kind: "", open, review, done, failed."""
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

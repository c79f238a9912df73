"""The list of receipts with its shortcuts and context menu."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from receipt_desktop.domain.receipt import Receipt
from receipt_desktop.ui.inbox.receipt_model import RECEIPT_ROLE


class ReceiptList(QListView):
    """A list of rows of equal height with multiple selection."""

    chosen_receipts_changed = Signal()
    remove_requested = Signal()
    menu_requested = Signal(QPoint)
    """Position on the screen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Receipts"))
        self.setUniformItemSizes(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setMouseTracking(True)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(
            lambda place: self.menu_requested.emit(self.viewport().mapToGlobal(place))
        )

    def selectionChanged(self, *changes: object) -> None:  # noqa: N802 (Qt's name)
        super().selectionChanged(*changes)  # type: ignore[arg-type]
        self.chosen_receipts_changed.emit()

    def chosen_receipts(self) -> list[Receipt]:
        """The selected receipts, from top to bottom."""
        rows = sorted(self.selectionModel().selectedRows(), key=lambda index: index.row())
        return [row.data(RECEIPT_ROLE) for row in rows]

    def current_receipt(self) -> Receipt | None:
        """The receipt to show beside the list: the current one if it is selected."""
        index = self.currentIndex()
        chosen = index.isValid() and self.selectionModel().isSelected(index)
        return index.data(RECEIPT_ROLE) if chosen else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.remove_requested.emit()
            return
        super().keyPressEvent(event)

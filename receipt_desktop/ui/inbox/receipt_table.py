"""The table of receipts with its columns, selection and context menu."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QItemSelectionRange,
    QModelIndex,
    QPoint,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QMenu, QTableView, QWidget

from receipt_desktop.domain.listing import ReceiptOrder
from receipt_desktop.domain.receipt import Receipt
from receipt_desktop.ui import theme
from receipt_desktop.ui.inbox import column_state
from receipt_desktop.ui.inbox.column_state import ColumnState
from receipt_desktop.ui.inbox.receipt_columns import (
    COLUMNS,
    NAME_COLUMN,
)
from receipt_desktop.ui.inbox.receipt_delegate import ReceiptDelegate, measure_contents
from receipt_desktop.ui.inbox.receipt_model import RECEIPT_ROLE, ReceiptModel

MAX_REMEMBERED = 1_000
"""Selected receipts that stay selected when the order changes."""
LEAST_NAME_CHARACTERS = 16
"""The names give way to dates, amounts and statuses down to so many characters."""
ROW_HEIGHT = 26
"""Least height of a row in pixels."""


class ReceiptTable(QTableView):
    """Dense rows of equal height; columns are chosen, moved and sized by the person."""

    chosen_receipts_changed = Signal()
    remove_requested = Signal()
    copy_requested = Signal()
    receipt_opened = Signal()
    """The current receipt was double-clicked, or Enter was pressed."""
    order_chosen = Signal(object)
    """`ReceiptOrder`"""
    menu_requested = Signal(QPoint)
    """Position on the screen."""

    def __init__(self, model: ReceiptModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._remembered: tuple[int, int, list[int]] = (-1, 0, [])
        self._is_restoring = False
        self.setAccessibleName(self.tr("Receipts"))
        self.setModel(model)
        self.receipt_delegate = ReceiptDelegate(self)
        self.setItemDelegate(self.receipt_delegate)
        theme.style_table(self)
        self.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setHorizontalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(
            max(ROW_HEIGHT, self.fontMetrics().height() + theme.SPACE_S + 2)
        )
        self._set_up_header()
        self._set_up_menus()

    def _set_up_header(self) -> None:
        header = self.horizontalHeader()
        # a header asks its selection about every row of a column each time it is painted
        header.setSelectionModel(QItemSelectionModel(self._model, header))
        header.setSectionsMovable(True)
        header.setSectionsClickable(True)
        header.setMinimumSectionSize(theme.SPACE_XL)
        header.setResizeContentsPrecision(0)  # rows in sight only
        header.setSortIndicatorShown(True)
        header.setSortIndicatorClearable(False)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.show_default_columns()
        header.sectionClicked.connect(self._choose_order)

    def _set_up_menus(self) -> None:
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(
            lambda place: self.menu_requested.emit(self.viewport().mapToGlobal(place))
        )
        header = self.horizontalHeader()
        header.customContextMenuRequested.connect(
            lambda place: self.make_columns_menu(self).popup(header.mapToGlobal(place))
        )
        self.doubleClicked.connect(lambda _: self.receipt_opened.emit())

    # -- columns

    def make_columns_menu(self, parent: QWidget) -> QMenu:
        """A menu in which the columns are chosen."""
        menu = QMenu(parent)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for section, column in enumerate(COLUMNS):
            action = menu.addAction(column.caption)
            action.setCheckable(True)
            action.setChecked(not self.isColumnHidden(section))
            action.setEnabled(section != NAME_COLUMN)
            action.toggled.connect(lambda on, section=section: self._show_column(section, on))
        menu.addSeparator()
        menu.addAction(self.tr("Default columns"), self.show_default_columns)
        return menu

    def _show_column(self, section: int, on: bool) -> None:
        self.setColumnHidden(section, not on)
        self._fill_width()

    def show_default_columns(self) -> None:
        """Show the columns as at first."""
        header = self.horizontalHeader()
        for section, column in enumerate(COLUMNS):
            header.moveSection(header.visualIndex(section), section)
            self.setColumnHidden(section, not column.shown_at_first)
            self.setColumnWidth(section, self._usual_width(section))
        self._fill_width()

    def _usual_width(self, section: int) -> int:
        """Enough for the heading and for what the column usually shows."""
        heading = self.horizontalHeader().sectionSizeHint(section)
        return max(heading, measure_contents(section, self.font()) + 2 * theme.SPACE_S)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fill_width()

    def _fill_width(self) -> None:
        """Give the spare width to the names, which give way down to their least one."""
        least = self.fontMetrics().averageCharWidth() * LEAST_NAME_CHARACTERS
        spare = self.viewport().width() - self.horizontalHeader().length()
        self.setColumnWidth(NAME_COLUMN, max(least, self.columnWidth(NAME_COLUMN) + spare))

    def show_order(self, order: ReceiptOrder) -> None:
        """Show in the header what the rows are sorted by."""
        section = next(at for at, one in enumerate(COLUMNS) if one.key is order.key)
        descending, ascending = Qt.SortOrder.DescendingOrder, Qt.SortOrder.AscendingOrder
        self.horizontalHeader().setSortIndicator(
            section, descending if order.descending else ascending
        )

    def _choose_order(self, section: int) -> None:
        """Sort by a column: amounts and dates downwards first, words upwards."""
        header = self.horizontalHeader()
        descending = header.sortIndicatorOrder() is Qt.SortOrder.DescendingOrder
        self.order_chosen.emit(ReceiptOrder(COLUMNS[section].key, descending))

    def save_columns(self) -> str:
        """The columns, their order and widths, as text; see `column_state`."""
        header = self.horizontalHeader()
        places = sorted(range(len(COLUMNS)), key=header.visualIndex)
        return column_state.pack_columns(
            [
                ColumnState(COLUMNS[at].key, self._chosen_width(at), header.isSectionHidden(at))
                for at in places
            ]
        )

    def _chosen_width(self, section: int) -> int:
        """The width that a person gave to a column; 0 for the usual one."""
        width = self.horizontalHeader().sectionSize(section)
        return 0 if width == self._usual_width(section) else width

    def _earlier_width(self, section: int) -> int:
        """The first width in versions that cut off dates and statuses."""
        return self.fontMetrics().averageCharWidth() * COLUMNS[section].characters + theme.SPACE_M

    def restore_columns(self, state: str) -> None:
        """Show the columns of `save_columns`; those that were added since then stay as at first.

        Text that is not understood shows the columns as at first.
        """
        self.show_default_columns()
        header = self.horizontalHeader()
        for place, kept in enumerate(column_state.unpack_columns(state)):
            section = next(at for at, one in enumerate(COLUMNS) if one.key is kept.key)
            header.moveSection(header.visualIndex(section), place)
            if kept.width > 0 and kept.width != self._earlier_width(section):
                self.setColumnWidth(section, kept.width)
            self.setColumnHidden(section, kept.is_hidden and section != NAME_COLUMN)
        self._fill_width()

    # -- selection

    def chosen_ranges(self) -> list[tuple[int, int]]:
        """The selected rows as (first, last), from top to bottom, each row once."""
        found: list[tuple[int, int]] = []
        ranges: Iterable[QItemSelectionRange] = self.selectionModel().selection()  # type: ignore[assignment]  # a list
        for one in sorted(ranges, key=lambda one: one.top()):
            if found and one.top() <= found[-1][1] + 1:
                found[-1] = (found[-1][0], max(found[-1][1], one.bottom()))
            elif one.isValid():
                found.append((one.top(), one.bottom()))
        return found

    def count_chosen(self) -> int:
        """The number of selected receipts."""
        return sum(last - first + 1 for first, last in self.chosen_ranges())

    def chosen_numbers(self) -> list[int]:
        """The numbers of the selected receipts, from top to bottom."""
        numbers = self._model.numbers
        return [one for first, last in self.chosen_ranges() for one in numbers[first : last + 1]]

    def chosen_numbers_in_sight(self) -> list[int]:
        """The numbers of the selected receipts that are visible now."""
        top, bottom = self.rowAt(0), self.rowAt(self.viewport().height() - 1)
        last = bottom if bottom >= 0 else self._model.rowCount() - 1
        chosen = self.selectionModel()
        rows = range(max(0, top), last + 1)
        return [self._model.numbers[row] for row in rows if chosen.isRowSelected(row)]

    def current_receipt(self) -> Receipt | None:
        """The receipt to show beside the table: the current one if it is selected and loaded."""
        index = self.currentIndex()
        chosen = index.isValid() and self.selectionModel().isRowSelected(index.row())
        found: Receipt | None = index.data(RECEIPT_ROLE) if chosen else None
        return found

    def choose_row(self, row: int) -> None:
        """Select one row and show it."""
        if 0 <= row < self._model.rowCount():
            column = max(self.currentIndex().column(), NAME_COLUMN)
            flags = QItemSelectionModel.SelectionFlag  # whatever keys are held down
            self.selectionModel().setCurrentIndex(
                self._model.index(row, column), flags.ClearAndSelect | flags.Rows
            )
            self.scrollTo(self.currentIndex())

    def remember_selection(self) -> None:
        """Note what is selected before the order changes."""
        row = self.currentIndex().row()
        current = self._model.numbers[row] if 0 <= row < self._model.rowCount() else -1
        chosen = self.chosen_numbers() if self.count_chosen() <= MAX_REMEMBERED else []
        self._remembered = (row, current, chosen)
        self._is_restoring = True

    def restore_selection(self) -> None:
        """Select the same receipts; the next one if the current one is gone."""
        self._is_restoring = False
        row, current, chosen = self._remembered
        rows = [place for number in chosen if (place := self._model.row_of(number)) >= 0]
        place = self._model.row_of(current)
        if place < 0 and row >= 0:
            place = min(row, self._model.rowCount() - 1)
        if place >= 0:
            rows = rows or [place]
            self._select_rows(rows, place if place in rows else rows[0])
        self.chosen_receipts_changed.emit()

    def _select_rows(self, rows: Sequence[int], current: int) -> None:
        selection, flags = QItemSelection(), QItemSelectionModel.SelectionFlag
        last = len(COLUMNS) - 1
        for row in rows:
            selection.append(
                QItemSelectionRange(self._model.index(row, 0), self._model.index(row, last))
            )
        index = self._model.index(current, max(self.currentIndex().column(), NAME_COLUMN))
        self.selectionModel().setCurrentIndex(index, flags.NoUpdate)
        self.selectionModel().select(selection, flags.ClearAndSelect)

    def selectionChanged(self, *changes: Any) -> None:  # noqa: N802 (Qt's name)
        super().selectionChanged(*changes)
        if not self._is_restoring:
            self.chosen_receipts_changed.emit()

    # -- keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.remove_requested.emit()
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy_requested.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.receipt_opened.emit()
        else:
            super().keyPressEvent(event)

    def moveCursor(  # noqa: N802 (Qt's name)
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Home and End go to the first and the last row: rows are selected, not cells."""
        if action in (self.CursorAction.MoveHome, self.CursorAction.MoveEnd):
            modifiers |= Qt.KeyboardModifier.ControlModifier
        return super().moveCursor(action, modifiers)

    def keyboardSearch(self, _: str) -> None:  # noqa: N802 (Qt's name)
        """Do nothing: Qt would look at every row, and the search field finds more."""

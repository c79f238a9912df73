"""A scrolling table, sortable by its headers, with an empty state."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QTableView, QVBoxLayout, QWidget

from receipt_desktop.ui import theme
from receipt_desktop.ui.widgets.rows_model import MIN_STRETCH_CHARACTERS, ROW_ROLE, RowsModel

LEAST_CHARACTERS = 12
"""Columns without a width of their own give way to the others down to this."""


class RowTable(QTableView):
    """Shows a `RowsModel`; the selection survives updates."""

    chosen_rows_changed = Signal()
    row_opened = Signal(object)
    """A row that was activated by double click or Enter."""
    menu_requested = Signal(QPoint)
    """Position on the screen."""

    def __init__(
        self, model: RowsModel, name: str, *, several: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._rows_model = model
        self._remembered_keys: list[Any] = []
        self.empty_message = ""
        """The text shown without rows."""
        self.setModel(model)
        self.setAccessibleName(name)
        theme.style_table(self)
        mode = QTableView.SelectionMode
        self.setSelectionMode(mode.ExtendedSelection if several else mode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._set_up_header()
        self._connect()

    def _set_up_header(self) -> None:
        head = self.horizontalHeader()
        head.setSortIndicatorClearable(True)
        head.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        head.setMinimumSectionSize(theme.SPACE_XL)
        self.setSortingEnabled(True)
        metrics = self.fontMetrics()
        for section, column in enumerate(self._rows_model.columns):
            title = metrics.horizontalAdvance(column.title) + theme.SPACE_L
            wide = (
                metrics.averageCharWidth() * (column.width_characters or MIN_STRETCH_CHARACTERS)
                + theme.SPACE_M
            )
            self.setColumnWidth(section, max(title, wide))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.distribute_width()

    def distribute_width(self) -> None:
        """Distribute the remaining width; a table that is too narrow scrolls sideways."""
        columns = self._rows_model.columns
        taking = [section for section, column in enumerate(columns) if not column.width_characters]
        fixed = sum(self.columnWidth(at) for at in range(len(columns)) if at not in taking)
        least = self.fontMetrics().averageCharWidth() * LEAST_CHARACTERS + theme.SPACE_M
        for section in taking:
            self.setColumnWidth(
                section, max(least, (self.viewport().width() - fixed) // len(taking))
            )

    def _connect(self) -> None:
        self.customContextMenuRequested.connect(
            lambda place: self.menu_requested.emit(self.viewport().mapToGlobal(place))
        )
        self.activated.connect(lambda index: self.row_opened.emit(index.data(ROW_ROLE)))
        self.selectionModel().selectionChanged.connect(lambda *_: self.chosen_rows_changed.emit())
        self._rows_model.modelAboutToBeReset.connect(self._remember_choice)
        self._rows_model.modelReset.connect(self._restore_choice)

    def chosen_rows(self) -> list[Any]:
        """The selected rows, from top to bottom."""
        rows = sorted(self.selectionModel().selectedRows(), key=lambda index: index.row())
        return [row.data(ROW_ROLE) for row in rows]

    def choose_row(self, place: int) -> None:
        """Select one row."""
        if 0 <= place < self._rows_model.rowCount():
            self.selectRow(place)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.empty_message and not self._rows_model.rowCount():
            painter = QPainter(self.viewport())
            painter.setPen(theme.current_colours().muted)
            area = self.viewport().rect().adjusted(theme.SPACE_M, 0, -theme.SPACE_M, 0)
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(area, flags, self.empty_message)
            painter.end()

    def _remember_choice(self) -> None:
        self._remembered_keys = [self._rows_model.key_of_row(row) for row in self.chosen_rows()]

    def _restore_choice(self) -> None:
        places = (self._rows_model.find_row(key) for key in self._remembered_keys)
        mode = self.selectionModel().SelectionFlag
        for place in places:
            if place >= 0:
                index = self._rows_model.index(place, 0)
                self.selectionModel().select(index, mode.Select | mode.Rows)
                self.selectionModel().setCurrentIndex(index, mode.NoUpdate)


def wrap_in_surface(
    table: QWidget, below: QWidget | None = None, *, margin: int = theme.SPACE_M
) -> QWidget:
    """Wrap a table in a surface, aligned with the page's headline.

    A surface that does not reach the edge of the page needs no `margin` for that.
    """
    ground = QWidget()
    ground.setObjectName("surface")
    ground.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    column = QVBoxLayout(ground)
    column.setContentsMargins(margin, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(table, 1)
    if below is not None:
        column.addWidget(below)
    return ground

"""A table as high as its rows, for scrolling pages."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, Qt, QTimer
from PySide6.QtWidgets import QHeaderView, QTableView

from receipt_desktop.ui import theme


class AutoHeightTable(QTableView):
    """Columns fit their content; one takes the remaining width."""

    def __init__(
        self, model: QAbstractItemModel, name: str, *, stretched: int, selectable: bool = True
    ) -> None:
        super().__init__()
        self.setModel(model)
        self.setAccessibleName(name)
        theme.style_table(self)
        mode = QTableView.SelectionMode
        self.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.setSelectionMode(mode.SingleSelection if selectable else mode.NoSelection)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self._stretched_column = stretched
        self._resize_timer = QTimer(self, singleShot=True, interval=0)
        self._resize_timer.timeout.connect(self._fit_columns)
        for grown in (model.modelReset, model.rowsInserted, model.rowsRemoved):
            grown.connect(self._fit_height)
        model.dataChanged.connect(lambda *_: self._resize_timer.start())
        self._fit_height()

    def _fit_height(self) -> None:
        rows = self.verticalHeader().length() + self.horizontalHeader().sizeHint().height()
        self.setFixedHeight(rows + 2 * self.frameWidth())
        self._resize_timer.start()

    def _fit_columns(self) -> None:
        """Fit the columns again, since new rows may be wider."""
        head = self.horizontalHeader()
        head.setResizeContentsPrecision(-1)
        head.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        head.setSectionResizeMode(self._stretched_column, QHeaderView.ResizeMode.Stretch)

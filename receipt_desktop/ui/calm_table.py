"""A table that is as high as its rows: the page scrolls, not the table in it."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtWidgets import QHeaderView, QTableView

from receipt_desktop.ui import look


class CalmTable(QTableView):
    """Columns as wide as their content, one of them takes what is left."""

    def __init__(
        self, model: QAbstractItemModel, name: str, *, stretched: int, selectable: bool = True
    ) -> None:
        super().__init__()
        self.setModel(model)
        self.setAccessibleName(name)
        look.calm_table(self)
        mode = QTableView.SelectionMode
        self.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.setSelectionMode(mode.SingleSelection if selectable else mode.NoSelection)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        head = self.horizontalHeader()
        head.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        head.setSectionResizeMode(stretched, QHeaderView.ResizeMode.Stretch)
        for grown in (model.modelReset, model.rowsInserted, model.rowsRemoved):
            grown.connect(self._fit)
        self._fit()

    def _fit(self) -> None:
        rows = self.verticalHeader().length() + self.horizontalHeader().sizeHint().height()
        self.setFixedHeight(rows + 2 * self.frameWidth())

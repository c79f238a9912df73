"""The right side of the review page: what is asked, the fields, and values to choose from."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from receipt_desktop.ui import theme
from receipt_desktop.ui.review.details_tabs import DetailsTabs
from receipt_desktop.ui.review.receipt_header import ReceiptHeader

MIN_WIDTH = 380


class DeskSide(QWidget):
    """A column beside the picture."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMinimumWidth(MIN_WIDTH)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(theme.SPACE_M, 0, 0, 0)
        self._column.setSpacing(theme.SPACE_S)

    def take_widgets(self, header: ReceiptHeader, tabs: DetailsTabs) -> None:
        """Take the header, without what the page shows elsewhere, and the fields."""
        header.make_compact()
        self._column.addWidget(header)
        self._column.addWidget(tabs, 1)

    def add_widget(self, widget: QWidget) -> None:
        """Put a widget below the fields."""
        self._column.addWidget(widget)

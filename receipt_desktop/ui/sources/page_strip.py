"""The scanned pages as pictures, in their order; some are left out."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from receipt_desktop.domain.scanning import ScannedPage
from receipt_desktop.ui import theme
from receipt_desktop.ui.sources import scan_texts

ICON_SIZE = QSize(132, 180)
GRID_MARGIN = 16
LEFT_OUT_OPACITY = 0.3


class ScannedPageStrip(QListWidget):
    """Thumbnails with captions. Blank pages and separators are left out from the beginning."""

    pages_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pages: list[ScannedPage] = []
        self._left_out: set[str] = set()
        self.setAccessibleName(self.tr("Scanned pages"))
        self.setViewMode(QListWidget.ViewMode.IconMode)
        self.setMovement(QListWidget.Movement.Static)
        self.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.setSelectionMode(QListWidget.SelectionMode.ExtendedSelection)
        self.setIconSize(ICON_SIZE)
        self.setGridSize(
            QSize(
                ICON_SIZE.width() + GRID_MARGIN,
                ICON_SIZE.height() + theme.line_height() + theme.SPACE_S,
            )
        )
        self.setUniformItemSizes(True)

    @property
    def pages(self) -> tuple[ScannedPage, ...]:
        """All pages."""
        return tuple(self._pages)

    @property
    def kept_pages(self) -> tuple[ScannedPage, ...]:
        """The pages that become receipts, and the separators between them."""
        return tuple(page for page in self._pages if page.file not in self._left_out)

    @property
    def chosen_pages(self) -> list[ScannedPage]:
        """The selected pages."""
        return [self._pages[index.row()] for index in self.selectedIndexes()]

    def is_left_out(self, page: ScannedPage) -> bool:
        return page.file in self._left_out

    def add_page(self, page: ScannedPage) -> None:
        """Add a page at the end, and show it."""
        self._pages.append(page)
        if page.is_blank:
            self._left_out.add(page.file)
        item = QListWidgetItem()
        item.setTextAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom)
        self.addItem(item)
        self._show_page(len(self._pages) - 1)
        self.scrollToItem(item)
        self.pages_changed.emit()

    def remove_pages(self, pages: Sequence[ScannedPage]) -> None:
        """Take pages off the strip."""
        gone = {page.file for page in pages}
        for row in reversed(range(len(self._pages))):
            if self._pages[row].file in gone:
                self._pages.pop(row)
                self.takeItem(row)
        self._left_out -= gone
        self._show_all()

    def toggle_left_out(self) -> None:
        """Leave the selected pages out, or keep them if all of them are left out."""
        chosen = {page.file for page in self.chosen_pages if not page.is_separator}
        if chosen <= self._left_out:
            self._left_out -= chosen
        else:
            self._left_out |= chosen
        self._show_all()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Say what belongs here while there are no pages."""
        super().paintEvent(event)
        if self._pages:
            return
        painter = QPainter(self.viewport())
        painter.setPen(theme.current_colours().muted)
        area = self.viewport().rect().adjusted(theme.SPACE_XL, 0, -theme.SPACE_XL, 0)
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(
            area, flags, self.tr("Lay the receipts in the scanner, and choose Scan. Blank pages "
            "are left out.")
        )  # fmt: skip
        painter.end()

    def _show_all(self) -> None:
        for row in range(len(self._pages)):
            self._show_page(row)
        self.pages_changed.emit()

    def _show_page(self, row: int) -> None:
        page, item = self._pages[row], self.item(row)
        left_out = self.is_left_out(page)
        item.setText(scan_texts.format_page(row + 1, page, is_left_out=left_out))
        item.setIcon(_load_icon(page, is_pale=left_out))


def _load_icon(page: ScannedPage, *, is_pale: bool) -> QIcon:
    """The thumbnail on a frame of its own size, pale where the page is left out."""
    loaded = QPixmap(page.thumbnail)
    shown = QPixmap(ICON_SIZE * 2)
    shown.fill(Qt.GlobalColor.transparent)
    painter = QPainter(shown)
    painter.setOpacity(LEFT_OUT_OPACITY if is_pale else 1.0)
    if not loaded.isNull():
        picture = loaded.scaled(
            shown.size(),
            Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
        left = (shown.width() - picture.width()) // 2
        top = (shown.height() - picture.height()) // 2
        painter.drawPixmap(left, top, picture)
        painter.setOpacity(1.0)
        painter.setPen(theme.current_colours().line)
        painter.drawRect(left, top, picture.width() - 1, picture.height() - 1)
    painter.end()
    return QIcon(shown)

"""The strip of a receipt's pages: turned, moved by dragging, taken out, split."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QDropEvent, QIcon, QKeyEvent, QPixmap
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListView,
    QListWidget,
    QListWidgetItem,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from receipt_desktop.ui import theme
from receipt_desktop.ui.widgets import icons

THUMBNAIL = QSize(72, 96)
_PAGE_ROLE = Qt.ItemDataRole.UserRole
_MARGIN = 28
"""Pixels below a thumbnail for its number, and around it."""


class PageStrip(QWidget):
    """Shows the pages in order; says what a person wants with them."""

    page_chosen = Signal(int)
    """The page (0-based) to be shown."""
    order_changed = Signal(object)
    """The former numbers of the pages in their new order."""
    turn_requested = Signal(int, int)
    """A page, and quarter turns counter-clockwise."""
    removal_requested = Signal(int)
    split_requested = Signal(int)
    """Split before this page."""
    command_chosen = Signal(str)
    """"frames", "each" or "join"."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.list = _PageList()
        self.list.setAccessibleName(self.tr("Pages"))
        self.buttons: dict[str, QToolButton] = {}
        self._lay_out()
        self.list.currentRowChanged.connect(self._choose_page)
        self.list.order_changed.connect(self.order_changed)
        self.list.removal_requested.connect(self._request_removal)

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(theme.SPACE_XS)
        for name, icon, words, act in (
            ("left", "turn-left", self.tr("Turn the page left and read it again"), self._turn(1)),
            ("right", "turn", self.tr("Turn the page right and read it again"), self._turn(-1)),
            ("remove", "remove", self.tr("Take the page out"), self._request_removal),
            ("before", "split", self.tr("Split before this page"), self._request_split),
            ("each", "pages", self.tr("Make a receipt of each page"), self._choose("each")),
            ("frames", "frame", self.tr("Split by drawing frames"), self._choose("frames")),
            ("join", "join", self.tr("Join with the next receipt"), self._choose("join")),
        ):
            self.buttons[name] = button = QToolButton()
            button.setIcon(icons.load_icon(icon))
            button.setToolTip(words)
            button.setAccessibleName(words)
            button.setAutoRaise(True)
            button.clicked.connect(act)
            row.addWidget(button)
        row.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.SPACE_XS, 0, 0)
        column.setSpacing(theme.SPACE_XS)
        column.addLayout(row)
        column.addWidget(self.list)

    def show_pages(self, count: int, current: int, *, can_change: bool, can_join: bool) -> None:
        """Show so many pages, without pictures at first."""
        self.list.blockSignals(True)
        self.list.clear()
        for number in range(count):
            item = QListWidgetItem(str(number + 1))
            item.setData(_PAGE_ROLE, number)
            item.setSizeHint(QSize(THUMBNAIL.width() + _MARGIN, THUMBNAIL.height() + _MARGIN))
            self.list.addItem(item)
        self.list.setCurrentRow(min(current, count - 1))
        self.list.blockSignals(False)
        several = can_change and count > 1
        for name in ("left", "right", "frames"):
            self.buttons[name].setEnabled(can_change and count > 0)
        for name in ("remove", "each"):
            self.buttons[name].setEnabled(several)
        self.buttons["join"].setEnabled(can_change and can_join)
        self._several = several
        self._update_split()

    def show_thumbnail(self, page: int, picture: QPixmap) -> None:
        """Show the picture of a page."""
        item = self.list.item(page)
        if item is not None:
            item.setIcon(QIcon(picture))

    @property
    def current_page(self) -> int:
        """The chosen page; -1 without one."""
        return self.list.currentRow()

    def set_current_page(self, page: int) -> None:
        """Mark the page that is shown."""
        self.list.blockSignals(True)
        self.list.setCurrentRow(page)
        self.list.blockSignals(False)
        self._update_split()

    def _choose_page(self, page: int) -> None:
        self._update_split()
        if page >= 0:
            self.page_chosen.emit(page)

    def _update_split(self) -> None:
        self.buttons["before"].setEnabled(self._several and self.current_page > 0)

    def _turn(self, turns: int) -> Callable[[], None]:
        return lambda: self.turn_requested.emit(self.current_page, turns)

    def _choose(self, name: str) -> Callable[[], None]:
        return lambda: self.command_chosen.emit(name)

    def _request_removal(self) -> None:
        if self._several and self.current_page >= 0:
            self.removal_requested.emit(self.current_page)

    def _request_split(self) -> None:
        self.split_requested.emit(self.current_page)

    _several = False


class _PageList(QListWidget):
    """Thumbnails in a row, moved by dragging, or by Ctrl with the arrow keys."""

    order_changed = Signal(object)
    removal_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(False)
        self.setMovement(QListView.Movement.Snap)
        self.setDragDropMode(QListWidget.DragDropMode.InternalMove)
        self.setIconSize(THUMBNAIL)
        self.setFixedHeight(THUMBNAIL.height() + _MARGIN + theme.SPACE_M)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)
        self.setStyleSheet("QListWidget { background: transparent; border: none; }")
        self.setHorizontalScrollMode(QListView.ScrollMode.ScrollPerPixel)

    def dropEvent(self, event: QDropEvent) -> None:
        """Move the dragged page to where it was dropped."""
        source = self.currentRow()
        target = self._find_gap(event.position().toPoint())
        event.setDropAction(Qt.DropAction.IgnoreAction)
        event.accept()
        self.move_page(source, target - (target > source))

    def _find_gap(self, place: QPoint) -> int:
        """The number of pages left of a place."""
        middles = [self.visualItemRect(self.item(row)).center().x() for row in range(self.count())]
        return sum(1 for middle in middles if middle < place.x())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier and event.key() in steps:
            self.move_page(self.currentRow(), self.currentRow() + steps[Qt.Key(event.key())])
        elif event.key() == Qt.Key.Key_Delete:
            self.removal_requested.emit()
        else:
            super().keyPressEvent(event)

    def move_page(self, source: int, target: int) -> None:
        """Ask for the order with a page at another place."""
        order: Sequence[int] = list(range(self.count()))
        if source == target or source not in order or target not in order:
            return
        rest = [page for page in order if page != source]
        self.order_changed.emit([*rest[:target], source, *rest[target:]])

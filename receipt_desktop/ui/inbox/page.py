"""The first screen: list at the left, the chosen receipt at the right, drops anywhere."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QUndoStack
from PySide6.QtWidgets import QLabel, QSplitter, QStackedLayout, QVBoxLayout, QWidget

from receipt_desktop.actions import Actions
from receipt_desktop.receipt import Query, Receipt
from receipt_desktop.ui import look
from receipt_desktop.ui.bridge import Bridge
from receipt_desktop.ui.inbox.countdown import Countdown
from receipt_desktop.ui.inbox.delegate import THUMBNAIL, ReceiptDelegate
from receipt_desktop.ui.inbox.drop_area import DropArea, EmptyState
from receipt_desktop.ui.inbox.filter_bar import FilterBar
from receipt_desktop.ui.inbox.list_view import ReceiptList
from receipt_desktop.ui.inbox.model import RECEIPT, ReceiptFilter, ReceiptModel
from receipt_desktop.ui.inbox.thumbnails import Thumbnails
from receipt_desktop.ui.inbox.totals import sums
from receipt_desktop.ui.notice import Notice
from receipt_desktop.ui.review.pane import ReviewPane
from receipt_desktop.ui.work import Work

LIST_WIDTH, PANE_WIDTH = 620, 560
LIST_LEAST, PANE_LEAST = 444, 320
COUNT_MS = 200


class InboxPage(DropArea):
    """Shows; what is asked for goes out as signals or to `orders.Orders`."""

    chosen_changed = Signal()

    def __init__(
        self, actions: Actions, work: Work, bridge: Bridge, undo_stack: QUndoStack
    ) -> None:
        super().__init__()
        self._actions = actions
        self._work = work
        self.model = ReceiptModel(self)
        self.shown = ReceiptFilter(self.model)
        self.countdown = Countdown(self.model.repaint, self)
        self.filter = FilterBar()
        self.list = ReceiptList()
        self.empty = EmptyState()
        self.notice = Notice()
        self.totals = QLabel()
        self.nothing = QLabel(self.tr("No receipt fits."))
        self.pane = ReviewPane(actions, work, bridge, undo_stack)
        self._counting = QTimer(self, singleShot=True, interval=COUNT_MS)
        self._set_up_list()
        self._lay_out()
        self._connect(bridge)

    def load(self) -> None:
        """Fetch the stored receipts, off the UI thread."""
        self._work.run(self._actions.receipts, done=self._fill)

    def chosen(self) -> list[Receipt]:
        """The chosen receipts."""
        return self.list.chosen()

    def chosen_or_shown(self) -> list[Receipt]:
        """The chosen receipts, or all that the filter shows when fewer than two are chosen."""
        chosen = self.chosen()
        return chosen if len(chosen) > 1 else self.all_shown()

    def all_shown(self) -> list[Receipt]:
        """All that the filter shows, from top to bottom."""
        rows = range(self.shown.rowCount())
        return [self.shown.index(row, 0).data(RECEIPT) for row in rows]

    def choose(self, receipt_id: str) -> None:
        """Show one receipt."""
        index = self.shown.mapFromSource(self.model.index_of(receipt_id))
        if index.isValid():
            self.list.setCurrentIndex(index)

    def _set_up_list(self) -> None:
        self.setFocusProxy(self.list)
        self._thumbnails = Thumbnails(self._actions, self._work, THUMBNAIL, self)
        self._thumbnails.loaded.connect(self.list.viewport().update)
        self.list.setModel(self.shown)
        self.list.setItemDelegate(ReceiptDelegate(self._thumbnails))

    def _lay_out(self) -> None:
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._splitter.addWidget(self._left())
        self._splitter.addWidget(self.pane)
        self._splitter.setChildrenCollapsible(False)
        self.pane.setMinimumWidth(PANE_LEAST)
        self._splitter.setStretchFactor(0, 5)
        self._splitter.setStretchFactor(1, 4)
        self._splitter.setSizes([LIST_WIDTH, PANE_WIDTH])
        welcome = QWidget()
        around = QVBoxLayout(welcome)
        around.setContentsMargins(*(look.SPACE_XL,) * 4)
        around.addWidget(self.empty)
        body = QWidget()
        self._stack = QStackedLayout(body)
        self._stack.addWidget(welcome)
        self._stack.addWidget(self._splitter)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(body, 1)
        column.addWidget(self.notice)

    def _left(self) -> QWidget:
        left = QWidget()
        left.setObjectName("surface")
        left.setMinimumWidth(LIST_LEAST)
        left.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.filter)
        column.addWidget(self.list, 1)
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        look.set_role(self.nothing, "note")
        column.addWidget(self.nothing, 1)
        look.set_role(self.totals, "note")
        self.totals.setContentsMargins(look.SPACE_M, look.SPACE_S, look.SPACE_M, look.SPACE_S)
        column.addWidget(self.totals)
        return left

    def _connect(self, bridge: Bridge) -> None:
        bridge.receipt_changed.connect(self._put)
        bridge.receipts_removed.connect(self._take)
        self.list.chosen_changed.connect(self._show_chosen)
        self.list.chosen_changed.connect(self.chosen_changed)
        self.filter.changed.connect(self._narrow)
        self.hover_changed.connect(self.empty.set_hover)
        self._counting.timeout.connect(self._count)
        look.theme_changed().changed.connect(self.list.viewport().update)
        self._count()

    def _fill(self, receipts: list[Receipt]) -> None:
        self.model.fill(receipts)
        for receipt in receipts:
            self.countdown.watch(receipt)
        self._count()
        self._choose_first()

    def _put(self, receipt: Receipt) -> None:
        before = self.model.receipt(receipt.id)
        if receipt.thumbnail and (before is None or before.status is not receipt.status):
            self._thumbnails.forget(receipt.thumbnail)
        self.model.put(receipt)
        self.countdown.watch(receipt)
        self._count_soon()
        if receipt.finished:
            self._choose_first()

    def _take(self, ids: tuple[str, ...]) -> None:
        self.model.take(ids)
        self.countdown.forget(ids)
        self._count_soon()

    def _count_soon(self) -> None:
        if not self._counting.isActive():
            self._counting.start()
        if self.model.rowCount() == 1:
            self._count()

    def _count(self) -> None:
        """What depends on the whole list, a few times a second at most."""
        there = self.model.rowCount() > 0
        self._stack.setCurrentIndex(1 if there else 0)
        self.filter.count(self.model.receipts())
        fitting = self.shown.rowCount() > 0
        self.list.setVisible(fitting)
        self.nothing.setVisible(there and not fitting)
        shown = self.all_shown()
        count = self.tr("%n receipt(s)", "", len(shown))
        summed = sums(shown)
        self.totals.setText(f"{count} · {summed}" if summed else count)
        if len(self.list.selectionModel().selectedRows()) > 1:
            self._show_chosen()

    def _choose_first(self) -> None:
        if not self.list.currentIndex().isValid() and self.shown.rowCount():
            self.list.setCurrentIndex(self.shown.index(0, 0, QModelIndex()))

    def _show_chosen(self) -> None:
        self.pane.show_chosen(self.list.current(), self.list.chosen())

    def _narrow(self, words: str, kind: str) -> None:
        """At once by name and merchant; what the store finds in the texts follows."""
        self.shown.look_for(words, kind)
        self._count()
        if words:
            self._work.run(
                lambda: self._actions.receipts(Query(text=words)),
                done=lambda found: self._found(words, found),
            )

    def _found(self, words: str, found: list[Receipt]) -> None:
        if self.filter.search.text() == words:
            self.shown.look_for(words, self.filter.kind, [receipt.id for receipt in found])
            self._count()

"""The Receipts page: the list on the left, the selected receipt on the right."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QUndoStack
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSplitter,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from receipt_desktop.actions import Actions
from receipt_desktop.domain.receipt import Receipt, ReceiptQuery
from receipt_desktop.ui import theme
from receipt_desktop.ui.inbox.currency_totals import format_currency_totals
from receipt_desktop.ui.inbox.drop_area import DropArea, EmptyState
from receipt_desktop.ui.inbox.filter_bar import FilterBar
from receipt_desktop.ui.inbox.receipt_delegate import THUMBNAIL_SIZE, ReceiptDelegate
from receipt_desktop.ui.inbox.receipt_list import ReceiptList
from receipt_desktop.ui.inbox.receipt_model import RECEIPT_ROLE, ReceiptFilter, ReceiptModel
from receipt_desktop.ui.inbox.retry_countdown import RetryCountdown
from receipt_desktop.ui.inbox.thumbnails import ThumbnailLoader
from receipt_desktop.ui.review.review_pane import ReviewPane
from receipt_desktop.ui.signal_bridge import SignalBridge
from receipt_desktop.ui.task_runner import TaskRunner
from receipt_desktop.ui.widgets.notice_bar import NoticeBar

LIST_WIDTH, PANE_WIDTH = 620, 560
MIN_LIST_WIDTH, MIN_PANE_WIDTH = 444, 320
COUNT_DELAY_MS = 200


class InboxPage(DropArea):
    """The view of the Receipts page; commands go to `InboxController`."""

    chosen_receipts_changed = Signal()
    review_requested = Signal(object, object)
    """The ids of the receipts to review, and of the first one."""

    def __init__(
        self,
        actions: Actions,
        task_runner: TaskRunner,
        bridge: SignalBridge,
        undo_stack: QUndoStack,
    ) -> None:
        super().__init__()
        self._actions = actions
        self._task_runner = task_runner
        self.receipt_model = ReceiptModel(self)
        self.receipt_filter = ReceiptFilter(self.receipt_model)
        self.retry_countdown = RetryCountdown(self.receipt_model.refresh_receipt, self)
        self.filter_bar = FilterBar()
        self.list = ReceiptList()
        self.empty_state = EmptyState()
        self.notice = NoticeBar()
        self.totals_label = QLabel()
        self.review_button = QPushButton(self.tr("Review"))
        self.no_match_label = QLabel(self.tr("No matching receipts."))
        self.review_pane = ReviewPane(actions, task_runner, bridge, undo_stack)
        self._count_timer = QTimer(self, singleShot=True, interval=COUNT_DELAY_MS)
        self._set_up_list()
        self._lay_out()
        self._connect(bridge)

    def load_receipts(self) -> None:
        """Load the stored receipts off the UI thread."""
        self._task_runner.run(self._actions.list_receipts, done=self._fill_list)

    def chosen_receipts(self) -> list[Receipt]:
        """The selected receipts."""
        return self.list.chosen_receipts()

    def chosen_or_shown_receipts(self) -> list[Receipt]:
        """The selected receipts, or all shown ones if fewer than two are selected."""
        chosen = self.chosen_receipts()
        return chosen if len(chosen) > 1 else self.shown_receipts()

    def shown_receipts(self) -> list[Receipt]:
        """All receipts that match the filter, from top to bottom."""
        rows = range(self.receipt_filter.rowCount())
        return [self.receipt_filter.index(row, 0).data(RECEIPT_ROLE) for row in rows]

    def show_receipt(self, receipt_id: str) -> None:
        """Select and show one receipt."""
        index = self.receipt_filter.mapFromSource(self.receipt_model.index_of_receipt(receipt_id))
        if index.isValid():
            self.list.setCurrentIndex(index)

    def request_review(self) -> None:
        """Ask to review the selected receipts, or all shown ones from the current one on."""
        current = self.list.current_receipt()
        ids = [receipt.id for receipt in self.chosen_or_shown_receipts()]
        if ids:
            self.review_requested.emit(ids, current.id if current else None)

    def _set_up_list(self) -> None:
        self.setFocusProxy(self.list)
        self._thumbnails = ThumbnailLoader(self._actions, self._task_runner, THUMBNAIL_SIZE, self)
        self._thumbnails.thumbnail_loaded.connect(self.list.viewport().update)
        self.list.setModel(self.receipt_filter)
        self.list.setItemDelegate(ReceiptDelegate(self._thumbnails))

    def _lay_out(self) -> None:
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._splitter.addWidget(self._create_list_side())
        self._splitter.addWidget(self.review_pane)
        self._splitter.setChildrenCollapsible(False)
        self.review_pane.setMinimumWidth(MIN_PANE_WIDTH)
        self._splitter.setStretchFactor(0, 5)
        self._splitter.setStretchFactor(1, 4)
        self._splitter.setSizes([LIST_WIDTH, PANE_WIDTH])
        welcome = QWidget()
        around = QVBoxLayout(welcome)
        around.setContentsMargins(*(theme.SPACE_XL,) * 4)
        around.addWidget(self.empty_state)
        body = QWidget()
        self._stack = QStackedLayout(body)
        self._stack.addWidget(welcome)
        self._stack.addWidget(self._splitter)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(body, 1)
        column.addWidget(self.notice)

    def _create_list_side(self) -> QWidget:
        left = QWidget()
        left.setObjectName("surface")
        left.setMinimumWidth(MIN_LIST_WIDTH)
        left.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.filter_bar)
        column.addWidget(self.list, 1)
        self.no_match_label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        theme.set_text_role(self.no_match_label, "note")
        column.addWidget(self.no_match_label, 1)
        theme.set_text_role(self.totals_label, "note")
        self.totals_label.setContentsMargins(
            theme.SPACE_M, theme.SPACE_S, theme.SPACE_M, theme.SPACE_S
        )
        below = QHBoxLayout()
        below.addWidget(self.totals_label, 1)
        below.addWidget(self.review_button)
        below.setContentsMargins(0, theme.SPACE_XS, theme.SPACE_S, theme.SPACE_XS)
        column.addLayout(below)
        return left

    def _connect(self, bridge: SignalBridge) -> None:
        bridge.receipt_changed.connect(self._update_receipt)
        bridge.receipts_removed.connect(self._remove_receipts)
        self.list.chosen_receipts_changed.connect(self._show_chosen)
        self.list.chosen_receipts_changed.connect(self.chosen_receipts_changed)
        self.list.activated.connect(lambda _: self.request_review())
        self.review_button.clicked.connect(self.request_review)
        self.filter_bar.filter_changed.connect(self._apply_filter)
        self.hover_changed.connect(self.empty_state.set_highlighted)
        self._count_timer.timeout.connect(self._update_counts)
        theme.theme_signals().changed.connect(self.list.viewport().update)
        self._update_counts()

    def _fill_list(self, receipts: list[Receipt]) -> None:
        self.receipt_model.load_receipts(receipts)
        for receipt in receipts:
            self.retry_countdown.watch_receipt(receipt)
        self._update_counts()
        self._choose_first_receipt()

    def _update_receipt(self, receipt: Receipt) -> None:
        before = self.receipt_model.find_receipt(receipt.id)
        if receipt.thumbnail and (before is None or before.status is not receipt.status):
            self._thumbnails.forget_file(receipt.thumbnail)
        self.receipt_model.put_receipt(receipt)
        self.retry_countdown.watch_receipt(receipt)
        self._schedule_count()
        if receipt.is_finished:
            self._choose_first_receipt()

    def _remove_receipts(self, ids: tuple[str, ...]) -> None:
        self.receipt_model.remove_receipts(ids)
        self.retry_countdown.forget_receipts(ids)
        self._schedule_count()

    def _schedule_count(self) -> None:
        if not self._count_timer.isActive():
            self._count_timer.start()
        if self.receipt_model.rowCount() == 1:
            self._update_counts()

    def _update_counts(self) -> None:
        """Update counts and totals, a few times a second at most."""
        there = self.receipt_model.rowCount() > 0
        self._stack.setCurrentIndex(1 if there else 0)
        self.filter_bar.show_counts(self.receipt_model.all_receipts())
        fitting = self.receipt_filter.rowCount() > 0
        self.list.setVisible(fitting)
        self.no_match_label.setVisible(there and not fitting)
        shown = self.shown_receipts()
        count = self.tr("%n receipt(s)", "", len(shown))
        summed = format_currency_totals(shown)
        self.totals_label.setText(f"{count} · {summed}" if summed else count)
        if len(self.list.selectionModel().selectedRows()) > 1:
            self._show_chosen()

    def _choose_first_receipt(self) -> None:
        if not self.list.currentIndex().isValid() and self.receipt_filter.rowCount():
            self.list.setCurrentIndex(self.receipt_filter.index(0, 0, QModelIndex()))

    def _show_chosen(self) -> None:
        self.review_pane.show_chosen(self.list.current_receipt(), self.list.chosen_receipts())

    def _apply_filter(self, words: str, kind: str) -> None:
        """Filter by name and merchant at once; matches of the full text follow from the store."""
        self.receipt_filter.set_search(words, kind)
        self._update_counts()
        if words:
            self._task_runner.run(
                lambda: self._actions.list_receipts(ReceiptQuery(text=words)),
                done=lambda found: self._show_text_matches(words, found),
            )

    def _show_text_matches(self, words: str, found: list[Receipt]) -> None:
        if self.filter_bar.search_edit.text() == words:
            self.receipt_filter.set_search(
                words, self.filter_bar.selected_kind, [receipt.id for receipt in found]
            )
            self._update_counts()

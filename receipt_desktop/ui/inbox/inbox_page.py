"""The Receipts page: the table on the left, a preview of the current receipt on the right."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QUndoStack
from PySide6.QtWidgets import (
    QLabel,
    QPushButton,
    QSplitter,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from receipt_desktop.domain.errors import ReceiptError
from receipt_desktop.domain.receipt import Receipt
from receipt_desktop.domain.receipt_query import ReceiptQuery
from receipt_desktop.ui import theme
from receipt_desktop.ui.export.export_bar import ExportBar
from receipt_desktop.ui.export.export_runner import ExportRunner
from receipt_desktop.ui.i18n import texts
from receipt_desktop.ui.inbox.drop_area import DropArea, EmptyState
from receipt_desktop.ui.inbox.list_loader import ListLoader
from receipt_desktop.ui.inbox.list_view import ListFilter, ListView
from receipt_desktop.ui.inbox.receipt_model import MAX_KEPT, ReceiptModel
from receipt_desktop.ui.inbox.receipt_table import ReceiptTable
from receipt_desktop.ui.inbox.retry_countdown import RetryCountdown
from receipt_desktop.ui.inbox.selection_totals import SelectionTotals
from receipt_desktop.ui.inbox.totals_bar import TotalsBar
from receipt_desktop.ui.inbox.view_controller import ViewController
from receipt_desktop.ui.review.review_pane import ReviewPane
from receipt_desktop.ui.signal_bridge import SignalBridge
from receipt_desktop.ui.task_runner import TaskRunner
from receipt_desktop.ui.widgets.notice_bar import NoticeBar
from receipt_desktop.ui.widgets.recent_folders import RecentFolders

if TYPE_CHECKING:
    from receipt_desktop.actions import Actions

LIST_WIDTH, PANE_WIDTH = 660, 480
MIN_LIST_WIDTH, MIN_PANE_WIDTH = 400, 320
ReceiptsAction = Callable[[Sequence[Receipt]], None]


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
        self.list = ReceiptTable(self.receipt_model)
        self.loader = ListLoader(self.receipt_model, actions, task_runner, self)
        self.retry_countdown = RetryCountdown(self._refresh_receipt, self)
        self.views = ViewController(self.list, self.loader, actions, task_runner, self)
        self.empty_state, self.notice = EmptyState(), NoticeBar()
        self.folders = RecentFolders()
        self.totals_bar = TotalsBar()
        self.selection_totals = SelectionTotals(self.list, self.loader, actions, task_runner, self)
        self.export_runner = ExportRunner(actions, task_runner, self)
        self.export_bar = ExportBar(self.export_runner)
        self.review_button = QPushButton(self.tr("Review"))
        self.no_match_label = QLabel()
        self.review_pane = ReviewPane(actions, task_runner, bridge, undo_stack)
        self._awaited_id = ""
        self._lay_out()
        self._connect(bridge)

    # -- receipts

    def load_receipts(self) -> None:
        """Load the shown view off the UI thread."""
        self.totals_bar.show_loading()
        self.loader.show_view(self.loader.view)

    def chosen_receipts(self) -> list[Receipt]:
        """The selected receipts as far as they are loaded; `with_chosen` loads the others.

        Of very many those in sight, which is enough to tell what can be done with them.
        """
        numbers: Iterable[int] = self.list.chosen_numbers()
        if self.list.count_chosen() > MAX_KEPT:
            numbers = self.list.chosen_numbers_in_sight()
        found = map(self.receipt_model.find_receipt, numbers)
        return [receipt for receipt in found if receipt is not None]

    def with_chosen(self, act: ReceiptsAction) -> None:
        """Call `act` with all selected receipts, at once if they are loaded."""
        numbers, loaded = self.list.chosen_numbers(), self.chosen_receipts()
        if len(loaded) == len(numbers):
            act(loaded)
        else:
            self._task_runner.run(
                lambda: self._actions.find_numbered_receipts(numbers),
                done=act,
                failed=self._show_error,
            )

    def shown_query(self) -> ReceiptQuery:
        """The shown receipts in their order."""
        return ReceiptQuery(numbers=self.receipt_model.copy_numbers())

    def chosen_query(self) -> ReceiptQuery:
        """The selected receipts in their order."""
        return ReceiptQuery(numbers=self.list.chosen_numbers())

    def show_receipt(self, receipt_id: str) -> None:
        """Select and show one receipt; a filter that hides it is cleared."""
        number = self.receipt_model.find_number(receipt_id)
        row = self.receipt_model.row_of(number) if number is not None else -1
        if row >= 0:
            self._awaited_id = ""
            self.list.choose_row(row)
            return
        self._awaited_id = receipt_id
        self._task_runner.run(
            lambda: self._actions.get_receipt(receipt_id), done=self._reveal_receipt
        )

    def await_receipt(self, receipt_id: str) -> None:
        """Select a receipt that is on its way back into the table."""
        self._awaited_id = receipt_id

    def _reveal_receipt(self, receipt: Receipt) -> None:
        if receipt.id != self._awaited_id:
            return
        row = self.receipt_model.row_of(receipt.number)
        if row >= 0:
            self._awaited_id = ""
            self.list.choose_row(row)
        elif self.loader.view.filter != ListFilter():
            self.views.show_view(ListView(order=self.loader.view.order))

    # -- the view

    def review_list(self) -> None:
        """Ask for the review of the shown receipts; an approved one is not the beginning."""
        current = self.list.current_receipt()
        if current is not None:
            self.request_review(begins_here=not current.approved)

    def request_review(self, *, begins_here: bool = True) -> None:
        """Ask for the review of the shown receipts, beginning with the current one."""
        current, numbers = self.list.current_receipt(), self.receipt_model.copy_numbers()
        if current is None:
            return
        if self.list.count_chosen() > 1:
            numbers = self.list.chosen_numbers()  # type: ignore[assignment]  # also numbers
        self._task_runner.run(
            lambda: self._actions.list_ids(numbers),
            done=lambda ids: self.review_requested.emit(ids, current.id if begins_here else None),
            failed=self._show_error,
        )

    # -- changes

    def _update_receipt(self, receipt: Receipt) -> None:
        self.loader.update_receipt(receipt)
        self.retry_countdown.watch_receipt(receipt)

    def _remove_receipts(self, ids: tuple[str, ...]) -> None:
        self.loader.forget_receipts(ids)
        self.retry_countdown.forget_receipts(ids)

    def _refresh_receipt(self, receipt_id: str) -> None:
        number = self.receipt_model.find_number(receipt_id)
        if number is not None:
            self.receipt_model.refresh_receipt(number)

    def _follow_rows(self, first: QModelIndex, last: QModelIndex) -> None:
        """Show the current receipt once it is loaded, and count retries down."""
        numbers = self.receipt_model.numbers
        for row in range(first.row(), min(last.row() + 1, first.row() + MAX_KEPT)):
            receipt = self.receipt_model.find_receipt(numbers[row])
            if receipt is not None and receipt.retry_at is not None:
                self.retry_countdown.watch_receipt(receipt)
        current = self.list.current_receipt()
        if current is not None and current.id != self.review_pane.receipt_id:
            self._show_chosen()

    def _load_listed_values(self) -> None:
        """Look up what filters and editors offer, once the first rows are there."""
        self.loader.view_shown.disconnect(self._load_listed_values)
        self.views.update_listed_values()

    def _update_rows(self) -> None:
        self.list.restore_selection()
        self._show_page()
        if not self.receipt_model.rowCount():
            self.views.update_listed_values()
        elif not self.list.currentIndex().isValid():
            self.list.choose_row(0)
        if self._awaited_id:
            self.show_receipt(self._awaited_id)

    def _show_page(self) -> None:
        """The table, or the empty page once it is known that there are no receipts."""
        rows, view = self.receipt_model.rowCount(), self.loader.view
        has_any = bool(rows or self.views.listed_values.merchants)  # of archived ones too
        is_empty = self.loader.is_loaded and not has_any and view.filter == ListFilter()
        self._stack.setCurrentIndex(0 if is_empty else 1)
        nothing = self.loader.is_loaded and not rows
        self.list.setVisible(not nothing)
        self.no_match_label.setVisible(nothing)
        words = view.filter.text
        self.no_match_label.setText(
            self.tr("No receipts match “{words}”.").format(words=words)
            if words
            else self.tr("No matching receipts.")
        )

    def _show_chosen(self) -> None:
        chosen: list[Receipt] = []
        if self.list.count_chosen() <= MAX_KEPT:
            chosen = self.chosen_receipts()
            if len(chosen) < self.list.count_chosen():
                self.with_chosen(self.receipt_model.put_receipts)
        self.review_pane.show_chosen(self.list.current_receipt(), chosen)

    def _show_error(self, error: ReceiptError) -> None:
        self.notice.show_message(texts.format_error(error), lasting=True)

    # -- construction

    def _lay_out(self) -> None:
        self.setFocusProxy(self.list)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.addWidget(self._create_list_side())
        self.splitter.addWidget(self.review_pane)
        self.splitter.setChildrenCollapsible(False)
        self.review_pane.setMinimumWidth(MIN_PANE_WIDTH)
        self.splitter.setStretchFactor(0, 5)
        self.splitter.setStretchFactor(1, 3)
        self.splitter.setSizes([LIST_WIDTH, PANE_WIDTH])
        welcome = QWidget()
        around = QVBoxLayout(welcome)
        around.setContentsMargins(*(theme.SPACE_XL,) * 4)
        around.addWidget(self.empty_state)
        body = QWidget()
        self._stack = QStackedLayout(body)
        self._stack.addWidget(welcome)
        self._stack.addWidget(self.splitter)
        self._stack.setCurrentIndex(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(body, 1)
        column.addWidget(self.export_bar)
        column.addWidget(self.notice)

    def _create_list_side(self) -> QWidget:
        left = QWidget()
        left.setObjectName("surface")
        left.setMinimumWidth(MIN_LIST_WIDTH)
        left.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.views.filter_bar)
        column.addWidget(self.list, 1)
        self.no_match_label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        theme.set_text_role(self.no_match_label, "note")
        self.no_match_label.hide()
        column.addWidget(self.no_match_label, 1)
        self.totals_bar.add_button(self.review_button)
        column.addWidget(self.totals_bar)
        return left

    def _connect(self, bridge: SignalBridge) -> None:
        bridge.receipt_changed.connect(self._update_receipt)
        bridge.receipts_removed.connect(self._remove_receipts)
        self.loader.about_to_change.connect(self.list.remember_selection)
        self.loader.view_shown.connect(self._update_rows)
        self.loader.view_shown.connect(self._load_listed_values)
        self.loader.rows_moved.connect(self._update_rows)
        self.loader.counts_changed.connect(self.views.filter_bar.show_counts)
        self.loader.loading_failed.connect(self._show_error)
        self.selection_totals.totals_changed.connect(self.totals_bar.show_totals)
        form = self.review_pane.details_tabs.fields_form
        self.views.values_loaded.connect(form.show_known_values)
        self.views.values_loaded.connect(self._show_page)
        self.receipt_model.dataChanged.connect(self._follow_rows)
        self.list.chosen_receipts_changed.connect(self._show_chosen)
        self.list.chosen_receipts_changed.connect(self.chosen_receipts_changed)
        self.list.receipt_opened.connect(self.request_review)
        self.review_button.clicked.connect(self.review_list)
        self.hover_changed.connect(self.empty_state.set_highlighted)
        theme.theme_signals().changed.connect(self.list.viewport().update)
        bar = self.views.filter_bar
        bar.pane_button.toggled.connect(self.review_pane.setVisible)
        bar.pane_button.setChecked(True)

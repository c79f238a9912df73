"""Keeps the table, its counts and its totals in step with the store, off the UI thread."""

from __future__ import annotations

from array import array
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from receipt_desktop.domain.errors import ReceiptError
from receipt_desktop.domain.listing import ReceiptOrder
from receipt_desktop.domain.receipt import Receipt
from receipt_desktop.domain.receipt_query import ReceiptQuery
from receipt_desktop.ui.inbox.list_view import ListFilter, ListView
from receipt_desktop.ui.inbox.listing_changes import ListingStep, compare_listings, has_moved
from receipt_desktop.ui.inbox.receipt_model import BLOCK, ReceiptModel
from receipt_desktop.ui.task_runner import TaskRunner

if TYPE_CHECKING:
    from receipt_desktop.actions import Actions

REFRESH_DELAY_MS = 400
"""Changes within this time are looked up together."""
COUNT_DELAY_MS = 150
"""After the order of a new view: its rows, and those of the next letter, come before its counts."""


@dataclass(frozen=True, slots=True)
class _Listing:
    """The order of a view, and those of its first receipts that were not at hand."""

    view: ListView
    numbers: array[int]
    first: list[Receipt]


@dataclass(frozen=True, slots=True)
class _Refresh:
    """The order of the receipts now, and the steps to it from the shown one."""

    view: ListView
    version: int
    """Of the order that the steps start from."""
    numbers: array[int]
    steps: list[ListingStep] | None


class ListLoader(QObject):
    """Loads what the view asks for. Results for an earlier view are dropped."""

    view_shown = Signal()
    """The first order of a new view is in the model."""
    rows_moved = Signal()
    """The order has changed within the view."""
    about_to_change = Signal()
    """The order is about to change."""
    counts_changed = Signal(object)
    """`KindCounts` of the view's filter without its kind."""
    totals_changed = Signal(object)
    """`ReceiptTotals` of the view."""
    loading_failed = Signal(object)
    """`ReceiptError`"""

    def __init__(
        self, model: ReceiptModel, actions: Actions, task_runner: TaskRunner, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._model = model
        self._actions = actions
        self._task_runner = task_runner
        self.view = ListView()
        self.is_loaded = False
        """Whether the first order of any view has arrived."""
        self._is_searching = self._is_listing = self._is_counting = False
        self._needs_search = self._needs_refresh = self._needs_count = False
        self._needs_catch_up = False
        self._changed_numbers: set[int] = set()
        self._counted_filter: ListFilter | None = None
        self._refresh_timer = QTimer(self, singleShot=True, interval=REFRESH_DELAY_MS)
        self._refresh_timer.timeout.connect(self._refresh)
        self._count_timer = QTimer(self, singleShot=True, interval=REFRESH_DELAY_MS)
        self._count_timer.timeout.connect(self._count)
        model.rows_wanted.connect(self._load_rows)

    # -- the view

    def make_query(self) -> tuple[ReceiptQuery, ReceiptOrder]:
        """What the shown view asks for."""
        return self.view.filter.make_query(_today()), self.view.order

    def show_view(self, view: ListView) -> None:
        """Show another view; the rows of the shown one stay until the new ones are there.

        While one is being looked up, the newest of those that are asked for waits for its end: who
        types fast waits for one search at most.
        """
        self.view = view
        if self._is_searching:
            self._needs_search = True
        else:
            self._search()

    def _search(self) -> None:
        self._is_searching, view = True, self.view
        query, order = self.make_query()
        kept = frozenset(self._model.kept_numbers())

        def load() -> _Listing:
            numbers = self._actions.list_numbers(query, order)
            wanted = [number for number in numbers[:BLOCK] if number not in kept]
            first = self._actions.find_numbered_receipts(wanted) if wanted else []
            return _Listing(view, numbers, first)

        self._task_runner.run(load, done=self._show_listing, failed=self._fail_search)

    def _fail_search(self, error: ReceiptError) -> None:
        self._end_search()
        self.loading_failed.emit(error)

    def _end_search(self) -> None:
        self._is_searching = False
        if self._needs_search:
            self._needs_search = False
            self._search()

    def _show_listing(self, found: _Listing) -> None:
        self._end_search()
        view = found.view
        if view != self.view:
            return
        self.is_loaded = True
        self.about_to_change.emit()
        self._model.show_numbers(found.numbers, found.first)
        self._changed_numbers.clear()
        self.view_shown.emit()
        if view.filter != self._counted_filter:  # another order changes no count
            self._count_timer.start(COUNT_DELAY_MS)
        if self._needs_catch_up:
            self.catch_up()

    # -- changes

    def update_receipt(self, receipt: Receipt) -> None:
        """Show a changed receipt, and find out whether it belongs elsewhere now."""
        before = self._model.find_receipt(receipt.number)
        if self._model.row_of(receipt.number) >= 0:
            self._model.put_receipts([receipt])
            if before is None or before.version >= receipt.version or has_moved(before, receipt):
                self._schedule_changes(receipt)
        elif self.is_loaded and self._is_newest(receipt):
            self.about_to_change.emit()
            self._model.insert_first(receipt)
            self.rows_moved.emit()
            self._schedule_count()
        else:
            self._schedule_changes(receipt)

    def forget_receipts(self, ids: Collection[str]) -> None:
        """Take removed receipts out of the table."""
        del ids  # all that is in the store is looked up again
        self._refresh_timer.start(0)
        self._schedule_count()

    def catch_up(self) -> None:
        """Look for changes of shown receipts that were made before changes were announced.

        Rows that are still on their way may be older as well: they are looked at once shown.
        """
        self._needs_catch_up = self._is_searching
        if self.is_loaded and not self._is_searching:
            self._refresh_timer.start(0)
            numbers = self._model.kept_numbers()
            self._task_runner.run(
                lambda: self._actions.find_numbered_receipts(numbers), done=self._update_changed
            )

    def _update_changed(self, receipts: Sequence[Receipt]) -> None:
        for receipt in receipts:
            known = self._model.find_receipt(receipt.number)
            if known is not None and known.version < receipt.version:
                self.update_receipt(receipt)

    def _is_newest(self, receipt: Receipt) -> bool:
        """Whether a receipt belongs at the top of the plain view."""
        numbers = self._model.numbers
        is_listed = self.view.is_plain and not receipt.is_archived
        return is_listed and (not numbers or receipt.number > numbers[0])

    def _schedule_changes(self, receipt: Receipt) -> None:
        self._schedule_count()
        is_shown = self._model.row_of(receipt.number) >= 0
        if not self.view.is_plain or receipt.is_archived or not is_shown:
            self._changed_numbers.add(receipt.number)
            if not self._refresh_timer.isActive():
                self._refresh_timer.start(REFRESH_DELAY_MS)

    def _refresh(self) -> None:
        """Look the order up again; one query at a time."""
        if self._is_listing:
            self._needs_refresh = True
            return
        self._is_listing, view = True, self.view
        query, version = view.filter.make_query(_today()), self._model.version
        shown, changed = self._model.copy_numbers(), frozenset(self._changed_numbers)
        self._changed_numbers.clear()

        def compare() -> _Refresh:
            numbers = self._actions.list_numbers(query, view.order)
            return _Refresh(view, version, numbers, compare_listings(shown, numbers, changed))

        self._task_runner.run(compare, done=self._apply, failed=self._end_listing)

    def _apply(self, found: _Refresh) -> None:
        self._end_listing()
        if found.view != self.view:
            return
        if found.version != self._model.version:
            self._refresh()
        elif found.steps is None:
            self.about_to_change.emit()
            self._model.show_numbers(found.numbers)
            self.rows_moved.emit()
        elif found.steps:
            self.about_to_change.emit()
            self._model.apply_steps(found.steps)
            self.rows_moved.emit()

    def _end_listing(self, error: ReceiptError | None = None) -> None:
        self._is_listing = False
        if error is not None:
            self.loading_failed.emit(error)
        if self._needs_refresh:
            self._needs_refresh = False
            self._refresh_timer.start(REFRESH_DELAY_MS)

    # -- rows

    def _load_rows(self) -> None:
        numbers = self._model.take_wanted()
        if numbers:
            self._task_runner.run(
                lambda: self._actions.find_numbered_receipts(numbers),
                done=self._model.put_receipts,
                failed=self._fail_rows,
            )

    def _fail_rows(self, error: ReceiptError) -> None:
        self._model.give_up_wanted()
        self.loading_failed.emit(error)

    # -- counts and totals

    def _schedule_count(self) -> None:
        if not self._count_timer.isActive():
            self._count_timer.start(REFRESH_DELAY_MS)

    def _count(self) -> None:
        """Count once; a change meanwhile is counted afterwards."""
        if self._is_counting:
            self._needs_count = True
            return
        self._is_counting, view = True, self.view
        self._counted_filter = view.filter
        every_kind = view.filter.make_query(_today(), any_kind=True)
        query = view.filter.make_query(_today())
        self._task_runner.run(
            lambda: (self._actions.count_kinds(every_kind), self._actions.sum_receipts(query)),
            done=lambda found: self._show_counts(view, found),
            failed=self._fail_counting,
        )

    def _show_counts(self, view: ListView, found: tuple[object, object]) -> None:
        if view == self.view:
            self.counts_changed.emit(found[0])
            self.totals_changed.emit(found[1])
        self._end_counting()

    def _fail_counting(self, _: ReceiptError) -> None:
        self._counted_filter = None
        self._end_counting()

    def _end_counting(self) -> None:
        self._is_counting = False
        if self._needs_count:
            self._needs_count = False
            self._schedule_count()


def _today() -> date:
    return date.today()  # noqa: DTZ011 (the person's own day)

"""Leads from the receipts to their review and back, and the Receipt menu to the shown page."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from receipt_desktop.domain.fields import Field
from receipt_desktop.domain.receipt import Receipt
from receipt_desktop.ui import pages
from receipt_desktop.ui.inbox.list_view import ListFilter
from receipt_desktop.ui.receipt_menu import ReceiptsAction

if TYPE_CHECKING:
    from receipt_desktop.ui.main_window import MainWindow
    from receipt_desktop.ui.review.review_page import ReviewPage


class ReviewRouting(QObject):
    """Knows whether the Receipts page or the Review page is in front."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._page: ReviewPage | None = None

    def connect_page(self, page: ReviewPage) -> None:
        """Connect the Review page when it is created."""
        self._page = page
        page.list_requested.connect(self._show_list)
        page.pane.password_requested.connect(self._window.password_prompt.ask)
        page.pane.attach_requested.connect(self._window.bookkeeping.attach_picture)
        page.saver.step_repeated.connect(self.go_to_step)
        page.learner.line.supplier_requested.connect(self._show_supplier)
        page.receipt_shown.connect(self._window.menu_builder.update_enabled)

    @property
    def page(self) -> ReviewPage | None:
        """The Review page while it is in front."""
        is_shown = self._window.pages.currentWidget() is self._page
        return self._page if is_shown else None

    def review_receipts(self, ids: Sequence[str], current: str | None = None) -> None:
        """Review these receipts on the Review page, beginning with the current one."""
        self._window.show_page(pages.REVIEW)
        if self._page is not None:
            self._page.open_receipts(ids, current)

    def compare_shown(self) -> None:
        """Compare the receipt beside the list with the one that it seems to repeat."""
        receipt_id = self._window.inbox_page.review_pane.receipt_id
        if receipt_id is not None:
            self.review_receipts([receipt_id], receipt_id)
            if self._page is not None:
                self._page.duplicates.open_when_shown()

    def begin(self) -> None:
        """Take the receipts that need a review when the page is opened with none left to do."""
        page, window = self._page, self._window
        if page is None or page.queue.open_count:
            return
        query = ListFilter(kind="review").make_query(date.today())  # noqa: DTZ011 (the own day)
        order, actions = window.inbox_page.loader.view.order, window.app_actions
        window.task_runner.run(
            lambda: actions.list_ids(actions.list_numbers(query, order)),
            done=self._begin_with,
        )

    def _begin_with(self, ids: Sequence[str]) -> None:
        page = self.page
        if page is None or page.queue.open_count:
            return
        if ids or not page.queue.count:  # without any, the page says so
            page.open_receipts(ids)

    def _show_supplier(self, supplier_id: int) -> None:
        self._window.widget_of(pages.SUPPLIERS).show_supplier(supplier_id)  # type: ignore[attr-defined]  # a SuppliersPage
        self._window.show_page(pages.SUPPLIERS)

    def _show_list(self) -> None:
        """Back to the receipts, at the one that was reviewed last."""
        self._window.show_page(pages.RECEIPTS)
        if self._page is not None and self._page.queue.current_id is not None:
            self._window.inbox_page.show_receipt(self._page.queue.current_id)

    def go_to_step(
        self, ids: tuple[str, ...], field: Field | None, text: str, is_redone: bool
    ) -> None:
        """Show the receipt whose change was undone or redone on the page that is in front."""
        if self.page is None:
            self._window.inbox_page.show_receipt(ids[0])
        elif self.sender() is not self.page.saver:
            self.page.go_to_step(ids, field, text, is_redone)

    # -- the Receipt menu

    def chosen_receipts(self) -> list[Receipt]:
        """The reviewed receipt, or the selected ones."""
        if self.page is None:
            return self._window.inbox_page.chosen_receipts()
        receipt = self.page.current_receipt
        return [receipt] if receipt else []

    def with_chosen(self, act: ReceiptsAction) -> None:
        """Call `act` with the reviewed receipt, or with all selected ones once they are loaded."""
        if self.page is None:
            self._window.inbox_page.with_chosen(act)
        else:
            act(self.chosen_receipts())

    def approve(self) -> None:
        """Approve the reviewed receipt, or the selected ones."""
        (self.page.approve if self.page else self._window.inbox_controller.approve_chosen)()

    def withdraw_approval(self) -> None:
        """Withdraw the approval of the reviewed receipt, or of the selected ones."""
        page, controller = self.page, self._window.inbox_controller
        (page.withdraw_approval if page else controller.withdraw_chosen)()

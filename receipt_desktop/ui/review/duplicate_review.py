"""Opens the comparison of a receipt with the earlier one, and does what is decided there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QKeySequence

from receipt_desktop.actions import Actions
from receipt_desktop.domain.comparison import Comparison, plan_merge
from receipt_desktop.domain.errors import ReceiptError
from receipt_desktop.ui.i18n import texts
from receipt_desktop.ui.review.comparison_view import ComparisonView
from receipt_desktop.ui.task_runner import TaskRunner

if TYPE_CHECKING:
    from receipt_desktop.ui.review.review_page import ReviewPage


class DuplicateReview(QObject):
    """Shows the comparison in the place of the receipt, whose keys rest meanwhile."""

    def __init__(self, page: ReviewPage, actions: Actions, task_runner: TaskRunner) -> None:
        super().__init__(page)
        self._page = page
        self._actions = actions
        self._task_runner = task_runner
        self.view = ComparisonView(actions, task_runner)
        self.view.hide()
        reasons = page.pane.receipt_header.reasons_panel
        reasons.offer_comparison()
        reasons.comparison_requested.connect(self.open_comparison)
        self.view.merge_requested.connect(self._merge)
        self.view.keep_requested.connect(self._keep_both)
        self.view.ignore_requested.connect(self._ignore_supplier)
        self.view.removal_requested.connect(self._remove)
        self.view.closed.connect(self.close)
        page.queue.current_changed.connect(self.close)
        page.receipt_shown.connect(self._open_if_wanted)
        self._is_wanted = False

    @property
    def is_open(self) -> bool:
        """Whether the comparison is shown."""
        return not self.view.isHidden()

    def open_when_shown(self) -> None:
        """Open the comparison as soon as the receipt is there."""
        self._is_wanted = True

    def _open_if_wanted(self) -> None:
        if self._is_wanted:
            self._is_wanted = False
            self.open_comparison()

    def open_comparison(self) -> None:
        """Compare the shown receipt with the earlier one, if there is one."""
        receipt = self._page.current_receipt
        if receipt is None or receipt.duplicate_of is None:
            return
        receipt_id = receipt.id
        self._task_runner.run(
            lambda: self._actions.compare_with_duplicate(receipt_id),
            done=self._show,
            failed=self._show_error,
        )

    def _show(self, comparison: Comparison) -> None:
        if comparison.receipt.receipt.id != self._page.queue.current_id:
            return
        self._page.keys.set_enabled(on=False)
        self._page.queue_bar.set_comparing(True)
        self._page.pane.hide()
        self.view.show()
        self.view.show_comparison(comparison)
        self._page.hint_bar.show_hints(self._list_hints(comparison))

    def _list_hints(self, comparison: Comparison) -> list[tuple[str, str]]:
        hints = [("B", self.tr("keep both")), ("Esc", self.tr("back"))]
        if not self.view.ignore_button.isHidden():
            hints.insert(1, ("I", self.tr("ignore for this supplier")))
        if not comparison.can_merge:
            return [*hints[:-1], (self._name_key("Del"), self.tr("remove this one")), hints[-1]]
        merging = [
            ("⏎", self.tr("merge")),
            ("↑ ↓", self.tr("field")),
            ("← →", self.tr("choose a side")),
        ]
        return merging + hints

    @staticmethod
    def _name_key(key: str) -> str:
        return QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)

    def _show_error(self, error: ReceiptError) -> None:
        self._page.hint_bar.show_message(texts.format_error(error), role="error")

    def close(self) -> None:
        """Go back to the receipt."""
        if self.is_open:
            self.view.hide()
            self._page.pane.show()
            self._page.keys.set_enabled(on=True)
            self._page.queue_bar.set_comparing(False)
            self._page.setFocus()

    def _merge(self) -> None:
        comparison = self.view.comparison
        merge = plan_merge(comparison, self.view.table.choices) if comparison else None
        if merge is None:
            return
        self.close()
        queue = self._page.queue
        self._page.saver.merge(merge, stays_listed=merge.kept_id in queue.ids)
        self._page.hint_bar.show_message(self.tr("Merged"), role="good")
        self._page.queue.replace([merge.other_id], [merge.kept_id])

    def _keep_both(self) -> None:
        comparison = self.view.comparison
        if comparison is not None:
            self.close()
            receipt, found = comparison.receipt.receipt, comparison.found
            self._page.saver.keep_both(receipt.id, found.receipt_id)
            self._page.hint_bar.show_message(self.tr("Both are kept"), role="good")

    def _ignore_supplier(self) -> None:
        comparison = self.view.comparison
        if comparison is not None:
            self.close()
            receipt = comparison.receipt.receipt
            self._page.saver.ignore_duplicates(receipt.id)
            words = self.tr("Ignored for {supplier}").format(supplier=receipt.merchant or "")
            self._page.hint_bar.show_message(words, role="good")

    def _remove(self) -> None:
        comparison = self.view.comparison
        if comparison is not None:
            self.close()
            self._page.saver.remove_receipt(comparison.receipt.receipt.id)

"""Actions on duplicates: compare, keep, ignore, merge, each with its undo."""

from __future__ import annotations

from collections.abc import Collection

from receipt_desktop.actions.context import ActionsBase
from receipt_desktop.domain.comparison import Comparison, Merge, MergedReceipts
from receipt_desktop.domain.receipt import Receipt


class DuplicateActions(ActionsBase):
    """Decisions about a receipt that seems to repeat or to belong to an earlier one."""

    def compare_with_duplicate(self, receipt_id: str) -> Comparison:
        """A receipt beside the earlier one.

        Raises `InvalidRequest` for an unknown id, `Conflict` for a receipt that is no duplicate.
        """
        return self._store.compare_with_duplicate(receipt_id)

    def keep_both(self, receipt_id: str, other_id: str, kept: bool = True) -> Receipt:
        """Decide that a receipt does not repeat the other one, or undo that."""
        return self._store.keep_both(receipt_id, other_id, kept, self._actor)

    def ignore_duplicates(self, receipt_id: str) -> tuple[str, ...]:
        """Decide that receipts of one day of this receipt's supplier are no duplicates.

        Those with the same picture, fiscal code or number still are. Returns the ids of the
        receipts that are duplicates no more.
        """
        return self._store.ignore_duplicates(receipt_id, self._actor)

    def notice_duplicates(self, receipt_id: str, ids: Collection[str]) -> None:
        """Undo `ignore_duplicates`; `ids` are those that it returned."""
        self._store.notice_duplicates(receipt_id, ids, self._actor)

    def merge(self, merge: Merge) -> MergedReceipts:
        """Add the pages of one receipt to another, with some of its values, and remove it.

        Raises `InvalidRequest` for an unknown id, `Conflict` while one of them is not read.
        """
        return self._store.merge_receipts(merge, self._actor)

    def undo_merge(self, merged: MergedReceipts) -> None:
        """Take a merge back.

        Raises `Conflict` when the removed receipt was purged meanwhile.
        """
        self._store.undo_merge(merged, self._actor)

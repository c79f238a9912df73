"""The queue of a review: any list of receipts, gone through one by one."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import chain

from PySide6.QtCore import QObject, Signal


class ReviewQueue(QObject):
    """Ordered receipt ids with a current one.

    A receipt stays in the queue when it no longer fits the filter it came from, so that the place
    is never lost; only a postponed or removed one leaves it.
    """

    current_changed = Signal()
    """Another receipt is the current one, or none is."""
    queue_changed = Signal()
    """The queue, its order or the number of decided receipts changed."""

    queue_started = Signal()
    """The review of another list begins."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ids: list[str] = []
        self._index = -1
        self._decided: set[str] = set()
        self._seeks_open = False
        """Whether the first undecided receipt is to be shown, once it is known."""
        self._leaving: set[str] = set()
        """Receipts that keep their place until others take it."""

    @property
    def ids(self) -> tuple[str, ...]:
        """The receipts in the order of the review."""
        return tuple(self._ids)

    @property
    def current_id(self) -> str | None:
        """The receipt under review; None when the queue is empty or its end was passed."""
        return self._ids[self._index] if 0 <= self._index < len(self._ids) else None

    @property
    def position(self) -> int:
        """The place of the current receipt, from 1; 0 without one."""
        return self._index + 1 if self.current_id is not None else 0

    @property
    def count(self) -> int:
        return len(self._ids)

    @property
    def open_count(self) -> int:
        """How many receipts are not decided yet."""
        return len(self._ids) - len(self._decided.intersection(self._ids))

    @property
    def has_next(self) -> bool:
        return self._index + 1 < len(self._ids)

    @property
    def has_previous(self) -> bool:
        return self._index > 0

    def set_receipts(self, ids: Sequence[str], current: str | None = None) -> None:
        """Start with these receipts at the current one, or at the first that is not decided."""
        self._seeks_open = current is None
        self._ids = list(dict.fromkeys(ids))
        self._decided.clear()
        self._index = self._ids.index(current) if current in self._ids else 0
        self._announce()
        self.queue_started.emit()

    def go_to(self, receipt_id: str) -> bool:
        """Make a receipt of the queue the current one; whether it is in the queue."""
        if receipt_id not in self._ids:
            return False
        self._move_to(self._ids.index(receipt_id))
        return True

    def go_next(self) -> None:
        """Go to the next receipt; at the end, stay."""
        if self.has_next:
            self._move_to(self._index + 1)

    def go_previous(self) -> None:
        """Go to the previous receipt; at the start, stay."""
        if self.has_previous:
            self._move_to(self._index - 1)

    def advance(self) -> None:
        """Go on after a decision: to the next undecided receipt, or past the end."""
        others = chain(range(self._index + 1, len(self._ids)), range(self._index))
        self._move_to(next((at for at in others if self.is_open(self._ids[at])), len(self._ids)))

    def is_open(self, receipt_id: str) -> bool:
        """Whether a receipt is not decided yet."""
        return receipt_id not in self._decided

    def skip(self) -> None:
        """Put the current receipt at the end of the queue, and go on."""
        if self.current_id is not None and self.has_next:
            self._ids.append(self._ids.pop(self._index))
            self._announce()

    def postpone(self) -> None:
        """Take the current receipt out of the queue, and go on."""
        if self.current_id is not None:
            self.remove([self.current_id])

    def restore(self, receipt_id: str) -> None:
        """Put a receipt back in front of the current one, and go to it."""
        if not self.go_to(receipt_id):
            self._index = max(0, min(self._index, len(self._ids)))
            self._ids.insert(self._index, receipt_id)
            self._announce()

    def remove(self, ids: Collection[str]) -> None:
        """Remove receipts; the one that follows takes the place of the current one."""
        ids = set(ids) - self._leaving
        if not any(one in ids for one in self._ids):
            return
        before = sum(1 for one in self._ids[: max(0, self._index)] if one in ids)
        was_current = self.current_id in ids
        self._ids = [one for one in self._ids if one not in ids]
        self._index -= before
        if was_current:
            self._index = min(self._index, len(self._ids) - 1)
            self.current_changed.emit()
        self.queue_changed.emit()

    def keep_places(self, ids: Collection[str]) -> None:
        """Keep the places of receipts that will be removed, for `replace`."""
        self._leaving.update(ids)

    def release_places(self) -> None:
        """The receipts stay after all."""
        self._leaving.clear()

    def replace(self, gone: Sequence[str], made: Sequence[str]) -> None:
        """Put receipts in the places of others, and go to the first of them if one was current."""
        self._leaving.difference_update(gone)
        places = [self._ids.index(one) for one in gone if one in self._ids]
        if not places:
            return
        current = self.current_id
        rest = [one for one in self._ids if one not in gone and one not in made]
        first = sum(1 for one in self._ids[: min(places)] if one in rest)
        self._ids = [*rest[:first], *made, *rest[first:]]
        if current in gone:
            current = made[0] if made else None
        self._index = self._ids.index(current) if current in self._ids else len(self._ids)
        self._announce()

    def set_decided(self, receipt_id: str, decided: bool) -> None:
        """Note whether a receipt has been approved."""
        if (receipt_id in self._decided) is decided or receipt_id not in self._ids:
            return
        (self._decided.add if decided else self._decided.discard)(receipt_id)
        self.queue_changed.emit()

    def note_decided(self, receipt_ids: Collection[str]) -> None:
        """Note receipts that were approved before, so that a decision leads past them."""
        self._decided.update(set(self._ids).intersection(receipt_ids))
        self.queue_changed.emit()
        if self._seeks_open and self.open_count and self.current_id in self._decided:
            self.advance()

    def _move_to(self, index: int) -> None:
        self._seeks_open = False
        if index != self._index:
            self._index = index
            self._announce()

    def _announce(self) -> None:
        self.current_changed.emit()
        self.queue_changed.emit()

"""Saves the changes of a review in order and makes them undoable."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoStack
from shiboken6 import isValid

from receipt_desktop.domain.categories import CategoryChange
from receipt_desktop.domain.comparison import Merge, MergedReceipts
from receipt_desktop.domain.errors import ReceiptError
from receipt_desktop.domain.fields import KEY_FIELDS, Field, FieldValue
from receipt_desktop.domain.page import Evidence
from receipt_desktop.domain.page_sources import PageSource
from receipt_desktop.domain.reading import LineKind, Lines, ReviewReason
from receipt_desktop.domain.receipt_parts import Exchange
from receipt_desktop.ui.i18n import texts
from receipt_desktop.ui.task_runner import TaskRunner
from receipt_desktop.ui.undo_commands import StepCommand, add_new_category

if TYPE_CHECKING:
    from receipt_desktop.actions import Actions


@dataclass(frozen=True, slots=True)
class PreviousValue:
    """The value of a field before a correction."""

    value: FieldValue | None
    was_corrected: bool
    """Whether it was a correction; otherwise it was read."""
    evidence: Evidence | None = None


@dataclass(frozen=True, slots=True)
class _SaveStep:
    save_action: Callable[[], object]
    command: StepCommand
    receipt_ids: tuple[str, ...]
    field: Field | None


class CorrectionSaver(QObject):
    """Pushes changes on the undo stack and saves them in order off the UI thread."""

    change_saved = Signal(str)
    """Emitted with the id of the receipt whose change was saved."""
    change_refused = Signal(str, object, object)
    """Receipt id, `Field` or None for anything else, `ReceiptError`."""
    step_repeated = Signal(object, object, str, bool)
    """An undo or redo: receipt ids, `Field` or None, the change's name, whether it is redone."""

    exchange_begun = Signal(object)
    """The ids of receipts that are about to leave for others."""
    receipts_exchanged = Signal(object, object)
    """Ids of receipts that left, and of those that are in their place now."""

    def __init__(
        self,
        actions: Actions,
        task_runner: TaskRunner,
        stack: QUndoStack,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._actions = actions
        self._task_runner = task_runner
        self._undo_stack = stack
        self._pending_steps: deque[_SaveStep] = deque()
        self._current_step: _SaveStep | None = None

    @property
    def is_busy(self) -> bool:
        """Whether changes are being saved."""
        return self._current_step is not None or bool(self._pending_steps)

    def correct_field(
        self,
        receipt_id: str,
        field: Field,
        value: FieldValue | None,
        before: PreviousValue,
        evidence: Evidence | None = None,
    ) -> None:
        """Correct one field; None means that it is not on the receipt.

        A new category is put on the list of categories.
        """
        added: list[CategoryChange] = []

        def change() -> object:
            new = add_new_category(self._actions, field, value)
            added[:] = [new] if new else []
            return self._actions.correct_field(receipt_id, field, value, evidence)

        def revert() -> object:
            for one in added:
                self._actions.restore_categories(one)
            if before.was_corrected:
                return self._actions.correct_field(receipt_id, field, before.value, before.evidence)
            return self._actions.revert_correction(receipt_id, field)

        text = self.tr("Change {field}").format(field=texts.field_label(field))
        self._push_command(text, change, revert, (receipt_id,), field)

    def correct_lines(
        self, receipt_id: str, kind: LineKind, lines: Lines, before: Lines | None
    ) -> None:
        """Replace a table; `before` are its edited rows so far, None if they are as read."""
        names = {
            LineKind.ITEMS: self.tr("Change line items"),
            LineKind.TAX_LINES: self.tr("Change tax lines"),
        }
        self._push_command(
            names[kind],
            lambda: self._actions.correct_lines(receipt_id, kind, lines),
            lambda: self._actions.correct_lines(receipt_id, kind, before),
            (receipt_id,),
        )

    def accept_reasons(self, receipt_id: str, reasons: Collection[ReviewReason]) -> None:
        """Accept reasons for a review as printed so."""
        self._push_command(
            self.tr("Accept as printed"),
            lambda: self._actions.accept_reasons(receipt_id, reasons),
            lambda: self._actions.accept_reasons(receipt_id, reasons, accepted=False),
            (receipt_id,),
        )

    def flag_receipt(self, receipt_id: str, *, on: bool) -> None:
        """Flag a receipt, or remove its flag."""
        self._push_command(
            self.tr("Flag") if on else self.tr("Remove flag"),
            lambda: self._actions.flag([receipt_id], on),
            lambda: self._actions.flag([receipt_id], not on),
            (receipt_id,),
        )

    def postpone_receipt(self, receipt_id: str, *, on: bool) -> None:
        """Set a receipt aside for later, or take it up again."""
        self._push_command(
            self.tr("Postpone") if on else self.tr("Take up again"),
            lambda: self._actions.postpone([receipt_id], on),
            lambda: self._actions.postpone([receipt_id], not on),
            (receipt_id,),
        )

    def approve_receipts(
        self, receipt_ids: Sequence[str], *, approved: bool, missing: Collection[Field] = ()
    ) -> None:
        """Approve receipts, or withdraw their approval.

        `missing` are the fields that the user confirmed as not on the receipts.
        """
        ids = tuple(receipt_ids)

        def save_approval(now: bool) -> object:
            known = missing if approved else KEY_FIELDS  # as they were approved before
            return self._actions.approve(ids, now, known if now else ())

        text = self.tr("Approve") if approved else self.tr("Withdraw approval")
        self._push_command(
            text, lambda: save_approval(approved), lambda: save_approval(not approved), ids
        )

    def keep_both(self, receipt_id: str, other_id: str) -> None:
        """Decide that a receipt does not repeat the other one."""
        self._push_command(
            self.tr("Keep both"),
            lambda: self._actions.keep_both(receipt_id, other_id),
            lambda: self._actions.keep_both(receipt_id, other_id, kept=False),
            (receipt_id,),
        )

    def ignore_duplicates(self, receipt_id: str) -> None:
        """Decide that receipts of one day of this receipt's supplier are no duplicates."""
        concerned: list[str] = []

        def ignore() -> None:
            concerned[:] = self._actions.ignore_duplicates(receipt_id)

        self._push_command(
            self.tr("Ignore for this supplier"),
            ignore,
            lambda: self._actions.notice_duplicates(receipt_id, tuple(concerned)),
            (receipt_id,),
        )

    def merge(self, merge: Merge, *, stays_listed: bool = False) -> None:
        """Add the pages and chosen values of one receipt to another.

        `stays_listed` if the kept one has a place of its own in the queue, whatever becomes of
        the other one.
        """
        kept, other = merge.kept_id, merge.other_id
        done: list[MergedReceipts] = []

        def join() -> None:
            is_repeated = bool(done)
            done[:] = [self._actions.merge(merge)]
            if is_repeated:
                self.receipts_exchanged.emit((other,), (kept,))

        def part() -> None:
            self._actions.undo_merge(done[0])
            self.receipts_exchanged.emit((kept,), (other, kept) if stays_listed else (other,))

        def begin(forward: bool) -> None:
            if forward:
                self.exchange_begun.emit((other,))

        self._push_command(self.tr("Merge"), join, part, (kept,), begin=begin)

    def remove_receipt(self, receipt_id: str) -> None:
        """Remove a receipt."""
        self._push_command(
            self.tr("Remove"),
            lambda: self._actions.remove([receipt_id]),
            lambda: self._actions.restore([receipt_id]),
            (receipt_id,),
        )

    def exchange_receipts(
        self, text: str, make: Callable[[], Exchange], gone: tuple[str, ...]
    ) -> None:
        """Put new receipts in the place of these: a split or a join. Undo brings these back."""
        known: list[Exchange] = []

        def change() -> None:
            if known:
                self._actions.redo_exchange(known[0])
            else:
                known.append(make())
            self.receipts_exchanged.emit(gone, known[0].made)

        def revert() -> None:
            self._actions.undo_exchange(known[0])
            self.receipts_exchanged.emit(known[0].made, gone)

        def begin(forward: bool) -> None:
            self.exchange_begun.emit(gone if forward else known[0].made)

        self._push_command(text, change, revert, (), begin=begin)

    def arrange_pages(
        self, receipt_id: str, text: str, pages: Sequence[PageSource], before: Sequence[PageSource]
    ) -> None:
        """Change the pages of a receipt, which is then read again."""
        self._push_command(
            text,
            lambda: self._actions.arrange_pages(receipt_id, pages),
            lambda: self._actions.arrange_pages(receipt_id, before),
            (receipt_id,),
        )

    def _push_command(
        self,
        text: str,
        change: Callable[[], object],
        revert: Callable[[], object],
        receipt_ids: tuple[str, ...],
        field: Field | None = None,
        *,
        begin: Callable[[bool], None] = lambda _: None,
    ) -> None:
        def save(command: StepCommand, forward: bool, is_repeated: bool) -> None:
            begin(forward)
            run = change if forward else revert
            self._pending_steps.append(_SaveStep(run, command, receipt_ids, field))
            if is_repeated:
                self.step_repeated.emit(receipt_ids, field, text, forward)
            self._save_next()

        self._undo_stack.push(StepCommand(text, save))

    def _save_next(self) -> None:
        if self._current_step or not self._pending_steps:
            return
        self._current_step = self._pending_steps.popleft()
        self._task_runner.run(
            self._current_step.save_action,
            done=self._finish_step,
            failed=self._refuse_step,
            in_order=True,
        )

    def save_rest(self) -> None:
        """Hand over all changes that wait: nothing answers any more when the window closes."""
        for step in self._pending_steps:
            self._task_runner.run(step.save_action, in_order=True)
        self._pending_steps.clear()

    def _finish_step(self, _result: object) -> None:
        step = self._take_current_step()
        for receipt_id in step.receipt_ids:
            self.change_saved.emit(receipt_id)
        self._save_next()

    def _refuse_step(self, error: ReceiptError) -> None:
        step = self._take_current_step()
        self._discard_command(step.command)
        for receipt_id in step.receipt_ids or ("",):
            self.change_refused.emit(receipt_id, step.field, error)
        self._save_next()

    def _take_current_step(self) -> _SaveStep:
        step, self._current_step = self._current_step, None
        if step is None:
            raise RuntimeError("An answer came without a question.")
        return step

    def _discard_command(self, command: StepCommand) -> None:
        """Drop a change that could not be saved from the stack without undoing it."""
        if not isValid(command):
            return
        command.setObsolete(True)
        top = self._undo_stack.index() - 1
        if top >= 0 and self._undo_stack.command(top) == command:
            self._undo_stack.undo()

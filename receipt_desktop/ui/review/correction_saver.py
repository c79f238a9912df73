"""Saves corrections in order and makes them undoable."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack
from shiboken6 import isValid

from receipt_desktop.actions import Actions
from receipt_desktop.domain.errors import ReceiptError
from receipt_desktop.domain.fields import KEY_FIELDS, Field, FieldValue
from receipt_desktop.ui.i18n import texts
from receipt_desktop.ui.task_runner import TaskRunner


@dataclass(frozen=True, slots=True)
class PreviousValue:
    """The value of a field before a correction."""

    value: FieldValue | None
    was_corrected: bool
    """Whether it was a correction; otherwise it was read."""


@dataclass(frozen=True, slots=True)
class _SaveStep:
    save_action: Callable[[], object]
    command: _CorrectionCommand
    receipt_ids: tuple[str, ...]
    field: Field | None


class _CorrectionCommand(QUndoCommand):
    """A correction and its undo, each saved as one step."""

    def __init__(self, text: str, save: Callable[[_CorrectionCommand, bool], None]) -> None:
        super().__init__(text)
        self._save_step = save

    def redo(self) -> None:
        self._save_step(self, True)

    def undo(self) -> None:
        self._save_step(self, False)


class CorrectionSaver(QObject):
    """Pushes corrections on the undo stack and saves them in order off the UI thread."""

    change_saved = Signal(str)
    """Emitted with the id of the receipt whose change was saved."""
    change_refused = Signal(str, object, object)
    """Receipt id, `Field` or None for the approval, `ReceiptError`."""

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
        self, receipt_id: str, field: Field, value: FieldValue | None, before: PreviousValue
    ) -> None:
        """Correct one field; None means that it is not on the receipt."""

        def there() -> object:
            return self._actions.correct_field(receipt_id, field, value)

        def back() -> object:
            if before.was_corrected:
                return self._actions.correct_field(receipt_id, field, before.value)
            return self._actions.revert_correction(receipt_id, field)

        text = self.tr("Change {field}").format(field=texts.field_label(field))
        self._push_command(text, there, back, (receipt_id,), field)

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
            text, lambda: save_approval(approved), lambda: save_approval(not approved), ids, None
        )

    def _push_command(
        self,
        text: str,
        there: Callable[[], object],
        back: Callable[[], object],
        receipt_ids: tuple[str, ...],
        field: Field | None,
    ) -> None:
        def save(command: _CorrectionCommand, forward: bool) -> None:
            run = there if forward else back
            self._pending_steps.append(_SaveStep(run, command, receipt_ids, field))
            self._save_next()

        self._undo_stack.push(_CorrectionCommand(text, save))

    def _save_next(self) -> None:
        if self._current_step or not self._pending_steps:
            return
        self._current_step = self._pending_steps.popleft()
        self._task_runner.run(
            self._current_step.save_action, done=self._finish_step, failed=self._refuse_step
        )

    def _finish_step(self, _result: object) -> None:
        step = self._take_current_step()
        for receipt_id in step.receipt_ids:
            self.change_saved.emit(receipt_id)
        self._save_next()

    def _refuse_step(self, error: ReceiptError) -> None:
        step = self._take_current_step()
        self._discard_command(step.command)
        for receipt_id in step.receipt_ids:
            self.change_refused.emit(receipt_id, step.field, error)
        self._save_next()

    def _take_current_step(self) -> _SaveStep:
        step, self._current_step = self._current_step, None
        if step is None:
            raise RuntimeError("An answer came without a question.")
        return step

    def _discard_command(self, command: _CorrectionCommand) -> None:
        """Drop a change that could not be saved from the stack without undoing it."""
        if not isValid(command):
            return
        command.setObsolete(True)
        top = self._undo_stack.index() - 1
        if top >= 0 and self._undo_stack.command(top) == command:
            self._undo_stack.undo()

"""What a person changes on a receipt: undoable, and saved in the order it was made."""

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
    """What a field held before it was changed."""

    value: FieldValue | None
    was_corrected: bool
    """Whether a person had set it; otherwise it was read."""


@dataclass(frozen=True, slots=True)
class _SaveStep:
    save_action: Callable[[], object]
    command: _CorrectionCommand
    receipt_ids: tuple[str, ...]
    field: Field | None


class _CorrectionCommand(QUndoCommand):
    """One change and its way back, each a step for the corrections to save."""

    def __init__(self, text: str, save: Callable[[_CorrectionCommand, bool], None]) -> None:
        super().__init__(text)
        self._save_step = save

    def redo(self) -> None:
        self._save_step(self, True)

    def undo(self) -> None:
        self._save_step(self, False)


class CorrectionSaver(QObject):
    """Puts changes on the undo stack and saves them one after the other, off the UI thread."""

    change_saved = Signal(str)
    """The id of the receipt whose change reached the store."""
    change_refused = Signal(str, object, object)
    """Receipt id, `Field` or None for the approval, `ReceiptError`."""

    def __init__(
        self, actions: Actions, work: TaskRunner, stack: QUndoStack, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._actions = actions
        self._work = work
        self._undo_stack = stack
        self._pending_steps: deque[_SaveStep] = deque()
        self._current_step: _SaveStep | None = None

    @property
    def is_busy(self) -> bool:
        """Whether changes are on their way to the store."""
        return self._current_step is not None or bool(self._pending_steps)

    def correct_field(
        self, receipt_id: str, field: Field, value: FieldValue | None, before: PreviousValue
    ) -> None:
        """Set one field; None says that it is not on the receipt."""

        def there() -> object:
            return self._actions.correct_field(receipt_id, field, value)

        def back() -> object:
            if before.was_corrected:
                return self._actions.correct_field(receipt_id, field, before.value)
            return self._actions.revert_correction(receipt_id, field)

        text = self.tr("Change {field}").format(field=texts.field_label(field))
        self._push_command(text, there, back, (receipt_id,), field)

    def approve_receipts(
        self, receipt_ids: Sequence[str], *, approved: bool, lacking: Collection[Field] = ()
    ) -> None:
        """Say that a person has looked, or take it back.

        `lacking` are the fields that the person knows not to be on the receipts.
        """
        ids = tuple(receipt_ids)

        def say(now: bool) -> object:
            known = lacking if approved else KEY_FIELDS  # as they were approved before
            return self._actions.approve(ids, now, known if now else ())

        text = self.tr("Approve") if approved else self.tr("Withdraw approval")
        self._push_command(text, lambda: say(approved), lambda: say(not approved), ids, None)

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
        self._work.run(
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
        """Take a change that was not saved off the stack, without undoing anything."""
        if not isValid(command):
            return
        command.setObsolete(True)
        top = self._undo_stack.index() - 1
        if top >= 0 and self._undo_stack.command(top) == command:
            self._undo_stack.undo()

"""What a person changes on a receipt: undoable, and saved in the order it was made."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack
from shiboken6 import isValid

from receipt_desktop.actions import Actions
from receipt_desktop.draft import KEY_FIELDS, Field, FieldValue
from receipt_desktop.errors import ReceiptError
from receipt_desktop.ui import texts
from receipt_desktop.ui.work import Work


@dataclass(frozen=True, slots=True)
class Before:
    """What a field held before it was changed."""

    value: FieldValue | None
    corrected: bool
    """Whether a person had set it; otherwise it was read."""


@dataclass(frozen=True, slots=True)
class _Step:
    run: Callable[[], object]
    command: _Change
    receipt_ids: tuple[str, ...]
    field: Field | None


class _Change(QUndoCommand):
    """One change and its way back, each a step for the corrections to save."""

    def __init__(self, text: str, save: Callable[[_Change, bool], None]) -> None:
        super().__init__(text)
        self._save = save

    def redo(self) -> None:
        self._save(self, True)

    def undo(self) -> None:
        self._save(self, False)


class Corrections(QObject):
    """Puts changes on the undo stack and saves them one after the other, off the UI thread."""

    saved = Signal(str)
    """The id of the receipt whose change reached the store."""
    refused = Signal(str, object, object)
    """Receipt id, `Field` or None for the approval, `ReceiptError`."""

    def __init__(
        self, actions: Actions, work: Work, stack: QUndoStack, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._actions = actions
        self._work = work
        self._stack = stack
        self._waiting: deque[_Step] = deque()
        self._running: _Step | None = None

    @property
    def busy(self) -> bool:
        """Whether changes are on their way to the store."""
        return self._running is not None or bool(self._waiting)

    def correct(
        self, receipt_id: str, field: Field, value: FieldValue | None, before: Before
    ) -> None:
        """Set one field; None says that it is not on the receipt."""

        def there() -> object:
            return self._actions.correct(receipt_id, field, value)

        def back() -> object:
            if before.corrected:
                return self._actions.correct(receipt_id, field, before.value)
            return self._actions.uncorrect(receipt_id, field)

        text = self.tr("Change {field}").format(field=texts.field_name(field))
        self._push(text, there, back, (receipt_id,), field)

    def approve(
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
        self._push(text, lambda: say(approved), lambda: say(not approved), ids, None)

    def _push(
        self,
        text: str,
        there: Callable[[], object],
        back: Callable[[], object],
        receipt_ids: tuple[str, ...],
        field: Field | None,
    ) -> None:
        def save(command: _Change, forward: bool) -> None:
            run = there if forward else back
            self._waiting.append(_Step(run, command, receipt_ids, field))
            self._start_next()

        self._stack.push(_Change(text, save))

    def _start_next(self) -> None:
        if self._running or not self._waiting:
            return
        self._running = self._waiting.popleft()
        self._work.run(self._running.run, done=self._finish, failed=self._refuse)

    def _finish(self, _result: object) -> None:
        step = self._take_running()
        for receipt_id in step.receipt_ids:
            self.saved.emit(receipt_id)
        self._start_next()

    def _refuse(self, error: ReceiptError) -> None:
        step = self._take_running()
        self._forget(step.command)
        for receipt_id in step.receipt_ids:
            self.refused.emit(receipt_id, step.field, error)
        self._start_next()

    def _take_running(self) -> _Step:
        step, self._running = self._running, None
        if step is None:
            raise RuntimeError("An answer came without a question.")
        return step

    def _forget(self, command: _Change) -> None:
        """Take a change that was not saved off the stack, without undoing anything."""
        if not isValid(command):
            return
        command.setObsolete(True)
        top = self._stack.index() - 1
        if top >= 0 and self._stack.command(top) == command:
            self._stack.undo()

"""Undoable commands on receipts."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtGui import QUndoCommand

from receipt_desktop.domain.categories import CategoryChange
from receipt_desktop.domain.errors import ReceiptError
from receipt_desktop.domain.fields import Field, FieldValue
from receipt_desktop.domain.listing import FieldChange
from receipt_desktop.domain.receipt import Status
from receipt_desktop.domain.receipt_parts import Exchange
from receipt_desktop.ui.task_runner import TaskRunner

if TYPE_CHECKING:
    from receipt_desktop.actions import Actions

FailureCallback = Callable[[ReceiptError], None]


class StepCommand(QUndoCommand):
    """A change and its undo, each handed to `save(command, forward, is_repeated)` as one step."""

    def __init__(self, text: str, save: Callable[[StepCommand, bool, bool], None]) -> None:
        super().__init__(text)
        self._save_step = save
        self._was_done = False

    def redo(self) -> None:
        self._save_step(self, True, self._was_done)
        self._was_done = True

    def undo(self) -> None:
        self._save_step(self, False, True)


class UndoableCommand(QUndoCommand):
    """A command and its undo, each run in order off the UI thread."""

    def __init__(
        self,
        words: str,
        task_runner: TaskRunner,
        do: Callable[[], object],
        undo: Callable[[], object],
        failed: FailureCallback,
        *,
        undone: Callable[[], None] = lambda: None,
    ) -> None:
        """`undone` is called on the UI thread once the undo has succeeded."""
        super().__init__(words)
        self._task_runner = task_runner
        self._on_undone = undone
        self._do_action = do
        self._undo_action = undo
        self._on_failure = failed

    def redo(self) -> None:
        self._task_runner.run(self._do_action, failed=self._on_failure, in_order=True)

    def undo(self) -> None:
        self._task_runner.run(
            self._undo_action,
            done=lambda _: self._on_undone(),
            failed=self._on_failure,
            in_order=True,
        )


class RemoveReceiptsCommand(UndoableCommand):
    """Removes receipts; undo restores them and queues unfinished ones."""

    def __init__(
        self,
        words: str,
        actions: Actions,
        task_runner: TaskRunner,
        ids: Sequence[str],
        failed: FailureCallback,
        *,
        restored: Callable[[str], None] = lambda _: None,
    ) -> None:
        """`restored` is called with the first of the receipts when they are back."""
        ids = list(ids)
        super().__init__(
            words,
            task_runner,
            lambda: actions.remove(ids),
            lambda: actions.restore(ids),
            failed,
            undone=lambda: restored(ids[0]),
        )


class ExchangeCommand(UndoableCommand):
    """Puts receipts in the place of others; undo brings these back."""

    def __init__(
        self,
        words: str,
        actions: Actions,
        task_runner: TaskRunner,
        make: Callable[[], Exchange],
        failed: FailureCallback,
    ) -> None:
        self._actions = actions
        self._make = make
        self._exchange: Exchange | None = None
        super().__init__(words, task_runner, self._exchange_receipts, self._bring_back, failed)

    def _exchange_receipts(self) -> None:
        if self._exchange is None:
            self._exchange = self._make()
        else:
            self._actions.redo_exchange(self._exchange)

    def _bring_back(self) -> None:
        if self._exchange is not None:
            self._actions.undo_exchange(self._exchange)


class PurgeReceiptsCommand(UndoableCommand):
    """Removes all receipts of some statuses; undo restores those it removed."""

    def __init__(
        self,
        words: str,
        actions: Actions,
        task_runner: TaskRunner,
        statuses: Collection[Status],
        failed: FailureCallback,
    ) -> None:
        self._actions = actions
        self._statuses = statuses
        self._ids: tuple[str, ...] | None = None
        super().__init__(words, task_runner, self._purge_receipts, self._restore_receipts, failed)

    def _purge_receipts(self) -> None:
        """Remove the receipts; redo removes the same ones, not newer ones."""
        if self._ids is None:
            self._ids = self._actions.remove_by_status(self._statuses).ids
        else:
            self._actions.remove(self._ids)

    def _restore_receipts(self) -> None:
        self._actions.restore(self._ids or ())


@dataclass(frozen=True, slots=True)
class FieldEdit:
    """One value for a field of several receipts."""

    numbers: tuple[int, ...]
    field: Field
    value: FieldValue | None
    adds_tags: bool = False
    """Whether the receipts keep the tags that they have."""


def add_new_category(
    actions: Actions, field: Field, value: FieldValue | None
) -> CategoryChange | None:
    """Put the new value of a category on the list; None if it is there already."""
    is_name = field is Field.CATEGORY and isinstance(value, str)
    return actions.add_category(str(value)) if is_name else None


class CorrectFieldsCommand(UndoableCommand):
    """Corrects one field of several receipts; undo restores what each of them had.

    A new category is put on the list of categories.
    """

    def __init__(
        self,
        words: str,
        actions: Actions,
        task_runner: TaskRunner,
        edit: FieldEdit,
        failed: FailureCallback,
    ) -> None:
        self._actions = actions
        self._edit = edit
        self._before: tuple[FieldChange, ...] = ()
        self._added: CategoryChange | None = None
        super().__init__(words, task_runner, self._correct_fields, self._restore_fields, failed)

    def _correct_fields(self) -> None:
        ids = self._actions.list_ids(self._edit.numbers)
        edit = self._edit
        self._added = add_new_category(self._actions, edit.field, edit.value)
        self._before = self._actions.correct_fields(
            ids, edit.field, edit.value, adds_tags=edit.adds_tags
        )

    def _restore_fields(self) -> None:
        if self._added:
            self._actions.restore_categories(self._added)
        self._actions.restore_fields(self._before)

"""Undoable commands of bookkeeping."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from receipt_desktop.domain.categories import CategoryChange
from receipt_desktop.domain.receipt import Receipt
from receipt_desktop.ui.task_runner import TaskRunner
from receipt_desktop.ui.undo_commands import FailureCallback, UndoableCommand

if TYPE_CHECKING:
    from receipt_desktop.actions import Actions

ChangeCategories = Callable[[], CategoryChange]


@dataclass(frozen=True, slots=True)
class CommandContext:
    """What all of these commands need."""

    actions: Actions
    task_runner: TaskRunner
    failed: FailureCallback


class ReportingCommand(UndoableCommand):
    """An undoable command that says when it was done, again or undone."""

    def __init__(
        self,
        words: str,
        context: CommandContext,
        steps: tuple[Callable[[], object], Callable[[], object]],
        done: Callable[[], None],
    ) -> None:
        """`steps` are the change and its undo."""
        super().__init__(words, context.task_runner, *steps, context.failed)
        self._done = done

    def redo(self) -> None:
        self._run(self._do_action)

    def undo(self) -> None:
        self._run(self._undo_action)

    def _run(self, action: Callable[[], object]) -> None:
        self._task_runner.run(
            action, done=lambda _: self._done(), failed=self._on_failure, in_order=True
        )


class EnterReceiptCommand(ReportingCommand):
    """Adds a receipt without a picture; undo removes it, redo restores it."""

    def __init__(
        self, words: str, context: CommandContext, name: str, show: Callable[[Receipt], None]
    ) -> None:
        self._actions = context.actions
        self._name = name
        self._receipt: Receipt | None = None
        self._is_removed = False
        self._show = show
        super().__init__(words, context, (self._enter, self._remove), self._show_receipt)

    def _enter(self) -> None:
        self._is_removed = False
        if self._receipt is None:
            self._receipt = self._actions.enter_by_hand(self._name)
        else:
            self._actions.restore([self._receipt.id])

    def _remove(self) -> None:
        self._is_removed = True
        if self._receipt is not None:
            self._actions.remove([self._receipt.id])

    def _show_receipt(self) -> None:
        if self._receipt is not None and not self._is_removed:
            self._show(self._receipt)


class AttachPictureCommand(UndoableCommand):
    """Gives a receipt a picture and reads it; undo takes the picture away again."""

    def __init__(self, words: str, context: CommandContext, receipt: Receipt, file: Path) -> None:
        actions = context.actions
        super().__init__(
            words,
            context.task_runner,
            lambda: actions.attach_picture(receipt.id, file),
            lambda: actions.detach_picture(receipt.id, receipt.file_name),
            context.failed,
        )


class CategoriesCommand(ReportingCommand):
    """Changes the categories; undo restores the list, and the receipts that it changed."""

    def __init__(
        self,
        words: str,
        context: CommandContext,
        change: ChangeCategories,
        done: Callable[[], None],
    ) -> None:
        self._actions = context.actions
        self._change = change
        self._before: CategoryChange | None = None
        super().__init__(words, context, (self._apply, self._restore), done)

    def _apply(self) -> None:
        self._before = self._change()

    def _restore(self) -> None:
        if self._before is not None:
            self._actions.restore_categories(self._before)

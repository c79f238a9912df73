"""Commands on receipts for all pages, most of them undoable."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import QObject, Signal, SignalInstance
from PySide6.QtGui import QUndoStack

from receipt_desktop.domain.errors import ReceiptError
from receipt_desktop.domain.receipt import Priority, Receipt, Status
from receipt_desktop.ui.i18n import texts
from receipt_desktop.ui.task_runner import TaskRunner
from receipt_desktop.ui.undo_commands import ExchangeCommand, RemoveReceiptsCommand, UndoableCommand

if TYPE_CHECKING:
    from receipt_desktop.actions import Actions

ReceiptSequence = Sequence[Receipt]


class ShowMessage(Protocol):
    """Shows a message on a page."""

    def __call__(
        self,
        sentence: str,
        button: str = "",
        action: Callable[[], None] | None = None,
        *,
        lasting: bool = False,
        until: SignalInstance | None = None,
    ) -> None: ...


class ReceiptController(QObject):
    """Runs commands on the receipts they apply to, off the UI thread."""

    password_requested = Signal(object)
    """Receipts whose password is to be asked for."""
    receipt_restored = Signal(str)
    """The id of the first receipt of a removal that was undone."""

    def __init__(
        self,
        actions: Actions,
        task_runner: TaskRunner,
        undo_stack: QUndoStack,
        show_message: ShowMessage,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._actions = actions
        self._task_runner = task_runner
        self._undo_stack = undo_stack
        self._show_message = show_message

    def retry_receipts(self, receipts: ReceiptSequence) -> None:
        """Reprocess these receipts."""
        if ids := [one.id for one in receipts if one.is_finished]:
            self._task_runner.run(
                lambda: self._actions.retry(ids), failed=self.show_error, in_order=True
            )

    def request_password(self, receipts: ReceiptSequence) -> None:
        """Ask for the password of those of these receipts that need one."""
        self.password_requested.emit(list(receipts))

    def cancel_receipts(self, receipts: ReceiptSequence) -> None:
        """Cancel waiting and running receipts; undo queues them again."""
        if ids := [one.id for one in receipts if not one.is_finished]:
            words = self.tr("Cancelled %Ln receipt(s)", "", len(ids))
            self._push_action(
                words, lambda: self._actions.cancel(ids), lambda: self._actions.retry(ids)
            )

    def remove_receipts(self, receipts: ReceiptSequence) -> None:
        """Remove these receipts; the notice offers undo."""
        if ids := [one.id for one in receipts]:
            words = self.tr("Removed %Ln receipt(s)", "", len(ids))
            command = RemoveReceiptsCommand(
                words,
                self._actions,
                self._task_runner,
                ids,
                self.show_error,
                restored=self.receipt_restored.emit,
            )
            self._undo_stack.push(command)
            self.offer_undo(words)

    def join_receipts(self, receipts: ReceiptSequence) -> None:
        """Join these receipts to one with all their pages, in the order of their arrival."""
        ids = [one.id for one in sorted(receipts, key=lambda one: one.number)]
        if len(ids) > 1:
            words = self.tr("Join %Ln receipt(s)", "", len(ids))
            self.push_command(
                ExchangeCommand(
                    words,
                    self._actions,
                    self._task_runner,
                    lambda: self._actions.join(ids),
                    self.show_error,
                ),
                self.tr("Joined %Ln receipt(s)", "", len(ids)),
            )

    def archive_receipts(self, receipts: ReceiptSequence) -> None:
        """Put finished receipts away; the notice offers undo."""
        if ids := [one.id for one in receipts if can_archive(one)]:
            words = self.tr("Archived %Ln receipt(s)", "", len(ids))
            self._push_archiving(words, ids, on=True)

    def unarchive_receipts(self, receipts: ReceiptSequence) -> None:
        """Take receipts out of the archive."""
        if ids := [one.id for one in receipts if one.is_archived]:
            words = self.tr("Took %Ln receipt(s) out of the archive", "", len(ids))
            self._push_archiving(words, ids, on=False)

    def _push_archiving(self, words: str, ids: Sequence[str], *, on: bool) -> None:
        archive = self._actions.archive
        self._push_action(words, lambda: archive(ids, on), lambda: archive(ids, not on))

    def hold_receipts(self, receipts: ReceiptSequence) -> None:
        """Pause these waiting receipts."""
        if ids := [one.id for one in receipts if can_hold(one)]:
            words = self.tr("Paused %Ln receipt(s)", "", len(ids))
            self._push_action(
                words,
                lambda: self._actions.hold_receipts(ids),
                lambda: self._actions.release_receipts(ids),
            )

    def release_receipts(self, receipts: ReceiptSequence) -> None:
        """Resume paused receipts."""
        if ids := [one.id for one in receipts if can_release(one)]:
            words = self.tr("Resumed %Ln receipt(s)", "", len(ids))
            self._push_action(
                words,
                lambda: self._actions.release_receipts(ids),
                lambda: self._actions.hold_receipts(ids),
            )

    def prioritize_receipts(self, receipts: ReceiptSequence, priority: Priority) -> None:
        """Change the priority of these receipts."""
        waiting = [one for one in receipts if is_waiting(one) and one.priority is not priority]
        if not waiting:
            return
        ids = [one.id for one in waiting]
        before: dict[Priority, list[str]] = defaultdict(list)
        for one in waiting:
            before[one.priority].append(one.id)

        def undo() -> None:
            for old, those in before.items():
                self._actions.prioritize(those, old)

        words = self.tr("Changed the order of %Ln receipt(s)", "", len(ids))
        self._push_action(words, lambda: self._actions.prioritize(ids, priority), undo)

    def run_action(
        self, action: Callable[[], object], done: Callable[[Any], None] | None = None
    ) -> None:
        """Run any other action; show its error."""
        self._task_runner.run(action, done=done, failed=self.show_error)

    def show_error(self, error: ReceiptError) -> None:
        """Show an error."""
        self._show_message(texts.format_error(error), lasting=True)

    def push_command(self, command: UndoableCommand, words: str) -> None:
        """Push an undoable command and offer undo."""
        self._undo_stack.push(command)
        self.offer_undo(words)

    def _push_action(
        self, words: str, do: Callable[[], object], undo: Callable[[], object]
    ) -> None:
        self.push_command(
            UndoableCommand(words, self._task_runner, do, undo, self.show_error), words
        )

    def offer_undo(self, words: str) -> None:
        """Show a message with undo until another command is done or undone."""
        stack = self._undo_stack
        self._show_message(words, self.tr("Undo"), stack.undo, until=stack.indexChanged)


def is_waiting(receipt: Receipt) -> bool:
    """Whether the receipt is waiting and not paused."""
    return receipt.status is Status.PENDING


def can_hold(receipt: Receipt) -> bool:
    """Whether the receipt can be paused."""
    return is_waiting(receipt) and not receipt.is_held


def can_release(receipt: Receipt) -> bool:
    """Whether the receipt is paused."""
    return is_waiting(receipt) and receipt.is_held


def can_archive(receipt: Receipt) -> bool:
    """Whether the receipt is finished and not in the archive."""
    return receipt.is_finished and not receipt.is_archived

"""The commands for the whole queue."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from receipt_desktop.actions import Actions
from receipt_desktop.domain.errors import ReceiptError
from receipt_desktop.domain.receipt import Status
from receipt_desktop.domain.receipt_query import ReceiptQuery
from receipt_desktop.ui.i18n import queue_texts
from receipt_desktop.ui.receipt_controller import ReceiptController
from receipt_desktop.ui.task_runner import TaskRunner
from receipt_desktop.ui.undo_commands import PurgeReceiptsCommand
from receipt_desktop.ui.widgets.confirm_dialog import ConfirmDialog

PURGE_STATUSES = {
    "completed": frozenset({Status.COMPLETED}),
    "failed": frozenset({Status.FAILED}),
    "both": frozenset({Status.COMPLETED, Status.FAILED}),
}


class QueueCommands(QObject):
    """Runs queue commands off the UI thread; changes arrive through the signal bridge."""

    command_finished = Signal()
    """Emitted when a command has finished or failed."""

    def __init__(
        self,
        actions: Actions,
        task_runner: TaskRunner,
        controller: ReceiptController,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._actions = actions
        self._task_runner = task_runner
        self._receipt_controller = controller
        self._window = window
        self.confirm_dialog: ConfirmDialog | None = None
        """The confirmation that is shown, if any."""

    def set_paused(self, on: bool) -> None:
        """Pause or resume the queue in all processes."""
        self._run_in_order(self._actions.pause_queue if on else self._actions.resume_queue)

    def set_draining(self, on: bool) -> None:
        """Start or stop draining: accept no new receipts and finish the queue."""
        self._run_in_order(partial(self._actions.set_draining, on))

    def change_settings(self, **settings: object) -> None:
        """Save and apply settings."""
        self._run_in_order(partial(self._actions.change_settings, **settings))

    def retry_all_failed(self) -> None:
        """Count the failed receipts, ask for confirmation, then retry all of them."""

        def ask(count: int) -> None:
            self._show_confirmation(
                self.tr("Retry %Ln failed receipt(s)?", "", count),
                self.tr("They are added to the end of the queue."),
                self.tr("Retry %Ln", "", count),
                lambda: self._run_in_order(self._actions.retry_failed),
                count,
            )

        self._count_receipts(PURGE_STATUSES["failed"], ask)

    def ask_to_purge(self, which: str) -> None:
        """Count the completed or failed receipts (or both), ask, then remove them."""
        self._count_receipts(PURGE_STATUSES[which], partial(self._confirm_purge, which))

    def _confirm_purge(self, which: str, count: int) -> None:
        sentence = {
            "completed": self.tr("Remove %Ln completed receipt(s)?", "", count),
            "failed": self.tr("Remove %Ln failed receipt(s)?", "", count),
            "both": self.tr("Remove %Ln completed and failed receipt(s)?", "", count),
        }[which]
        self._show_confirmation(
            sentence,
            self.tr(
                "The receipts and their extracted values are removed from the list. "
                "You can undo this until you quit Receipt Desktop."
            ),
            self.tr("Remove %Ln", "", count),
            lambda: self._purge_receipts(which, count),
            count,
        )

    def _purge_receipts(self, which: str, count: int) -> None:
        message = self.tr("Removed %Ln receipt(s)", "", count)
        statuses = PURGE_STATUSES[which]
        command = PurgeReceiptsCommand(
            message, self._actions, self._task_runner, statuses, self._receipt_controller.show_error
        )
        self._receipt_controller.push_command(command, message)

    def _count_receipts(self, statuses: frozenset[Status], then: Callable[[int], None]) -> None:
        query = ReceiptQuery(statuses=statuses)
        self._task_runner.run(
            lambda: self._actions.count_receipts(query), done=then, failed=self._report_error
        )

    def _show_confirmation(
        self, sentence: str, details: str, confirm_label: str, act: Callable[[], None], count: int
    ) -> None:
        """Show a confirmation with the count; do nothing for a count of 0."""
        if not count:
            self.command_finished.emit()
            return
        self.confirm_dialog = ConfirmDialog(self._window, sentence, details, confirm_label)
        self.confirm_dialog.accepted.connect(act)
        self.confirm_dialog.finished.connect(lambda _: self._discard_dialog())
        self.confirm_dialog.open()

    def _discard_dialog(self) -> None:
        if self.confirm_dialog:
            self.confirm_dialog.deleteLater()
        self.confirm_dialog = None
        self.command_finished.emit()

    def _run_in_order(self, action: Callable[[], object]) -> None:
        """Run commands in order: a resume never overtakes its pause."""
        self._task_runner.run(
            action,
            done=lambda _: self.command_finished.emit(),
            failed=self._report_error,
            in_order=True,
        )

    def _report_error(self, error: ReceiptError) -> None:
        self._receipt_controller.show_error(error)
        self.command_finished.emit()


def label_with_count(sentence: str, count: int) -> str:
    """A caption followed by the count, if it is not 0."""
    return f"{sentence}  {queue_texts.format_whole_number(count)}" if count else sentence

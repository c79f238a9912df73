"""What an administrator does with the whole queue."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from receipt_desktop.actions import Actions
from receipt_desktop.errors import ReceiptError
from receipt_desktop.receipt import Query, Status
from receipt_desktop.ui.changes import PurgeReceipts
from receipt_desktop.ui.confirm import Question
from receipt_desktop.ui.queue import words
from receipt_desktop.ui.receipt_orders import ReceiptOrders
from receipt_desktop.ui.work import Work

PURGED = {
    "completed": frozenset({Status.COMPLETED}),
    "failed": frozenset({Status.FAILED}),
    "both": frozenset({Status.COMPLETED, Status.FAILED}),
}


class Controls(QObject):
    """Asks for it off the UI thread; what it changes comes back through the bridge."""

    settled = Signal()
    """What was asked for is done, or was refused."""

    def __init__(
        self, actions: Actions, work: Work, orders: ReceiptOrders, window: QWidget
    ) -> None:
        super().__init__(window)
        self._actions = actions
        self._work = work
        self._orders = orders
        self._window = window
        self.question: Question | None = None
        """The confirmation that is shown just now."""

    def pause(self, on: bool) -> None:
        """Stop taking receipts up, or go on; in all processes."""
        self._do(self._actions.pause if on else self._actions.resume)

    def drain(self, on: bool) -> None:
        """Take nothing new in and finish what waits, or take in again."""
        self._do(partial(self._actions.drain, on))

    def change(self, **settings: object) -> None:
        """Put settings in force."""
        self._do(partial(self._actions.change_settings, **settings))

    def retry_all_failed(self) -> None:
        """Ask how many, ask the person, then read all of them anew."""

        def ask(count: int) -> None:
            self._confirm(
                self.tr("Read %n failed receipt(s) again?", "", count),
                self.tr("They go to the end of the queue."),
                self.tr("Read %n again", "", count),
                lambda: self._do(self._actions.retry_failed),
                count,
            )

        self._count(PURGED["failed"], ask)

    def purge(self, which: str) -> None:
        """completed, failed or both: ask how many, ask the person, then remove them."""
        self._count(PURGED[which], partial(self._ask_purge, which))

    def _ask_purge(self, which: str, count: int) -> None:
        sentence = {
            "completed": self.tr("Remove %n completed receipt(s)?", "", count),
            "failed": self.tr("Remove %n failed receipt(s)?", "", count),
            "both": self.tr("Remove %n completed and failed receipt(s)?", "", count),
        }[which]
        self._confirm(
            sentence,
            self.tr(
                "They leave the list with everything that was read from them. "
                "You can undo this until the program ends."
            ),
            self.tr("Remove %n", "", count),
            lambda: self._purge(which, count),
            count,
        )

    def _purge(self, which: str, count: int) -> None:
        said = self.tr("Removed %n receipt(s)", "", count)
        statuses = PURGED[which]
        command = PurgeReceipts(said, self._actions, self._work, statuses, self._orders.fail)
        self._orders.push(command, said)

    def _count(self, statuses: frozenset[Status], then: Callable[[int], None]) -> None:
        query = Query(statuses=statuses)
        self._work.run(lambda: self._actions.count(query), done=then, failed=self._refuse)

    def _confirm(
        self, sentence: str, details: str, deed: str, act: Callable[[], None], count: int
    ) -> None:
        """A question that names the number; nothing is asked about nothing."""
        if not count:
            self.settled.emit()
            return
        self.question = Question(self._window, sentence, details, deed)
        self.question.accepted.connect(act)
        self.question.finished.connect(lambda _: self._forget())
        self.question.open()

    def _forget(self) -> None:
        if self.question:
            self.question.deleteLater()
        self.question = None
        self.settled.emit()

    def _do(self, action: Callable[[], object]) -> None:
        """One after the other: a resume never overtakes its pause."""
        self._work.run(
            action, done=lambda _: self.settled.emit(), failed=self._refuse, in_order=True
        )

    def _refuse(self, error: ReceiptError) -> None:
        self._orders.fail(error)
        self.settled.emit()


def counted(sentence: str, count: int) -> str:
    """A button's words with a number where there is one."""
    return f"{sentence}  {words.whole(count)}" if count else sentence

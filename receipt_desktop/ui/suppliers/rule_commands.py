"""Undoable changes of rules and suppliers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

from PySide6.QtGui import QUndoCommand

from receipt_desktop.domain.errors import ReceiptError
from receipt_desktop.ui.task_runner import TaskRunner

Effect = TypeVar("Effect")


class EffectCommand(QUndoCommand, Generic[Effect]):
    """A change that returns what is needed to take it back, run in order off the UI thread."""

    def __init__(
        self,
        words: str,
        task_runner: TaskRunner,
        do: Callable[[], Effect],
        take_back: Callable[[Effect], object],
        *,
        done: Callable[[Effect | None], None],
        failed: Callable[[ReceiptError], None],
    ) -> None:
        """`done` is called with the effect, and with None when it was taken back."""
        super().__init__(words)
        self._task_runner = task_runner
        self._do, self._take_back = do, take_back
        self._done, self._failed = done, failed
        self._effect: Effect | None = None

    def redo(self) -> None:
        self._task_runner.run(self._do, done=self._keep, failed=self._failed, in_order=True)

    def undo(self) -> None:
        def take_back() -> None:
            if self._effect is not None:
                self._take_back(self._effect)

        self._task_runner.run(
            take_back, done=lambda _: self._done(None), failed=self._failed, in_order=True
        )

    def _keep(self, effect: Effect) -> None:
        self._effect = effect
        self._done(effect)

"""Imports from the window: choose a file, look at the plan, import, undo."""

from __future__ import annotations

import threading
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoCommand
from PySide6.QtWidgets import QFileDialog

from receipt_desktop.domain.csv_import import ImportPlan, ImportResult
from receipt_desktop.ui.imports.import_dialog import ImportDialog
from receipt_desktop.ui.undo_commands import RemoveReceiptsCommand

if TYPE_CHECKING:
    from receipt_desktop.actions import Actions
    from receipt_desktop.ui.main_window import MainWindow


class ImportController(QObject):
    """Runs one import at a time."""

    progressed = Signal(int, int)
    """Receipts added so far, and all."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._actions: Actions = window.app_actions
        self._task_runner = window.task_runner
        self._receipts = window.inbox_controller.receipt_controller
        self._cancelled = threading.Event()
        self.dialog: ImportDialog | None = None
        """The dialog of the last import."""

    def choose_file(self) -> None:
        """Ask for a file and show what it would add."""
        kinds = self.tr("Exports of other programs (*.csv *.zip)")
        file, _ = QFileDialog.getOpenFileName(self._window, self.tr("Import"), "", kinds)
        if file:
            self.open_file(Path(file))

    def open_file(self, file: Path) -> None:
        """Show what this file would add."""
        dialog = self.dialog = ImportDialog(self._window, file)
        self._cancelled = threading.Event()
        dialog.plan_requested.connect(partial(self._load_plan, file))
        dialog.import_requested.connect(self._run)
        dialog.cancel_requested.connect(self._cancelled.set)
        self.progressed.connect(dialog.show_progress)
        self._load_plan(file, None)
        dialog.open()

    def _load_plan(self, file: Path, pictures: Path | None) -> None:
        if self.dialog is not None:
            self._task_runner.run(
                lambda: self._actions.plan_import(file, pictures),
                done=self.dialog.show_plan,
                failed=self.dialog.show_error,
            )

    def _run(self, plan: ImportPlan) -> None:
        if self.dialog is not None:
            cancelled = self._cancelled
            self._task_runner.run(
                lambda: self._actions.run_import(plan, self.progressed.emit, cancelled.is_set),
                done=self._finish,
                failed=self.dialog.show_error,
            )

    def _finish(self, result: ImportResult) -> None:
        if self.dialog is not None:
            self.dialog.accept()
        words = self.tr("Imported %Ln receipt(s)", "", len(result.added))
        if result.failed:
            failed = self.tr("%Ln failed", "", len(result.failed))
            words = f"{words}, {failed}"
        self._window.undo_stack.push(self._make_undo(words, result))
        self._receipts.offer_undo(words)

    def _make_undo(self, words: str, result: ImportResult) -> QUndoCommand:
        ids = [receipt.id for receipt in result.added]
        return ImportedCommand(
            RemoveReceiptsCommand(
                words, self._actions, self._task_runner, ids, self._receipts.show_error
            )
        )


class ImportedCommand(QUndoCommand):
    """An import that was carried out: undo removes its receipts, redo restores them."""

    def __init__(self, removal: RemoveReceiptsCommand) -> None:
        super().__init__(removal.text())
        self._removal = removal
        self._was_done = False

    def redo(self) -> None:
        if self._was_done:
            self._removal.undo()
        self._was_done = True

    def undo(self) -> None:
        self._removal.redo()

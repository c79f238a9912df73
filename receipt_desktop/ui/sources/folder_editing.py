"""Adds and changes watched folders, and shows the files that could not be added."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from receipt_desktop.actions import Actions
from receipt_desktop.domain.errors import ReceiptError
from receipt_desktop.domain.intake import IntakeSource, SourceRule
from receipt_desktop.domain.source import SourceKind
from receipt_desktop.domain.watched_folders import FolderFile, WatchedFolder
from receipt_desktop.ui.i18n import texts
from receipt_desktop.ui.sources.failed_files_dialog import FailedFilesDialog
from receipt_desktop.ui.sources.folder_dialog import FolderDialog
from receipt_desktop.ui.task_runner import TaskRunner


class FolderEditing(QObject):
    """The dialogs of watched folders."""

    save_requested = Signal(object, object)
    """The `IntakeSource` to be saved, and what it was before; None for a new one."""
    changed = Signal()
    """Failed files were dealt with."""
    failed = Signal(object)
    """A `ReceiptError` that no dialog shows."""

    def __init__(self, window: QWidget, actions: Actions, task_runner: TaskRunner) -> None:
        """`window` is the parent of the dialogs."""
        super().__init__(window)
        self._window, self._actions, self._task_runner = window, actions, task_runner
        self.dialog: FolderDialog | None = None
        self.failed_dialog: FailedFilesDialog | None = None

    def add_folder(self) -> None:
        """Ask for a new folder."""
        self._open(FolderDialog(self._window), None)

    def edit_folder(self, source: IntakeSource) -> None:
        """Change the folder of a source."""
        folder = WatchedFolder.from_options(
            source.id, source.name, source.options, is_enabled=source.is_enabled
        )
        self._open(FolderDialog(self._window, folder, source.rule), source)

    def show_failed_files(self, source: IntakeSource) -> None:
        """Show the files of a folder that could not be added."""
        self._task_runner.run(
            partial(self._actions.list_failed_files, source.id),
            done=partial(self._show_failed, source),
            failed=self.failed.emit,
        )

    def _open(self, dialog: FolderDialog, before: IntakeSource | None) -> None:
        self.dialog = dialog
        dialog.confirmed.connect(partial(self._check, dialog, before))
        self._task_runner.run(
            self._load_choices,
            done=lambda found: dialog.rule_editor.show_values(*found),
            failed=self.failed.emit,
        )
        dialog.open()

    def _load_choices(self) -> tuple[Any, Any]:
        current = self._actions.current_company.folder
        others = (one for one in self._actions.list_companies() if one.folder != current)
        return self._actions.list_values(), tuple(others)

    def _check(
        self,
        dialog: FolderDialog,
        before: IntakeSource | None,
        folder: WatchedFolder,
        rule: SourceRule,
    ) -> None:
        """Check the folder; the dialog stays open with the reason when it is refused."""

        def done(_: object) -> None:
            dialog.accept()
            source = IntakeSource(
                folder.id,
                SourceKind.FOLDER,
                folder.path,
                is_enabled=folder.is_enabled,
                options=folder.to_options(),
                rule=rule,
            )
            self.save_requested.emit(source, before)

        def fail(error: ReceiptError) -> None:
            dialog.show_error(texts.format_error(error))

        check = partial(self._actions.check_watched_folder, folder)
        self._task_runner.run(check, done=done, failed=fail)

    def _show_failed(self, source: IntakeSource, files: list[FolderFile]) -> None:
        dialog = self.failed_dialog = FailedFilesDialog(self._window, source.name, files)
        dialog.retry_requested.connect(
            lambda paths: self._change(self._actions.retry_failed_files, source.id, paths)
        )
        dialog.ignore_requested.connect(
            lambda paths: self._change(self._actions.ignore_failed_files, source.id, paths)
        )
        dialog.open()

    def _change(self, action: Any, folder_id: int, paths: list[str]) -> None:
        self._task_runner.run(
            partial(action, folder_id, paths),
            done=lambda _: self.changed.emit(),
            failed=self.failed.emit,
        )

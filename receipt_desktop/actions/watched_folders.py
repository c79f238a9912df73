"""Actions on watched folders."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path

from receipt_desktop.actions.batches import SubmitOptions
from receipt_desktop.actions.context import ActionsBase
from receipt_desktop.actions.submission import SubmissionService
from receipt_desktop.domain.intake import IntakeSource, SourceRule
from receipt_desktop.domain.receipt import SubmitResult
from receipt_desktop.domain.source import Source, SourceKind
from receipt_desktop.domain.watched_folders import (
    FileState,
    FolderFile,
    FolderState,
    WatchedFolder,
)
from receipt_desktop.intake.folder_checks import check_watched_folder
from receipt_desktop.intake.folder_intake import SubmitFiles
from receipt_desktop.intake.folder_sources import list_watched_folders


def make_folder_submission(submission: SubmissionService, actor: str) -> SubmitFiles:
    """Submits files of watched folders, which name the folder as their source."""

    def submit(files: Sequence[Path], folder: WatchedFolder) -> Sequence[SubmitResult]:
        source = Source(SourceKind.FOLDER, folder.path)
        return submission.submit_files(files, SubmitOptions(actor=actor, source=source))

    return submit


class WatchedFolderActions(ActionsBase):
    """Actions on the folders whose new files are added by themselves."""

    def list_watched_folders(self) -> tuple[WatchedFolder, ...]:
        """The watched folders, also those that are switched off."""
        return list_watched_folders(self._store)

    def check_watched_folder(self, folder: WatchedFolder) -> None:
        """Raises `InvalidRequest` for a folder that cannot or must not be watched."""
        check_watched_folder(folder, self.data_dir, self.list_watched_folders())

    def save_watched_folder(self, folder: WatchedFolder, rule: SourceRule) -> IntakeSource:
        """Watch a folder whose id is 0, or change how one is watched.

        Raises `InvalidRequest` for a folder that must not be watched, `Conflict`, `NotFound`.
        """
        self.check_watched_folder(folder)
        source = IntakeSource(
            folder.id,
            SourceKind.FOLDER,
            folder.path,
            is_enabled=folder.is_enabled,
            options=folder.to_options(),
            rule=rule,
        )
        saved = self._store.save_intake_source(source, self._actor)
        self._reload_folders()
        return saved

    def list_folder_states(self) -> list[FolderState]:
        """How the folders are doing; empty in a process that does not watch them."""
        watchers = self._context.folder_watchers
        return watchers.list_states() if watchers else []

    def list_failed_files(self, folder_id: int) -> list[FolderFile]:
        """The files of a folder that could not be added, by path."""
        return self._store.list_folder_files(folder_id, {FileState.FAILED})

    def retry_failed_files(self, folder_id: int, paths: Collection[str]) -> None:
        """Try to add files again that could not be added."""
        self._store.save_folder_files(folder_id, (), paths)
        self._reload_folders()

    def ignore_failed_files(self, folder_id: int, paths: Collection[str]) -> None:
        """Take files off the list of those that could not be added, until they change."""
        self._store.ignore_failed_files(folder_id, paths)

    def look_at_folders(self) -> None:
        """Look at all watched folders now."""
        self._reload_folders()

    def _reload_folders(self) -> None:
        if self._context.folder_watchers:
            self._context.folder_watchers.reload()

"""Moves the data between two windows, when the person asked for it in the settings."""

from __future__ import annotations

from pathlib import Path

from receipt_desktop.backup.archive import BackupOptions
from receipt_desktop.backup.relocation import MoveResult, move_data_folder
from receipt_desktop.config import companies
from receipt_desktop.config.paths import Paths
from receipt_desktop.domain.errors import ReceiptError


def move_when_asked(paths: Paths) -> tuple[Paths, list[ReceiptError]]:
    """The place of the data for the next window, and what went wrong with a move."""
    from receipt_desktop.ui.desktop_application import take_move_target  # noqa: PLC0415 (loads Qt)

    target = take_move_target()
    return move_with_progress(paths, target) if target else (paths, [])


def move_with_progress(paths: Paths, target: Path) -> tuple[Paths, list[ReceiptError]]:
    """Move the data and show how far it is; the old place and the error if that fails."""
    from receipt_desktop.ui.settings.move_dialog import MoveDialog  # noqa: PLC0415 (loads Qt)
    from receipt_desktop.ui.task_runner import TaskRunner  # noqa: PLC0415

    def move(job: BackupOptions) -> MoveResult:
        return move_data_folder(
            paths, target, on_progress=job.on_progress, is_cancelled=job.is_cancelled
        )

    task_runner = TaskRunner()
    try:
        dialog = MoveDialog(task_runner)
        if dialog.run_move(move):
            return Paths(target), _list_moved_company(paths.data, target)
        return paths, [dialog.error] if dialog.error else []
    finally:
        task_runner.close()


def _list_moved_company(old: Path, new: Path) -> list[ReceiptError]:
    """Put the new place on the list of companies; the error when that cannot be saved."""
    try:
        companies.follow_move(old, new)
    except ReceiptError as error:
        return [error]
    return []

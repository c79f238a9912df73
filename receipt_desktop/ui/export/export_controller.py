"""Runs the dialogs of the export: the export itself, its profiles, and past exports."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from receipt_desktop.domain.export_batch import (
    ExportBatch,
    ExportProblem,
    ExportResult,
    Preflight,
    format_batch,
)
from receipt_desktop.domain.export_profile import ExportProfile
from receipt_desktop.domain.receipt_query import ReceiptQuery
from receipt_desktop.messages import Message
from receipt_desktop.ui.export.batches_dialog import BatchesDialog
from receipt_desktop.ui.export.export_dialog import ExportDialog
from receipt_desktop.ui.export.export_runner import ExportChecker, ExportJob, ExportRunner
from receipt_desktop.ui.export.profiles_dialog import ProfilesDialog
from receipt_desktop.ui.export.scope_box import OfferedReceipts
from receipt_desktop.ui.i18n import texts
from receipt_desktop.ui.receipt_controller import ReceiptController
from receipt_desktop.ui.task_runner import TaskRunner
from receipt_desktop.ui.widgets.notice_bar import NoticeBar
from receipt_desktop.ui.widgets.recent_folders import EXPORTING, RecentFolders

PLAIN_CHART = "Plain chart"
"""The name that a profile of the program has on the command line."""

if TYPE_CHECKING:
    from receipt_desktop.actions import Actions, ExportFormat, ExportRequest


class ExportController(QObject):
    """Opens the dialogs and does what they ask for."""

    receipt_requested = Signal(str)
    """The id of a receipt to show."""

    def __init__(
        self,
        window: QWidget,
        runner: ExportRunner,
        notice: NoticeBar,
        work: tuple[Actions, TaskRunner, ReceiptController],
        folders: RecentFolders,
    ) -> None:
        super().__init__(window)
        self._folders = folders
        self._window, self._runner, self._notice = window, runner, notice
        self._actions, self._task_runner, self._receipts = work
        self.checker = ExportChecker(self._actions, self._task_runner, self)
        self.dialog: ExportDialog | None = None
        """The last export dialog."""
        self.profiles_dialog: ProfilesDialog | None = None
        self.batches_dialog: BatchesDialog | None = None
        self.open_url: Callable[[QUrl], object] = QDesktopServices.openUrl
        """Hands a folder to the desktop."""
        self.checker.failed.connect(self._receipts.show_error)
        runner.exported.connect(self._report)
        runner.failed.connect(self._receipts.show_error)

    # -- the export

    def export_receipts(
        self,
        shown: ReceiptQuery,
        chosen: ReceiptQuery,
        format_name: str = "",
        *,
        prefers_chosen: bool = False,
    ) -> None:
        """Ask how these receipts are to be exported; like the last time without a format."""
        self._run(
            lambda: (
                self._list_profiles(),
                self._actions.list_export_batches()[:1],
                self._actions.count_kinds(shown).all,
                self._actions.count_kinds(chosen).all,
            ),
            lambda found: self._open_dialog(
                OfferedReceipts(shown, chosen, found[2], found[3], prefers_chosen),
                format_name,
                found,
            ),
        )

    def _open_dialog(
        self, offered: OfferedReceipts, format_name: str, found: tuple[Any, ...]
    ) -> None:
        profiles, last, *_ = found
        if self.dialog is not None:
            self.dialog.close()
        dialog = ExportDialog(self._window, _list_formats(), profiles, offered)
        self.dialog = dialog
        dialog.request_changed.connect(self.checker.check)
        self.checker.checked.connect(dialog.show_preflight)
        self.checker.progressed.connect(dialog.view.show_checking)
        dialog.view.problem_opened.connect(lambda row: self._open_problem(row[1]))
        dialog.export_requested.connect(self._choose_target)
        dialog.edit_requested.connect(lambda profile: self.edit_profiles(profile.key))
        dialog.finished.connect(lambda _: self.checker.cancel())
        before: ExportBatch | None = next(iter(last), None)
        if before is not None and not format_name:
            dialog.choose(before.format_name, before.profile)
        else:
            dialog.choose(format_name, "")
        dialog.show()

    def _open_problem(self, problem: ExportProblem) -> None:
        """Show the receipt of a problem, or the profile."""
        if problem.receipt_id:
            self.receipt_requested.emit(problem.receipt_id)
        elif self.dialog is not None:
            self.edit_profiles(self.dialog.profile.key)

    def _choose_target(self, request: ExportRequest, found: Preflight) -> None:
        target = self._ask_for_target(request.form)
        if target is not None:
            self.start(request, found.count, target)

    def start(self, request: ExportRequest, count: int, target: Path) -> None:
        """Write the file; the dialog has done its work."""
        if self.dialog is not None:
            self.dialog.close()
        self._runner.start(ExportJob(request, count, target))

    def _ask_for_target(self, form: ExportFormat) -> Path | None:
        label = QCoreApplication.translate("texts", form.label)
        title = self.tr("Export as {format}").format(format=label)
        if form.is_folder:
            folder = QFileDialog.getExistingDirectory(
                self._window, title, str(self._folders.find(EXPORTING))
            )
            return find_free_folder(self._keep_folder(folder), form.name) if folder else None
        name = self._actions.add_company_name(f"receipts{form.suffix}")
        pattern = f"{label} (*{form.suffix})"
        start = str(self._folders.find(EXPORTING) / name)
        target, _ = QFileDialog.getSaveFileName(self._window, title, start, pattern)
        if target:
            self._keep_folder(Path(target).parent)
        return Path(target) if target else None

    def _keep_folder(self, folder: str | Path) -> Path:
        """Begin here the next time."""
        self._folders.remember(EXPORTING, Path(folder))
        return Path(folder)

    def _open_folder(self, folder: Path) -> None:
        self.open_url(QUrl.fromLocalFile(str(folder)))

    def _report(self, result: ExportResult, target: Path) -> None:
        sentences = [
            self.tr("Exported %Ln row(s) to {file}.", "", result.rows).format(file=target.name)
        ]
        if result.left_out:
            sentences.append(self.tr("%Ln receipt(s) was/were left out.", "", result.left_out))
        if result.batch:
            sentences.append(self.tr("Batch {label}.").format(label=format_batch(result.batch)))
        sentences += [
            texts.format_message(Message("export_restored", {"path": path}))
            for path in result.restored
        ]
        folder = target if target.is_dir() else target.parent
        self._notice.show_message(
            " ".join(sentences),
            self.tr("Show file"),
            partial(self._open_folder, folder),
            lasting=True,
        )

    # -- profiles

    def edit_profiles(self, chosen: str = "") -> None:
        """Open the profiles, with the one of this key in the form."""
        self._run(self._list_profiles, partial(self._open_profiles, chosen))

    def _list_profiles(self) -> tuple[ExportProfile, ...]:
        """The profiles; the plain one that comes with the program in the person's language."""
        names = {PLAIN_CHART: self.tr("Plain chart")}
        return tuple(
            replace(one, name=names.get(one.name, one.name))
            for one in self._actions.list_export_profiles()
        )

    def _open_profiles(self, chosen: str, profiles: Sequence[ExportProfile]) -> None:
        targets = {form.name: form.label for form in _list_formats() if form.is_checked}
        owner = self.dialog if self.dialog and self.dialog.isVisible() else self._window
        dialog = ProfilesDialog(owner, self._actions, self._task_runner, targets)
        self.profiles_dialog = dialog
        dialog.show_profiles(profiles, chosen)
        dialog.profiles_changed.connect(self._reload_profiles)
        dialog.show()

    def _reload_profiles(self, chosen: str) -> None:
        self._run(self._list_profiles, partial(self._show_profiles, chosen))

    def _show_profiles(self, chosen: str, profiles: Sequence[ExportProfile]) -> None:
        if self.profiles_dialog is not None:
            self.profiles_dialog.show_profiles(profiles, chosen)
        if self.dialog is not None and self.dialog.isVisible():
            self.dialog.show_profiles(profiles)
            self.dialog.check()

    # -- past exports

    def show_batches(self) -> None:
        """Show what was exported."""
        dialog = BatchesDialog(self._window, _list_formats())
        self.batches_dialog = dialog
        dialog.undo_requested.connect(self._undo)
        self._run(self._actions.list_export_batches, dialog.show_batches)
        dialog.show()

    def _undo(self, number: int, undone: bool) -> None:
        self._run(lambda: self._actions.undo_export(number, undone), self._report_undo)

    def _report_undo(self, batch: ExportBatch) -> None:
        count = texts.format_count(batch.receipts)
        words = (
            self.tr("{n} receipts of {label} count as not exported.")
            if batch.undone_at
            else self.tr("{n} receipts of {label} count as exported.")
        )
        self._notice.show_message(words.format(n=count, label=batch.label))
        if self.batches_dialog is not None:
            self._run(self._actions.list_export_batches, self.batches_dialog.show_batches)

    def _run(self, act: Callable[[], Any], done: Callable[[Any], None]) -> None:
        self._receipts.run_action(act, done)


def find_free_folder(parent: Path, name: str) -> Path:
    """A folder that is not there yet: `datev 2024-01-31`."""
    stem = f"{name} {date.today()}"  # noqa: DTZ011 (the person's own day)
    found, number = parent / stem, 1
    while found.exists():
        number += 1
        found = parent / f"{stem} ({number})"
    return found


def _list_formats() -> tuple[ExportFormat, ...]:
    from receipt_desktop.actions import export_formats  # noqa: PLC0415 (loads the back end)

    return export_formats()

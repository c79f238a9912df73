"""The commands of the Receipts page: add, paste, retry, cancel, remove, export."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from PySide6.QtCore import QBuffer, QByteArray, QCoreApplication, QObject, Signal
from PySide6.QtGui import QGuiApplication, QImage, QImageWriter, QUndoStack
from PySide6.QtWidgets import QFileDialog

from receipt_desktop.actions import Actions, ExportFormat
from receipt_desktop.domain.receipt import Receipt, ReceiptQuery, SubmitResult
from receipt_desktop.ui.i18n import texts
from receipt_desktop.ui.inbox.drop_area import local_file_paths
from receipt_desktop.ui.inbox.inbox_page import InboxPage
from receipt_desktop.ui.receipt_controller import ReceiptController
from receipt_desktop.ui.task_runner import TaskRunner

MAX_NAMED_FILES = 3
"""Maximum number of rejected files named in one notice."""
FILE_PATTERNS = (
    "*.jpg *.jpeg *.png *.webp *.tif *.tiff *.bmp *.gif *.heic *.heif *.avif *.pdf *.xml"
)


class InboxController(QObject):
    """Runs the commands of the Receipts page off the UI thread and reports their results."""

    receipts_added = Signal(object)
    """The receipts of a submission, also those that were added before."""

    def __init__(
        self, page: InboxPage, actions: Actions, task_runner: TaskRunner, undo_stack: QUndoStack
    ) -> None:
        super().__init__(page)
        self._page = page
        self._actions = actions
        self.receipt_controller = ReceiptController(
            actions, task_runner, undo_stack, page.notice.show_message, self
        )
        self.is_closing = False
        """Whether new files are rejected because the window is closing."""
        page.files_dropped.connect(self.add_files)
        page.picture_dropped.connect(self.add_picture)
        page.empty_state.add_files_requested.connect(self.choose_files)
        page.empty_state.add_folder_requested.connect(self.choose_folder)
        page.empty_state.samples_requested.connect(self.add_samples)
        page.list.remove_requested.connect(self.remove_chosen)
        page.review_pane.approval_controller.approval_started.connect(self._offer_approval_undo)

    # -- adding

    def choose_files(self) -> None:
        """Ask for files and add them."""
        kinds = self.tr("Receipts ({kinds})").format(kinds=FILE_PATTERNS)
        title = self.tr("Add files")
        files, _ = QFileDialog.getOpenFileNames(
            self._page, title, "", f"{kinds};;{self.tr('All files')} (*)"
        )
        self.add_files(files)

    def choose_folder(self) -> None:
        """Ask for a folder and add its files."""
        folder = QFileDialog.getExistingDirectory(self._page, self.tr("Add folder"))
        if folder:
            self.add_files([folder])

    def add_files(self, files: list[str]) -> None:
        """Add files and folders."""
        if self.is_closing:
            self._page.notice.show_message(
                self.tr("The window is closing. Add these files after the next start.")
            )
        elif files:
            paths = [Path(file) for file in files]
            self._run_action(lambda: self._actions.submit(paths), self._report_submissions)

    def add_samples(self) -> None:
        """Add the bundled sample receipts."""
        self._run_action(self._actions.submit_samples, self._report_submissions)

    def paste_from_clipboard(self) -> None:
        """Add the files or the picture in the clipboard."""
        data = QGuiApplication.clipboard().mimeData()
        if files := local_file_paths(data):
            self.add_files(files)
        elif data.hasImage():
            self.add_picture(QGuiApplication.clipboard().image())
        else:
            self._page.notice.show_message(self.tr("The clipboard contains no image or file."))

    def add_picture(self, picture: QImage) -> None:
        """Add a picture without a file."""
        buffer = QBuffer()
        buffer.open(QBuffer.OpenModeFlag.WriteOnly)
        QImageWriter(buffer, QByteArray(b"png")).write(picture)
        data = bytes(buffer.data().data())
        name = self.tr("Pasted {when}.png").format(when=f"{datetime.now(UTC):%Y-%m-%d %H-%M-%S}")
        self._run_action(
            lambda: (self._actions.submit_bytes(data, name),), self._report_submissions
        )

    def _report_submissions(self, answers: tuple[SubmitResult, ...]) -> None:
        self.receipts_added.emit([answer.receipt for answer in answers if answer.receipt])
        refused = [answer for answer in answers if answer.error]
        known = [answer for answer in answers if answer.is_duplicate]
        sentences = [self._format_refusals(refused)] if refused else []
        if known:
            sentences.append(
                self.tr("Skipped %n receipt(s) that were already added.", "", len(known))
            )
        if not answers:
            sentences.append(self.tr("The folder contains no files."))
        if sentences:
            self._page.notice.show_message("\n".join(sentences), lasting=bool(refused))
        if known and len(answers) == 1 and known[0].receipt:
            self._page.show_receipt(known[0].receipt.id)

    def _format_refusals(self, refused: list[SubmitResult]) -> str:
        sentences = [
            texts.format_error(answer.error) for answer in refused[:MAX_NAMED_FILES] if answer.error
        ]
        more = len(refused) - len(sentences)
        return "\n".join([*sentences, self.tr("… and %n more.", "", more)] if more else sentences)

    # -- selected receipts

    def retry_chosen(self) -> None:
        """Reprocess the selected receipts."""
        self.receipt_controller.retry_receipts(self._page.chosen_receipts())

    def cancel_chosen(self) -> None:
        """Cancel the selected receipts that are waiting or running."""
        self.receipt_controller.cancel_receipts(self._page.chosen_receipts())

    def remove_chosen(self) -> None:
        """Remove the selected receipts; the notice offers undo."""
        self.receipt_controller.remove_receipts(self._page.chosen_receipts())

    def approve_chosen(self) -> None:
        """Approve the selected receipts, after confirmation if required."""
        self._page.review_pane.approve_receipts(self._page.chosen_receipts())

    def withdraw_chosen(self) -> None:
        """Withdraw the approval of the selected receipts."""
        self._page.review_pane.approval_controller.withdraw_approvals(self._page.chosen_receipts())

    def _offer_approval_undo(self, count: int) -> None:
        if count > 1:
            self.receipt_controller.offer_undo(self.tr("Approved %n receipt(s)", "", count))

    def export_chosen(self, form: ExportFormat) -> None:
        """Ask for a file and export the selected receipts, or all shown ones, in this format."""
        receipts = self._page.chosen_or_shown_receipts()
        name = format_name(form)
        title = self.tr("Export as {format}").format(format=name)
        target, _ = QFileDialog.getSaveFileName(
            self._page, title, f"receipts{form.suffix}", f"{name} (*{form.suffix})"
        )
        if target:
            self.export_receipts(receipts, Path(target), form)

    def export_receipts(self, receipts: list[Receipt], target: Path, form: ExportFormat) -> None:
        """Export these receipts to a file."""
        query = ReceiptQuery(ids=tuple(receipt.id for receipt in receipts))
        self._run_action(
            lambda: self._actions.export(query, target, form.name),
            lambda rows: self._page.notice.show_message(
                self.tr("Exported %n row(s) to {file}.", "", rows).format(file=target.name)
            ),
        )

    def _run_action(
        self, action: Callable[[], object], done: Callable[[Any], None] | None = None
    ) -> None:
        self.receipt_controller.run_action(action, done)


def format_name(form: ExportFormat) -> str:
    """The name of an export format in the person's language."""
    return QCoreApplication.translate("texts", form.label)

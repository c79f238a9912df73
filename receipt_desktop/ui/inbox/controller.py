"""The commands of the Receipts page: add, paste, retry, cancel, remove, export."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication, QUndoStack
from PySide6.QtWidgets import QFileDialog

from receipt_desktop.domain.display import format_file_name
from receipt_desktop.domain.fields import Field, FieldValue
from receipt_desktop.domain.receipt import Receipt, SubmitResult
from receipt_desktop.domain.source import Source, SourceKind
from receipt_desktop.ui.export.export_controller import ExportController
from receipt_desktop.ui.i18n import texts
from receipt_desktop.ui.inbox.bulk_edit_dialog import BulkEditDialog
from receipt_desktop.ui.inbox.content_intake import ContentIntake
from receipt_desktop.ui.inbox.handed_content import read_content
from receipt_desktop.ui.inbox.inbox_page import InboxPage
from receipt_desktop.ui.inbox.original_files import OriginalFiles
from receipt_desktop.ui.inbox.receipt_columns import describe_receipt, format_rows
from receipt_desktop.ui.inbox.totals_dialog import TotalsDialog
from receipt_desktop.ui.receipt_controller import ReceiptController
from receipt_desktop.ui.task_runner import TaskRunner
from receipt_desktop.ui.undo_commands import CorrectFieldsCommand, FieldEdit
from receipt_desktop.ui.widgets.recent_folders import ADDING

if TYPE_CHECKING:
    from receipt_desktop.actions import Actions

MAX_NAMED_FILES = 3
"""Maximum number of rejected files named in one notice."""
FILE_PATTERNS = (
    "*.jpg *.jpeg *.png *.webp *.tif *.tiff *.bmp *.gif *.heic *.heif *.avif *.pdf *.xml "
    "*.zip *.eml *.emlx *.msg"
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
        self._task_runner = task_runner
        self.original_files = OriginalFiles(actions, task_runner, page)
        self.bulk_dialog: BulkEditDialog | None = None
        """The last dialog that changed a field of several receipts."""
        self.receipt_controller = ReceiptController(
            actions, task_runner, undo_stack, page.notice.show_message, self
        )
        self.receipt_controller.receipt_restored.connect(page.await_receipt)
        work = (actions, task_runner, self.receipt_controller)
        self.export = ExportController(page, page.export_runner, page.notice, work, page.folders)
        self.export.receipt_requested.connect(page.show_receipt)
        self.is_closing = False
        """Whether new files are rejected because the window is closing."""
        self.content_intake = ContentIntake(
            page, actions, self._run_action, self._report_submissions
        )
        page.files_dropped.connect(self.add_files)
        page.content_dropped.connect(partial(self.content_intake.add_content, is_pasted=False))
        page.empty_state.add_files_requested.connect(self.choose_files)
        page.empty_state.add_folder_requested.connect(self.choose_folder)
        page.empty_state.samples_requested.connect(self.add_samples)
        page.list.remove_requested.connect(self.remove_chosen)
        page.list.copy_requested.connect(self.copy_chosen)
        page.list.receipt_delegate.value_typed.connect(self._change_value)
        page.list.receipt_delegate.value_refused.connect(page.notice.show_message)
        page.review_pane.approval_controller.approval_started.connect(self._offer_approval_undo)
        page.totals_bar.details_requested.connect(self.show_totals)
        page.views.filter_bar.add_files_requested.connect(self.choose_files)
        page.views.filter_bar.add_folder_requested.connect(self.choose_folder)
        self.original_files.failed.connect(self.receipt_controller.show_error)
        self.original_files.nothing_to_print.connect(
            lambda: page.notice.show_message(self.tr("There are no pictures to print yet."))
        )

    # -- adding

    def choose_files(self) -> None:
        """Ask for files and add them."""
        kinds = self.tr("Receipts ({kinds})").format(kinds=FILE_PATTERNS)
        title = self.tr("Add files")
        files, _ = QFileDialog.getOpenFileNames(
            self._page, title, self._adding_folder, f"{kinds};;{self.tr('All files')} (*)"
        )
        if files:
            self._page.folders.remember(ADDING, Path(files[0]).parent)
        self.add_files(files)

    def choose_folder(self) -> None:
        """Ask for a folder and add its files."""
        folder = QFileDialog.getExistingDirectory(
            self._page, self.tr("Add folder"), self._adding_folder
        )
        if folder:
            self._page.folders.remember(ADDING, Path(folder).parent)
            self.add_files([folder])

    @property
    def _adding_folder(self) -> str:
        return str(self._page.folders.find(ADDING))

    def add_files(self, files: list[str], source: Source | None = None) -> None:
        """Add files and folders."""
        if self.is_closing:
            self._page.notice.show_message(
                self.tr("The window is closing. Add these files after the next start.")
            )
        elif files:
            paths = [Path(file) for file in files]
            submit = partial(self._actions.submit, paths, source=source)
            self._run_action(submit, self._report_submissions)

    def add_samples(self) -> None:
        """Add the bundled sample receipts."""
        self._run_action(self._actions.submit_samples, self._report_submissions)

    def paste_from_clipboard(self) -> None:
        """Add the files, the picture or the address in the clipboard."""
        content = read_content(QGuiApplication.clipboard().mimeData())
        if content.paths:
            self.add_files(list(content.paths), Source(SourceKind.CLIPBOARD))
        elif content.is_empty:
            self._page.notice.show_message(self.tr("The clipboard contains no image or file."))
        else:
            self.content_intake.add_content(content, is_pasted=True)

    def _report_submissions(self, answers: tuple[SubmitResult, ...]) -> None:
        self.receipts_added.emit([answer.receipt for answer in answers if answer.receipt])
        refused = [answer for answer in answers if answer.error]
        known = [answer for answer in answers if answer.is_duplicate]
        sentences = [self._format_refusals(refused)] if refused else []
        if known:
            sentences.append(self._format_duplicates(known))
        if not answers:
            sentences.append(self.tr("The folder contains no files."))
        if sentences:
            first = known[0].receipt if known else None
            self._show_report("\n".join(sentences), first, lasting=bool(refused))

    def _show_report(self, words: str, known: Receipt | None, *, lasting: bool) -> None:
        """Show what became of the files; a button goes to the receipt that was there before."""
        if known is None:
            self._page.notice.show_message(words, lasting=lasting)
        else:
            show = partial(self._page.show_receipt, known.id)
            self._page.notice.show_message(words, self.tr("Show"), show, lasting=lasting)

    def _format_duplicates(self, known: list[SubmitResult]) -> str:
        """Which file was skipped, and which receipt it is."""
        first = known[0].receipt
        if len(known) > 1 or first is None:
            return self.tr("Skipped %Ln receipt(s) that were already added.", "", len(known))
        return self.tr("Skipped {file}: it was already added as {name}.").format(
            file=format_file_name(Path(known[0].path).name), name=describe_receipt(first)
        )

    def _format_refusals(self, refused: list[SubmitResult]) -> str:
        sentences = [
            texts.format_error(answer.error) for answer in refused[:MAX_NAMED_FILES] if answer.error
        ]
        more = len(refused) - len(sentences)
        return "\n".join([*sentences, self.tr("… and %Ln more.", "", more)] if more else sentences)

    # -- selected receipts

    def retry_chosen(self) -> None:
        """Reprocess the selected receipts."""
        self._page.with_chosen(self.receipt_controller.retry_receipts)

    def cancel_chosen(self) -> None:
        """Cancel the selected receipts that are waiting or running."""
        self._page.with_chosen(self.receipt_controller.cancel_receipts)

    def remove_chosen(self) -> None:
        """Remove the selected receipts; the notice offers undo."""
        self._page.with_chosen(self.receipt_controller.remove_receipts)

    def approve_chosen(self) -> None:
        """Approve the selected receipts, after confirmation if required."""
        self._page.with_chosen(self._page.review_pane.approve_receipts)

    def withdraw_chosen(self) -> None:
        """Withdraw the approval of the selected receipts."""
        approval = self._page.review_pane.approval_controller
        self._page.with_chosen(approval.withdraw_approvals)

    def edit_chosen(self, field: Field = Field.CATEGORY) -> None:
        """Ask for a value of one field and give it to the selected receipts."""
        numbers = self._page.list.chosen_numbers()
        if numbers:
            values = self._page.views.listed_values
            self.bulk_dialog = BulkEditDialog(self._page, len(numbers), values, field)
            dialog = self.bulk_dialog
            dialog.accepted.connect(
                lambda: self.change_field(
                    numbers, dialog.field, dialog.value, adds_tags=dialog.adds_tags
                )
            )
            dialog.open()

    def set_category(self, category: str) -> None:
        """Give the selected receipts this category."""
        self.change_field(self._page.list.chosen_numbers(), Field.CATEGORY, category)

    def _change_value(self, receipt: Receipt, field: Field, value: FieldValue | None) -> None:
        self.change_field([receipt.number], field, value)

    def change_field(
        self,
        numbers: Sequence[int],
        field: Field,
        value: FieldValue | None,
        *,
        adds_tags: bool = False,
    ) -> None:
        """Correct a field of these receipts in one step that can be undone."""
        if numbers:
            label = texts.field_label(field)
            words = self.tr("Changed {field} of %Ln receipt(s)", "", len(numbers))
            command = CorrectFieldsCommand(
                words.format(field=label),
                self._actions,
                self._task_runner,
                FieldEdit(tuple(numbers), field, value, adds_tags),
                self.receipt_controller.show_error,
            )
            self.receipt_controller.push_command(command, command.text())

    def copy_chosen(self) -> None:
        """Copy the selected receipts as rows for a spreadsheet."""
        self._page.with_chosen(
            lambda receipts: QGuiApplication.clipboard().setText(format_rows(receipts))
        )

    def show_totals(self) -> None:
        """Show the totals of the selection, or of all shown receipts, in tables."""
        several = self._page.list.count_chosen() > 1
        query = self._page.chosen_query() if several else self._page.shown_query()
        self._run_action(
            lambda: (self._actions.sum_receipts(query), self._actions.sum_tax_rates(query)),
            lambda found: TotalsDialog(self._page, *found).show(),
        )

    def _offer_approval_undo(self, count: int) -> None:
        if count > 1:
            self.receipt_controller.offer_undo(self.tr("Approved %Ln receipt(s)", "", count))

    # -- export

    def export_receipts(self) -> None:
        """Ask how the shown or the selected receipts are to be exported.

        One row is always selected, so only several are taken for the wanted ones.
        """
        several = self._page.list.count_chosen() > 1
        self._ask_about_export(prefers_chosen=several)

    def export_chosen(self) -> None:
        """Ask the same, beginning with the selected receipts even if it is one."""
        self._ask_about_export(prefers_chosen=True)

    def _ask_about_export(self, *, prefers_chosen: bool) -> None:
        shown, chosen = self._page.shown_query(), self._page.chosen_query()
        self.export.export_receipts(shown, chosen, prefers_chosen=prefers_chosen)

    def _run_action(
        self, action: Callable[[], object], done: Callable[[Any], None] | None = None
    ) -> None:
        self.receipt_controller.run_action(action, done)

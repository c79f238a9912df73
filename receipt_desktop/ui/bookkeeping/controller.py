"""The commands of bookkeeping: receipts by hand, attached pictures, the list of categories."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from receipt_desktop.domain.errors import ReceiptError
from receipt_desktop.domain.receipt import Receipt
from receipt_desktop.ui.bookkeeping.categories_dialog import CategoriesDialog
from receipt_desktop.ui.bookkeeping.commands import (
    AttachPictureCommand,
    CategoriesCommand,
    ChangeCategories,
    CommandContext,
    EnterReceiptCommand,
)
from receipt_desktop.ui.inbox.controller import FILE_PATTERNS

if TYPE_CHECKING:
    from receipt_desktop.ui.main_window import MainWindow


class BookkeepingController(QObject):
    """Runs the commands, each of which can be undone."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._actions = window.app_actions
        self._task_runner = window.task_runner
        self._receipts = window.inbox_controller.receipt_controller
        self._context = CommandContext(self._actions, self._task_runner, self._receipts.show_error)
        self.categories_dialog: CategoriesDialog | None = None
        """The dialog of the categories, once it was opened."""

    def enter_receipt(self) -> None:
        """Add a receipt without a picture and open it for review."""
        moment = f"{datetime.now().astimezone():%Y-%m-%d %H:%M:%S}"
        name = self.tr("By hand {when}").format(when=moment)
        words = self.tr("New receipt by hand")
        self._window.undo_stack.push(
            EnterReceiptCommand(words, self._context, name, self._show_receipt)
        )

    def _show_receipt(self, receipt: Receipt) -> None:
        self._window.review.review_receipts([receipt.id], receipt.id)

    def attach_picture(self, receipt: Receipt, file: str = "") -> None:
        """Give a receipt a picture; without a file one is asked for."""
        if not file:
            kinds = self.tr("Receipts ({kinds})").format(kinds=FILE_PATTERNS)
            title = self.tr("Attach picture")
            file, _ = QFileDialog.getOpenFileName(self._window, title, "", kinds)
        if file:
            words = self.tr("Attached {file}").format(file=Path(file).name)
            command = AttachPictureCommand(words, self._context, receipt, Path(file))
            self._receipts.push_command(command, words)

    # -- categories

    def edit_categories(self) -> None:
        """Open the dialog of the categories."""
        dialog = self.categories_dialog = CategoriesDialog(self._window, self._actions)
        dialog.change_requested.connect(self._change_categories)
        dialog.load_requested.connect(self._load_categories)
        self._load_categories()
        dialog.open()

    def _load_categories(self) -> None:
        if self.categories_dialog is not None:
            show = self.categories_dialog.show_categories
            self._task_runner.run(self._actions.list_categories, done=show, in_order=True)

    def _change_categories(self, words: str, change: ChangeCategories) -> None:
        context = CommandContext(self._actions, self._task_runner, self._refuse_categories)
        self._window.undo_stack.push(
            CategoriesCommand(words, context, change, self._announce_categories)
        )

    def _refuse_categories(self, error: ReceiptError) -> None:
        """Show the error in the dialog, or on the page once it is closed."""
        dialog = self.categories_dialog
        if dialog is not None and dialog.isVisible():
            dialog.show_error(error)
        else:
            self._receipts.show_error(error)

    def _announce_categories(self) -> None:
        self._window.inbox_page.views.update_listed_values()
        self._load_categories()

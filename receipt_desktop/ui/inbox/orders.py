"""What a person asks for on the first screen: add, paste, retry, cancel, remove, export."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from PySide6.QtCore import QBuffer, QByteArray, QObject
from PySide6.QtGui import QGuiApplication, QImage, QImageWriter, QUndoStack
from PySide6.QtWidgets import QFileDialog

from receipt_desktop.actions import Actions
from receipt_desktop.receipt import Query, Receipt, Submitted
from receipt_desktop.ui import texts
from receipt_desktop.ui.inbox.drop_area import local_files
from receipt_desktop.ui.inbox.page import InboxPage
from receipt_desktop.ui.receipt_orders import ReceiptOrders
from receipt_desktop.ui.work import Work

NAMED = 3
"""Refused files that are named in one notice."""
PICTURES = "*.jpg *.jpeg *.png *.webp *.tif *.tiff *.bmp *.heic *.heif *.pdf"


class Orders(QObject):
    """Turns what is asked into actions, off the UI thread, and says how it went."""

    def __init__(
        self, page: InboxPage, actions: Actions, work: Work, undo_stack: QUndoStack
    ) -> None:
        super().__init__(page)
        self._page = page
        self._actions = actions
        self.receipts = ReceiptOrders(actions, work, undo_stack, page.notice.say, self)
        self.closing = False
        """Whether nothing more is taken in because the window waits to be closed."""
        page.files_dropped.connect(self.add)
        page.picture_dropped.connect(self.add_picture)
        page.empty.add_asked.connect(self.choose_files)
        page.empty.folder_asked.connect(self.choose_folder)
        page.empty.samples_asked.connect(self.add_samples)
        page.list.remove_asked.connect(self.remove)
        page.pane.approval.done.connect(self._say_approved)

    # -- in

    def choose_files(self) -> None:
        """Ask for files and add them."""
        kinds = self.tr("Receipts ({kinds})").format(kinds=PICTURES)
        title = self.tr("Add files")
        files, _ = QFileDialog.getOpenFileNames(
            self._page, title, "", f"{kinds};;{self.tr('All files')} (*)"
        )
        self.add(files)

    def choose_folder(self) -> None:
        """Ask for a folder and add what is in it."""
        folder = QFileDialog.getExistingDirectory(self._page, self.tr("Add a folder"))
        if folder:
            self.add([folder])

    def add(self, files: list[str]) -> None:
        """Add files and folders."""
        if self.closing:
            self._page.notice.say(
                self.tr("The window is about to close; add these at the next start.")
            )
        elif files:
            paths = [Path(file) for file in files]
            self._run(lambda: self._actions.submit(paths), self._added)

    def add_samples(self) -> None:
        """Add the receipts that come with the program."""
        self._run(self._actions.submit_samples, self._added)

    def paste(self) -> None:
        """Add what is in the clipboard: files, or a picture."""
        data = QGuiApplication.clipboard().mimeData()
        if files := local_files(data):
            self.add(files)
        elif data.hasImage():
            self.add_picture(QGuiApplication.clipboard().image())
        else:
            self._page.notice.say(self.tr("There is no picture and no file to paste."))

    def add_picture(self, picture: QImage) -> None:
        """Add a picture that has no file."""
        buffer = QBuffer()
        buffer.open(QBuffer.OpenModeFlag.WriteOnly)
        QImageWriter(buffer, QByteArray(b"png")).write(picture)
        data = bytes(buffer.data().data())
        name = self.tr("Pasted {when}.png").format(when=f"{datetime.now(UTC):%Y-%m-%d %H-%M-%S}")
        self._run(lambda: (self._actions.submit_bytes(data, name),), self._added)

    def _added(self, answers: tuple[Submitted, ...]) -> None:
        refused = [answer for answer in answers if answer.error]
        known = [answer for answer in answers if answer.known]
        sentences = [self._refusals(refused)] if refused else []
        if known:
            sentences.append(self.tr("%n receipt(s) were there already.", "", len(known)))
        if not answers:
            sentences.append(self.tr("There are no files in it."))
        if sentences:
            self._page.notice.say("\n".join(sentences), lasting=bool(refused))
        if known and len(answers) == 1 and known[0].receipt:
            self._page.choose(known[0].receipt.id)

    def _refusals(self, refused: list[Submitted]) -> str:
        said = [texts.error_text(answer.error) for answer in refused[:NAMED] if answer.error]
        more = len(refused) - len(said)
        return "\n".join([*said, self.tr("… and %n more.", "", more)] if more else said)

    # -- what is there

    def retry(self) -> None:
        """Read the chosen ones anew."""
        self.receipts.retry(self._page.chosen())

    def cancel(self) -> None:
        """End the chosen ones that wait or run."""
        self.receipts.cancel(self._page.chosen())

    def remove(self) -> None:
        """Take the chosen ones off the list; the notice offers the way back."""
        self.receipts.remove(self._page.chosen())

    def approve(self) -> None:
        """Approve the chosen ones, after a question where one is due."""
        self._page.pane.approve(self._page.chosen())

    def withdraw(self) -> None:
        """Take the approval of the chosen ones back."""
        self._page.pane.approval.withdraw(self._page.chosen())

    def _say_approved(self, count: int) -> None:
        if count > 1:
            self.receipts.offer_undo(self.tr("Approved %n receipt(s)", "", count))

    def export(self) -> None:
        """Ask for a place and write the chosen ones, or all that are shown, as CSV."""
        receipts = self._page.chosen_or_shown()
        target, _ = QFileDialog.getSaveFileName(
            self._page, self.tr("Export as CSV"), "receipts.csv", self.tr("CSV (*.csv)")
        )
        if target:
            self.export_to(receipts, Path(target))

    def export_to(self, receipts: list[Receipt], target: Path) -> None:
        """Write these receipts to that file."""
        query = Query(ids=tuple(receipt.id for receipt in receipts))
        self._run(
            lambda: self._actions.export_csv(query, target),
            lambda rows: self._page.notice.say(
                self.tr("%n row(s) written to {file}.", "", rows).format(file=target.name)
            ),
        )

    def _run(self, action: Callable[[], object], done: Callable[[Any], None] | None = None) -> None:
        self.receipts.run(action, done)

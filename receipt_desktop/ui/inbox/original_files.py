"""Opens, reveals and prints the originals of receipts with the programs of the desktop."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRect, QSize, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QImage, QPagedPaintDevice, QPainter
from PySide6.QtWidgets import QDialog, QWidget

from receipt_desktop.domain.receipt import Receipt, ReceiptDetails
from receipt_desktop.ui.task_runner import TaskRunner

if TYPE_CHECKING:
    from receipt_desktop.actions import Actions

MAX_OPENED = 10
"""Files that are opened at once."""


class OriginalFiles(QObject):
    """Files are looked up and copied off the UI thread."""

    failed = Signal(object)
    """`ReceiptError`"""
    nothing_to_print = Signal()
    opened = Signal(str)
    """The URL that was handed to the desktop."""

    def __init__(self, actions: Actions, task_runner: TaskRunner, window: QWidget) -> None:
        super().__init__(window)
        self._actions = actions
        self._task_runner = task_runner
        self._window = window
        self.open_url: Callable[[QUrl], object] = QDesktopServices.openUrl
        """Hands a file or folder to the desktop."""

    def open_originals(self, receipts: Sequence[Receipt]) -> None:
        """Open copies of the originals, under their own names."""
        for receipt in receipts[:MAX_OPENED]:
            self._task_runner.run(
                lambda receipt=receipt: self._actions.copy_originals(receipt),  # type: ignore[misc]
                done=self._open_all,
                failed=self.failed.emit,
            )

    def show_folders(self, receipts: Sequence[Receipt]) -> None:
        """Show copies of the files of the first receipt, under their names, in the file manager."""
        if receipts:
            receipt = receipts[0]
            self._task_runner.run(
                lambda: self._actions.copy_originals(receipt),
                done=lambda copies: self._open(copies[0].parent),
                failed=self.failed.emit,
            )

    def print_receipts(self, receipts: Sequence[Receipt]) -> None:
        """Print the pages of these receipts, after the print dialog."""
        ids = [receipt.id for receipt in receipts]
        self._task_runner.run(
            lambda: list(self._load_pages(ids)), done=self._print, failed=self.failed.emit
        )

    def _open_all(self, paths: Sequence[Path]) -> None:
        for path in paths:
            self._open(path)

    def _open(self, path: Path) -> None:
        url = QUrl.fromLocalFile(str(path))
        self.open_url(url)
        self.opened.emit(url.toString())

    def _load_pages(self, ids: Sequence[str]) -> list[QImage]:
        details = list(self._actions.iterate_details(ids))
        images = [QImage(str(path)) for one in details for path in self._find_pages(one)]
        return [image for image in images if not image.isNull()]

    def _find_pages(self, details: ReceiptDetails) -> list[Path]:
        pages = details.reading.text.pages if details.reading else ()
        return [self._actions.find_picture(page.file) for page in pages if page.file]

    def _print(self, pages: Sequence[QImage]) -> None:
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter  # noqa: PLC0415 (rarely needed)

        if not pages:
            self.nothing_to_print.emit()
            return
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        dialog = QPrintDialog(printer, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        QDialog.open(dialog)
        dialog.accepted.connect(lambda: draw_pages(printer, pages))


def draw_pages(printer: QPagedPaintDevice, pages: Sequence[QImage]) -> None:
    """Draw each picture on a page of its own, as large as it fits, from the top."""
    painter = QPainter(printer)
    for number, page in enumerate(pages):
        if number:
            printer.newPage()
        area = painter.viewport()
        size: QSize = page.size().scaled(area.size(), Qt.AspectRatioMode.KeepAspectRatio)
        painter.drawImage(QRect(area.topLeft(), size), page)
    painter.end()

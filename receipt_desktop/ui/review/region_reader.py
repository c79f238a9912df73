"""Reads a region of the picture in which no words are known, and fills the field with its text."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject

from receipt_desktop.actions import Actions
from receipt_desktop.domain.errors import ReceiptError
from receipt_desktop.domain.page import Box, Evidence, PagePicture
from receipt_desktop.ui.i18n import texts
from receipt_desktop.ui.review.hint_bar import HintBar
from receipt_desktop.ui.task_runner import TaskRunner

FillText = Callable[[str, Evidence], None]


class RegionReader(QObject):
    """One region at a time; the text of an earlier one is dropped."""

    def __init__(
        self,
        actions: Actions,
        task_runner: TaskRunner,
        hint_bar: HintBar,
        fill: FillText,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._actions = actions
        self._task_runner = task_runner
        self._hint_bar = hint_bar
        self._fill = fill
        self._wanted: tuple[PagePicture, Box] | None = None

    def read_region(self, page: PagePicture, box: Box) -> None:
        """Read the text in a region of this page."""
        self._wanted = page, box
        self._hint_bar.show_message(self.tr("Reading the region…"))
        self._task_runner.run(
            lambda: self._actions.read_region(page.file, box),
            done=partial(self._show_text, page, box),
            failed=self._show_error,
        )

    def forget(self) -> None:
        """Drop the text that is being read, since another receipt is shown."""
        self._wanted = None

    def _show_text(self, page: PagePicture, box: Box, text: str) -> None:
        if self._wanted != (page, box):
            return
        if text:
            self._hint_bar.show_message("")
            self._fill(text, Evidence(page.number, box, text))
        else:
            self._hint_bar.show_message(self.tr("No text was found in this region."))

    def _show_error(self, error: ReceiptError) -> None:
        self._hint_bar.show_message(texts.format_error(error), role="error")

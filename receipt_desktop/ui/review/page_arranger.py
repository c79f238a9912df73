"""Arranges the pages of the shown receipt as its page strip asks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QImage, QPainter, QPixmap, QTransform

from receipt_desktop.actions import Actions
from receipt_desktop.domain.errors import ReceiptError
from receipt_desktop.domain.page import PagePicture
from receipt_desktop.domain.page_geometry import count_turns, turn_page
from receipt_desktop.domain.page_sources import PageSource
from receipt_desktop.domain.receipt import ReceiptDetails
from receipt_desktop.ui import theme
from receipt_desktop.ui.review.page_item import load_page_levels
from receipt_desktop.ui.review.page_strip import THUMBNAIL, PageStrip
from receipt_desktop.ui.task_runner import TaskRunner

if TYPE_CHECKING:
    from receipt_desktop.ui.review.review_page import ReviewPage

QUARTER_TURN = 90


class PageArranger(QObject):
    """Shows the strip below the picture, and saves what is done to the pages."""

    def __init__(self, page: ReviewPage, actions: Actions, task_runner: TaskRunner) -> None:
        super().__init__(page)
        self._page, self._actions, self._task_runner = page, actions, task_runner
        self._panel = page.pane.picture_panel
        self._details: ReceiptDetails | None = None
        self._pages: tuple[PageSource, ...] = ()
        self._is_wanted = False
        self.strip = PageStrip()
        self.strip.hide()
        self._panel.add_bar(self.strip)
        self._panel.page_shown.connect(self._follow_page)
        self.strip.page_chosen.connect(self._show_page)
        self.strip.order_changed.connect(self._move_page)
        self.strip.turn_requested.connect(self.turn_page)
        self.strip.removal_requested.connect(self._remove_page)
        self.strip.split_requested.connect(page.splitter.split_before)
        self.strip.command_chosen.connect(self._run_command)

    def toggle_strip(self) -> None:
        """Show the strip, or hide it."""
        self._is_wanted = not self.strip.isVisible()
        self.strip.setVisible(self._is_wanted)
        self._fill_strip()

    def show_details(self, details: ReceiptDetails) -> None:
        """Show the pages of a receipt; the strip comes by itself when there are several."""
        known = self._details
        self._details = details
        is_same = known is not None and known.receipt.id == details.receipt.id
        pages = details.page_sources
        if (
            is_same
            and known is not None
            and pages == self._pages
            and known.reading is details.reading
        ):
            return
        self._pages = pages
        if not is_same:
            self._is_wanted = False
        self.strip.setVisible(self._is_wanted or len(pages) > 1)
        self._fill_strip()

    def _fill_strip(self) -> None:
        if self.strip.isHidden() or self._details is None:
            return
        numbered = all(page.number is not None for page in self._pages)
        self.strip.show_pages(
            len(self._pages),
            max(0, self._panel.page_index),
            can_change=numbered,
            can_join=self._page.queue.has_next,
        )
        for number, source in enumerate(self._pages):
            picture = self._find_picture(source)
            if picture is not None:
                self._load_thumbnail(number, source, picture)

    def _find_picture(self, source: PageSource) -> PagePicture | None:
        """The stored picture of a page, however it was turned when it was read."""
        details = self._details
        if details is None or details.reading is None:
            return None
        plain = replace(source, turns=None)
        for picture in details.reading.text.pages:
            shown = picture.source or details.receipt.page_of_original(picture.number)
            if picture.file and replace(shown, turns=None) == plain:
                return picture
        return None

    def _load_thumbnail(self, number: int, source: PageSource, picture: PagePicture) -> None:
        turns = 0 if source.turns is None else source.turns - count_turns(picture)
        wanted = self._pages

        def show(image: QImage) -> None:
            if self._pages is wanted:
                self.strip.show_thumbnail(number, QPixmap.fromImage(image))

        def ignore(_: ReceiptError) -> None:
            """The strip shows the number alone."""

        self._task_runner.run(
            lambda: _make_thumbnail(self._actions, picture.file, turns), done=show, failed=ignore
        )

    def _follow_page(self) -> None:
        if self.strip.isVisible():
            self.strip.set_current_page(self._panel.page_index)

    def _show_page(self, page: int) -> None:
        self._panel.turn_page(page - self._panel.page_index)

    # -- changes

    def turn_page(self, page: int, turns: int) -> None:
        """Turn a page by quarter turns counter-clockwise, and read it again."""
        if not 0 <= page < len(self._pages):
            return
        source = self._pages[page]
        turned = turn_page(source, self._find_picture(source), turns)
        self._save(
            self.tr("Turn page {n}").format(n=page + 1),
            [*self._pages[:page], turned, *self._pages[page + 1 :]],
        )

    def turn_shown_page(self) -> None:
        """Turn the page that is shown to the right, and read it again."""
        self.turn_page(max(0, self._panel.page_index), -1)

    def _move_page(self, order: Sequence[int]) -> None:
        moved = next(new for new, old in enumerate(order) if new != old)
        words = self.tr("Move page {n}").format(n=moved + 1)
        self._save(words, [self._pages[number] for number in order])

    def _remove_page(self, page: int) -> None:
        words = self.tr("Take out page {n}").format(n=page + 1)
        self._save(words, [*self._pages[:page], *self._pages[page + 1 :]])

    def _save(self, words: str, pages: Sequence[PageSource]) -> None:
        details = self._details
        if details is None or any(page.number is None for page in pages):
            return
        receipt = details.receipt
        self._page.pane.details_loader.discard_pending()
        self._page.saver.arrange_pages(receipt.id, words, pages, receipt.sources)

    def _run_command(self, name: str) -> None:
        splitter = self._page.splitter
        {"frames": splitter.toggle_drawing, "each": splitter.split_pages, "join": self.join_next}[
            name
        ]()

    def join_next(self) -> None:
        """Join the receipt with the next one of the queue."""
        queue = self._page.queue
        receipt_id = queue.current_id
        if receipt_id is not None and queue.has_next:
            ids = (receipt_id, queue.ids[queue.position])
            self._page.saver.exchange_receipts(
                self.tr("Join %Ln receipt(s)", "", len(ids)), lambda: self._actions.join(ids), ids
            )


def _make_thumbnail(actions: Actions, file: str, turns: int) -> QImage:
    """The picture in the size of the strip, turned counter-clockwise. Raises `InvalidRequest`."""
    levels = load_page_levels(actions.find_picture(file))
    small = next((one for one in reversed(levels) if one.height() >= THUMBNAIL.height()), levels[0])
    turned = small.transformed(QTransform().rotate(-QUARTER_TURN * turns))
    scaled = turned.scaled(
        THUMBNAIL, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
    ).convertToFormat(QImage.Format.Format_RGB32)
    painter = QPainter(scaled)
    painter.setPen(theme.LIGHT_COLOURS.line)
    painter.drawRect(scaled.rect().adjusted(0, 0, -1, -1))
    painter.end()
    return scaled

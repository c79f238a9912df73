"""Splits the shown receipt: as it is proposed, or along frames that a person draws."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPointF, QRectF, Signal

from receipt_desktop.actions import Actions
from receipt_desktop.domain.page import Box
from receipt_desktop.domain.page_geometry import locate_parts
from receipt_desktop.domain.reading import ReviewReason
from receipt_desktop.domain.receipt import ReceiptDetails, Status
from receipt_desktop.domain.receipt_parts import PartPlace, ReceiptPart
from receipt_desktop.ui.review.receipt_frames import draw_frames, to_frame
from receipt_desktop.ui.review.split_bar import LEAST_PARTS, SplitBar
from receipt_desktop.ui.task_runner import TaskRunner

if TYPE_CHECKING:
    from receipt_desktop.ui.review.review_pane import ReviewPane


class ReceiptSplitter(QObject):
    """Frames the receipts of a picture, and puts a receipt for each frame in its place."""

    drawing_changed = Signal(bool)
    """Whether frames are being drawn, so that the mouse picks no words."""

    def __init__(self, pane: ReviewPane, actions: Actions, task_runner: TaskRunner) -> None:
        super().__init__(pane)
        self._header, self._saver = pane.receipt_header, pane.correction_saver
        self._panel = panel = pane.picture_panel
        self._actions, self._task_runner = actions, task_runner
        self._details: ReceiptDetails | None = None
        self._proposal: tuple[ReceiptPart, ...] = ()
        self._drawn: tuple[ReceiptPart, ...] = ()
        self._is_waited_for = self._is_fitted = False
        self.is_drawing = False
        self._header.reasons_panel.split_requested.connect(self.split_proposed)
        self.bar = SplitBar()
        self.bar.split_requested.connect(self.split_drawn)
        self.bar.cancelled.connect(self.stop_drawing)
        panel.add_bar(self.bar)
        panel.page_shown.connect(self._draw)
        panel.picture_view.region_drawn.connect(self._add_frame)
        panel.picture_view.point_clicked.connect(self._remove_frame)

    def show_details(self, details: ReceiptDetails) -> None:
        """Look for several receipts in this one, if its review asks for that."""
        known = self._details
        self._details = details
        if known and known.receipt.id == details.receipt.id and known.reading is details.reading:
            return
        self._proposal = ()
        self._is_waited_for = self._is_fitted = False
        self._header.offer_split(0, details.receipt)
        self.stop_drawing()
        receipt = details.receipt
        if ReviewReason.SEVERAL_RECEIPTS in receipt.reasons and self.can_split:
            self._task_runner.run(
                lambda: self._actions.propose_split(receipt.id),
                done=lambda parts: self._show_proposal(receipt.id, parts),
            )

    def _show_proposal(self, receipt_id: str, parts: tuple[ReceiptPart, ...]) -> None:
        if self._details is not None and self._details.receipt.id == receipt_id:
            self._proposal = parts
            self._draw()
            self._header.offer_split(len(parts), self._details.receipt)
            if self._is_waited_for:
                self.split_proposed()

    @property
    def can_split(self) -> bool:
        """Whether the shown receipt has pages to be split."""
        details = self._details
        is_read = details is not None and details.receipt.status is Status.COMPLETED
        return is_read and self._panel.current_page is not None

    def split_proposed(self) -> None:
        """Split as it is proposed; once the proposal is found, if that takes longer."""
        details = self._details
        asked = details is not None and ReviewReason.SEVERAL_RECEIPTS in details.receipt.reasons
        self._is_waited_for = asked and not self._proposal
        self.split(self._proposal)

    def split(self, parts: Sequence[ReceiptPart]) -> None:
        """Put a receipt for each part in the place of the shown one."""
        details = self._details
        if details is None or len(parts) < LEAST_PARTS or not self.can_split:
            return
        receipt_id, pages = details.receipt.id, locate_parts(details, parts)
        self._saver.exchange_receipts(
            self.tr("Split into %Ln receipt(s)", "", len(parts)),
            lambda: self._actions.split(receipt_id, pages),
            (receipt_id,),
        )

    def split_pages(self) -> None:
        """Make a receipt of each page."""
        count = len(self._details.page_sources) if self._details else 0
        self.split([ReceiptPart((PartPlace(page),)) for page in range(count)])

    def split_before(self, page: int) -> None:
        """Make a receipt of the pages from this one (0-based) on."""
        count = len(self._details.page_sources) if self._details else 0
        places = [PartPlace(number) for number in range(count)]
        if 0 < page < count:
            self.split([ReceiptPart(tuple(places[:page])), ReceiptPart(tuple(places[page:]))])

    # -- drawing

    def toggle_drawing(self) -> None:
        """Begin to frame the receipts of the picture by hand, or leave it."""
        if self.is_drawing:
            self.stop_drawing()
        elif self.can_split:
            self._drawn = self._proposal
            self._set_drawing(on=True)

    def stop_drawing(self) -> None:
        """Leave the picture as it is."""
        if self.is_drawing:
            self._set_drawing(on=False)

    def split_drawn(self) -> None:
        """Split along the frames."""
        if len(self._drawn) >= LEAST_PARTS:
            parts = self._drawn
            self.stop_drawing()
            self.split(parts)

    def _set_drawing(self, *, on: bool) -> None:
        self.is_drawing = on
        self.bar.setVisible(on)
        self.bar.show_count(len(self._drawn))
        self.drawing_changed.emit(on)
        self._draw()

    def _add_frame(self, region: QRectF) -> None:
        page = self._panel.current_page
        if not self.is_drawing or page is None:
            return
        rect = region.intersected(to_frame(None, page)).toAlignedRect()
        box = Box(rect.x(), rect.y(), rect.width(), rect.height())
        self._change_drawn((*self._drawn, ReceiptPart((PartPlace(page.number, box),))))

    def _remove_frame(self, point: QPointF) -> None:
        page = self._panel.current_page
        if self.is_drawing and page is not None:
            hit = [
                part
                for part in self._drawn
                if any(
                    place.page == page.number and to_frame(place.box, page).contains(point)
                    for place in part.places
                )
            ]
            self._change_drawn(tuple(part for part in self._drawn if part not in hit[-1:]))

    def _change_drawn(self, parts: tuple[ReceiptPart, ...]) -> None:
        self._drawn = parts
        self.bar.show_count(len(parts))
        self._draw()

    def _draw(self) -> None:
        page = self._panel.current_page
        parts = self._drawn if self.is_drawing else self._proposal
        if page is not None:
            self._panel.picture_view.show_frames(draw_frames(parts, page))
            self._show_all_frames()

    def _show_all_frames(self) -> None:
        """Bring the proposed frames into sight, once for a receipt."""
        if self._proposal and self._panel.is_page_shown and not self._is_fitted:
            self._is_fitted = True
            self._panel.picture_view.fit_frames()

"""One page with its evidence boxes: zoom, pan, click."""

from __future__ import annotations

import enum
from collections.abc import Callable, Iterable

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QFrame, QGraphicsScene, QGraphicsView, QWidget

from receipt_desktop.ui import theme
from receipt_desktop.ui.review.evidence_box_item import EvidenceBoxItem
from receipt_desktop.ui.review.evidence_boxes import EvidenceBox
from receipt_desktop.ui.review.page_item import PageItem, PageLevels

ZOOM_STEP = 1.25
MAX_ZOOM = 4.0
MIN_ZOOM = 0.05


class FitMode(enum.Enum):
    """How the page is fitted to the view."""

    WIDTH = enum.auto()
    PAGE = enum.auto()
    FREE = enum.auto()


class PictureView(QGraphicsView):
    """Shows a page; boxes are clickable, dragging pans."""

    box_clicked = Signal(str)
    """Emitted with the key of the clicked box."""
    zoom_changed = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._scene = QGraphicsScene(self)
        self.setScene(self._scene)
        self._boxes: dict[str, EvidenceBoxItem] = {}
        self._focused_key: str | None = None
        self._fit_mode = FitMode.WIDTH
        self._text_area = QRectF()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setDragMode(QGraphicsView.DragMode.ScrollHandDrag)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.AnchorUnderMouse)
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        # A bar that comes and goes changes the width, which changes the fit, which moves the bar.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setAccessibleName(self.tr("Receipt picture"))
        theme.theme_signals().changed.connect(self._update_background)
        self._update_background()

    def _update_background(self) -> None:
        self.setBackgroundBrush(theme.named_colour("hover"))

    @property
    def zoom_factor(self) -> float:
        """Screen pixels per page pixel."""
        return self.transform().m11()

    @property
    def fit_mode(self) -> FitMode:
        return self._fit_mode

    def show_page(self, levels: PageLevels, written: QRectF | None = None) -> None:
        """Show this page and remove all boxes.

        `written` is the area with text in pixels, which is fitted to the width.
        """
        self.clear_page()
        self._text_area = written or QRectF(levels[0].rect())
        self._scene.addItem(PageItem(levels))
        self._scene.setSceneRect(QRectF(levels[0].rect()))
        self._apply_fit()
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + self.mapFromScene(self._text_area.topLeft()).y())

    def clear_page(self) -> None:
        """Remove the page."""
        self._scene.clear()
        self._boxes.clear()

    def show_boxes(self, marks: Iterable[EvidenceBox], name: Callable[[EvidenceBox], str]) -> None:
        """Replace all boxes; `name` gives the accessible name of each."""
        for item in self._boxes.values():
            self._scene.removeItem(item)
        self._boxes = {
            mark.key: EvidenceBoxItem(mark, name(mark), self.box_clicked.emit) for mark in marks
        }
        for order, item in enumerate(self._boxes.values(), start=1):
            item.setZValue(order)
            self._scene.addItem(item)
        self._highlight_focused_box()

    def focus_box(self, key: str | None) -> None:
        """Emphasise this box and scroll to it; None clears the emphasis."""
        self._focused_key = key
        self._highlight_focused_box()
        item = self._boxes.get(key or "")
        if item is not None:
            margin = self.viewport().height() // 4
            self.ensureVisible(item.sceneBoundingRect(), 0, margin)

    def _highlight_focused_box(self) -> None:
        for key, item in self._boxes.items():
            item.set_focused(key == self._focused_key)

    # -- zoom

    def set_fit_mode(self, fit: FitMode) -> None:
        """Fit to the width, to the whole page, or not at all."""
        self._fit_mode = fit
        self._apply_fit()

    def zoom_by(self, factor: float) -> None:
        """Zoom around the pointer, within limits."""
        self._fit_mode = FitMode.FREE
        wanted = min(max(self.zoom_factor * factor, MIN_ZOOM), MAX_ZOOM)
        self.scale(wanted / self.zoom_factor, wanted / self.zoom_factor)
        self.zoom_changed.emit(self.zoom_factor)

    def _apply_fit(self) -> None:
        page, room = self.sceneRect(), self.viewport().size()
        if self._fit_mode is FitMode.FREE or page.isEmpty() or room.isEmpty():
            return
        zoom = room.width() / self._text_area.width()
        if self._fit_mode is FitMode.PAGE:
            zoom = min(room.width() / page.width(), room.height() / page.height())
        middle = self.mapToScene(self.viewport().rect().center()).y()
        self.resetTransform()
        self.scale(zoom, zoom)
        self.centerOn(self._text_area.center().x(), middle)
        self.zoom_changed.emit(self.zoom_factor)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._apply_fit()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Do not pass on the end of a drag."""
        super().mouseReleaseEvent(event)
        event.accept()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().wheelEvent(event)
            return
        self.zoom_by(ZOOM_STEP if event.angleDelta().y() > 0 else 1 / ZOOM_STEP)
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.zoom_by(ZOOM_STEP)
        elif event.key() == Qt.Key.Key_Minus:
            self.zoom_by(1 / ZOOM_STEP)
        elif event.key() == Qt.Key.Key_0:
            self.set_fit_mode(FitMode.WIDTH)
        else:
            super().keyPressEvent(event)

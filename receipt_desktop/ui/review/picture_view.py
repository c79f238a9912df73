"""One page with its evidence boxes: zoom, pan, click."""

from __future__ import annotations

import enum
import math
from collections.abc import Callable, Iterable

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QGraphicsItem,
    QGraphicsScene,
    QGraphicsView,
    QRubberBand,
    QWidget,
)

from receipt_desktop.ui import theme
from receipt_desktop.ui.review.evidence_box_item import EvidenceBoxItem
from receipt_desktop.ui.review.evidence_boxes import EvidenceBox
from receipt_desktop.ui.review.page_item import PageItem, PageLevels

ZOOM_STEP = 1.25
MAX_ZOOM = 4.0
MIN_ZOOM = 0.05
QUARTER_TURN, HALF_TURN = 90, 180
"""Degrees."""


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
    point_clicked = Signal(QPointF, object)
    """Where on the page a click picked a word, and the keyboard modifiers; only while picking."""
    region_drawn = Signal(QRectF)
    """A region of the page that was drawn with the mouse; only while picking."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._scene = QGraphicsScene(self)
        self.setScene(self._scene)
        self._boxes: dict[str, EvidenceBoxItem] = {}
        self._focused_key: str | None = None
        self._fit_mode = FitMode.WIDTH
        self._turn = 0
        self._text_area = QRectF()
        self._marks: list[QGraphicsItem] = []
        self._frames: list[QGraphicsItem] = []
        self._fits_frames = False
        self._press_point: QPoint | None = None
        self._rubber_band = QRubberBand(QRubberBand.Shape.Rectangle, self.viewport())
        self.is_picking = False
        """Whether clicks pick words and drags draw regions, in place of panning."""
        self.is_frozen = False
        """Whether the view stays where it is when the focus moves to another box."""
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setDragMode(QGraphicsView.DragMode.ScrollHandDrag)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.AnchorUnderMouse)
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        # A bar that comes and goes changes the width, which changes the fit, which moves the bar.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setAccessibleName(self.tr("Receipt picture"))
        self.setAcceptDrops(False)  # the window takes them
        theme.theme_signals().changed.connect(self._update_background)
        self._update_background()

    def _update_background(self) -> None:
        self.setBackgroundBrush(theme.named_colour("hover"))

    @property
    def zoom_factor(self) -> float:
        """Screen pixels per page pixel."""
        matrix = self.transform()
        return math.hypot(matrix.m11(), matrix.m12())

    @property
    def fit_mode(self) -> FitMode:
        return self._fit_mode

    def show_page(self, levels: PageLevels, written: QRectF | None = None) -> None:
        """Show this page and remove all boxes.

        `written` is the area with text in pixels, which is fitted to the width.
        """
        self.clear_page()
        self._turn = 0
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
        self._marks.clear()
        self._frames.clear()
        self._fits_frames = False

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
            self.show_area(item.sceneBoundingRect())

    def show_area(self, area: QRectF) -> None:
        """Scroll to an area, unless the view is frozen."""
        if not self.is_frozen:
            self.ensureVisible(area, 0, self.viewport().height() // 4)

    def show_marks(self, marks: Iterable[QGraphicsItem]) -> None:
        """Replace the marks of words and candidates."""
        for old in self._marks:
            self._scene.removeItem(old)
        self._marks = list(marks)
        for mark in self._marks:
            self._scene.addItem(mark)

    def show_frames(self, frames: Iterable[QGraphicsItem]) -> None:
        """Replace the frames around the receipts of a picture."""
        for old in self._frames:
            self._scene.removeItem(old)
        self._frames = list(frames)
        for frame in self._frames:
            self._scene.addItem(frame)

    def fit_frames(self) -> None:
        """Zoom out until all frames are in sight, unless a person chose the view."""
        if self.is_frozen or self._fit_mode is FitMode.FREE or not self._frames:
            return
        self._fits_frames = True
        area = QRectF()
        for frame in self._frames:
            area |= frame.sceneBoundingRect()
        margin, room = theme.SPACE_XS, self.viewport().size()
        shown = self.mapFromScene(area).boundingRect().adjusted(-margin, -margin, margin, margin)
        factor = min(room.width() / shown.width(), room.height() / shown.height(), 1.0)
        self.scale(factor, factor)
        self.centerOn(area.center())
        self.zoom_changed.emit(self.zoom_factor)

    def _highlight_focused_box(self) -> None:
        for key, item in self._boxes.items():
            item.set_focused(key == self._focused_key)

    # -- zoom

    def set_fit_mode(self, fit: FitMode) -> None:
        """Fit to the width, to the whole page, or not at all."""
        self._fit_mode, self._fits_frames = fit, False
        self._apply_fit()

    def turn(self) -> None:
        """Turn the page by a quarter to the right, for the eye only."""
        self._turn = (self._turn + QUARTER_TURN) % (2 * HALF_TURN)
        if self._fit_mode is FitMode.FREE:
            self.rotate(QUARTER_TURN)
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
        is_sideways = self._turn % HALF_TURN != 0
        area, whole = self._text_area.size(), page.size()
        if is_sideways:
            area, whole = area.transposed(), whole.transposed()
        zoom = room.width() / area.width()
        if self._fit_mode is FitMode.PAGE:
            zoom = min(room.width() / whole.width(), room.height() / whole.height())
        middle = self.mapToScene(self.viewport().rect().center()).y()
        self.resetTransform()
        self.rotate(self._turn)
        self.scale(zoom, zoom)
        self.centerOn(self._text_area.center().x(), middle)
        self.zoom_changed.emit(self.zoom_factor)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._apply_fit()
        if self._fits_frames:
            self.fit_frames()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self.is_picking and event.button() is Qt.MouseButton.LeftButton:
            self._press_point = event.position().toPoint()
            event.accept()
        elif event.button() is Qt.MouseButton.MiddleButton:
            super().mousePressEvent(_as_left_button(event))
        else:
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._press_point is None:
            super().mouseMoveEvent(event)
            return
        drawn = QRect(self._press_point, event.position().toPoint()).normalized()
        self._rubber_band.setGeometry(drawn)
        self._rubber_band.setVisible(_is_drag(drawn))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End a pick or a pan; do not pass it on."""
        if self._press_point is not None:
            drawn = QRect(self._press_point, event.position().toPoint()).normalized()
            self._press_point = None
            self._rubber_band.hide()
            if _is_drag(drawn):
                self.region_drawn.emit(self.mapToScene(drawn).boundingRect())
            else:
                self.point_clicked.emit(self.mapToScene(drawn.center()), event.modifiers())
        elif event.button() is Qt.MouseButton.MiddleButton:
            super().mouseReleaseEvent(_as_left_button(event))
        else:
            super().mouseReleaseEvent(event)
        event.accept()

    def set_panning(self, on: bool) -> None:
        """Let dragging move the page for a while, also from a box; else pick again."""
        self.is_picking = not on
        self.setInteractive(not on)

    def box_at(self, point: QPointF) -> str | None:
        """The key of the evidence box at a point of the page, the topmost one."""
        found = [
            key for key, item in self._boxes.items() if item.sceneBoundingRect().contains(point)
        ]
        return found[-1] if found else None

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


def _is_drag(drawn: QRect) -> bool:
    """Whether the mouse was moved further than a click does."""
    return max(drawn.width(), drawn.height()) > QApplication.startDragDistance()


def _as_left_button(event: QMouseEvent) -> QMouseEvent:
    """The event of the middle button as one of the left, which pans."""
    left = Qt.MouseButton.LeftButton
    return QMouseEvent(
        event.type(),
        event.position(),
        event.globalPosition(),
        left,
        left,
        event.modifiers(),
    )

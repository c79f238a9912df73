"""One page and the boxes on it: zoom, pan, point."""

from __future__ import annotations

import enum
from collections.abc import Callable, Iterable

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QFrame, QGraphicsScene, QGraphicsView, QWidget

from receipt_desktop.ui import look
from receipt_desktop.ui.review.box_item import BoxItem
from receipt_desktop.ui.review.marks import Mark
from receipt_desktop.ui.review.page_item import Levels, PageItem

ZOOM_STEP = 1.25
LARGEST_ZOOM = 4.0
SMALLEST_ZOOM = 0.05


class Fit(enum.Enum):
    """How the page follows the size of the view."""

    WIDTH = enum.auto()
    PAGE = enum.auto()
    FREE = enum.auto()


class PictureView(QGraphicsView):
    """The page picture; boxes can be clicked, the rest is dragged."""

    clicked = Signal(str)
    """The key of the box that was clicked."""
    zoom_changed = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._scene = QGraphicsScene(self)
        self.setScene(self._scene)
        self._boxes: dict[str, BoxItem] = {}
        self._focused: str | None = None
        self._fit = Fit.WIDTH
        self._written = QRectF()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setDragMode(QGraphicsView.DragMode.ScrollHandDrag)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.AnchorUnderMouse)
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        # A bar that comes and goes changes the width, which changes the fit, which moves the bar.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setAccessibleName(self.tr("Picture of the receipt"))
        look.theme_changed().changed.connect(self._dress)
        self._dress()

    def _dress(self) -> None:
        self.setBackgroundBrush(look.colour("hover"))

    @property
    def zoom(self) -> float:
        """Screen pixels for one pixel of the page."""
        return self.transform().m11()

    @property
    def fit(self) -> Fit:
        return self._fit

    def show_page(self, levels: Levels, written: QRectF | None = None) -> None:
        """Put this page in the view and take all boxes away.

        `written` is the part with text on it, in pixels: what is to fill the width.
        """
        self.clear()
        self._written = written or QRectF(levels[0].rect())
        self._scene.addItem(PageItem(levels))
        self._scene.setSceneRect(QRectF(levels[0].rect()))
        self._apply_fit()
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + self.mapFromScene(self._written.topLeft()).y())

    def clear(self) -> None:
        """Show nothing."""
        self._scene.clear()
        self._boxes.clear()

    def show_boxes(self, marks: Iterable[Mark], name: Callable[[Mark], str]) -> None:
        """Draw these boxes instead of the ones before; `name` says what each stands for."""
        for item in self._boxes.values():
            self._scene.removeItem(item)
        self._boxes = {mark.key: BoxItem(mark, name(mark), self.clicked.emit) for mark in marks}
        for order, item in enumerate(self._boxes.values(), start=1):
            item.setZValue(order)
            self._scene.addItem(item)
        self._emphasise()

    def focus_box(self, key: str | None) -> None:
        """Draw this box strongly and bring it into view; None calms all of them."""
        self._focused = key
        self._emphasise()
        item = self._boxes.get(key or "")
        if item is not None:
            margin = self.viewport().height() // 4
            self.ensureVisible(item.sceneBoundingRect(), 0, margin)

    def box_keys(self) -> tuple[str, ...]:
        """The keys of the boxes on this page."""
        return tuple(self._boxes)

    def focused_key(self) -> str | None:
        """The key of the box drawn strongly, when it is on this page."""
        return self._focused if self._focused in self._boxes else None

    def _emphasise(self) -> None:
        for key, item in self._boxes.items():
            item.set_focused(key == self._focused)

    # -- zoom

    def set_fit(self, fit: Fit) -> None:
        """Follow the view's width, its whole size, or nothing."""
        self._fit = fit
        self._apply_fit()

    def zoom_by(self, factor: float) -> None:
        """Zoom freely around the pointer, within bounds."""
        self._fit = Fit.FREE
        wanted = min(max(self.zoom * factor, SMALLEST_ZOOM), LARGEST_ZOOM)
        self.scale(wanted / self.zoom, wanted / self.zoom)
        self.zoom_changed.emit(self.zoom)

    def _apply_fit(self) -> None:
        page, room = self.sceneRect(), self.viewport().size()
        if self._fit is Fit.FREE or page.isEmpty() or room.isEmpty():
            return
        zoom = room.width() / self._written.width()
        if self._fit is Fit.PAGE:
            zoom = min(room.width() / page.width(), room.height() / page.height())
        middle = self.mapToScene(self.viewport().rect().center()).y()
        self.resetTransform()
        self.scale(zoom, zoom)
        self.centerOn(self._written.center().x(), middle)
        self.zoom_changed.emit(self.zoom)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._apply_fit()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The end of a drag is for nobody else."""
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
            self.set_fit(Fit.WIDTH)
        else:
            super().keyPressEvent(event)

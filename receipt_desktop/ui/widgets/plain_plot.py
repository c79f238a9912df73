"""What all plots have in common. It needs pyqtgraph: import the modules of plots lazily."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pyqtgraph as pg
from PySide6.QtCore import QLocale, Qt

from receipt_desktop.ui import theme

GRID_ALPHA = 0.15


class NumberAxis(pg.AxisItem):  # type: ignore[misc]  # pyqtgraph has no types
    """A number axis in the user's locale."""

    def tickStrings(  # noqa: N802
        self, values: Sequence[float], _scale: float, spacing: float
    ) -> list[str]:
        digits = 0 if spacing >= 1 else 1 if spacing >= 0.1 else 2  # noqa: PLR2004
        return [QLocale().toString(float(value), "f", digits) for value in values]


class PlainPlot(pg.PlotWidget):  # type: ignore[misc]
    """A plot without menu or dragging, with thin axes and a light grid."""

    value_axis = "left"

    def __init__(
        self,
        name: str,
        axes: Mapping[str, pg.AxisItem],
        hovered: Callable[[int | None], None],
    ) -> None:
        """`hovered` gets the place under the pointer on the axis without values."""
        super().__init__(axisItems=dict(axes))
        self._on_hover = hovered
        self.setAccessibleName(name)
        self.setMouseEnabled(x=False, y=False)
        self.setMenuEnabled(False)
        self.hideButtons()
        self.getPlotItem().setContentsMargins(0, theme.SPACE_XS, theme.SPACE_XS, 0)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAcceptDrops(False)  # the window takes them
        self.scene().sigMouseMoved.connect(self._handle_mouse_move)

    def apply_colours(self) -> None:
        """Apply the colours of the current theme."""
        these = theme.current_colours()
        self.setBackground(these.surface)
        for name in ("bottom", "left"):
            axis = self.getAxis(name)
            axis.setPen(pg.mkPen(these.line))
            axis.setTextPen(pg.mkPen(these.muted))
            axis.setTickFont(theme.scaled_font("note"))
            axis.setStyle(tickLength=0, tickTextOffset=4)
            axis.setZValue(-1)  # its grid lies behind the bars
        is_left = self.value_axis == "left"
        self.showGrid(x=not is_left, y=is_left, alpha=GRID_ALPHA)

    def find_place(self, point: Any) -> int | None:
        """The place at a point of the scene; None outside of the plot."""
        view = self.getPlotItem().vb
        if not view.sceneBoundingRect().contains(point):
            return None
        at = view.mapSceneToView(point)
        place: float = at.x() if self.value_axis == "left" else at.y()
        return round(place)

    def leaveEvent(self, event: Any) -> None:
        super().leaveEvent(event)
        self._on_hover(None)

    def wheelEvent(self, event: Any) -> None:
        """Let the page scroll instead of the plot."""
        event.ignore()

    def _handle_mouse_move(self, point: Any) -> None:
        self._on_hover(self.find_place(point))

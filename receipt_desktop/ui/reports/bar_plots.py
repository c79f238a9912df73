"""The bars of a report. They need pyqtgraph, so this module is imported lazily."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import pyqtgraph as pg
from PySide6.QtCore import QLocale, Qt

from receipt_desktop.ui import theme
from receipt_desktop.ui.widgets.plain_plot import NumberAxis, PlainPlot

BAR_WIDTH = 0.72
"""As a share of the room of a bar."""
MAX_VALUE_TICKS = 4
ROOM, SMALLEST = 1.08, 1.0
"""Above the highest bar, as a factor; and the least height of an axis."""
NAME_WIDTH = 132
"""Pixels for the names beside lying bars."""
THOUSAND, MILLION = 1_000, 1_000_000


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar."""

    name: str
    value: float


class NameAxis(pg.AxisItem):  # type: ignore[misc]  # pyqtgraph has no types
    """Names of bars instead of numbers; below standing bars some are left out for want of room."""

    bars: Sequence[Bar] = ()

    def set_bars(self, bars: Sequence[Bar]) -> None:
        """Set the names, and draw them again, which pyqtgraph keeps for a known range."""
        self.bars, self.picture = bars, None
        self.update()

    def tickValues(self, low: float, high: float, size: float) -> list[Any]:  # noqa: N802
        step = 1
        if self.orientation == "bottom" and self.bars:
            step = max(1, -(-len(self.bars) * self._measure_room() // max(1, int(size))))
        least, most = min(low, high), max(low, high)  # an inverted axis begins with the highest
        places = range(0, len(self.bars), step)
        return [(1, [place for place in places if least <= place <= most])]

    def tickStrings(self, values: Sequence[float], *_: Any) -> list[str]:  # noqa: N802
        return [self._shorten(self.bars[int(value)].name) for value in values]

    def _measure_room(self) -> int:
        """The pixels that the widest name needs."""
        metrics = theme.scaled_metrics("note", bold=False)
        widths = (metrics.horizontalAdvance(bar.name) for bar in self.bars)
        return max(widths, default=0) + theme.SPACE_S

    def _shorten(self, name: str) -> str:
        if self.orientation == "bottom":
            return name
        metrics = theme.scaled_metrics("note", bold=False)
        return metrics.elidedText(name, Qt.TextElideMode.ElideRight, NAME_WIDTH - theme.SPACE_S)


class AmountAxis(NumberAxis):
    """Few ticks; thousands and millions are shortened."""

    def tickValues(self, low: float, high: float, size: float) -> list[Any]:  # noqa: N802
        levels = super().tickValues(low, high, size)
        spacing, values = levels[0]
        if len(values) > MAX_VALUE_TICKS:
            values = values[:: -(-len(values) // MAX_VALUE_TICKS)]
        return [(spacing, values)]

    def tickStrings(  # noqa: N802
        self, values: Sequence[float], scale: float, spacing: float
    ) -> list[str]:
        highest = max((abs(value) for value in values), default=0)
        for unit, letter in ((MILLION, "M"), (THOUSAND, "k")):
            if highest >= 10 * unit:
                digits = 0 if spacing >= unit else 1
                return [
                    QLocale().toString(value / unit, "f", digits) + (f" {letter}" if value else "")
                    for value in map(float, values)
                ]
        return super().tickStrings(values, scale, spacing)


class BarPlot(PlainPlot):
    """Bars that are clicked; the pointer says where."""

    def __init__(
        self,
        name: str,
        axes: dict[str, pg.AxisItem],
        hovered: Callable[[int | None], None],
        clicked: Callable[[int], None],
    ) -> None:
        super().__init__(name, axes, self._hover)
        self._tell_hover, self._tell_click = hovered, clicked
        self.bars: Sequence[Bar] = ()
        self._items = pg.BarGraphItem(x=[], height=[], width=BAR_WIDTH)
        self.addItem(self._items)
        self.getAxis("bottom").setHeight(theme.scaled_metrics("note").height() + theme.SPACE_S)

    def apply_colours(self) -> None:
        super().apply_colours()
        these = theme.current_colours()
        self._items.setOpts(
            brushes=[these.bad if bar.value < 0 else these.accent for bar in self.bars],
            pen=pg.mkPen(None),
        )

    def mouseReleaseEvent(self, event: Any) -> None:
        """Tell of a click on a bar or in its column."""
        super().mouseReleaseEvent(event)
        place = self.find_place(self.mapToScene(event.position().toPoint()))
        if place is not None and 0 <= place < len(self.bars):
            self._tell_click(place)

    def _hover(self, place: int | None) -> None:
        inside = place is not None and 0 <= place < len(self.bars)
        shape = Qt.CursorShape.PointingHandCursor if inside else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(shape)
        self._tell_hover(place if inside else None)


class StandingBars(BarPlot):
    """Bars beside one another, as of months."""

    def __init__(
        self,
        name: str,
        hovered: Callable[[int | None], None],
        clicked: Callable[[int], None],
    ) -> None:
        self._names = NameAxis("bottom")
        super().__init__(
            name, {"bottom": self._names, "left": AmountAxis("left")}, hovered, clicked
        )

    def show_bars(self, bars: Sequence[Bar]) -> None:
        self.bars = bars
        self._names.set_bars(bars)
        places = list(range(len(bars)))
        self._items.setOpts(x=places, height=[bar.value for bar in bars], width=BAR_WIDTH)
        self.setXRange(-0.5, max(1, len(bars)) - 0.5, padding=0)
        self.setYRange(*_find_range(bars), padding=0)
        self.apply_colours()


class LyingBars(BarPlot):
    """Bars below one another with their names, the first on top."""

    value_axis = "bottom"

    def __init__(
        self,
        name: str,
        hovered: Callable[[int | None], None],
        clicked: Callable[[int], None],
    ) -> None:
        self._names = NameAxis("left")
        super().__init__(
            name, {"left": self._names, "bottom": AmountAxis("bottom")}, hovered, clicked
        )
        self._names.setWidth(NAME_WIDTH)
        self.invertY(b=True)

    def show_bars(self, bars: Sequence[Bar]) -> None:
        self.bars = bars
        self._names.set_bars(bars)
        places = list(range(len(bars)))
        self._items.setOpts(
            x0=[min(0.0, bar.value) for bar in bars],
            y=places,
            width=[abs(bar.value) for bar in bars],
            height=BAR_WIDTH,
        )
        self.setYRange(-0.5, max(1, len(bars)) - 0.5, padding=0)
        self.setXRange(*_find_range(bars), padding=0)
        self.apply_colours()


def _find_range(bars: Sequence[Bar]) -> tuple[float, float]:
    """From 0, or below it where there are refunds, to slightly above the highest value."""
    values = [bar.value for bar in bars]
    lowest, highest = min(0.0, *values, 0.0), max(0.0, *values, 0.0)
    if highest == lowest:
        highest = SMALLEST
    return lowest * ROOM, highest * ROOM

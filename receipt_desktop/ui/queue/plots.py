"""The two plots of the queue. They need pyqtgraph, so this module is imported lazily."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import pyqtgraph as pg
from PySide6.QtCore import Qt
from PySide6.QtGui import QPen

from receipt_desktop.domain.jobs import StatisticsBucket
from receipt_desktop.ui import theme
from receipt_desktop.ui.widgets.plain_plot import NumberAxis, PlainPlot

NAN = float("nan")
BAR_WIDTH = 0.8
"""Bar width as a share of the bucket width."""
AXIS_WIDTH = 44


@dataclass(frozen=True, slots=True)
class Span:
    """The shown time span, divided into buckets."""

    start: datetime
    step: timedelta
    count: int
    has_mark: Callable[[datetime], bool]
    """Whether the axis has a tick at a bucket that begins at this moment."""
    label: Callable[[datetime], str]

    def bucket_index(self, moment: datetime) -> int:
        """The bucket that contains this moment."""
        return int((moment - self.start) / self.step)

    def bucket_start(self, place: int) -> datetime:
        return self.start + self.step * place


class TimeAxis(pg.AxisItem):  # type: ignore[misc]  # pyqtgraph has no types
    """A time axis with ticks at whole hours or days in the user's locale."""

    span: Span | None = None

    def set_span(self, span: Span) -> None:
        """Set the time span and draw the labels again, which pyqtgraph keeps for a known range."""
        self.span, self.picture = span, None
        self.update()

    def tickValues(self, low: float, high: float, _size: float) -> list[Any]:  # noqa: N802
        span = self.span
        if span is None:
            return []
        places = range(max(0, math.ceil(low)), min(span.count, math.floor(high) + 1))
        return [(1, [place for place in places if span.has_mark(span.bucket_start(place))])]

    def tickStrings(self, values: Sequence[float], *_: Any) -> list[str]:  # noqa: N802
        span = self.span
        return [span.label(span.bucket_start(int(value))) for value in values] if span else []


class BasePlot(PlainPlot):
    """A plot over time."""

    def __init__(self, name: str, hovered: Callable[[int | None], None]) -> None:
        self._time_axis = TimeAxis("bottom")
        super().__init__(name, {"bottom": self._time_axis, "left": NumberAxis("left")}, hovered)
        self.getAxis("left").setWidth(AXIS_WIDTH)

    def set_span(self, span: Span) -> None:
        """Set the shown time span."""
        self._time_axis.set_span(span)
        self.setXRange(-0.5, span.count - 0.5, padding=0)

    def set_value_range(self, highest: float, least: float) -> None:
        """Set the value axis from 0 to slightly above the highest value."""
        self.setYRange(0, max(least, highest * 1.1), padding=0)


class Throughput(BasePlot):
    """Completed and failed receipts as stacked bars."""

    def __init__(self, name: str, hovered: Callable[[int | None], None]) -> None:
        super().__init__(name, hovered)
        self._completed_bars = pg.BarGraphItem(x=[], height=[], width=BAR_WIDTH)
        self._failed_bars = pg.BarGraphItem(x=[], height=[], width=BAR_WIDTH)
        self.addItem(self._completed_bars)
        self.addItem(self._failed_bars)

    def show_buckets(self, span: Span, buckets: dict[int, StatisticsBucket]) -> None:
        self.set_span(span)
        places = sorted(buckets)
        done = [buckets[place].completed for place in places]
        failed = [buckets[place].failed for place in places]
        self._completed_bars.setOpts(x=places, height=done, width=BAR_WIDTH)
        self._failed_bars.setOpts(x=places, y0=done, height=failed, width=BAR_WIDTH)
        self.set_value_range(max(map(sum, zip(done, failed, strict=True)), default=0), least=5)

    def apply_colours(self) -> None:
        super().apply_colours()
        these = theme.current_colours()
        self._completed_bars.setOpts(brush=these.accent, pen=pg.mkPen(None))
        self._failed_bars.setOpts(brush=these.bad, pen=pg.mkPen(None))


class Latency(BasePlot):
    """Waiting and running times in seconds, p50 and p95."""

    def __init__(self, name: str, hovered: Callable[[int | None], None]) -> None:
        super().__init__(name, hovered)
        self._curves = {
            (kind, share): self.plot([], [], connect="finite", antialias=True)
            for kind in ("waiting", "running")
            for share in ("p95", "p50")
        }

    def show_buckets(self, span: Span, buckets: dict[int, StatisticsBucket]) -> None:
        self.set_span(span)
        highest = 0.0
        for (kind, share), line in self._curves.items():
            values = [_bucket_value(buckets.get(place), kind, share) for place in range(span.count)]
            known = [value for value in values if not math.isnan(value)]
            line.setData(*((list(range(span.count)), values) if known else ([], [])))
            highest = max(highest, *known, 0.0)
        self.set_value_range(highest, least=1)

    def apply_colours(self) -> None:
        super().apply_colours()
        for (kind, share), line in self._curves.items():
            ink = theme.named_colour("accent" if kind == "running" else "warning")
            style = Qt.PenStyle.SolidLine if share == "p50" else Qt.PenStyle.DashLine
            line.setPen(QPen(pg.mkPen(ink, width=1.6, style=style)))
            line.setSymbol("o")
            line.setSymbolSize(4)
            line.setSymbolPen(None)
            line.setSymbolBrush(ink)


def _bucket_value(bucket: StatisticsBucket | None, kind: str, share: str) -> float:
    if bucket is None:
        return NAN
    found = getattr(getattr(bucket, kind), share)
    return NAN if found is None else float(found)

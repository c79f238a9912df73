"""Throughput and latency over the last hour, day or ninety days."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from importlib import import_module
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QDate, QLocale, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from receipt_desktop.history import KEPT_DAYS, Bucket
from receipt_desktop.ui import look
from receipt_desktop.ui.queue import words
from receipt_desktop.ui.segments import Segments
from receipt_desktop.ui.work import Work

if TYPE_CHECKING:
    from receipt_desktop.ui.queue.plots import Latency, Span, Throughput

PLOTS = "receipt_desktop.ui.queue.plots"
MINUTES, HOURS = 60, 24
HEIGHT = 168
"""Of a plot, in pixels."""


class Graphs(QWidget):
    """Two plots side by side; what a bucket holds is told in words when it is pointed at."""

    range_chosen = Signal(str)
    """hour, day or days."""

    def __init__(self, work: Work, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.range = Segments(
            {
                "hour": self.tr("Last hour"),
                "day": self.tr("Last day"),
                "days": self.tr("Last %n days", "", KEPT_DAYS),
            },
            self.tr("Stretch of time"),
        )
        self.titles = (QLabel(), QLabel())
        self.empty = QLabel(self.tr("Nothing was read in this time."))
        self.throughput: Throughput | None = None
        self.latency: Latency | None = None
        self._buckets: dict[int, Bucket] = {}
        self._told: Sequence[Bucket] = ()
        self._span: Span | None = None
        self._drawn: object = None
        self._lay_out()
        self._entitle()
        self.range.chosen.connect(self.range_chosen)
        work.run(lambda: import_module(PLOTS), done=self._build)

    def show_buckets(self, buckets: Sequence[Bucket]) -> None:
        """Those of the chosen range."""
        self._told = buckets
        if self.throughput is None or self.latency is None:
            return
        span = span_of(self.range.value, import_module(PLOTS).Span)
        if (span, tuple(buckets)) == self._drawn:
            return
        self._drawn, self._span = (span, tuple(buckets)), span
        placed = {self._span.place(bucket.start): bucket for bucket in buckets}
        self._buckets = {at: one for at, one in placed.items() if 0 <= at < self._span.count}
        self.throughput.show_buckets(self._span, self._buckets)
        self.latency.show_buckets(self._span, self._buckets)
        self.empty.setVisible(not self._buckets)
        self._entitle()

    def _build(self, plots: Any) -> None:
        """Once pyqtgraph is there; it is loaded beside the window."""
        self.throughput = plots.Throughput(self.tr("Throughput"), self._point)
        self.latency = plots.Latency(self.tr("Latency"), self._point)
        for column, plot in zip(self._columns, (self.throughput, self.latency), strict=True):
            place = column.takeAt(1)
            if place is not None and (placeholder := place.widget()):
                placeholder.deleteLater()
            plot.setFixedHeight(HEIGHT)
            column.addWidget(plot)
        look.theme_changed().changed.connect(self._dress)
        self._dress()
        self.show_buckets(self._told)

    def _dress(self) -> None:
        for plot in (self.throughput, self.latency):
            if plot is not None:
                plot.dress()
        self._entitle()

    def _point(self, place: int | None) -> None:
        """Tell what the bucket below the pointer holds."""
        bucket = self._buckets.get(place) if place is not None else None
        self._entitle(bucket)

    def _entitle(self, bucket: Bucket | None = None) -> None:
        done, failed, waiting, running = (self.tr("completed"), self.tr("failed"),
                                          self.tr("waiting"), self.tr("running"))  # fmt: skip
        if bucket:
            done, failed = f"{bucket.completed} {done}", f"{bucket.failed} {failed}"
            waiting, running = _spoken(waiting, bucket.waiting), _spoken(running, bucket.running)
        when = self._when(bucket) if bucket else ""
        lines = when or self.tr("solid p50, dashed p95")
        self.titles[0].setText(
            _legend(self.tr("Throughput"), when, (("accent", done), ("bad", failed)))
        )
        self.titles[1].setText(
            _legend(
                self.tr("Latency in seconds"), lines, (("warning", waiting), ("accent", running))
            )
        )

    def _when(self, bucket: Bucket) -> str:
        if self.range.value == "days":
            return _day(bucket.start)
        return _hour(bucket.start)

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(look.SPACE_M)
        self._columns: list[QVBoxLayout] = []
        for title in self.titles:
            title.setTextFormat(Qt.TextFormat.RichText)
            column = QVBoxLayout()
            column.setSpacing(look.SPACE_XS)
            column.addWidget(title)
            column.addWidget(_placeholder())
            self._columns.append(column)
            row.addLayout(column, 1)
        look.set_role(self.empty, "note")
        self.empty.hide()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(look.SPACE_S)
        whole.addWidget(self.range)
        whole.addLayout(row)
        whole.addWidget(self.empty)


def _placeholder() -> QWidget:
    """As high as a plot, so that nothing jumps when it comes."""
    place = QFrame()
    place.setObjectName("surface")
    place.setFixedHeight(HEIGHT)
    return place


def span_of(chosen: str, make: Callable[..., Span]) -> Span:
    """The stretch of time that ends now; statistics are kept by hours and days of UTC."""
    now = datetime.now(UTC).astimezone()
    if chosen == "hour":
        start = now.replace(second=0, microsecond=0) - timedelta(minutes=MINUTES - 1)
        return make(start, timedelta(minutes=1), MINUTES, _ten_minutes, _hour)
    if chosen == "day":
        start = now.replace(minute=0, second=0, microsecond=0) - timedelta(hours=HOURS - 1)
        return make(start, timedelta(hours=1), HOURS, _four_hours, _hour)
    today = now.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    return make(
        today - timedelta(days=KEPT_DAYS - 1), timedelta(days=1), KEPT_DAYS, _half_month, _day
    )


def _ten_minutes(moment: datetime) -> bool:
    return moment.astimezone().minute % 10 == 0


def _four_hours(moment: datetime) -> bool:
    return moment.astimezone().hour % 4 == 0


def _half_month(moment: datetime) -> bool:
    return moment.day in (1, 15)


def _hour(moment: datetime) -> str:
    return f"{moment.astimezone():%H:%M}"


def _day(moment: datetime) -> str:
    return QLocale().toString(QDate(moment.year, moment.month, moment.day), "d MMM")


def _spoken(name: str, spread: Any) -> str:
    return f"{name} {words.seconds(spread.p50)} / {words.seconds(spread.p95)}"


def _legend(title: str, when: str, entries: Sequence[tuple[str, str]]) -> str:
    """The title in strong type; each entry behind a dot of its colour."""
    muted = look.colour("muted").name()
    said = [f"<b>{title}</b>"] + ([f"<span style='color:{muted}'>{when}</span>"] if when else [])
    for ink, entry in entries:
        dot = f"<span style='color:{look.colour(ink).name()}'>●</span>"
        said.append(f"{dot}&nbsp;<span style='color:{muted}'>{entry}</span>")
    return "&nbsp;&nbsp; ".join(said)

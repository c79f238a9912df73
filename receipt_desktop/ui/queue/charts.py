"""Charts of throughput and latency over the last hour, day or 90 days."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from importlib import import_module
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QDate, QLocale, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from receipt_desktop.domain.jobs import STATISTICS_DAYS, StatisticsBucket
from receipt_desktop.ui import theme
from receipt_desktop.ui.i18n import queue_texts
from receipt_desktop.ui.task_runner import TaskRunner
from receipt_desktop.ui.widgets.plot_modules import import_plots
from receipt_desktop.ui.widgets.segmented_buttons import SegmentedButtons

if TYPE_CHECKING:
    from receipt_desktop.ui.queue.plots import Latency, Span, Throughput

PLOTS_MODULE = "receipt_desktop.ui.queue.plots"
MINUTES_SHOWN, HOURS_SHOWN = 60, 24
PLOT_HEIGHT = 168
"""Height of a plot in pixels."""


class ChartPanel(QWidget):
    """Two plots side by side; the legend shows the values of the bucket under the pointer."""

    range_chosen = Signal(str)
    """hour, day or days."""

    def __init__(self, task_runner: TaskRunner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.range_buttons = SegmentedButtons(
            {
                "hour": self.tr("Last hour"),
                "day": self.tr("Last day"),
                "days": self.tr("Last %Ln days", "", STATISTICS_DAYS),
            },
            self.tr("Period"),
        )
        self.title_labels = (QLabel(), QLabel())
        self.empty_label = QLabel(self.tr("No receipts were processed in this period."))
        self.throughput: Throughput | None = None
        self.latency: Latency | None = None
        self._buckets_by_position: dict[int, StatisticsBucket] = {}
        self._latest_buckets: Sequence[StatisticsBucket] = ()
        self._span: Span | None = None
        self._drawn_state: object = None
        self._lay_out()
        self._update_titles()
        self.range_buttons.segment_chosen.connect(self.range_chosen)
        import_plots(task_runner, PLOTS_MODULE, self._create_plots)

    def show_buckets(self, buckets: Sequence[StatisticsBucket]) -> None:
        """Show the buckets of the selected period."""
        self._latest_buckets = buckets
        if self.throughput is None or self.latency is None:
            return
        span = create_span(self.range_buttons.selected_value, import_module(PLOTS_MODULE).Span)
        if (span, tuple(buckets)) == self._drawn_state:
            return
        self._drawn_state, self._span = (span, tuple(buckets)), span
        placed = {self._span.bucket_index(bucket.start): bucket for bucket in buckets}
        self._buckets_by_position = {
            at: one for at, one in placed.items() if 0 <= at < self._span.count
        }
        self.throughput.show_buckets(self._span, self._buckets_by_position)
        self.latency.show_buckets(self._span, self._buckets_by_position)
        self.empty_label.setVisible(not self._buckets_by_position)
        self._update_titles()

    def _create_plots(self, plots: Any) -> None:
        """Create the plots once pyqtgraph is imported, after the window is shown."""
        self.throughput = plots.Throughput(self.tr("Throughput"), self._show_bucket_at)
        self.latency = plots.Latency(self.tr("Latency"), self._show_bucket_at)
        for column, plot in zip(self._column_layouts, (self.throughput, self.latency), strict=True):
            place = column.takeAt(1)
            if place is not None and (placeholder := place.widget()):
                placeholder.deleteLater()
            plot.setFixedHeight(PLOT_HEIGHT)
            column.addWidget(plot)
        theme.theme_signals().changed.connect(self._restyle_plots)
        self._restyle_plots()
        self.show_buckets(self._latest_buckets)

    def _restyle_plots(self) -> None:
        for plot in (self.throughput, self.latency):
            if plot is not None:
                plot.apply_colours()
        self._update_titles()

    def _show_bucket_at(self, place: int | None) -> None:
        """Show the values of the bucket under the pointer."""
        bucket = self._buckets_by_position.get(place) if place is not None else None
        self._update_titles(bucket)

    def _update_titles(self, bucket: StatisticsBucket | None = None) -> None:
        done, failed, waiting, running = (self.tr("completed"), self.tr("failed"),
                                          self.tr("waiting"), self.tr("running"))  # fmt: skip
        if bucket:
            done, failed = f"{bucket.completed} {done}", f"{bucket.failed} {failed}"
            waiting, running = (
                _format_percentiles(waiting, bucket.waiting),
                _format_percentiles(running, bucket.running),
            )
        when = self._format_bucket_time(bucket) if bucket else ""
        lines = when or self.tr("solid p50, dashed p95")
        self.title_labels[0].setText(
            _format_legend(self.tr("Throughput"), when, (("accent", done), ("bad", failed)))
        )
        self.title_labels[1].setText(
            _format_legend(
                self.tr("Latency in seconds"), lines, (("warning", waiting), ("accent", running))
            )
        )

    def _format_bucket_time(self, bucket: StatisticsBucket) -> str:
        if self.range_buttons.selected_value == "days":
            return _format_day(bucket.start)
        return _format_hour(bucket.start)

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(theme.SPACE_M)
        self._column_layouts: list[QVBoxLayout] = []
        for title in self.title_labels:
            title.setTextFormat(Qt.TextFormat.RichText)
            column = QVBoxLayout()
            column.setSpacing(theme.SPACE_XS)
            column.addWidget(title)
            column.addWidget(_create_placeholder())
            self._column_layouts.append(column)
            row.addLayout(column, 1)
        theme.set_text_role(self.empty_label, "note")
        self.empty_label.hide()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(theme.SPACE_S)
        whole.addWidget(self.range_buttons)
        whole.addLayout(row)
        whole.addWidget(self.empty_label)


def _create_placeholder() -> QWidget:
    """A placeholder as high as a plot, so that the layout does not jump."""
    place = QFrame()
    place.setObjectName("surface")
    place.setFixedHeight(PLOT_HEIGHT)
    return place


def create_span(chosen: str, make: Callable[..., Span]) -> Span:
    """The time span that ends now. Statistics are kept by UTC hours and days."""
    now = datetime.now(UTC).astimezone()
    if chosen == "hour":
        start = now.replace(second=0, microsecond=0) - timedelta(minutes=MINUTES_SHOWN - 1)
        return make(start, timedelta(minutes=1), MINUTES_SHOWN, _is_ten_minute_mark, _format_hour)
    if chosen == "day":
        start = now.replace(minute=0, second=0, microsecond=0) - timedelta(hours=HOURS_SHOWN - 1)
        return make(start, timedelta(hours=1), HOURS_SHOWN, _is_four_hour_mark, _format_hour)
    today = now.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    return make(
        today - timedelta(days=STATISTICS_DAYS - 1),
        timedelta(days=1),
        STATISTICS_DAYS,
        _is_half_month_mark,
        _format_day,
    )


def _is_ten_minute_mark(moment: datetime) -> bool:
    return moment.astimezone().minute % 10 == 0


def _is_four_hour_mark(moment: datetime) -> bool:
    return moment.astimezone().hour % 4 == 0


def _is_half_month_mark(moment: datetime) -> bool:
    return moment.day in (1, 15)


def _format_hour(moment: datetime) -> str:
    return f"{moment.astimezone():%H:%M}"


def _format_day(moment: datetime) -> str:
    return QLocale().toString(QDate(moment.year, moment.month, moment.day), "d MMM")


def _format_percentiles(name: str, spread: Any) -> str:
    half, most = (queue_texts.format_seconds(value) for value in (spread.p50, spread.p95))
    return f"{name} {half} / {most}"


def _format_legend(title: str, when: str, entries: Sequence[tuple[str, str]]) -> str:
    """A legend as rich text: a bold title, then each entry with a coloured dot."""
    muted = theme.named_colour("muted").name()
    parts = [f"<b>{title}</b>"] + ([f"<span style='color:{muted}'>{when}</span>"] if when else [])
    for ink, entry in entries:
        dot = f"<span style='color:{theme.named_colour(ink).name()}'>●</span>"
        parts.append(f"{dot}&nbsp;<span style='color:{muted}'>{entry}</span>")
    return "&nbsp;&nbsp; ".join(parts)

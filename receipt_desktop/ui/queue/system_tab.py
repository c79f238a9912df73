"""The System tab: processes, Redis, language model, disk and database."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLocale
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from receipt_desktop.domain.health import (
    OllamaState,
    ProcessState,
    QueueHealth,
    RedisState,
    StorageState,
)
from receipt_desktop.ui import theme
from receipt_desktop.ui.i18n import queue_texts
from receipt_desktop.ui.i18n.data_size import format_data_size
from receipt_desktop.ui.i18n.queue_texts import UNKNOWN_VALUE
from receipt_desktop.ui.queue.fact_grid import FactGrid
from receipt_desktop.ui.queue.lazy_tab import LazyTab
from receipt_desktop.ui.queue.overview_tab import wrap_in_scroll_area
from receipt_desktop.ui.task_runner import TaskRunner
from receipt_desktop.ui.widgets.auto_height_table import AutoHeightTable
from receipt_desktop.ui.widgets.rows_model import RowColumn, RowsModel

NAME_COLUMN = 0
translate = QCoreApplication.translate


class SystemTab(LazyTab):
    """Shows the live state of the system."""

    def __init__(self, task_runner: TaskRunner) -> None:
        super().__init__(task_runner)
        self.processes_model = RowsModel(process_columns(), lambda one: one.name, self)
        self.processes_table = AutoHeightTable(
            self.processes_model, self.tr("Processes"), stretched=NAME_COLUMN, selectable=False
        )
        self.redis_facts, self.ollama_facts, self.storage_facts = FactGrid(), FactGrid(), FactGrid()
        self._lay_out()

    def show_health(self, health: QueueHealth) -> None:
        self.processes_model.set_rows(health.processes)
        self._show_redis(health.redis, health.queue_length)
        self._show_ollama(health.ollama)
        self._show_storage(health.storage)

    def _show_redis(self, redis: RedisState, ids: int) -> None:
        whose = self.tr("Built-in") if redis.is_own else self.tr("Shared")
        most = (
            format_data_size(redis.max_memory_bytes)
            if redis.max_memory_bytes
            else self.tr("no limit")
        )
        memory = format_data_size(redis.memory_bytes)
        self.redis_facts.show_facts(
            (
                (self.tr("Server"), whose if redis.reachable else self.tr("Not responding")),
                (self.tr("Address"), redis.address),
                (self.tr("Version"), redis.version or UNKNOWN_VALUE),
                (self.tr("Memory"), f"{memory} ({most})" if memory else UNKNOWN_VALUE),
                (self.tr("Response time"), self._format_latency(redis.latency_ms)),
                (self.tr("Queued IDs"), queue_texts.format_whole_number(ids)),
                (self.tr("Persistence"), self._format_persistence(redis.persistence)),
                (self.tr("Eviction policy"), redis.eviction or UNKNOWN_VALUE),
                (self.tr("Restarts"), queue_texts.format_whole_number(redis.restarts)),
            )
        )

    def _show_ollama(self, ollama: OllamaState | None) -> None:
        if ollama is None:
            self.ollama_facts.show_facts(((self.tr("State"), UNKNOWN_VALUE),))
            return
        answers = self.tr("Running") if ollama.reachable else self.tr("Not responding")
        loaded = {True: self.tr("Yes"), False: self.tr("No"), None: UNKNOWN_VALUE}[ollama.is_loaded]
        speed = queue_texts.format_decimal(ollama.tokens_per_second)
        self.ollama_facts.show_facts(
            (
                (
                    self.tr("State"),
                    answers if ollama.is_used else self.tr("Turned off in Settings"),
                ),
                (self.tr("Address"), ollama.host),
                (self.tr("Model"), ollama.model or UNKNOWN_VALUE),
                (self.tr("In memory"), loaded),
                (self.tr("Tokens per second"), speed),
                (self.tr("Last seen"), queue_texts.format_moment(ollama.seen_at) or UNKNOWN_VALUE),
            )
        )

    def _show_storage(self, storage: StorageState | None) -> None:
        if storage is None:
            return
        sound = self.tr("No damage") if storage.checked_at else self.tr("Not checked yet")
        self.storage_facts.show_facts(
            (
                (self.tr("Free disk space"), format_data_size(storage.free_bytes)),
                (self.tr("Database"), format_data_size(storage.database_bytes) or UNKNOWN_VALUE),
                (self.tr("Integrity"), storage.damage or sound),
                (
                    self.tr("Checked"),
                    queue_texts.format_moment(storage.checked_at) or UNKNOWN_VALUE,
                ),
            )
        )

    def _format_persistence(self, kind: str | None) -> str:
        return self.tr("none (not needed)") if kind == "none" else kind or UNKNOWN_VALUE

    def _format_latency(self, milliseconds: float | None) -> str:
        if milliseconds is None:
            return UNKNOWN_VALUE
        return self.tr("{number} ms").format(number=QLocale().toString(milliseconds, "f", 1))

    def _lay_out(self) -> None:
        column = QWidget()
        layout = QVBoxLayout(column)
        layout.setContentsMargins(theme.SPACE_L, theme.SPACE_M, theme.SPACE_L, theme.SPACE_L)
        layout.setSpacing(theme.SPACE_S)
        layout.addWidget(_create_heading(self.tr("Processes")))
        layout.addWidget(self.processes_table)
        layout.addSpacing(theme.SPACE_M)
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.SPACE_XL)
        grid.setVerticalSpacing(theme.SPACE_M)
        for place, (title, facts) in enumerate(
            (
                (self.tr("Redis"), self.redis_facts),
                (self.tr("Language model"), self.ollama_facts),
                (self.tr("Disk and database"), self.storage_facts),
            )
        ):
            part = QVBoxLayout()
            part.setSpacing(theme.SPACE_S)
            part.addWidget(_create_heading(title))
            part.addWidget(facts)
            part.addStretch()
            rows = 2 if place == 0 else 1
            grid.addLayout(part, 0 if place < 2 else 1, min(place, 1), rows, 1)  # noqa: PLR2004
        for half in (0, 1):
            grid.setColumnStretch(half, 1)
        layout.addLayout(grid)
        layout.addStretch()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(wrap_in_scroll_area(column, stop=True))


def _create_heading(title: str) -> QLabel:
    label = QLabel(title)
    theme.set_text_role(label, "heading")
    return label


def process_columns() -> tuple[RowColumn[ProcessState], ...]:
    """The columns of the processes."""
    return (
        RowColumn(translate("SystemTab", "Process"), _format_process),
        RowColumn(translate("SystemTab", "Computer"), lambda one: one.host),
        RowColumn("PID", lambda one: str(one.pid), align_right=True),
        RowColumn(
            translate("SystemTab", "Concurrency"),
            lambda one: queue_texts.format_whole_number(one.concurrency),
            align_right=True,
        ),
        RowColumn(
            translate("SystemTab", "Started"), lambda one: queue_texts.format_moment(one.started_at)
        ),
        RowColumn(
            translate("SystemTab", "Last seen"),
            lambda one: queue_texts.format_moment(one.seen_at),
            colour_name=lambda one: "" if one.is_alive else "bad",
        ),
    )


def _format_process(process: ProcessState) -> str:
    kind = queue_texts.format_process_kind(process.kind)
    return (
        translate("SystemTab", "{kind} (this one)").format(kind=kind)
        if process.is_current
        else kind
    )

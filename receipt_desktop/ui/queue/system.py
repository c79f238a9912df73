"""What the queue runs on: processes, Redis, the language model, disk and database."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLocale
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from receipt_desktop.health import OllamaState, ProcessState, QueueHealth, RedisState, StorageState
from receipt_desktop.ui import look
from receipt_desktop.ui.calm_table import CalmTable
from receipt_desktop.ui.data_size import data_size
from receipt_desktop.ui.queue import words
from receipt_desktop.ui.queue.facts import Facts
from receipt_desktop.ui.queue.overview import scrolled
from receipt_desktop.ui.queue.tab import Tab
from receipt_desktop.ui.queue.words import UNKNOWN
from receipt_desktop.ui.rows_model import Column, RowsModel
from receipt_desktop.ui.work import Work

NAME = 0
translate = QCoreApplication.translate


class System(Tab):
    """All of it comes by itself."""

    def __init__(self, work: Work) -> None:
        super().__init__(work)
        self.processes = RowsModel(process_columns(), lambda one: one.name, self)
        self.table = CalmTable(
            self.processes, self.tr("Processes"), stretched=NAME, selectable=False
        )
        self.redis, self.ollama, self.storage = Facts(), Facts(), Facts()
        self._lay_out()

    def show_health(self, health: QueueHealth) -> None:
        self.processes.show(health.processes)
        self._show_redis(health.redis, health.queue_length)
        self._show_ollama(health.ollama)
        self._show_storage(health.storage)

    def _show_redis(self, redis: RedisState, ids: int) -> None:
        whose = self.tr("Our own") if redis.ours else self.tr("Shared")
        most = data_size(redis.max_memory_bytes) if redis.max_memory_bytes else self.tr("no limit")
        memory = data_size(redis.memory_bytes)
        self.redis.show_facts(
            (
                (self.tr("Server"), whose if redis.reachable else self.tr("Does not answer")),
                (self.tr("Address"), redis.address),
                (self.tr("Version"), redis.version or UNKNOWN),
                (self.tr("Memory"), f"{memory} ({most})" if memory else UNKNOWN),
                (self.tr("Answers in"), self._latency(redis.latency_ms)),
                (self.tr("Ids in the queue"), words.whole(ids)),
                (self.tr("Persistence"), self._persistence(redis.persistence)),
                (self.tr("When memory is full"), redis.eviction or UNKNOWN),
                (self.tr("Restarts"), words.whole(redis.restarts)),
            )
        )

    def _show_ollama(self, ollama: OllamaState | None) -> None:
        if ollama is None:
            self.ollama.show_facts(((self.tr("State"), UNKNOWN),))
            return
        answers = self.tr("Answers") if ollama.reachable else self.tr("Does not answer")
        loaded = {True: self.tr("Yes"), False: self.tr("No"), None: UNKNOWN}[ollama.loaded]
        speed = words.number(ollama.tokens_a_second)
        self.ollama.show_facts(
            (
                (self.tr("State"), answers if ollama.used else self.tr("Turned off in Settings")),
                (self.tr("Address"), ollama.host),
                (self.tr("Model"), ollama.model or UNKNOWN),
                (self.tr("In memory"), loaded),
                (self.tr("Tokens a second"), speed),
                (self.tr("Last seen"), words.moment(ollama.seen_at) or UNKNOWN),
            )
        )

    def _show_storage(self, storage: StorageState | None) -> None:
        if storage is None:
            return
        sound = self.tr("No damage") if storage.checked_at else self.tr("Not checked yet")
        self.storage.show_facts(
            (
                (self.tr("Free on the disk"), data_size(storage.free_bytes)),
                (self.tr("Database"), data_size(storage.database_bytes) or UNKNOWN),
                (self.tr("Integrity"), storage.damage or sound),
                (self.tr("Checked"), words.moment(storage.checked_at) or UNKNOWN),
            )
        )

    def _persistence(self, kind: str | None) -> str:
        return self.tr("none; the queue needs none") if kind == "none" else kind or UNKNOWN

    def _latency(self, milliseconds: float | None) -> str:
        if milliseconds is None:
            return UNKNOWN
        return self.tr("{number} ms").format(number=QLocale().toString(milliseconds, "f", 1))

    def _lay_out(self) -> None:
        column = QWidget()
        layout = QVBoxLayout(column)
        layout.setContentsMargins(look.SPACE_L, look.SPACE_M, look.SPACE_L, look.SPACE_L)
        layout.setSpacing(look.SPACE_S)
        layout.addWidget(_heading(self.tr("Processes")))
        layout.addWidget(self.table)
        layout.addSpacing(look.SPACE_M)
        grid = QGridLayout()
        grid.setHorizontalSpacing(look.SPACE_XL)
        grid.setVerticalSpacing(look.SPACE_M)
        for place, (title, facts) in enumerate(
            (
                (self.tr("Redis"), self.redis),
                (self.tr("Language model"), self.ollama),
                (self.tr("Disk and database"), self.storage),
            )
        ):
            part = QVBoxLayout()
            part.setSpacing(look.SPACE_S)
            part.addWidget(_heading(title))
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
        outer.addWidget(scrolled(column, stop=True))


def _heading(title: str) -> QLabel:
    label = QLabel(title)
    look.set_role(label, "heading")
    return label


def process_columns() -> tuple[Column[ProcessState], ...]:
    """What is said of each process."""
    return (
        Column(translate("System", "Process"), _process),
        Column(translate("System", "Computer"), lambda one: one.host),
        Column("PID", lambda one: str(one.pid), right=True),
        Column(
            translate("System", "At a time"), lambda one: words.whole(one.concurrency), right=True
        ),
        Column(translate("System", "Since"), lambda one: words.moment(one.started_at)),
        Column(
            translate("System", "Seen"),
            lambda one: words.moment(one.seen_at),
            ink=lambda one: "" if one.alive else "bad",
        ),
    )


def _process(process: ProcessState) -> str:
    kind = words.kind_text(process.kind)
    return translate("System", "{kind} (this one)").format(kind=kind) if process.here else kind

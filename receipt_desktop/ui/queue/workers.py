"""The workers of all processes as a table."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from PySide6.QtCore import QCoreApplication, QObject

from receipt_desktop.health import ProcessState, WorkerState
from receipt_desktop.ui import texts
from receipt_desktop.ui.queue import words
from receipt_desktop.ui.rows_model import Column, RowsModel

PROCESS, NAME, WORK, STAGE, ATTEMPT, DONE, SINCE = range(7)
translate = QCoreApplication.translate


class WorkersModel(RowsModel):
    """Process, thread, the file in work, its stage and progress, and for how long."""

    def __init__(self, parent: QObject | None = None) -> None:
        self._now = datetime.now(UTC)
        self._processes: dict[str, ProcessState] = {}
        super().__init__(self._make(), lambda worker: (worker.process, worker.name), parent)

    def set_workers(
        self,
        workers: Sequence[WorkerState],
        processes: Sequence[ProcessState],
        now: datetime,
    ) -> None:
        """Show these."""
        self._now = now
        self._processes = {one.name: one for one in processes}
        self.show(workers)
        if any(worker.since and worker.file_name for worker in workers):
            self.repaint(SINCE)

    def _make(self) -> tuple[Column[WorkerState], ...]:
        return (
            Column(translate("WorkersModel", "Process"), self._process, width=14),
            Column(translate("WorkersModel", "Worker"), lambda one: one.name, width=10),
            Column(translate("WorkersModel", "File"), self._work, ink=self._ink),
            Column(translate("WorkersModel", "Stage"), self._stage, width=20),
            Column(translate("WorkersModel", "Attempt"), self._attempt, right=True, width=6),
            Column(translate("WorkersModel", "Progress"), self._progress, right=True, width=6),
            Column(translate("WorkersModel", "For"), self._since, right=True, width=7),
        )

    def _process(self, worker: WorkerState) -> str:
        known = self._processes.get(worker.process)
        if not worker.process or (known and known.here):
            return translate("WorkersModel", "This window")
        return (
            f"{words.kind_text(known.kind)} {known.host}:{known.pid}" if known else worker.process
        )

    def _work(self, worker: WorkerState) -> str:
        if worker.file_name:
            return worker.file_name
        if worker.alive:
            return translate("WorkersModel", "Waits for work")
        return translate("WorkersModel", "Has stopped")

    def _ink(self, worker: WorkerState) -> str:
        if not worker.alive:
            return "bad"
        return "" if worker.file_name else "muted"

    def _stage(self, worker: WorkerState) -> str:
        return texts.stage_text(worker.stage) if worker.stage and worker.file_name else ""

    def _attempt(self, worker: WorkerState) -> str:
        return str(worker.attempt) if worker.file_name and worker.attempt else ""

    def _progress(self, worker: WorkerState) -> str:
        return f"{worker.progress} %" if worker.file_name else ""

    def _since(self, worker: WorkerState) -> str:
        if worker.since is None or not worker.file_name:
            return ""
        return texts.duration(max(0.0, (self._now - worker.since).total_seconds()))

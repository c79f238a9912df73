"""The workers of all processes as a table."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from PySide6.QtCore import QCoreApplication, QObject

from receipt_desktop.domain.health import ProcessState, WorkerState
from receipt_desktop.ui.i18n import queue_texts, texts
from receipt_desktop.ui.widgets.rows_model import RowColumn, RowsModel

(
    PROCESS_COLUMN,
    NAME_COLUMN,
    FILE_COLUMN,
    STAGE_COLUMN,
    ATTEMPT_COLUMN,
    PROGRESS_COLUMN,
    ELAPSED_COLUMN,
) = range(7)
translate = QCoreApplication.translate


class WorkersModel(RowsModel):
    """Process, worker, file, stage, progress and elapsed time."""

    def __init__(self, parent: QObject | None = None) -> None:
        self._now = datetime.now(UTC)
        self._processes: dict[str, ProcessState] = {}
        super().__init__(
            self._create_columns(), lambda worker: (worker.process, worker.name), parent
        )

    def set_workers(
        self,
        workers: Sequence[WorkerState],
        processes: Sequence[ProcessState],
        now: datetime,
    ) -> None:
        """Show these rows."""
        self._now = now
        self._processes = {one.name: one for one in processes}
        self.set_rows(workers)
        if any(worker.since and worker.file_name for worker in workers):
            self.refresh_columns(ELAPSED_COLUMN)

    def _create_columns(self) -> tuple[RowColumn[WorkerState], ...]:
        return (
            RowColumn(
                translate("WorkersModel", "Process"), self._format_process, width_characters=14
            ),
            RowColumn(
                translate("WorkersModel", "Worker"), lambda one: one.name, width_characters=10
            ),
            RowColumn(
                translate("WorkersModel", "File"), self._format_file, colour_name=self._file_colour
            ),
            RowColumn(translate("WorkersModel", "Stage"), self._format_stage, width_characters=20),
            RowColumn(
                translate("WorkersModel", "Attempt"),
                self._format_attempt,
                align_right=True,
                width_characters=6,
            ),
            RowColumn(
                translate("WorkersModel", "Progress"),
                self._format_progress,
                align_right=True,
                width_characters=6,
            ),
            RowColumn(
                translate("WorkersModel", "Elapsed"),
                self._format_elapsed,
                align_right=True,
                width_characters=7,
            ),
        )

    def _format_process(self, worker: WorkerState) -> str:
        known = self._processes.get(worker.process)
        if not worker.process or (known and known.is_current):
            return translate("WorkersModel", "This window")
        return (
            f"{queue_texts.format_process_kind(known.kind)} {known.host}:{known.pid}"
            if known
            else worker.process
        )

    def _format_file(self, worker: WorkerState) -> str:
        if worker.file_name:
            return worker.file_name
        if worker.is_alive:
            return translate("WorkersModel", "Idle")
        return translate("WorkersModel", "Stopped")

    def _file_colour(self, worker: WorkerState) -> str:
        if not worker.is_alive:
            return "bad"
        return "" if worker.file_name else "muted"

    def _format_stage(self, worker: WorkerState) -> str:
        return texts.format_stage(worker.stage) if worker.stage and worker.file_name else ""

    def _format_attempt(self, worker: WorkerState) -> str:
        return str(worker.attempt) if worker.file_name and worker.attempt else ""

    def _format_progress(self, worker: WorkerState) -> str:
        return f"{worker.progress} %" if worker.file_name else ""

    def _format_elapsed(self, worker: WorkerState) -> str:
        if worker.since is None or not worker.file_name:
            return ""
        return texts.format_duration(max(0.0, (self._now - worker.since).total_seconds()))

"""The workers of the queue as a table."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt
from PySide6.QtCore import QPersistentModelIndex as Persistent

from receipt_desktop.health import WorkerState
from receipt_desktop.ui import texts

NAME, WORK, STAGE, SINCE = range(4)
_NO_INDEX = QModelIndex()


class WorkersModel(QAbstractTableModel):
    """Name, the file in work, its stage, and for how long."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workers: tuple[WorkerState, ...] = ()
        self._now = datetime.now(UTC)
        self._titles = (self.tr("Worker"), self.tr("File"), self.tr("Stage"), self.tr("For"))

    def set_workers(self, workers: Sequence[WorkerState], now: datetime) -> None:
        """Show these; rows come and go at the end, the others are repainted where changed."""
        new, old = tuple(workers), self._workers
        if len(new) > len(old):
            self.beginInsertRows(_NO_INDEX, len(old), len(new) - 1)
            self._workers = old + new[len(old) :]
            self.endInsertRows()
        elif len(new) < len(old):
            self.beginRemoveRows(_NO_INDEX, len(new), len(old) - 1)
            self._workers = old[: len(new)]
            self.endRemoveRows()
        self._workers, self._now = new, now
        if new:
            self.dataChanged.emit(self.index(0, 0), self.index(len(new) - 1, SINCE))

    def rowCount(self, parent: QModelIndex | Persistent = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self._workers)

    def columnCount(self, parent: QModelIndex | Persistent = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self._titles)

    def data(self, index: QModelIndex | Persistent, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self._text(self._workers[index.row()], index.column())
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(index.column())
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(self._titles):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._titles[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(section)
        return None

    def _text(self, worker: WorkerState, column: int) -> str:
        if column == NAME:
            return worker.name
        if column == WORK:
            return worker.file_name or self._idle(worker)
        if column == STAGE:
            return texts.stage_text(worker.stage) if worker.stage and worker.file_name else ""
        if worker.since is None or not worker.file_name:
            return ""
        return texts.duration(max(0.0, (self._now - worker.since).total_seconds()))

    def _idle(self, worker: WorkerState) -> str:
        return self.tr("Waits for work") if worker.alive else self.tr("Has stopped")


def _alignment(column: int) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column == SINCE else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter

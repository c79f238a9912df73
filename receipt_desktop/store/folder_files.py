"""Files of watched folders: what was read, what failed, what was there before."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from datetime import UTC, datetime
from typing import Any, TypeVar

from sqlalchemy import delete, func, insert, select, update

from receipt_desktop.domain.watched_folders import FileState, FolderFile
from receipt_desktop.messages import Message
from receipt_desktop.store.base import StoreBase
from receipt_desktop.store.folder_tables import FolderFileRow

Item = TypeVar("Item")

ROWS_PER_STATEMENT = 500


class FolderFiles(StoreBase):
    """Files of watched folders, by the number of the folder and their relative path."""

    def list_folder_files(
        self, folder_id: int, states: Collection[FileState] | None = None
    ) -> list[FolderFile]:
        """All remembered files of a folder, or those in these states, by path."""
        wanted = select(FolderFileRow).where(FolderFileRow.source_id == folder_id)
        if states is not None:
            wanted = wanted.where(FolderFileRow.state.in_([state.value for state in states]))
        with self._read_session() as session:
            rows = session.scalars(wanted.order_by(FolderFileRow.path).execution_options(
                yield_per=ROWS_PER_STATEMENT
            ))  # fmt: skip
            return [_to_file(row) for row in rows]

    def save_folder_files(
        self, folder_id: int, files: Sequence[FolderFile], forgotten: Collection[str] = ()
    ) -> None:
        """Remember files, each in the place of an older entry, and forget other paths.

        Durable when it returns.
        """
        paths = [*forgotten, *(file.path for file in files)]
        now = datetime.now(UTC)
        with self._transaction() as (session, _):
            for part in _split(paths):
                session.execute(
                    delete(FolderFileRow).where(
                        FolderFileRow.source_id == folder_id, FolderFileRow.path.in_(part)
                    )
                )
            for files_part in _split(files):
                rows = [_to_values(folder_id, file, now) for file in files_part]
                session.execute(insert(FolderFileRow), rows)

    def count_folder_files(self) -> dict[int, Counter[FileState]]:
        """The number of remembered files in each state, by folder."""
        wanted = select(FolderFileRow.source_id, FolderFileRow.state, func.count()).group_by(
            FolderFileRow.source_id, FolderFileRow.state
        )
        counts: dict[int, Counter[FileState]] = {}
        with self._read_session() as session:
            for folder_id, state, count in session.execute(wanted):
                counts.setdefault(folder_id, Counter())[FileState(state)] = count
        return counts

    def ignore_failed_files(self, folder_id: int, paths: Collection[str]) -> None:
        """Take failed files off the list."""
        with self._transaction() as (session, _):
            for part in _split(list(paths)):
                session.execute(
                    update(FolderFileRow)
                    .where(
                        FolderFileRow.source_id == folder_id,
                        FolderFileRow.path.in_(part),
                        FolderFileRow.state == FileState.FAILED.value,
                    )
                    .values(state=FileState.IGNORED.value)
                )

    def forget_folder(self, folder_id: int) -> None:
        """Forget all files of a folder that is no longer watched."""
        with self._transaction() as (session, _):
            session.execute(delete(FolderFileRow).where(FolderFileRow.source_id == folder_id))


def _split(items: Sequence[Item]) -> Iterator[Sequence[Item]]:
    return (
        items[start : start + ROWS_PER_STATEMENT]
        for start in range(0, len(items), ROWS_PER_STATEMENT)
    )


def _to_file(row: FolderFileRow) -> FolderFile:
    return FolderFile(
        path=row.path,
        size=row.size,
        modified_ns=row.modified_ns,
        state=FileState(row.state),
        content_hash=row.content_hash,
        error=Message(row.error_key, row.error_details) if row.error_key else None,
        at=row.at,
    )


def _to_values(folder_id: int, file: FolderFile, now: datetime) -> dict[str, Any]:
    return {
        "source_id": folder_id,
        "path": file.path,
        "size": file.size,
        "modified_ns": file.modified_ns,
        "content_hash": file.content_hash,
        "state": file.state.value,
        "error_key": file.error.key if file.error else "",
        "error_details": dict(file.error.parameters) if file.error else {},
        "at": file.at or now,
    }

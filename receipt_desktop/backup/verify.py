"""Every original compared with its hash, every receipt with its original, the database checked."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from receipt_desktop.backup.archive import CHUNK_BYTES, BackupOptions, FetchOriginal
from receipt_desktop.backup.original_files import (
    file_size,
    find_orphans,
    list_originals,
    original_path,
)
from receipt_desktop.backup.snapshot import (
    check_database,
    connect_read_only,
    translate_sqlite_errors,
)
from receipt_desktop.config.paths import Paths
from receipt_desktop.domain.errors import Cancelled, DamagedData
from receipt_desktop.messages import Message

CHANGED, MISSING, EXTRA, UNREADABLE, DATABASE = (
    "changed",
    "missing",
    "extra",
    "unreadable",
    "database",
)


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that is not as it should be."""

    kind: str
    """changed, missing, extra, unreadable, database."""
    path: str
    name: str = ""
    """Of the file as it was added; what is damaged, for the database."""

    @property
    def message(self) -> Message:
        """The message in the catalogue."""
        name = self.name or Path(self.path).name
        return Message(
            f"difference_{self.kind}", {"path": self.path, "name": name, "problem": self.name}
        )

    @property
    def sentence(self) -> str:
        """In English."""
        return self.message.text()


@dataclass(frozen=True, slots=True)
class VerificationResult:
    """What a verification found."""

    originals: int
    """Originals that were compared."""
    differences: tuple[Difference, ...]

    @property
    def is_sound(self) -> bool:
        """Whether nothing is wrong; an original without a receipt is."""
        return not self.differences


def verify_library(
    paths: Paths, names: dict[str, str], job: BackupOptions, *, database: bool, fetch: FetchOriginal
) -> VerificationResult:
    """Read every original; what only the shared files have is fetched. Nothing else is changed.

    `names` are file names by the content hash of their rows; `database` says that the rows are in
    the SQLite file of the data folder. Raises `Cancelled`.
    """
    for one in names:
        if not original_path(paths, one).is_file():
            fetch(one)
    files = list(list_originals(paths))
    total = sum(file_size(path) for path in files)
    found: list[Difference] = []
    if database:
        found += _check_database(paths)
    step = _VerifyProgress(job, total)
    for path in files:
        found += _compare_original(path, names.get(path.name, ""), step)
    there = {path.name for path in files}
    found += [
        Difference(MISSING, str(paths.originals / one[:2] / one), name)
        for one, name in sorted(names.items())
        if one not in there
    ]
    found += [Difference(EXTRA, str(one)) for one in find_orphans(paths, set(names))]
    return VerificationResult(len(files), tuple(found))


def read_file_names(database: Path) -> dict[str, str]:
    """File names by content hash. Raises `DamagedData`, `ServiceUnavailable`."""
    with translate_sqlite_errors(database), closing(connect_read_only(database)) as connection:
        return _select_names(connection)


def _select_names(connection: sqlite3.Connection) -> dict[str, str]:
    return dict(connection.execute("SELECT content_hash, file_name FROM receipts"))


def _check_database(paths: Paths) -> list[Difference]:
    try:
        problem = check_database(paths.database)
    except DamagedData as error:
        problem = error.sentence
    return [Difference(DATABASE, str(paths.database), problem)] if problem else []


class _VerifyProgress:
    """Progress, and the place where a cancel is felt."""

    def __init__(self, job: BackupOptions, total: int) -> None:
        self._job = job
        self._total = total
        self._done = 0

    def __call__(self, size: int) -> None:
        """Raises `Cancelled`."""
        if self._job.is_cancelled():
            raise Cancelled("cancelled")
        self._done += size
        self._job.on_progress(self._done, max(self._done, self._total))


def _compare_original(path: Path, name: str, step: _VerifyProgress) -> Iterator[Difference]:
    try:
        digest = hashlib.sha256()
        with path.open("rb") as stream:
            while chunk := stream.read(CHUNK_BYTES):
                digest.update(chunk)
                step(len(chunk))
    except OSError:
        yield Difference(UNREADABLE, str(path), name)
        return
    if digest.hexdigest() != path.name:
        yield Difference(CHANGED, str(path), name)

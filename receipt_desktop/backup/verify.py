"""Verifies originals against their hashes, receipts against originals, and the database."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path

from receipt_desktop.backup.archive import BackupOptions, FetchOriginal
from receipt_desktop.backup.original_files import (
    file_size,
    find_orphans,
    has_further_originals,
    list_originals,
)
from receipt_desktop.backup.progress import ProgressMeter
from receipt_desktop.backup.snapshot import (
    check_database,
    connect_read_only,
    translate_sqlite_errors,
)
from receipt_desktop.config.paths import Paths
from receipt_desktop.domain.audit import ChainBreak, ChainResult
from receipt_desktop.domain.errors import DamagedData
from receipt_desktop.files.pending_file import copy_chunks, read_chunks
from receipt_desktop.messages import Message, Value

CHANGED, MISSING, EXTRA, UNREADABLE, DATABASE = (
    "changed",
    "missing",
    "extra",
    "unreadable",
    "database",
)


@dataclass(frozen=True, slots=True)
class Difference:
    """A difference that the verification found."""

    kind: str
    """changed, missing, extra, unreadable, database; or that of a `ChainBreak`."""
    path: str
    """"" for what is in the database."""
    name: str = ""
    """The submitted file name; for the database, the damage."""
    entry: int = 0
    """The number of an entry of the audit log."""
    last: int = 0
    """The last one of several."""
    field: str = ""
    """A field or column of a receipt."""

    @property
    def message(self) -> Message:
        """The message in the catalogue."""
        name = self.name or Path(self.path).name
        about: dict[str, Value] = {"entry": self.entry, "last": self.last, "field": self.field}
        one = "one_" if 0 < self.entry == self.last else ""
        return Message(
            f"difference_{one}{self.kind}",
            {"path": self.path, "name": name, "problem": self.name, **about},
        )

    @property
    def sentence(self) -> str:
        """The difference as an English sentence."""
        return self.message.text()


@dataclass(frozen=True, slots=True)
class VerificationResult:
    """The result of a verification."""

    originals: int
    """Number of originals that were compared."""
    differences: tuple[Difference, ...]
    chain: ChainResult = field(default_factory=ChainResult)

    @property
    def is_sound(self) -> bool:
        """Whether there are no differences; an original without a receipt is one."""
        return not self.differences


def verify_library(
    paths: Paths, names: dict[str, str], job: BackupOptions, *, database: bool, fetch: FetchOriginal
) -> VerificationResult:
    """Compare every original with its hash; missing ones are fetched from the shared storage.

    `names` are the file names of the receipts by content hash; `database` tells whether the
    receipts are in the SQLite file of the data folder. Raises `Cancelled`.
    """
    for one in names:
        if not paths.original(one).is_file():
            fetch(one)
    files = list(list_originals(paths))
    total = sum(file_size(path) for path in files)
    found: list[Difference] = []
    if database:
        found += _check_database(paths)
    meter = ProgressMeter(total, job.on_progress, job.is_cancelled)
    for path in files:
        found += _compare_original(path, names.get(path.name, ""), meter)
    present = {path.name for path in files}
    found += [
        Difference(MISSING, str(paths.original(one)), name)
        for one, name in sorted(names.items())
        if one not in present
    ]
    found += [Difference(EXTRA, str(one)) for one in find_orphans(paths, set(names))]
    return VerificationResult(len(files), tuple(found))


def add_chain(result: VerificationResult, chain: ChainResult) -> VerificationResult:
    """The result with that of the audit log."""
    found = tuple(map(_to_difference, chain.breaks))
    return replace(result, differences=result.differences + found, chain=chain)


def _to_difference(found: ChainBreak) -> Difference:
    name = found.name or found.receipt_id
    return Difference(found.kind, "", name, found.entry, found.last, found.field)


def read_file_names(database: Path) -> dict[str, str]:
    """File names by content hash. Raises `DamagedData`, `ServiceUnavailable`."""
    with translate_sqlite_errors(database), closing(connect_read_only(database)) as connection:
        return _select_names(connection)


def _select_names(connection: sqlite3.Connection) -> dict[str, str]:
    found = dict(
        connection.execute("SELECT content_hash, file_name FROM receipts WHERE content_hash != ''")
    )
    if not has_further_originals(connection):
        return found
    further = connection.execute(
        "SELECT further.content_hash, file_name FROM further_originals AS further "
        "JOIN receipts ON receipts.id = further.receipt_id"
    )
    return dict(further) | found


def _check_database(paths: Paths) -> list[Difference]:
    try:
        problem = check_database(paths.database)
    except DamagedData as error:
        problem = error.sentence
    return [Difference(DATABASE, str(paths.database), problem)] if problem else []


def _compare_original(path: Path, name: str, meter: ProgressMeter) -> Iterator[Difference]:
    try:
        with path.open("rb") as stream:
            digest, _ = copy_chunks(read_chunks(stream), lambda chunk: meter.advance(len(chunk)))
    except OSError:
        yield Difference(UNREADABLE, str(path), name)
        return
    if digest != path.name:
        yield Difference(CHANGED, str(path), name)

"""Writes a backup: a tar file, optionally encrypted.

The archive starts with a note of its format, followed by the database, the settings and the
originals, and ends with a manifest of all members and their SHA-256. It is written and read as a
stream. Page pictures are optional; without them receipts show none until they are reprocessed.
Secrets are never included: a restored program keeps its own or creates new ones.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import tarfile
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any, BinaryIO, cast

from receipt_desktop import __version__
from receipt_desktop.backup.cipher import EncryptingWriter
from receipt_desktop.backup.original_files import (
    file_size,
    list_originals,
    list_page_files,
    read_row_hashes,
)
from receipt_desktop.backup.progress import ProgressMeter, ProgressReporter
from receipt_desktop.backup.snapshot import (
    copy_database,
    disk_full_error,
    is_disk_full,
    read_database_info,
)
from receipt_desktop.config.atomic import PRIVATE_MODE, replace_file
from receipt_desktop.config.paths import Paths
from receipt_desktop.domain.errors import ServiceUnavailable

ARCHIVE_FORMAT = 1
"""Version of the archive format; readers reject higher ones."""
NOTE_NAME, MANIFEST_NAME = "receipt-desktop-backup.json", "manifest.json"
DATABASE_NAME, SETTINGS_NAME = "receipts.db", "settings.json"
ORIGINALS_FOLDER = "originals"
CHUNK_BYTES = 1 << 20
FetchOriginal = Callable[[str], Path]
"""Returns the path of an original, downloaded from the shared storage if needed."""


@dataclass(frozen=True, slots=True)
class BackupSource:
    """The rows and originals to back up."""

    fetch: FetchOriginal
    hashes: frozenset[str] | None = None
    """Content hashes of the rows on a database server, which is not backed up; None for SQLite."""
    chain_head: str = ""
    """The head of the audit log on a database server."""


@dataclass(frozen=True, slots=True)
class ArchiveMember:
    """A file in the archive."""

    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """The contents of an archive."""

    members: dict[str, ArchiveMember]
    created: str
    """ISO 8601, UTC."""
    program: str = __version__
    revision: str | None = None
    """The revision of the database; None if it is not included."""
    rows: dict[str, int] = field(default_factory=dict)
    missing: tuple[str, ...] = ()
    """Content hashes of receipts whose original was missing."""
    changed: tuple[str, ...] = ()
    """Content hashes of originals whose content had changed before."""
    chain_head: str = ""
    """The head of the audit log, NUMBER:HASH; "" without one."""

    @property
    def originals(self) -> int:
        """The number of originals."""
        return sum(name.startswith(f"{ORIGINALS_FOLDER}/") for name in self.members)

    @property
    def receipts(self) -> int:
        """The number of receipts."""
        return self.rows.get("receipts", 0)


@dataclass(frozen=True, slots=True)
class BackupOptions:
    """Options for writing or reading a backup."""

    passphrase: str | None = None
    include_pictures: bool = True
    """Whether page pictures are included."""
    on_progress: ProgressReporter = lambda _done, _total: None
    is_cancelled: Callable[[], bool] = lambda: False


def member_name(content_hash: str) -> str:
    """The member name of an original."""
    return f"{ORIGINALS_FOLDER}/{content_hash[:2]}/{content_hash}"


def write_archive(
    paths: Paths, target: BinaryIO, job: BackupOptions, source: BackupSource
) -> Manifest:
    """Write the archive to an open file; a database server is not included.

    The database is copied first, then all originals, so that a receipt that is added meanwhile is
    either included completely or not at all. Raises `OSError`, `Cancelled`, `DamagedData`,
    `ServiceUnavailable`.
    """
    stream = EncryptingWriter(target, job.passphrase) if job.passphrase else target
    with _temporary_snapshot(paths, wanted=source.hashes is None) as snapshot:
        manifest = _write_members(paths, cast("BinaryIO", stream), job, snapshot, source)
    if isinstance(stream, EncryptingWriter):
        stream.close()
    return manifest


def _write_members(
    paths: Paths, stream: BinaryIO, job: BackupOptions, snapshot: Path | None, source: BackupSource
) -> Manifest:
    created = datetime.now(UTC).isoformat(timespec="seconds")
    found, missing = _find_originals(paths, snapshot, source)
    info = read_database_info(snapshot) if snapshot else None
    files = [(DATABASE_NAME, snapshot)] if snapshot else []
    if paths.settings_file.is_file():
        files.append((SETTINGS_NAME, paths.settings_file))
    files += [(member_name(path.name), path) for path in found]
    if job.include_pictures:
        files += [
            (path.relative_to(paths.data).as_posix(), path) for path in list_page_files(paths)
        ]
    with tarfile.open(fileobj=stream, mode="w|", format=tarfile.PAX_FORMAT) as tar:
        writer = ArchiveWriter(tar, job, sum(file_size(path) for _, path in files))
        writer.add_json(
            NOTE_NAME, {"format": ARCHIVE_FORMAT, "program": __version__, "created": created}
        )
        for name, path in files:
            writer.add_file(name, path)
        manifest = Manifest(
            writer.members,
            created,
            revision=info.revision if info else None,
            rows=info.rows if info else {},
            missing=tuple(sorted(missing | writer.vanished_hashes)),
            changed=tuple(_find_changed(writer.members)),
            chain_head=info.chain_head if info else source.chain_head,
        )
        values = asdict(manifest) | {"format": ARCHIVE_FORMAT}
        writer.add_json(MANIFEST_NAME, {"manifest": values, "sha256": hash_manifest(values)})
    return manifest


def hash_manifest(values: dict[str, Any]) -> str:
    """SHA-256 of the manifest in a canonical form, hex."""
    text = json.dumps(values, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _find_changed(members: dict[str, ArchiveMember]) -> Iterator[str]:
    for name, member in members.items():
        if name.startswith(f"{ORIGINALS_FOLDER}/") and not name.endswith(member.sha256):
            yield name.rpartition("/")[2]


def _find_originals(
    paths: Paths, snapshot: Path | None, source: BackupSource
) -> tuple[list[Path], set[str]]:
    """The paths of all originals, and the hashes of rows without one."""
    hashes = read_row_hashes(snapshot) if snapshot else set(source.hashes or ())
    missing = {one for one in hashes if not _ensure_fetched(paths, one, source.fetch)}
    return list(list_originals(paths)), missing


def _ensure_fetched(paths: Paths, content_hash: str, fetch: FetchOriginal) -> bool:
    return paths.original(content_hash).is_file() or fetch(content_hash).is_file()


@contextmanager
def _temporary_snapshot(paths: Paths, *, wanted: bool) -> Iterator[Path | None]:
    """A temporary copy of the database; None if there is none or it is not wanted."""
    if not wanted or not paths.database.is_file():
        yield None
        return
    with tempfile.TemporaryDirectory(dir=paths.data, prefix=".backup-", suffix=".part") as folder:
        copy = Path(folder) / DATABASE_NAME
        copy_database(paths.database, copy)
        yield copy


class ArchiveWriter:
    """Adds members to the archive and records their hashes."""

    def __init__(self, tar: tarfile.TarFile, job: BackupOptions, total: int) -> None:
        self._tar = tar
        self._meter = ProgressMeter(total, job.on_progress, job.is_cancelled)
        self.members: dict[str, ArchiveMember] = {}
        self.vanished_hashes: set[str] = set()
        """Content hashes of originals that were deleted in the meantime."""

    def add_json(self, name: str, values: dict[str, Any]) -> None:
        """Add a small JSON file."""
        data = json.dumps(values, indent=1).encode()
        self._tar.addfile(
            _make_entry(name, len(data), datetime.now(UTC).timestamp()), io.BytesIO(data)
        )

    def add_file(self, name: str, path: Path) -> None:
        """Add a file with the size that it had when it was opened."""
        try:
            source = path.open("rb")
        except FileNotFoundError:  # the receipt was deleted in the meantime
            self.vanished_hashes |= {path.name} if name.startswith(ORIGINALS_FOLDER) else set()
            return
        with source:
            status = os.fstat(source.fileno())
            hashing = HashingStream(source, self._meter.advance)
            self._tar.addfile(
                _make_entry(name, status.st_size, status.st_mtime), cast("IO[bytes]", hashing)
            )
        self.members[name] = ArchiveMember(status.st_size, hashing.digest)


class HashingStream:
    """A readable stream that hashes the data read from it."""

    def __init__(self, source: IO[bytes], step: Callable[[int], None]) -> None:
        self._source = source
        self._step = step
        self._hash = hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        """Read and hash. Raises `OSError`, and what `step` raises."""
        data = self._source.read(size)
        self._hash.update(data)
        self._step(len(data))
        return data

    @property
    def digest(self) -> str:
        return self._hash.hexdigest()


def _make_entry(name: str, size: int, modified: float) -> tarfile.TarInfo:
    entry = tarfile.TarInfo(name)
    entry.size, entry.mode, entry.mtime = size, PRIVATE_MODE, int(modified)
    return entry


@contextmanager
def open_new_file(target: Path) -> Iterator[tuple[BinaryIO, Path]]:
    """A temporary file and its path; it replaces `target` if the block succeeds.

    The block may read the file by its path. Raises `ServiceUnavailable`.
    """
    try:
        with replace_file(target) as unfinished, unfinished.open("w+b") as stream:
            yield stream, unfinished
    except OSError as error:
        if is_disk_full(error):
            raise disk_full_error(0, target.parent) from error
        raise unwritable_error(target, error) from error


def flush_stream(stream: BinaryIO) -> None:
    """Flush a stream to the disk. Raises `OSError`."""
    stream.flush()
    os.fsync(stream.fileno())


def unwritable_error(target: Path, error: OSError) -> ServiceUnavailable:
    """The error for a backup file that cannot be written."""
    reason = error.strerror or str(error)
    return ServiceUnavailable("write_failed", path=str(target), reason=reason)

"""Everything a person cannot make again, in one file: an ordinary tar, encrypted if wanted.

First a note of what it is, then the database, the settings and the originals, and at the end the
list of all members with their SHA-256. It is written and read as a stream, whatever its size.
Page pictures can be left out; receipts show none then until they are read again. Secrets are always
left out: a restored program keeps the ones it has, or makes new ones.
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
    make_unfinished_path,
    read_database_info,
)
from receipt_desktop.config.atomic import PRIVATE_MODE, sync_folder
from receipt_desktop.config.paths import Paths
from receipt_desktop.domain.errors import ServiceUnavailable

ARCHIVE_FORMAT = 1
"""Of the archive; a reader refuses a higher one."""
NOTE_NAME, MANIFEST_NAME = "receipt-desktop-backup.json", "manifest.json"
DATABASE_NAME, SETTINGS_NAME, ORIGINALS_FOLDER, PAGES_FOLDER = (
    "receipts.db",
    "settings.json",
    "originals",
    "pages",
)
CHUNK_BYTES = 1 << 20
FetchOriginal = Callable[[str], Path]
"""The original with a content hash on this machine, taken from the shared files if need be."""


@dataclass(frozen=True, slots=True)
class BackupSource:
    """Where the rows of a data folder are, and how its originals are found."""

    fetch: FetchOriginal
    hashes: frozenset[str] | None = None
    """Of the rows on a database server, which is not saved; None for the file in the folder."""


@dataclass(frozen=True, slots=True)
class ArchiveMember:
    """One file in the archive."""

    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What the archive holds."""

    members: dict[str, ArchiveMember]
    created: str
    """ISO 8601, UTC."""
    program: str = __version__
    revision: str | None = None
    """The migration of the database; None when it is not included."""
    rows: dict[str, int] = field(default_factory=dict)
    missing: tuple[str, ...] = ()
    """Content hashes of receipts whose original was not there."""
    changed: tuple[str, ...] = ()
    """Content hashes of originals whose content was another one already."""

    @property
    def originals(self) -> int:
        """How many there are."""
        return sum(name.startswith(f"{ORIGINALS_FOLDER}/") for name in self.members)

    @property
    def receipts(self) -> int:
        """How many rows."""
        return self.rows.get("receipts", 0)


@dataclass(frozen=True, slots=True)
class BackupOptions:
    """How a backup is made or read."""

    passphrase: str | None = None
    include_pictures: bool = True
    """Whether page pictures are saved too."""
    on_progress: ProgressReporter = lambda _done, _total: None
    is_cancelled: Callable[[], bool] = lambda: False


def member_name(content_hash: str) -> str:
    """The name of an original in the archive."""
    return f"{ORIGINALS_FOLDER}/{content_hash[:2]}/{content_hash}"


def write_archive(
    paths: Paths, target: BinaryIO, job: BackupOptions, source: BackupSource
) -> Manifest:
    """Write the archive into an open file; of a database server only originals and settings.

    The database is copied first, then the originals that its rows name, then all others: whatever
    comes meanwhile is either whole in it, or not in it. Raises `OSError`, `Cancelled`,
    `DamagedData`, `ServiceUnavailable`.
    """
    stream = EncryptingWriter(target, job.passphrase) if job.passphrase else target
    with _temporary_snapshot(paths, wanted=source.hashes is None) as snapshot:
        written = _write_members(paths, cast("BinaryIO", stream), job, snapshot, source)
    if isinstance(stream, EncryptingWriter):
        stream.close()
    return written


def _write_members(
    paths: Paths, stream: BinaryIO, job: BackupOptions, snapshot: Path | None, source: BackupSource
) -> Manifest:
    created = datetime.now(UTC).isoformat(timespec="seconds")
    found, missing = _find_originals(paths, snapshot, source)
    held = read_database_info(snapshot) if snapshot else None
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
            revision=held.revision if held else None,
            rows=held.rows if held else {},
            missing=tuple(sorted(missing | writer.vanished_hashes)),
            changed=tuple(_find_changed(writer.members)),
        )
        listed = asdict(manifest) | {"format": ARCHIVE_FORMAT}
        writer.add_json(MANIFEST_NAME, {"manifest": listed, "sha256": hash_manifest(listed)})
    return manifest


def hash_manifest(values: dict[str, Any]) -> str:
    """SHA-256 of the list of members itself, however it is written."""
    text = json.dumps(values, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _find_changed(members: dict[str, ArchiveMember]) -> Iterator[str]:
    for name, member in members.items():
        if name.startswith(f"{ORIGINALS_FOLDER}/") and not name.endswith(member.sha256):
            yield name.rpartition("/")[2]


def _find_originals(
    paths: Paths, snapshot: Path | None, source: BackupSource
) -> tuple[list[Path], set[str]]:
    """All originals, and the hashes of rows that have none."""
    named = read_row_hashes(snapshot) if snapshot else set(source.hashes or ())
    missing = {one for one in named if not _ensure_fetched(paths, one, source.fetch)}
    return list(list_originals(paths)), missing


def _ensure_fetched(paths: Paths, content_hash: str, fetch: FetchOriginal) -> bool:
    return paths.original(content_hash).is_file() or fetch(content_hash).is_file()


@contextmanager
def _temporary_snapshot(paths: Paths, *, wanted: bool) -> Iterator[Path | None]:
    """The database as it is now, in a file of its own; deleted at the end."""
    if not wanted or not paths.database.is_file():
        yield None
        return
    with tempfile.TemporaryDirectory(dir=paths.data, prefix=".backup-", suffix=".part") as folder:
        copy = Path(folder) / DATABASE_NAME
        copy_database(paths.database, copy)
        yield copy


class ArchiveWriter:
    """Adds members and remembers their hashes."""

    def __init__(self, tar: tarfile.TarFile, job: BackupOptions, total: int) -> None:
        self._tar = tar
        self._meter = ProgressMeter(total, job.on_progress, job.is_cancelled)
        self.members: dict[str, ArchiveMember] = {}
        self.vanished_hashes: set[str] = set()
        """Content hashes of originals that were deleted meanwhile."""

    def add_json(self, name: str, values: dict[str, Any]) -> None:
        """A small JSON file."""
        data = json.dumps(values, indent=1).encode()
        self._tar.addfile(
            _make_entry(name, len(data), datetime.now(UTC).timestamp()), io.BytesIO(data)
        )

    def add_file(self, name: str, path: Path) -> None:
        """A file of the disk, as long as it was when it was opened."""
        try:
            source = path.open("rb")
        except FileNotFoundError:  # a person deleted the receipt meanwhile
            self.vanished_hashes |= {path.name} if name.startswith(ORIGINALS_FOLDER) else set()
            return
        with source:
            about = os.fstat(source.fileno())
            hashing = HashingStream(source, self._meter.advance)
            self._tar.addfile(
                _make_entry(name, about.st_size, about.st_mtime), cast("IO[bytes]", hashing)
            )
        self.members[name] = ArchiveMember(about.st_size, hashing.digest)


class HashingStream:
    """A readable stream that hashes what is read from it."""

    def __init__(self, source: IO[bytes], step: Callable[[int], None]) -> None:
        self._source = source
        self._step = step
        self._hash = hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        """Raises `OSError`, and what the step raises."""
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
    """A file under another name that takes the place of `target` when the block ends well.

    The block may read it again by its path before that. Raises `ServiceUnavailable`.
    """
    unfinished = make_unfinished_path(target)
    flags = os.O_CREAT | os.O_EXCL | os.O_RDWR | getattr(os, "O_BINARY", 0)
    try:
        with os.fdopen(os.open(unfinished, flags, PRIVATE_MODE), "w+b") as stream:
            yield stream, unfinished
        unfinished.replace(target)
        sync_folder(target.parent)
    except OSError as error:
        if is_disk_full(error):
            raise disk_full_error(0, target.parent) from error
        raise unwritable_error(target, error) from error
    finally:
        unfinished.unlink(missing_ok=True)


def flush_stream(stream: BinaryIO) -> None:
    """To the disk. Raises `OSError`."""
    stream.flush()
    os.fsync(stream.fileno())


def unwritable_error(target: Path, error: OSError) -> ServiceUnavailable:
    """The sentence for a backup file that cannot be written."""
    reason = error.strerror or str(error)
    return ServiceUnavailable(
        f"{target} could not be written: {reason}.",
        key="backup_unwritable",
        path=str(target),
        reason=reason,
    )

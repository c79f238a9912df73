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
from receipt_desktop.atomic import PRIVATE, sync_folder
from receipt_desktop.backup.cipher import EncryptingWriter
from receipt_desktop.backup.originals import (
    kept_files,
    original_of,
    page_files,
    row_hashes,
    size_of,
)
from receipt_desktop.backup.snapshot import (
    copy_database,
    facts,
    full_disk,
    no_space,
    unfinished_name,
)
from receipt_desktop.errors import Cancelled, ServiceUnavailable
from receipt_desktop.paths import Paths

FORMAT = 1
"""Of the archive; a reader refuses a higher one."""
NOTE, MANIFEST = "receipt-desktop-backup.json", "manifest.json"
DATABASE, SETTINGS, ORIGINALS, PAGES = "receipts.db", "settings.json", "originals", "pages"
CHUNK = 1 << 20
Progress = Callable[[int, int], None]
"""Bytes done, bytes in all."""
Fetch = Callable[[str], Path]
"""The original with a content hash on this machine, taken from the shared files if need be."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where the rows of a data folder are, and how its originals are found."""

    fetch: Fetch
    hashes: frozenset[str] | None = None
    """Of the rows on a database server, which is not saved; None for the file in the folder."""


@dataclass(frozen=True, slots=True)
class Member:
    """One file in the archive."""

    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What the archive holds."""

    members: dict[str, Member]
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
        return sum(name.startswith(f"{ORIGINALS}/") for name in self.members)

    @property
    def receipts(self) -> int:
        """How many rows."""
        return self.rows.get("receipts", 0)


@dataclass(frozen=True, slots=True)
class Job:
    """How a backup is made or read."""

    passphrase: str | None = None
    pictures: bool = True
    """Whether page pictures are saved too."""
    on_progress: Progress = lambda _done, _total: None
    cancelled: Callable[[], bool] = lambda: False


def member_of(content_hash: str) -> str:
    """The name of an original in the archive."""
    return f"{ORIGINALS}/{content_hash[:2]}/{content_hash}"


def write(paths: Paths, target: BinaryIO, job: Job, source: Source) -> Manifest:
    """Write the archive into an open file; of a database server only originals and settings.

    The database is copied first, then the originals that its rows name, then all others: whatever
    comes meanwhile is either whole in it, or not in it. Raises `OSError`, `Cancelled`,
    `DamagedData`, `ServiceUnavailable`.
    """
    stream = EncryptingWriter(target, job.passphrase) if job.passphrase else target
    with _snapshot(paths, wanted=source.hashes is None) as snapshot:
        written = _write(paths, cast("BinaryIO", stream), job, snapshot, source)
    if isinstance(stream, EncryptingWriter):
        stream.close()
    return written


def _write(
    paths: Paths, stream: BinaryIO, job: Job, snapshot: Path | None, source: Source
) -> Manifest:
    created = datetime.now(UTC).isoformat(timespec="seconds")
    found, missing = _originals(paths, snapshot, source)
    held = facts(snapshot) if snapshot else None
    files = [(DATABASE, snapshot)] if snapshot else []
    if paths.settings.is_file():
        files.append((SETTINGS, paths.settings))
    files += [(member_of(path.name), path) for path in found]
    if job.pictures:
        files += [(path.relative_to(paths.data).as_posix(), path) for path in page_files(paths)]
    with tarfile.open(fileobj=stream, mode="w|", format=tarfile.PAX_FORMAT) as tar:
        writer = Writer(tar, job, sum(size_of(path) for _, path in files))
        writer.text(NOTE, {"format": FORMAT, "program": __version__, "created": created})
        for name, path in files:
            writer.file(name, path)
        manifest = Manifest(
            writer.members,
            created,
            revision=held.revision if held else None,
            rows=held.rows if held else {},
            missing=tuple(sorted(missing | writer.vanished)),
            changed=tuple(_changed(writer.members)),
        )
        listed = asdict(manifest) | {"format": FORMAT}
        writer.text(MANIFEST, {"manifest": listed, "sha256": digest(listed)})
    return manifest


def digest(values: dict[str, Any]) -> str:
    """SHA-256 of the list of members itself, however it is written."""
    text = json.dumps(values, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _changed(members: dict[str, Member]) -> Iterator[str]:
    for name, member in members.items():
        if name.startswith(f"{ORIGINALS}/") and not name.endswith(member.sha256):
            yield name.rpartition("/")[2]


def _originals(paths: Paths, snapshot: Path | None, source: Source) -> tuple[list[Path], set[str]]:
    """All originals, and the hashes of rows that have none."""
    named = row_hashes(snapshot) if snapshot else set(source.hashes or ())
    missing = {one for one in named if not _fetched(paths, one, source.fetch)}
    return list(kept_files(paths)), missing


def _fetched(paths: Paths, content_hash: str, fetch: Fetch) -> bool:
    return original_of(paths, content_hash).is_file() or fetch(content_hash).is_file()


@contextmanager
def _snapshot(paths: Paths, *, wanted: bool) -> Iterator[Path | None]:
    """The database as it is now, in a file of its own; deleted at the end."""
    if not wanted or not paths.database.is_file():
        yield None
        return
    with tempfile.TemporaryDirectory(dir=paths.data, prefix=".backup-", suffix=".part") as folder:
        copy = Path(folder) / DATABASE
        copy_database(paths.database, copy)
        yield copy


class Writer:
    """Adds members and remembers their hashes."""

    def __init__(self, tar: tarfile.TarFile, job: Job, total: int) -> None:
        self._tar = tar
        self._job = job
        self._total = total
        self._done = 0
        self.members: dict[str, Member] = {}
        self.vanished: set[str] = set()
        """Content hashes of originals that were deleted meanwhile."""

    def text(self, name: str, values: dict[str, Any]) -> None:
        """A small JSON file."""
        data = json.dumps(values, indent=1).encode()
        self._tar.addfile(_entry(name, len(data), datetime.now(UTC).timestamp()), io.BytesIO(data))

    def file(self, name: str, path: Path) -> None:
        """A file of the disk, as long as it was when it was opened."""
        try:
            source = path.open("rb")
        except FileNotFoundError:  # a person deleted the receipt meanwhile
            self.vanished |= {path.name} if name.startswith(ORIGINALS) else set()
            return
        with source:
            about = os.fstat(source.fileno())
            hashing = Hashing(source, self._step)
            self._tar.addfile(
                _entry(name, about.st_size, about.st_mtime), cast("IO[bytes]", hashing)
            )
        self.members[name] = Member(about.st_size, hashing.digest)

    def _step(self, size: int) -> None:
        if self._job.cancelled():
            raise Cancelled("Cancelled.", key="cancelled")
        self._done += size
        self._job.on_progress(self._done, max(self._done, self._total))


class Hashing:
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


def _entry(name: str, size: int, modified: float) -> tarfile.TarInfo:
    entry = tarfile.TarInfo(name)
    entry.size, entry.mode, entry.mtime = size, PRIVATE, int(modified)
    return entry


@contextmanager
def new_file(target: Path) -> Iterator[tuple[BinaryIO, Path]]:
    """A file under another name that takes the place of `target` when the block ends well.

    The block may read it again by its path before that. Raises `ServiceUnavailable`.
    """
    unfinished = unfinished_name(target)
    flags = os.O_CREAT | os.O_EXCL | os.O_RDWR | getattr(os, "O_BINARY", 0)
    try:
        with os.fdopen(os.open(unfinished, flags, PRIVATE), "w+b") as stream:
            yield stream, unfinished
        unfinished.replace(target)
        sync_folder(target.parent)
    except OSError as error:
        if no_space(error):
            raise full_disk(0, target.parent) from error
        raise unwritable(target, error) from error
    finally:
        unfinished.unlink(missing_ok=True)


def flush(stream: BinaryIO) -> None:
    """To the disk. Raises `OSError`."""
    stream.flush()
    os.fsync(stream.fileno())


def unwritable(target: Path, error: OSError) -> ServiceUnavailable:
    """The sentence for a backup file that cannot be written."""
    reason = error.strerror or str(error)
    return ServiceUnavailable(
        f"{target} could not be written: {reason}.",
        key="backup_unwritable",
        path=str(target),
        reason=reason,
    )

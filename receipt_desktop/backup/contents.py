"""A backup file read again: every member checked, and unpacked where that is wanted."""

from __future__ import annotations

import hashlib
import json
import os
import re
import struct
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO, Any, BinaryIO, cast

from receipt_desktop.atomic import PRIVATE, sync_folder
from receipt_desktop.backup import cipher
from receipt_desktop.backup.archive import (
    CHUNK,
    DATABASE,
    FORMAT,
    MANIFEST,
    NOTE,
    SETTINGS,
    Job,
    Manifest,
    Member,
    digest,
)
from receipt_desktop.backup.originals import NAME, OF_RECEIPT, PAGE
from receipt_desktop.backup.snapshot import full_disk, no_space, not_there, sync_file
from receipt_desktop.errors import Cancelled, InvalidRequest, ServiceUnavailable
from receipt_desktop.store.engine import newer_data, revisions

ALLOWED = re.compile(
    rf"{re.escape(DATABASE)}|{re.escape(SETTINGS)}|originals/[0-9a-f]{{2}}/{NAME.pattern}"
    rf"|pages/[0-9a-f]{{2}}/{OF_RECEIPT.pattern}/{PAGE.pattern}"
)
"""Names that a member may have; everything else is refused, paths out of the folder included."""
MOST_NOTE, MOST_MANIFEST = 64 * 1024, 512 * 1024 * 1024
SQLITE = b"SQLite format 3\0"


@dataclass(frozen=True, slots=True)
class Read:
    """A backup that was read to its end."""

    manifest: Manifest
    problems: tuple[str, ...] = ()
    """Members that are changed, missing or too many, in English; empty for a whole backup."""


def is_encrypted(file: Path) -> bool:
    """Whether a passphrase is needed. Raises `InvalidRequest` when there is no such file."""
    return _start(file).startswith(cipher.MAGIC)


def is_database(file: Path) -> bool:
    """Whether it is a copy of the database alone. Raises `InvalidRequest`."""
    return _start(file).startswith(SQLITE)


def _start(file: Path) -> bytes:
    try:
        with file.open("rb") as stream:
            return stream.read(64)
    except OSError as error:
        raise not_there(file) from error


def read(file: Path, job: Job, into: Path | None = None) -> Read:
    """Read a backup to its end, compare every member with the list, and unpack it `into` a folder.

    Raises `InvalidRequest` for what is no backup, a wrong passphrase or one that was cut off,
    `NewerData`, `Cancelled`, `ServiceUnavailable` for a full disk.
    """
    try:
        with _opened(file, job) as stream:
            return _read(stream, job, into, file.stat().st_size)
    except (tarfile.TarError, EOFError, ValueError, OverflowError, struct.error) as error:
        raise cipher.cut_or_changed() from error
    except OSError as error:
        if no_space(error):
            raise full_disk(file.stat().st_size, into or file.parent) from error
        raise ServiceUnavailable(
            f"{file} could not be read: {error.strerror or error}.",
            key="backup_unreadable",
            path=str(file),
            reason=error.strerror or str(error),
        ) from error


@contextmanager
def _opened(file: Path, job: Job) -> Iterator[BinaryIO]:
    """Plain bytes, whether they were encrypted or not. Raises `InvalidRequest`, `OSError`."""
    start = _start(file)
    with file.open("rb") as stream:
        if hasattr(os, "posix_fadvise"):  # from the disk, not from memory
            os.posix_fadvise(stream.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
        if not start.startswith(cipher.MAGIC):
            yield stream
            return
        if not job.passphrase:
            raise InvalidRequest(
                "This backup is encrypted: give its passphrase.", key="backup_encrypted"
            )
        stream.seek(len(cipher.MAGIC))
        yield cast("BinaryIO", cipher.DecryptingReader(stream, job.passphrase))


def _read(stream: BinaryIO, job: Job, into: Path | None, total: int) -> Read:
    reader = Reader(job, into, total)
    try:
        with tarfile.open(fileobj=stream, mode="r|", bufsize=CHUNK) as tar:
            for entry in tar:
                reader.take(tar, entry)
    except tarfile.ReadError as error:
        if not reader.noted:
            raise not_a_backup() from error
        raise
    if not reader.noted:
        raise not_a_backup()
    if reader.manifest is None:
        raise cipher.cut_or_changed()
    job.on_progress(total, total)
    while stream.read(CHUNK):  # to the end: only there is it known that nothing was cut off
        pass
    reader.flush()
    return Read(reader.manifest, tuple(_differences(reader.manifest, reader.found)))


class Reader:
    """Takes one member after the other."""

    def __init__(self, job: Job, into: Path | None, total: int) -> None:
        self._job = job
        self._into = into
        self._total = total
        self._done = 0
        self.noted = False
        self._said: dict[str, Any] = {}
        self.manifest: Manifest | None = None
        self.found: dict[str, Member] = {}

    def take(self, tar: tarfile.TarFile, entry: tarfile.TarInfo) -> None:
        """Raises `InvalidRequest`, `NewerData`, `Cancelled`, `OSError`."""
        if not entry.isreg() or entry.issparse():
            raise not_a_backup()
        source = cast("IO[bytes]", tar.extractfile(entry))
        if not self.noted:
            self._note(entry, source)
        elif entry.name == MANIFEST and entry.size <= MOST_MANIFEST:
            self.manifest = _manifest(json.loads(source.read()), self._said)
        elif self.manifest is None and ALLOWED.fullmatch(entry.name):
            self.found[entry.name] = self._file(entry, source)
        else:
            raise cipher.cut_or_changed()

    def _note(self, entry: tarfile.TarInfo, source: IO[bytes]) -> None:
        if entry.name != NOTE or entry.size > MOST_NOTE:
            raise not_a_backup()
        note = json.loads(source.read())
        if not isinstance(note, dict) or not isinstance(note.get("format"), int):
            raise not_a_backup()
        if note["format"] > FORMAT:
            raise newer_data("The backup")
        self._said, self.noted = note, True

    def _file(self, entry: tarfile.TarInfo, source: IO[bytes]) -> Member:
        if self._into is None:
            return self._copied(source, None)
        target = self._into / entry.name
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        flags = os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0)
        with os.fdopen(os.open(target, flags, PRIVATE), "wb") as stream:
            member = self._copied(source, stream)
        os.utime(target, (entry.mtime, entry.mtime))
        return member

    def flush(self) -> None:
        """All unpacked files to the disk: much faster now than after each one. Raises `OSError`."""
        if self._into is None:
            return
        files = [self._into / name for name in self.found]
        for file in files:
            sync_file(file)
        for folder in {parent for file in files for parent in (file.parent, file.parent.parent)}:
            sync_folder(folder)

    def _copied(self, source: IO[bytes], target: BinaryIO | None) -> Member:
        digest, size = hashlib.sha256(), 0
        while chunk := source.read(CHUNK):
            digest.update(chunk)
            size += len(chunk)
            if target:
                target.write(chunk)
            self._step(len(chunk))
        return Member(size, digest.hexdigest())

    def _step(self, size: int) -> None:
        if self._job.cancelled():
            raise Cancelled("Cancelled.", key="cancelled")
        self._done += size
        self._job.on_progress(min(self._done, self._total), self._total)


def _manifest(whole: dict[str, Any], note: dict[str, Any]) -> Manifest:
    """Raises `InvalidRequest`, `NewerData`."""
    try:
        raw = whole["manifest"]
        if whole["sha256"] != digest(raw):
            raise cipher.cut_or_changed()
        if note != {name: raw[name] for name in ("format", "program", "created")}:
            raise cipher.cut_or_changed()
        members = {
            str(name): Member(int(one["bytes"]), str(one["sha256"]))
            for name, one in raw["members"].items()
        }
        revision = raw["revision"]
        manifest = Manifest(
            members, str(raw["created"]), str(raw["program"]), revision, dict(raw["rows"])
        )
        manifest = replace(manifest, missing=tuple(raw["missing"]), changed=tuple(raw["changed"]))
    except (KeyError, TypeError, AttributeError) as error:
        raise not_a_backup() from error
    if revision is not None and revision not in revisions():
        raise newer_data("The backup")
    return manifest


def _differences(manifest: Manifest, found: dict[str, Member]) -> Iterator[str]:
    for name, member in manifest.members.items():
        if name not in found:
            yield f"{name} is missing."
        elif found[name] != member:
            yield f"{name} was changed."
    for name in found.keys() - manifest.members.keys():
        yield f"{name} is not in the list."


def not_a_backup() -> InvalidRequest:
    """The sentence for a file that is something else."""
    return InvalidRequest("This file is not a backup of Receipt Desktop.", key="not_a_backup")

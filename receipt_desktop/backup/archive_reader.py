"""Reads a backup: checks every member, and extracts it if wanted."""

from __future__ import annotations

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

from receipt_desktop.backup import cipher
from receipt_desktop.backup.archive import (
    ARCHIVE_FORMAT,
    CHUNK_BYTES,
    DATABASE_NAME,
    MANIFEST_NAME,
    NOTE_NAME,
    SETTINGS_NAME,
    ArchiveMember,
    BackupOptions,
    Manifest,
    hash_manifest,
)
from receipt_desktop.backup.chain_head import find_chain_head
from receipt_desktop.backup.original_files import PAGE_FILE_NAME, RECEIPT_FOLDER_NAME
from receipt_desktop.backup.progress import ProgressMeter
from receipt_desktop.backup.snapshot import (
    disk_full_error,
    file_missing_error,
    is_disk_full,
)
from receipt_desktop.backup.sqlite_pages import SQLITE_MAGIC
from receipt_desktop.config.atomic import PRIVATE_MODE, sync_file, sync_folder
from receipt_desktop.config.paths import CONTENT_HASH_PATTERN
from receipt_desktop.domain.audit import ChainHead
from receipt_desktop.domain.errors import InvalidRequest, NewerData, ServiceUnavailable
from receipt_desktop.files.pending_file import copy_chunks, read_chunks
from receipt_desktop.messages import Message
from receipt_desktop.store.revisions import list_revisions

ALLOWED_NAMES = re.compile(
    rf"{re.escape(DATABASE_NAME)}|{re.escape(SETTINGS_NAME)}|originals/[0-9a-f]{{2}}/{CONTENT_HASH_PATTERN.pattern}"
    rf"|pages/[0-9a-f]{{2}}/{RECEIPT_FOLDER_NAME.pattern}/{PAGE_FILE_NAME.pattern}"
)
"""Valid member names; all others are rejected, such as paths outside of the folder."""
MAX_NOTE_BYTES, MAX_MANIFEST_BYTES = 64 * 1024, 512 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class ArchiveContents:
    """The result of reading a complete backup."""

    manifest: Manifest
    problems: tuple[Message, ...] = ()
    """Changed, missing and unlisted members; empty for a sound backup."""


def is_encrypted(file: Path) -> bool:
    """Whether a passphrase is needed. Raises `InvalidRequest` if the file is missing."""
    return _read_start(file).startswith(cipher.MAGIC)


def is_database_copy(file: Path) -> bool:
    """Whether the file is a SQLite database. Raises `InvalidRequest` if it is missing."""
    return _read_start(file).startswith(SQLITE_MAGIC)


def _read_start(file: Path) -> bytes:
    try:
        with file.open("rb") as stream:
            return stream.read(64)
    except OSError as error:
        raise file_missing_error(file) from error


def read_archive(file: Path, job: BackupOptions, into: Path | None = None) -> ArchiveContents:
    """Read a backup completely, compare it with its manifest, and extract it `into` a folder.

    Raises `InvalidRequest` for a file that is not a backup or is truncated, and for a wrong
    passphrase; `NewerData`, `Cancelled`, `ServiceUnavailable` for a full disk.
    """
    try:
        with _open_archive(file, job) as stream:
            return _read_members(stream, job, into, file.stat().st_size)
    except (tarfile.TarError, EOFError, ValueError, OverflowError, struct.error) as error:
        raise cipher.damaged_backup_error() from error
    except OSError as error:
        if is_disk_full(error):
            raise disk_full_error(file.stat().st_size, into or file.parent) from error
        raise ServiceUnavailable(
            "backup_unreadable", path=str(file), reason=error.strerror or str(error)
        ) from error


def read_chain_head(file: Path, job: BackupOptions) -> ChainHead:
    """The head of the audit log that a backup or an export carries.

    An export is any file with NUMBER:HASH in its text, or a ZIP with such a file. Raises
    `InvalidRequest` without one, and as `read_archive`.
    """
    if is_encrypted(file) or tarfile.is_tarfile(file):
        return ChainHead.parse(read_archive(file, job).manifest.chain_head)
    return find_chain_head(file)


@contextmanager
def _open_archive(file: Path, job: BackupOptions) -> Iterator[BinaryIO]:
    """A stream of the decrypted archive. Raises `InvalidRequest`, `OSError`."""
    start = _read_start(file)
    with file.open("rb") as stream:
        if hasattr(os, "posix_fadvise"):  # read from the disk, not from the cache
            os.posix_fadvise(stream.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
        if not start.startswith(cipher.MAGIC):
            yield stream
            return
        if not job.passphrase:
            raise InvalidRequest("backup_encrypted")
        stream.seek(len(cipher.MAGIC))
        yield cast("BinaryIO", cipher.DecryptingReader(stream, job.passphrase))


def _read_members(
    stream: BinaryIO, job: BackupOptions, into: Path | None, total: int
) -> ArchiveContents:
    reader = ArchiveReader(job, into, total)
    try:
        with tarfile.open(fileobj=stream, mode="r|", bufsize=CHUNK_BYTES) as tar:
            for entry in tar:
                reader.read_member(tar, entry)
    except tarfile.ReadError as error:
        if not reader.has_note:
            raise not_a_backup_error() from error
        raise
    if not reader.has_note:
        raise not_a_backup_error()
    if reader.manifest is None:
        raise cipher.damaged_backup_error()
    job.on_progress(total, total)
    while stream.read(CHUNK_BYTES):  # a truncated file is only detected at its end
        pass
    reader.flush_files()
    return ArchiveContents(
        reader.manifest, tuple(_find_differences(reader.manifest, reader.found_members))
    )


class ArchiveReader:
    """Reads the members in their order."""

    def __init__(self, job: BackupOptions, into: Path | None, total: int) -> None:
        self._into = into
        self._meter = ProgressMeter(total, job.on_progress, job.is_cancelled)
        self.has_note = False
        self._note: dict[str, Any] = {}
        self.manifest: Manifest | None = None
        self.found_members: dict[str, ArchiveMember] = {}

    def read_member(self, tar: tarfile.TarFile, entry: tarfile.TarInfo) -> None:
        """Read the next member. Raises `InvalidRequest`, `NewerData`, `Cancelled`, `OSError`."""
        if not entry.isreg() or entry.issparse():
            raise not_a_backup_error()
        source = cast("IO[bytes]", tar.extractfile(entry))
        if not self.has_note:
            self._read_note(entry, source)
        elif entry.name == MANIFEST_NAME and entry.size <= MAX_MANIFEST_BYTES:
            self.manifest = _parse_manifest(json.loads(source.read()), self._note)
        elif self.manifest is None and ALLOWED_NAMES.fullmatch(entry.name):
            self.found_members[entry.name] = self._extract_file(entry, source)
        else:
            raise cipher.damaged_backup_error()

    def _read_note(self, entry: tarfile.TarInfo, source: IO[bytes]) -> None:
        if entry.name != NOTE_NAME or entry.size > MAX_NOTE_BYTES:
            raise not_a_backup_error()
        note = json.loads(source.read())
        if not isinstance(note, dict) or not isinstance(note.get("format"), int):
            raise not_a_backup_error()
        if note["format"] > ARCHIVE_FORMAT:
            raise NewerData("newer_backup")
        self._note, self.has_note = note, True

    def _extract_file(self, entry: tarfile.TarInfo, source: IO[bytes]) -> ArchiveMember:
        if self._into is None:
            return self._copy_member(source, None)
        target = self._into / entry.name
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        flags = os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0)
        with os.fdopen(os.open(target, flags, PRIVATE_MODE), "wb") as stream:
            member = self._copy_member(source, stream)
        os.utime(target, (entry.mtime, entry.mtime))
        return member

    def flush_files(self) -> None:
        """Flush all extracted files, which is faster at the end. Raises `OSError`."""
        if self._into is None:
            return
        files = [self._into / name for name in self.found_members]
        for file in files:
            sync_file(file)
        for folder in {parent for file in files for parent in (file.parent, file.parent.parent)}:
            sync_folder(folder)

    def _copy_member(self, source: IO[bytes], target: BinaryIO | None) -> ArchiveMember:
        def write(chunk: bytes) -> None:
            if target:
                target.write(chunk)
            self._meter.advance(len(chunk))

        digest, size = copy_chunks(read_chunks(source), write)
        return ArchiveMember(size, digest)


def _parse_manifest(values: dict[str, Any], note: dict[str, Any]) -> Manifest:
    """The manifest from its JSON. Raises `InvalidRequest`, `NewerData`."""
    try:
        raw = values["manifest"]
        if values["sha256"] != hash_manifest(raw):
            raise cipher.damaged_backup_error()
        if note != {name: raw[name] for name in ("format", "program", "created")}:
            raise cipher.damaged_backup_error()
        members = {
            str(name): ArchiveMember(int(one["bytes"]), str(one["sha256"]))
            for name, one in raw["members"].items()
        }
        revision = raw["revision"]
        manifest = Manifest(
            members, str(raw["created"]), str(raw["program"]), revision, dict(raw["rows"])
        )
        manifest = replace(manifest, missing=tuple(raw["missing"]), changed=tuple(raw["changed"]))
        manifest = replace(manifest, chain_head=str(raw.get("chain_head", "")))
    except (KeyError, TypeError, AttributeError) as error:
        raise not_a_backup_error() from error
    if revision is not None and revision not in list_revisions():
        raise NewerData("newer_backup")
    return manifest


def _find_differences(manifest: Manifest, found: dict[str, ArchiveMember]) -> Iterator[Message]:
    for name, member in manifest.members.items():
        if name not in found:
            yield Message("backup_member_missing", {"name": name})
        elif found[name] != member:
            yield Message("backup_member_changed", {"name": name})
    for name in found.keys() - manifest.members.keys():
        yield Message("backup_member_unlisted", {"name": name})


def not_a_backup_error() -> InvalidRequest:
    """The error for a file that is not a backup."""
    return InvalidRequest("not_a_backup")

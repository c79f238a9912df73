"""Reads the members of a ZIP archive."""

from __future__ import annotations

import lzma
import stat
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO

from receipt_desktop.domain.errors import InvalidRequest
from receipt_desktop.intake.containers.limits import LimitReached
from receipt_desktop.reading.file_search import is_system_file, is_system_folder

IS_ENCRYPTED = 0x1
"""Bit of the general purpose flags (APPNOTE.TXT, 4.4.4)."""
IS_UTF8 = 0x800
UNICODE_PATH = 0x7075
"""Extra field with the name in UTF-8 (APPNOTE.TXT, 4.6.9)."""
END_RECORD = b"PK\5\6"
END_RECORD_BYTES, MAX_COMMENT_BYTES = 22, 65_535
READ_ERRORS = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, OSError, ValueError)
"""What a damaged archive raises."""


@dataclass(frozen=True, slots=True)
class ZipMember:
    """A file in an archive."""

    info: zipfile.ZipInfo
    path: str
    """As the archive states it."""


@contextmanager
def open_zip(file: Path, name: str, max_members: int) -> Iterator[zipfile.ZipFile]:
    """Open an archive called `name`. Raises `InvalidRequest` for a damaged one."""
    try:
        if count_entries(file) > max_members * 2:  # folders and system files do not count
            raise LimitReached("container_members", name=name, limit=max_members)
        archive = zipfile.ZipFile(file)
    except READ_ERRORS as error:
        raise InvalidRequest("container_broken", name=name) from error
    with archive:
        yield archive


def count_entries(file: Path) -> int:
    """The number of entries that the end record states; 65,535 and more are the same."""
    with file.open("rb") as stream:
        size = stream.seek(0, 2)
        stream.seek(max(0, size - END_RECORD_BYTES - MAX_COMMENT_BYTES))
        tail = stream.read()
    at = tail.rfind(END_RECORD)
    return int.from_bytes(tail[at + 10 : at + 12], "little") if at >= 0 else 0


def list_members(archive: zipfile.ZipFile) -> Iterator[ZipMember]:
    """The files of the archive in its order, without links and those that systems leave."""
    for info in archive.infolist():
        path = decode_name(info)
        if not info.is_dir() and not _is_link(info) and not _is_left_by_system(path):
            yield ZipMember(info, path)


def open_member(archive: zipfile.ZipFile, member: ZipMember, name: str) -> IO[bytes]:
    """Open a member called `name`. Raises `InvalidRequest` when that is impossible."""
    if member.info.flag_bits & IS_ENCRYPTED:
        raise InvalidRequest("container_locked", name=name)
    try:
        return archive.open(member.info)
    except NotImplementedError as error:
        raise InvalidRequest("container_method", name=name) from error
    except READ_ERRORS as error:
        raise InvalidRequest("member_broken", name=name) from error


def read_chunk(stream: IO[bytes], size: int, name: str) -> bytes:
    """The next bytes of a member called `name`. Raises `InvalidRequest` for a damaged one."""
    try:
        return stream.read(size)
    except READ_ERRORS as error:
        raise InvalidRequest("member_broken", name=name) from error


def decode_name(info: zipfile.ZipInfo) -> str:
    """The member's path; UTF-8 without its flag and Info-ZIP's extra field are recognised.

    Archives without the flag are in code page 437 by the specification (APPNOTE.TXT, appendix D),
    but many programs write UTF-8.
    """
    stated = _read_unicode_path(info.extra)
    if stated is not None:
        return stated
    if info.flag_bits & IS_UTF8:
        return info.orig_filename
    try:
        return info.orig_filename.encode("cp437").decode("utf-8")
    except UnicodeError:
        return info.orig_filename


def _read_unicode_path(extra: bytes) -> str | None:
    at = 0
    while at + 4 <= len(extra):
        kind = int.from_bytes(extra[at : at + 2], "little")
        size = int.from_bytes(extra[at + 2 : at + 4], "little")
        if kind == UNICODE_PATH and size > 5:  # noqa: PLR2004 (version and checksum)
            return extra[at + 9 : at + 4 + size].decode("utf-8", "replace")
        at += 4 + size
    return None


def _is_link(info: zipfile.ZipInfo) -> bool:
    """Whether it is anything but a regular file on Unix."""
    mode = info.external_attr >> 16
    return stat.S_IFMT(mode) not in (0, stat.S_IFREG)


def _is_left_by_system(path: str) -> bool:
    steps = PurePosixPath(path.replace("\\", "/"))
    in_folder = any(is_system_folder(step) for step in steps.parts[:-1] if step != "..")
    return is_system_file(steps.name) or in_folder

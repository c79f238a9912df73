"""A stored original that is being flushed to the disk; copying and hashing of files."""

from __future__ import annotations

import errno
import hashlib
import os
import threading
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from receipt_desktop.config.atomic import sync_file, sync_folder
from receipt_desktop.domain.display import format_file_name
from receipt_desktop.domain.errors import (
    InvalidRequest,
    ReceiptError,
    ServiceUnavailable,
    StorageUnavailable,
)

CHUNK_BYTES = 1 << 20


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A stored file."""

    content_hash: str
    """SHA-256 of its bytes, hex."""
    path: Path
    size: int
    """Bytes."""
    is_new: bool = True
    """Whether the content was not stored before, or only a damaged copy."""


class PendingFile:
    """A stored original whose file and folder are flushed by two threads."""

    def __init__(
        self, stored: StoredFile, source: Path, on_flushed: Callable[[str], None] = lambda _: None
    ) -> None:
        """`source` is named in errors; `on_flushed` is called with the hash after the wait."""
        self.stored_file = stored
        self._source = source
        self._on_flushed = on_flushed
        self._errors: list[Exception] = []
        flushes = (sync_file, stored.path), (sync_folder, stored.path.parent)
        self._threads = [self._start_flush(*flush) for flush in flushes if stored.is_new]

    def wait_until_flushed(self) -> StoredFile:
        """Wait until the file is durable.

        Raises `ServiceUnavailable`, and any unexpected error of a flush.
        """
        for thread in self._threads:
            thread.join()
        self._on_flushed(self.stored_file.content_hash)
        for error in self._errors:
            if isinstance(error, OSError):
                raise copy_error(error, self._source) from error
            raise error
        return self.stored_file

    def _start_flush(self, flush: Callable[[Path], None], path: Path) -> threading.Thread:
        thread = threading.Thread(
            target=self._run_flush, args=(flush, path), name="flush", daemon=True
        )
        thread.start()
        return thread

    def _run_flush(self, flush: Callable[[Path], None], path: Path) -> None:
        try:
            flush(path)
        except Exception as error:  # noqa: BLE001 (raised again on the thread that waits)
            self._errors.append(error)


def has_content(target: Path, digest: str, size: int) -> bool:
    """Whether the file has this content; sets its time of change to now."""
    try:
        os.utime(target)
        if target.stat().st_size != size:
            return False
        with target.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest() == digest
    except FileNotFoundError:
        return False


def read_chunks(stream: IO[bytes]) -> Iterator[bytes]:
    """The rest of a stream in pieces of at most `CHUNK_BYTES`. Raises `OSError`."""
    while chunk := stream.read(CHUNK_BYTES):
        yield chunk


def copy_chunks(chunks: Iterable[bytes], write: Callable[[bytes], object]) -> tuple[str, int]:
    """Pass all chunks to `write`; returns their SHA-256 (hex) and size in bytes."""
    digest, size = hashlib.sha256(), 0
    for chunk in chunks:
        write(chunk)
        digest.update(chunk)
        size += len(chunk)
    return digest.hexdigest(), size


def copy_error(error: OSError, source: Path) -> ReceiptError:
    """The error for a file that could not be copied."""
    name = format_file_name(source.name)
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return StorageUnavailable("disk_full")
    if isinstance(error, FileNotFoundError):
        return InvalidRequest("file_missing", name=name)
    if isinstance(error, PermissionError):
        return InvalidRequest("file_denied", name=name)
    if isinstance(error, IsADirectoryError):
        return InvalidRequest("file_is_folder", name=name)
    return ServiceUnavailable("file_copy", name=name, reason=error.strerror or str(error))

"""The kept originals: files by content hash, the same bytes once."""

from __future__ import annotations

import errno
import hashlib
import logging
import os
import re
import tempfile
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import psutil

from receipt_desktop.atomic import sync_folder
from receipt_desktop.display import shown_name
from receipt_desktop.errors import InvalidRequest, ReceiptError, ServiceUnavailable
from receipt_desktop.paths import Paths
from receipt_desktop.role import machine
from receipt_desktop.store.shelf import NoShelf, Shares

log = logging.getLogger(__name__)

CHUNK = 1 << 20
THUMBNAIL = "thumb.jpg"
UNFINISHED = ".new-"
"""Begins the name of a copy that is not whole yet; the machine and the process follow."""


@dataclass(frozen=True, slots=True)
class Kept:
    """One kept file."""

    content_hash: str
    """SHA-256 of its bytes, hex."""
    path: Path
    size: int
    """Bytes."""


class Originals:
    """Copies of what was given, named by their content. The given files are only ever read."""

    def __init__(self, paths: Paths, shelf: Shares = NoShelf()) -> None:  # noqa: B008 (no state)
        """`shelf` has them for all machines."""
        self._data = paths.data
        self._folder = paths.originals
        self._removed = paths.removed
        self._shelf = shelf

    def keep(self, source: Path) -> Kept:
        """Copy a file in. Raises `InvalidRequest`, or `ServiceUnavailable` for a full disk."""
        try:
            with source.open("rb") as stream:
                return self._keep(iter(lambda: stream.read(CHUNK), b""))
        except OSError as error:
            raise trouble(error, source) from error

    def keep_bytes(self, data: bytes) -> Kept:
        """Keep bytes that came without a file. Raises `ServiceUnavailable`."""
        try:
            return self._keep([data])
        except OSError as error:
            raise trouble(error, self._folder) from error

    def keep_stream(self, stream: IO[bytes], examine: Callable[[Path], None]) -> Kept:
        """Keep what is read from a stream.

        `examine` looks at the whole copy before it is put in its place; what it raises is passed
        on and nothing is kept. Raises `ServiceUnavailable`.
        """
        try:
            return self._keep(iter(lambda: stream.read(CHUNK), b""), examine)
        except OSError as error:
            raise trouble(error, self._folder) from error

    def path_of(self, content_hash: str) -> Path:
        """Where these bytes are, whether kept or not."""
        return self._folder / content_hash[:2] / content_hash

    def at_hand(self, content_hash: str) -> Path:
        """Where these bytes are, taken from the shelf where another machine has put them there.

        Whether there are any the reader finds out. Raises `ServiceUnavailable`.
        """
        path = self.path_of(content_hash)
        if not path.is_file():
            self._shelf.fetch(self._relative(path), path)
        return path

    def picture(self, relative: str) -> Path:
        """Where a page picture is, taken from the shelf where another machine made it.

        Raises `ServiceUnavailable`.
        """
        path = self._data / relative
        if not path.is_file():
            self._shelf.fetch(relative, path)
        return path

    def share_pictures(self, relatives: Iterable[str]) -> None:
        """Put page pictures on the shelf, and the thumbnail beside. Raises `ServiceUnavailable`."""
        pages = [self._data / relative for relative in relatives]
        thumbnails = {page.with_name(THUMBNAIL) for page in pages}
        for path in (*pages, *sorted(thumbnails)):
            if path.is_file():
                self._shelf.put(self._relative(path), path)

    def remove(self, content_hash: str) -> None:
        """Forget these bytes here; `clear_shelf` forgets them for all. Raises `OSError`."""
        self.give_up(content_hash)
        self.path_of(content_hash).unlink(missing_ok=True)

    def give_up(self, content_hash: str) -> None:
        """No receipt uses these bytes: they go with the next clean-up, unless they come again.

        Raises `OSError`.
        """
        self._removed.mkdir(mode=0o700, exist_ok=True)
        (self._removed / content_hash).touch()

    def clear_shelf(self, used: Callable[[], Collection[str]]) -> int:
        """Take from the shelf what was removed, with its page pictures; how many originals.

        What a shelf that is not reached keeps goes at the next call. What is `used` (content
        hashes) again stays. Raises `OSError`, and what `used` raises.
        """
        marks = sorted(self._removed.iterdir()) if self._removed.is_dir() else []
        wanted = used() if marks else ()
        gone = 0
        try:
            for mark in marks:
                gone += mark.exists() and self._clear(mark, used=mark.name in wanted)
        except ServiceUnavailable as trouble:
            log.info("%d removed originals are still on the shelf: %s", len(marks) - gone, trouble)
        return gone

    def _clear(self, mark: Path, *, used: bool) -> bool:
        """Whether it went from the shelf now; the mark stays while anything is left here."""
        first = not used and mark.stat().st_size == 0
        if first:
            self._unshelve(mark.name)
        if not used and self._left(mark.name):
            mark.write_text("cleared", encoding="ascii")
        else:
            mark.unlink(missing_ok=True)
        return first

    def _left(self, content_hash: str) -> bool:
        """Whether anything of it is here."""
        pages = self._data / "pages" / content_hash[:2]
        return self.path_of(content_hash).exists() or any(pages.glob(f"{content_hash}*"))

    def _unshelve(self, content_hash: str) -> None:
        """The original, and the pictures of all its readings: those of a single page have -N."""
        self._shelf.remove(self._relative(self.path_of(content_hash)))
        folder = f"pages/{content_hash[:2]}"
        ours = re.compile(rf"{content_hash}(-[0-9]+)?")
        for name in filter(ours.fullmatch, self._shelf.names(folder)):
            self._shelf.remove(f"{folder}/{name}")

    def _relative(self, path: Path) -> str:
        return path.relative_to(self._data).as_posix()

    def tidy(self) -> int:
        """Delete the half copies of processes of this machine that are no more; how many."""
        ours = re.compile(rf"{re.escape(UNFINISHED)}{machine()}-(?P<pid>[0-9]+)-\w+")
        dead = [
            path
            for path in self._folder.glob(f"{UNFINISHED}*")
            if (found := ours.fullmatch(path.name)) and not psutil.pid_exists(int(found["pid"]))
        ]
        for path in dead:
            path.unlink(missing_ok=True)
        return len(dead)

    def _keep(
        self, chunks: Iterable[bytes], examine: Callable[[Path], None] = lambda _: None
    ) -> Kept:
        """Written aside, flushed to the disk, then renamed: whole or not at all."""
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(
            dir=self._folder, prefix=f"{UNFINISHED}{machine()}-{os.getpid()}-"
        )
        aside = Path(name)
        try:
            with os.fdopen(handle, "wb") as file:
                digest, size = _copy(chunks, file.write)
                file.flush()
                os.fsync(file.fileno())
            examine(aside)
            return self._settle(aside, digest, size)
        finally:
            aside.unlink(missing_ok=True)

    def _settle(self, aside: Path, digest: str, size: int) -> Kept:
        """Put it in its place; one that is there is young again, so that no clean-up takes it."""
        target = self.path_of(digest)
        try:
            os.utime(target)
            there = target.stat().st_size == size
        except FileNotFoundError:
            there = False
        if not there:
            target.parent.mkdir(mode=0o700, exist_ok=True)
            aside.replace(target)
            sync_folder(target.parent)
        (self._removed / digest).unlink(missing_ok=True)
        self._shelf.put(self._relative(target), target)
        return Kept(digest, target, size)


def _copy(chunks: Iterable[bytes], write: Callable[[bytes], int]) -> tuple[str, int]:
    """Write all chunks; their SHA-256 and their size."""
    digest, size = hashlib.sha256(), 0
    for chunk in chunks:
        write(chunk)
        digest.update(chunk)
        size += len(chunk)
    return digest.hexdigest(), size


def trouble(error: OSError, source: Path) -> ReceiptError:
    """The sentence for a file that could not be copied."""
    name = shown_name(source.name)
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return ServiceUnavailable("The disk is full; the file was not added.", key="disk_full")
    if isinstance(error, FileNotFoundError):
        return InvalidRequest(f"{name} is not there.", key="file_missing", name=name)
    if isinstance(error, PermissionError):
        return InvalidRequest(f"{name} may not be read.", key="file_forbidden", name=name)
    if isinstance(error, IsADirectoryError):
        return InvalidRequest(f"{name} is a folder.", key="file_folder", name=name)
    return ServiceUnavailable(
        f"{name} could not be copied: {error.strerror or error}", key="file_copy", name=name
    )

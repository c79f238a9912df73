"""Stored originals: files named by their content hash, so that equal files are stored once."""

from __future__ import annotations

import logging
import os
import re
import tempfile
from collections.abc import Callable, Collection, Iterable
from contextlib import suppress
from pathlib import Path
from typing import IO

import psutil

from receipt_desktop.config.busy_files import delete_file, rename_path, replace_path
from receipt_desktop.config.long_paths import make_openable
from receipt_desktop.config.paths import Paths
from receipt_desktop.config.process_identity import get_machine_id
from receipt_desktop.domain.errors import InvalidRequest, ServiceUnavailable
from receipt_desktop.files.pending_file import (
    PendingFile,
    StoredFile,
    copy_chunks,
    copy_error,
    has_content,
    read_chunks,
)
from receipt_desktop.files.shared_storage import FileStorage, NoSharedStorage
from receipt_desktop.files.tombstones import Tombstone, Tombstones

log = logging.getLogger(__name__)

THUMBNAIL_NAME = "thumb.jpg"
UNFINISHED_PREFIX = ".new-"
"""Prefix of an unfinished copy, followed by machine id and process id."""
DELETING_PREFIX = ".gone-"
"""Prefix of a file or folder that is about to be deleted."""


class Originals:
    """Copies of submitted files, named by content hash. The submitted files are never changed."""

    def __init__(self, paths: Paths, shared_storage: FileStorage = NoSharedStorage()) -> None:  # noqa: B008 (no state)
        """`shared_storage` has the originals and page pictures of all machines."""
        self._paths = paths
        self._data = paths.data
        self._folder = paths.originals
        self.tombstones = Tombstones(paths)
        """Records of removed originals."""
        self._shared_storage = shared_storage
        self._flushing: dict[str, PendingFile] = {}

    def store_file(self, source: Path) -> StoredFile:
        """Store a copy of a file. Raises `InvalidRequest`, `ServiceUnavailable` (full disk)."""
        return self.begin_file(source).wait_until_flushed()

    def begin_file(self, source: Path) -> PendingFile:
        """Store a copy of a file; it is durable after `PendingFile.wait_until_flushed`.

        Raises `InvalidRequest`, `ServiceUnavailable` for a full disk.
        """
        try:
            with make_openable(source).open("rb") as stream:
                return self._store_chunks(read_chunks(stream), source)
        except OSError as error:
            raise copy_error(error, source) from error

    def store_bytes(self, data: bytes) -> StoredFile:
        """Store bytes that are not in a file. Raises `ServiceUnavailable`."""
        try:
            return self._store_chunks([data], self._folder).wait_until_flushed()
        except OSError as error:
            raise copy_error(error, self._folder) from error

    def begin_stream(self, stream: IO[bytes], examine: Callable[[Path], None]) -> PendingFile:
        """Store the content of a stream.

        `examine` checks the complete copy before it is stored; if it raises, nothing is stored and
        the error is passed on. Raises `ServiceUnavailable`.
        """
        try:
            return self._store_chunks(read_chunks(stream), self._folder, examine)
        except OSError as error:
            raise copy_error(error, self._folder) from error

    def original_path(self, content_hash: str) -> Path:
        """The path of an original, whether it exists or not."""
        return self._paths.original(content_hash)

    def fetch_original(self, content_hash: str) -> Path:
        """The path of an original, downloaded from the shared storage if needed.

        The file may be missing if no machine has it. Raises `ServiceUnavailable`.
        """
        if pending := self._flushing.get(content_hash):
            pending.wait_until_flushed()  # a receipt completes only with a durable original
        path = self.original_path(content_hash)
        if not path.is_file():
            self._shared_storage.download_file(self._relative_path(path), path)
        return path

    def fetch_picture(self, relative: str) -> Path:
        """The path of a page picture, downloaded from the shared storage if needed.

        `relative` is its path in the data folder. Raises `ServiceUnavailable`.
        """
        path = self._data / relative
        if not path.is_file():
            self._shared_storage.download_file(relative, path)
        return path

    def share_pictures(self, relatives: Iterable[str]) -> None:
        """Upload page pictures and their thumbnails. Raises `ServiceUnavailable`."""
        pages = [self._data / relative for relative in relatives]
        thumbnails = {page.with_name(THUMBNAIL_NAME) for page in pages}
        for path in (*pages, *sorted(thumbnails)):
            if path.is_file():
                self._shared_storage.upload_file(self._relative_path(path), path)

    def withdraw_removals(self, hashes: Iterable[str]) -> None:
        """Delete the tombstones of restored originals, which count as stored now.

        Raises `OSError`.
        """
        for content_hash in hashes:
            with suppress(FileNotFoundError):
                os.utime(self.original_path(content_hash))
            self.tombstones.delete_tombstones([content_hash])

    def reconcile_tombstones(self, present: Callable[[], Collection[str]]) -> None:
        """Delete the tombstones of originals that a receipt on the list uses.

        `present` returns the content hashes of the receipts on the list. Raises `OSError`.
        """
        tombstones = self.tombstones.list_tombstones()
        if tombstones:
            self.tombstones.delete_tombstones(set(tombstones) & set(present()))

    def clear_shared_storage(self, used: Callable[[], Collection[str]]) -> int:
        """Delete removed originals and their page pictures from the shared storage.

        Returns the number of deleted originals. If the storage cannot be reached, the next call
        continues. Originals whose content hash `used` returns are kept. Raises `OSError`, and what
        `used` raises.
        """
        tombstones = self.tombstones.list_tombstones()
        in_use = used() if tombstones else ()
        unused = [tombstone for name, tombstone in tombstones.items() if name not in in_use]
        deleted = 0
        try:
            for tombstone in unused:
                deleted += self._clear_original(tombstone)
        except ServiceUnavailable as error:
            log.warning(
                "could not delete %d removed originals from the shared files, will retry: %s",
                len(unused) - deleted,
                error,
            )
        return deleted

    def _clear_original(self, tombstone: Tombstone) -> bool:
        """Whether the original was deleted from the shared storage now.

        The tombstone is kept as long as there are local files.
        """
        name = tombstone.content_hash
        original = self.original_path(name)
        is_stored_again = original.exists() and not tombstone.covers(original)
        must_clear = not is_stored_again and not tombstone.shared_cleared
        if must_clear:
            self._delete_shared(name)
        if is_stored_again or not self._has_local_files(name):
            self.tombstones.delete_tombstones([name])
        elif must_clear:
            self.tombstones.mark_shared_cleared(name)
        return must_clear

    def _has_local_files(self, content_hash: str) -> bool:
        """Whether the original or one of its page pictures is on this machine."""
        pages = self._data / "pages" / content_hash[:2]
        original = self.original_path(content_hash)
        exists = original.exists() or original.with_name(DELETING_PREFIX + original.name).exists()
        return exists or any(pages.glob(f"*{content_hash}*"))

    def _delete_shared(self, content_hash: str) -> None:
        """Delete an original and all its page pictures; folders of a single page end in -N."""
        self._shared_storage.delete_path(self._relative_path(self.original_path(content_hash)))
        folder = f"pages/{content_hash[:2]}"
        pattern = re.compile(rf"{content_hash}(-[0-9]+)?")
        for name in filter(pattern.fullmatch, self._shared_storage.list_names(folder)):
            self._shared_storage.delete_path(f"{folder}/{name}")

    def _relative_path(self, path: Path) -> str:
        return path.relative_to(self._data).as_posix()

    def restore_moved_files(self) -> int:
        """Undo the renames of an interrupted clean-up, which decides again; the number of files.

        Raises `OSError`.
        """
        count = 0
        for folder in (self._folder, self._data / "pages"):
            for aside in folder.glob(f"[0-9a-f][0-9a-f]/{DELETING_PREFIX}*"):
                target = aside.with_name(aside.name.removeprefix(DELETING_PREFIX))
                if not target.exists():
                    rename_path(aside, target)
                    count += 1
        return count

    @property
    def is_shared(self) -> bool:
        """Whether other machines use the same originals."""
        return not isinstance(self._shared_storage, NoSharedStorage)

    def verify_original(self, content_hash: str) -> PendingFile:
        """Verify the content of a stored original and upload it to the shared storage.

        Raises `InvalidRequest` if its content has changed, `ServiceUnavailable`.
        """
        path = self.original_path(content_hash)
        try:
            with path.open("rb") as stream:
                digest, size = copy_chunks(read_chunks(stream), lambda _: None)
        except OSError as error:
            raise copy_error(error, path) from error
        if digest != content_hash:
            raise InvalidRequest("original_changed", path=str(path))
        self._shared_storage.upload_file(self._relative_path(path), path)
        return PendingFile(StoredFile(content_hash, path, size, is_new=False), path)

    def delete_unfinished(self) -> int:
        """Delete the unfinished copies of ended processes of this machine; their number."""
        pattern = re.compile(
            rf"{re.escape(UNFINISHED_PREFIX)}{get_machine_id()}-(?P<pid>[0-9]+)-\w+"
        )
        leftovers = [
            path
            for path in self._folder.glob(f"{UNFINISHED_PREFIX}*")
            if (found := pattern.fullmatch(path.name)) and not psutil.pid_exists(int(found["pid"]))
        ]
        for path in leftovers:
            delete_file(path)
        return len(leftovers)

    def _store_chunks(
        self,
        chunks: Iterable[bytes],
        source: Path,
        examine: Callable[[Path], None] = lambda _: None,
    ) -> PendingFile:
        """Write a temporary copy, then rename it: a copy is complete or missing."""
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(
            dir=self._folder, prefix=f"{UNFINISHED_PREFIX}{get_machine_id()}-{os.getpid()}-"
        )
        aside = Path(name)
        try:
            with os.fdopen(handle, "wb") as file:
                digest, size = copy_chunks(chunks, file.write)
            examine(aside)
            return self._move_into_place(aside, digest, size, source)
        finally:
            delete_file(aside)

    def _move_into_place(self, aside: Path, digest: str, size: int, source: Path) -> PendingFile:
        """Rename a copy to its final name; an existing one gets a new time of change instead.

        The new time protects it from a clean-up. The content of an existing file is compared,
        because a power cut may have damaged it.
        """
        target = self.original_path(digest)
        stored = StoredFile(digest, target, size, is_new=not has_content(target, digest, size))
        if stored.is_new:
            target.parent.mkdir(mode=0o700, exist_ok=True)
            replace_path(aside, target)
        self.tombstones.delete_tombstones([digest])
        self._shared_storage.upload_file(self._relative_path(target), target)
        pending = self._flushing[digest] = PendingFile(stored, source, self._forget_flushed)
        return pending

    def _forget_flushed(self, content_hash: str) -> None:
        self._flushing.pop(content_hash, None)

"""The kept originals: files by content hash, the same bytes once."""

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
"""Begins the name of a copy that is not whole yet; the machine and the process follow."""
DELETING_PREFIX = ".gone-"
"""Begins the name of what is about to be deleted."""


class Originals:
    """Copies of what was given, named by their content. The given files are only ever read."""

    def __init__(self, paths: Paths, shelf: FileStorage = NoSharedStorage()) -> None:  # noqa: B008 (no state)
        """`shelf` has them for all machines."""
        self._paths = paths
        self._data = paths.data
        self._folder = paths.originals
        self.tombstones = Tombstones(paths)
        """Proof of what was given up."""
        self._shared_storage = shelf
        self._flushing: dict[str, PendingFile] = {}

    def store_file(self, source: Path) -> StoredFile:
        """Copy a file in. Raises `InvalidRequest`, or `ServiceUnavailable` for a full disk."""
        return self.begin_file(source).wait_until_flushed()

    def begin_file(self, source: Path) -> PendingFile:
        """Copy a file in; it is safe from a power cut after `Keeping.wait`.

        Raises `InvalidRequest`, or `ServiceUnavailable` for a full disk.
        """
        try:
            with source.open("rb") as stream:
                return self._store_chunks(read_chunks(stream), source)
        except OSError as error:
            raise copy_error(error, source) from error

    def store_bytes(self, data: bytes) -> StoredFile:
        """Keep bytes that came without a file. Raises `ServiceUnavailable`."""
        try:
            return self._store_chunks([data], self._folder).wait_until_flushed()
        except OSError as error:
            raise copy_error(error, self._folder) from error

    def begin_stream(self, stream: IO[bytes], examine: Callable[[Path], None]) -> PendingFile:
        """Keep what is read from a stream.

        `examine` looks at the whole copy before it is put in its place; what it raises is passed
        on and nothing is kept. Raises `ServiceUnavailable`.
        """
        try:
            return self._store_chunks(read_chunks(stream), self._folder, examine)
        except OSError as error:
            raise copy_error(error, self._folder) from error

    def original_path(self, content_hash: str) -> Path:
        """Where these bytes are, whether kept or not."""
        return self._paths.original(content_hash)

    def fetch_original(self, content_hash: str) -> Path:
        """Where these bytes are, taken from the shelf where another machine has put them there.

        Whether there are any the reader finds out. Raises `ServiceUnavailable`.
        """
        if keeping := self._flushing.get(content_hash):
            keeping.wait_until_flushed()  # what is read, and so completed, is safe from a power cut
        path = self.original_path(content_hash)
        if not path.is_file():
            self._shared_storage.download_file(self._relative_path(path), path)
        return path

    def fetch_picture(self, relative: str) -> Path:
        """Where a page picture is, taken from the shelf where another machine made it.

        Raises `ServiceUnavailable`.
        """
        path = self._data / relative
        if not path.is_file():
            self._shared_storage.download_file(relative, path)
        return path

    def share_pictures(self, relatives: Iterable[str]) -> None:
        """Put page pictures on the shelf, and the thumbnail beside. Raises `ServiceUnavailable`."""
        pages = [self._data / relative for relative in relatives]
        thumbnails = {page.with_name(THUMBNAIL_NAME) for page in pages}
        for path in (*pages, *sorted(thumbnails)):
            if path.is_file():
                self._shared_storage.upload_file(self._relative_path(path), path)

    def withdraw_removals(self, hashes: Iterable[str]) -> None:
        """These were restored: the proof of their removal goes, and they are as if kept now.

        Raises `OSError`.
        """
        for content_hash in hashes:
            with suppress(FileNotFoundError):
                os.utime(self.original_path(content_hash))
            self.tombstones.delete_tombstones([content_hash])

    def reconcile_tombstones(self, present: Callable[[], Collection[str]]) -> None:
        """A receipt on the list outweighs the proof that its original was given up.

        `present` gives the content hashes of the rows on the list. Raises `OSError`.
        """
        proofs = self.tombstones.list_tombstones()
        if proofs:
            self.tombstones.delete_tombstones(set(proofs) & set(present()))

    def clear_shared_storage(self, used: Callable[[], Collection[str]]) -> int:
        """Take from the shelf what was removed, with its page pictures; how many originals.

        What a shelf that is not reached keeps goes at the next call. What is `used` (content
        hashes) stays. Raises `OSError`, and what `used` raises.
        """
        proofs = self.tombstones.list_tombstones()
        wanted = used() if proofs else ()
        free = [proof for name, proof in proofs.items() if name not in wanted]
        gone = 0
        try:
            for proof in free:
                gone += self._clear_original(proof)
        except ServiceUnavailable as trouble:
            log.info("%d removed originals are still on the shelf: %s", len(free) - gone, trouble)
        return gone

    def _clear_original(self, proof: Tombstone) -> bool:
        """Whether it went from the shelf now; the proof stays while anything is left here."""
        name = proof.content_hash
        original = self.original_path(name)
        kept_anew = original.exists() and not proof.covers(original)
        first = not kept_anew and not proof.shared_cleared
        if first:
            self._delete_shared(name)
        if kept_anew or not self._has_local_files(name):
            self.tombstones.delete_tombstones([name])
        elif first:
            self.tombstones.mark_shared_cleared(name)
        return first

    def _has_local_files(self, content_hash: str) -> bool:
        """Whether anything of it is here."""
        pages = self._data / "pages" / content_hash[:2]
        original = self.original_path(content_hash)
        there = original.exists() or original.with_name(DELETING_PREFIX + original.name).exists()
        return there or any(pages.glob(f"*{content_hash}*"))

    def _delete_shared(self, content_hash: str) -> None:
        """The original, and the pictures of all its readings: those of a single page have -N."""
        self._shared_storage.delete_path(self._relative_path(self.original_path(content_hash)))
        folder = f"pages/{content_hash[:2]}"
        ours = re.compile(rf"{content_hash}(-[0-9]+)?")
        for name in filter(ours.fullmatch, self._shared_storage.list_names(folder)):
            self._shared_storage.delete_path(f"{folder}/{name}")

    def _relative_path(self, path: Path) -> str:
        return path.relative_to(self._data).as_posix()

    def restore_moved_files(self) -> int:
        """Rename back what a clean-up that was killed had moved aside; how many.

        Whether it is to be deleted is then asked anew. Raises `OSError`.
        """
        count = 0
        for folder in (self._folder, self._data / "pages"):
            for aside in folder.glob(f"[0-9a-f][0-9a-f]/{DELETING_PREFIX}*"):
                place = aside.with_name(aside.name.removeprefix(DELETING_PREFIX))
                if not place.exists():
                    aside.rename(place)
                    count += 1
        return count

    @property
    def is_shared(self) -> bool:
        """Whether other machines use the same originals."""
        return not isinstance(self._shared_storage, NoSharedStorage)

    def verify_original(self, content_hash: str) -> PendingFile:
        """A kept original, found to have these bytes, shared where originals are.

        Raises `InvalidRequest` when its bytes are others, `ServiceUnavailable`.
        """
        path = self.original_path(content_hash)
        try:
            with path.open("rb") as stream:
                digest, size = copy_chunks(read_chunks(stream), lambda _: None)
        except OSError as error:
            raise copy_error(error, path) from error
        if digest != content_hash:
            raise InvalidRequest(
                f"{path} was changed since it was kept.", key="original_changed", path=str(path)
            )
        self._shared_storage.upload_file(self._relative_path(path), path)
        return PendingFile(StoredFile(content_hash, path, size, is_new=False), path)

    def delete_unfinished(self) -> int:
        """Delete the half copies of processes of this machine that are no more; how many."""
        ours = re.compile(rf"{re.escape(UNFINISHED_PREFIX)}{get_machine_id()}-(?P<pid>[0-9]+)-\w+")
        dead = [
            path
            for path in self._folder.glob(f"{UNFINISHED_PREFIX}*")
            if (found := ours.fullmatch(path.name)) and not psutil.pid_exists(int(found["pid"]))
        ]
        for path in dead:
            path.unlink(missing_ok=True)
        return len(dead)

    def _store_chunks(
        self,
        chunks: Iterable[bytes],
        source: Path,
        examine: Callable[[Path], None] = lambda _: None,
    ) -> PendingFile:
        """Written aside, then renamed: whole or not at all, but for a power cut."""
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
            aside.unlink(missing_ok=True)

    def _move_into_place(self, aside: Path, digest: str, size: int, source: Path) -> PendingFile:
        """Put it in its place; one that is there is young again, so that no clean-up takes it.

        A power cut may have left a file of the right size and other bytes.
        """
        target = self.original_path(digest)
        kept = StoredFile(digest, target, size, is_new=not has_content(target, digest, size))
        if kept.is_new:
            target.parent.mkdir(mode=0o700, exist_ok=True)
            aside.replace(target)
        self.tombstones.delete_tombstones([digest])
        self._shared_storage.upload_file(self._relative_path(target), target)
        keeping = self._flushing[digest] = PendingFile(kept, source, self._forget_flushed)
        return keeping

    def _forget_flushed(self, content_hash: str) -> None:
        self._flushing.pop(content_hash, None)

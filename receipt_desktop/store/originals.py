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

from receipt_desktop.errors import InvalidRequest, ServiceUnavailable
from receipt_desktop.paths import Paths
from receipt_desktop.role import machine
from receipt_desktop.store.erasures import Erasures, Proof
from receipt_desktop.store.keeping import Keeping, Kept, copy, holds, trouble
from receipt_desktop.store.shelf import NoShelf, Shares

log = logging.getLogger(__name__)

CHUNK = 1 << 20
THUMBNAIL = "thumb.jpg"
UNFINISHED = ".new-"
"""Begins the name of a copy that is not whole yet; the machine and the process follow."""
GONE = ".gone-"
"""Begins the name of what is about to be deleted."""


class Originals:
    """Copies of what was given, named by their content. The given files are only ever read."""

    def __init__(self, paths: Paths, shelf: Shares = NoShelf()) -> None:  # noqa: B008 (no state)
        """`shelf` has them for all machines."""
        self._data = paths.data
        self._folder = paths.originals
        self.erasures = Erasures(paths)
        """Proof of what was given up."""
        self._shelf = shelf
        self._flushing: dict[str, Keeping] = {}

    def keep(self, source: Path) -> Kept:
        """Copy a file in. Raises `InvalidRequest`, or `ServiceUnavailable` for a full disk."""
        return self.begin(source).wait()

    def begin(self, source: Path) -> Keeping:
        """Copy a file in; it is safe from a power cut after `Keeping.wait`.

        Raises `InvalidRequest`, or `ServiceUnavailable` for a full disk.
        """
        try:
            with source.open("rb") as stream:
                return self._keep(iter(lambda: stream.read(CHUNK), b""), source)
        except OSError as error:
            raise trouble(error, source) from error

    def keep_bytes(self, data: bytes) -> Kept:
        """Keep bytes that came without a file. Raises `ServiceUnavailable`."""
        try:
            return self._keep([data], self._folder).wait()
        except OSError as error:
            raise trouble(error, self._folder) from error

    def begin_stream(self, stream: IO[bytes], examine: Callable[[Path], None]) -> Keeping:
        """Keep what is read from a stream.

        `examine` looks at the whole copy before it is put in its place; what it raises is passed
        on and nothing is kept. Raises `ServiceUnavailable`.
        """
        try:
            chunks = iter(lambda: stream.read(CHUNK), b"")
            return self._keep(chunks, self._folder, examine)
        except OSError as error:
            raise trouble(error, self._folder) from error

    def path_of(self, content_hash: str) -> Path:
        """Where these bytes are, whether kept or not."""
        return self._folder / content_hash[:2] / content_hash

    def at_hand(self, content_hash: str) -> Path:
        """Where these bytes are, taken from the shelf where another machine has put them there.

        Whether there are any the reader finds out. Raises `ServiceUnavailable`.
        """
        if keeping := self._flushing.get(content_hash):
            keeping.wait()  # what is read, and so completed, is safe from a power cut
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

    def withdraw(self, hashes: Iterable[str]) -> None:
        """These were restored: the proof of their removal goes, and they are as if kept now.

        Raises `OSError`.
        """
        for content_hash in hashes:
            with suppress(FileNotFoundError):
                os.utime(self.path_of(content_hash))
            self.erasures.withdraw([content_hash])

    def reconcile(self, present: Callable[[], Collection[str]]) -> None:
        """A receipt on the list outweighs the proof that its original was given up.

        `present` gives the content hashes of the rows on the list. Raises `OSError`.
        """
        proofs = self.erasures.proofs()
        if proofs:
            self.erasures.withdraw(set(proofs) & set(present()))

    def clear_shelf(self, used: Callable[[], Collection[str]]) -> int:
        """Take from the shelf what was removed, with its page pictures; how many originals.

        What a shelf that is not reached keeps goes at the next call. What is `used` (content
        hashes) stays. Raises `OSError`, and what `used` raises.
        """
        proofs = self.erasures.proofs()
        wanted = used() if proofs else ()
        free = [proof for name, proof in proofs.items() if name not in wanted]
        gone = 0
        try:
            for proof in free:
                gone += self._clear(proof)
        except ServiceUnavailable as trouble:
            log.info("%d removed originals are still on the shelf: %s", len(free) - gone, trouble)
        return gone

    def _clear(self, proof: Proof) -> bool:
        """Whether it went from the shelf now; the proof stays while anything is left here."""
        name = proof.content_hash
        original = self.path_of(name)
        kept_anew = original.exists() and not proof.covers(original)
        first = not kept_anew and not proof.shared_cleared
        if first:
            self._unshelve(name)
        if kept_anew or not self._left(name):
            self.erasures.withdraw([name])
        elif first:
            self.erasures.mark_shared_cleared(name)
        return first

    def _left(self, content_hash: str) -> bool:
        """Whether anything of it is here."""
        pages = self._data / "pages" / content_hash[:2]
        original = self.path_of(content_hash)
        there = original.exists() or original.with_name(GONE + original.name).exists()
        return there or any(pages.glob(f"*{content_hash}*"))

    def _unshelve(self, content_hash: str) -> None:
        """The original, and the pictures of all its readings: those of a single page have -N."""
        self._shelf.remove(self._relative(self.path_of(content_hash)))
        folder = f"pages/{content_hash[:2]}"
        ours = re.compile(rf"{content_hash}(-[0-9]+)?")
        for name in filter(ours.fullmatch, self._shelf.names(folder)):
            self._shelf.remove(f"{folder}/{name}")

    def _relative(self, path: Path) -> str:
        return path.relative_to(self._data).as_posix()

    def put_back(self) -> int:
        """Rename back what a clean-up that was killed had moved aside; how many.

        Whether it is to be deleted is then asked anew. Raises `OSError`.
        """
        count = 0
        for folder in (self._folder, self._data / "pages"):
            for aside in folder.glob(f"[0-9a-f][0-9a-f]/{GONE}*"):
                place = aside.with_name(aside.name.removeprefix(GONE))
                if not place.exists():
                    aside.rename(place)
                    count += 1
        return count

    @property
    def shared(self) -> bool:
        """Whether other machines use the same originals."""
        return not isinstance(self._shelf, NoShelf)

    def verified(self, content_hash: str) -> Keeping:
        """A kept original, found to have these bytes, shared where originals are.

        Raises `InvalidRequest` when its bytes are others, `ServiceUnavailable`.
        """
        path = self.path_of(content_hash)
        try:
            with path.open("rb") as stream:
                digest, size = copy(iter(lambda: stream.read(CHUNK), b""), lambda _: None)
        except OSError as error:
            raise trouble(error, path) from error
        if digest != content_hash:
            raise InvalidRequest(
                f"{path} was changed since it was kept.", key="original_changed", path=str(path)
            )
        self._shelf.put(self._relative(path), path)
        return Keeping(Kept(content_hash, path, size, new=False), path)

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
        self,
        chunks: Iterable[bytes],
        source: Path,
        examine: Callable[[Path], None] = lambda _: None,
    ) -> Keeping:
        """Written aside, then renamed: whole or not at all, but for a power cut."""
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(
            dir=self._folder, prefix=f"{UNFINISHED}{machine()}-{os.getpid()}-"
        )
        aside = Path(name)
        try:
            with os.fdopen(handle, "wb") as file:
                digest, size = copy(chunks, file.write)
            examine(aside)
            return self._settle(aside, digest, size, source)
        finally:
            aside.unlink(missing_ok=True)

    def _settle(self, aside: Path, digest: str, size: int, source: Path) -> Keeping:
        """Put it in its place; one that is there is young again, so that no clean-up takes it.

        A power cut may have left a file of the right size and other bytes.
        """
        target = self.path_of(digest)
        kept = Kept(digest, target, size, new=not holds(target, digest, size))
        if kept.new:
            target.parent.mkdir(mode=0o700, exist_ok=True)
            aside.replace(target)
        self.erasures.withdraw([digest])
        self._shelf.put(self._relative(target), target)
        keeping = self._flushing[digest] = Keeping(kept, source, self._flushed)
        return keeping

    def _flushed(self, content_hash: str) -> None:
        self._flushing.pop(content_hash, None)

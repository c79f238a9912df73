"""Proof that a person or an API client removed a receipt: a small file per original in `removed/`.

An original is deleted with such a proof and never without it, whatever the rows say: a database
that is older than the originals, or empty, proves nothing. A row that uses the original again
outweighs the proof, and so does an original that was written to after it.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from receipt_desktop.config.atomic import sync_folder
from receipt_desktop.config.paths import CONTENT_HASH_PATTERN, Paths
from receipt_desktop.domain.errors import ServiceUnavailable

MAX_FLUSHED_TOMBSTONES = 50
"""Proofs of one removal whose content is flushed too; an empty one still counts as proof."""
CLEARED_MARK = "cleared"
"""In the field `shared`: the shared storage has no copy any more."""
LEGACY_CLEARED_CONTENT = CLEARED_MARK.encode()
"""The whole content of such a file as versions before this one wrote it; else it was empty."""


@dataclass(frozen=True, slots=True)
class Erasure:
    """One original that a person or an API client gave up."""

    content_hash: str
    receipts: tuple[str, ...]
    """Ids of the receipts that were removed."""
    actor: str
    """window:NAME, command:NAME, api:CLIENT."""
    at: datetime


@dataclass(frozen=True, slots=True)
class Tombstone:
    """What a file in `removed/` says."""

    content_hash: str
    covers_ns: int
    """An original modified later than this (ns since 1970) was kept anew: it stays."""
    shared_cleared: bool = False

    def covers(self, original: Path) -> bool:
        """Whether this file was there, as it is now, when it was given up. False if missing."""
        try:
            return original.lstat().st_mtime_ns <= self.covers_ns
        except OSError:
            return False


class Tombstones:
    """The folder of proofs of one data folder. Thread-safe."""

    def __init__(self, paths: Paths) -> None:
        self._folder = paths.removed
        self._paths = paths

    def record_erasures(self, erasures: Sequence[Erasure], *, shared_cleared: bool = False) -> None:
        """Write a proof for each and flush it to the disk. Raises `ServiceUnavailable`."""
        if not erasures:
            return
        try:
            self._folder.mkdir(mode=0o700, exist_ok=True)
            for erasure in erasures:
                flush = len(erasures) <= MAX_FLUSHED_TOMBSTONES
                self._write_tombstone(erasure, shared_cleared=shared_cleared, flush=flush)
            sync_folder(self._folder)
        except OSError as error:
            raise removal_not_recorded_error(self._folder, error) from error

    def delete_tombstones(self, hashes: Iterable[str]) -> None:
        """These are in use again. Raises `OSError`."""
        gone = [name for name in hashes if self._delete_tombstone(name)]
        if gone:
            sync_folder(self._folder)

    def list_tombstones(self) -> dict[str, Tombstone]:
        """All of them, by content hash. One whose content makes no sense counts all the same."""
        try:
            files = sorted(self._folder.iterdir())
        except OSError:
            return {}
        found = [
            _parse_tombstone(file) for file in files if CONTENT_HASH_PATTERN.fullmatch(file.name)
        ]
        return {proof.content_hash: proof for proof in found if proof}

    def read_tombstone(self, content_hash: str) -> Tombstone | None:
        """The one of this original, if there is one."""
        return _parse_tombstone(self._folder / content_hash)

    def mark_shared_cleared(self, content_hash: str) -> None:
        """The shared storage has no copy any more. Raises `OSError`."""
        file = self._folder / content_hash
        status = file.stat()
        facts = _parse_facts(file.read_bytes()) or {"modified": status.st_mtime_ns}
        _write_in_place(file, facts | {"shared": CLEARED_MARK}, flush=True)

    def _write_tombstone(self, erasure: Erasure, *, shared_cleared: bool, flush: bool) -> None:
        facts = {
            "receipts": list(erasure.receipts),
            "by": erasure.actor,
            "at": erasure.at.astimezone(UTC).isoformat(timespec="seconds"),
            "modified": self._modified_ns(erasure.content_hash),
            "shared": CLEARED_MARK if shared_cleared else "",
        }
        _write_in_place(self._folder / erasure.content_hash, facts, flush=flush)

    def _modified_ns(self, content_hash: str) -> int:
        """When the original was last kept, ns since 1970; now, where it is not here."""
        try:
            return self._paths.original(content_hash).stat().st_mtime_ns
        except OSError:
            return time.time_ns()

    def _delete_tombstone(self, content_hash: str) -> bool:
        file = self._folder / content_hash
        there = file.exists()
        file.unlink(missing_ok=True)
        return there


def _write_in_place(file: Path, facts: dict[str, Any], *, flush: bool) -> None:
    """In place: what a crash leaves of it is still a proof."""
    handle = os.open(file, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as stream:
        json.dump(facts, stream)
        if flush:
            stream.flush()
            os.fsync(stream.fileno())


def _parse_tombstone(file: Path) -> Tombstone | None:
    try:
        made, content = file.stat().st_mtime_ns, file.read_bytes()
    except OSError:
        return None
    facts = _parse_facts(content)
    if facts is None:
        return Tombstone(file.name, made, shared_cleared=content == LEGACY_CLEARED_CONTENT)
    modified = facts.get("modified")
    covers = modified if isinstance(modified, int) else made
    return Tombstone(file.name, covers, shared_cleared=facts.get("shared") == CLEARED_MARK)


def _parse_facts(content: bytes) -> dict[str, Any] | None:
    try:
        said = json.loads(content)
    except (ValueError, RecursionError):
        return None
    return said if isinstance(said, dict) else None


def removal_not_recorded_error(folder: Path, error: OSError) -> ServiceUnavailable:
    """The sentence for a removal that cannot be recorded and so was not done."""
    reason = error.strerror or type(error).__name__
    return ServiceUnavailable(
        f"Nothing was removed: {folder} cannot be written ({reason}).",
        key="removal_not_recorded",
        folder=str(folder),
        reason=reason,
    )

"""Tombstones: a small file in `removed/` for each original whose receipt was removed.

An original is deleted only if it has a tombstone, whatever the rows say, because the database may
be older than the originals, or empty. A receipt that uses the original again takes precedence over
the tombstone, and so does an original that was stored after it.
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
from receipt_desktop.config.busy_files import delete_file
from receipt_desktop.config.paths import CONTENT_HASH_PATTERN, Paths
from receipt_desktop.domain.errors import ServiceUnavailable

MAX_FLUSHED_TOMBSTONES = 50
"""Larger removals do not flush each tombstone; an empty one is valid too."""
CLEARED_MARK = "cleared"
"""Value of `shared` once the original is deleted from the shared storage."""
LEGACY_CLEARED_CONTENT = CLEARED_MARK.encode()
"""The content that older versions wrote instead; before that, a tombstone was empty."""


@dataclass(frozen=True, slots=True)
class Erasure:
    """The removal of an original by a person or an API client."""

    content_hash: str
    receipts: tuple[str, ...]
    """Ids of the receipts that were removed."""
    actor: str
    """window:NAME, command:NAME, api:CLIENT."""
    at: datetime


@dataclass(frozen=True, slots=True)
class Tombstone:
    """The content of a tombstone."""

    content_hash: str
    covers_ns: int
    """Time in ns since 1970; an original modified later was stored again and is kept."""
    shared_cleared: bool = False

    def covers(self, original: Path) -> bool:
        """Whether the original was not stored again after its removal; False if it is missing."""
        try:
            return original.lstat().st_mtime_ns <= self.covers_ns
        except OSError:
            return False


class Tombstones:
    """The tombstones of a data folder. Thread-safe."""

    def __init__(self, paths: Paths) -> None:
        self._folder = paths.removed
        self._paths = paths

    def record_erasures(self, erasures: Sequence[Erasure], *, shared_cleared: bool = False) -> None:
        """Write a tombstone for each and flush it to the disk. Raises `ServiceUnavailable`."""
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
        """Delete the tombstones of originals that are in use again. Raises `OSError`."""
        deleted = [name for name in hashes if self._delete_tombstone(name)]
        if deleted:
            sync_folder(self._folder)

    def list_tombstones(self) -> dict[str, Tombstone]:
        """All tombstones by content hash, those with invalid content included."""
        try:
            files = sorted(self._folder.iterdir())
        except OSError:
            return {}
        found = [
            _parse_tombstone(file) for file in files if CONTENT_HASH_PATTERN.fullmatch(file.name)
        ]
        return {tombstone.content_hash: tombstone for tombstone in found if tombstone}

    def read_tombstone(self, content_hash: str) -> Tombstone | None:
        """The tombstone of an original; None without one."""
        return _parse_tombstone(self._folder / content_hash)

    def mark_shared_cleared(self, content_hash: str) -> None:
        """Record that the shared storage has no copy any more. Raises `OSError`."""
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
        """The time of change of the original in ns since 1970; now if it is not on this machine."""
        try:
            return self._paths.original(content_hash).stat().st_mtime_ns
        except OSError:
            return time.time_ns()

    def _delete_tombstone(self, content_hash: str) -> bool:
        file = self._folder / content_hash
        existed = file.exists()
        delete_file(file)
        return existed


def _write_in_place(file: Path, facts: dict[str, Any], *, flush: bool) -> None:
    """Write in place: a partially written tombstone is valid too."""
    handle = os.open(file, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as stream:
        json.dump(facts, stream)
        if flush:
            stream.flush()
            os.fsync(stream.fileno())


def _parse_tombstone(file: Path) -> Tombstone | None:
    try:
        modified_ns, content = file.stat().st_mtime_ns, file.read_bytes()
    except OSError:
        return None
    facts = _parse_facts(content)
    if facts is None:
        return Tombstone(file.name, modified_ns, shared_cleared=content == LEGACY_CLEARED_CONTENT)
    modified = facts.get("modified")
    covers = modified if isinstance(modified, int) else modified_ns
    return Tombstone(file.name, covers, shared_cleared=facts.get("shared") == CLEARED_MARK)


def _parse_facts(content: bytes) -> dict[str, Any] | None:
    try:
        facts = json.loads(content)
    except (ValueError, RecursionError):
        return None
    return facts if isinstance(facts, dict) else None


def removal_not_recorded_error(folder: Path, error: OSError) -> ServiceUnavailable:
    """The error for a removal that could not be recorded and was not done."""
    reason = error.strerror or type(error).__name__
    return ServiceUnavailable("removal_not_recorded", folder=str(folder), reason=reason)

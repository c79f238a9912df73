"""Clean-up of the data folder: leftover files and orphaned originals."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path


@dataclass(frozen=True, slots=True)
class LeftoverFile:
    """A file or folder that nothing uses any more."""

    path: Path
    bytes: int
    kind: str
    """temporary (an unfinished file), scratch (the folder of an ended reader), pages (pictures of a
    deleted receipt), original (the original of one)."""


@dataclass(frozen=True, slots=True)
class OrphanedOriginal:
    """A stored original without a receipt."""

    path: Path
    content_hash: str
    """SHA-256 of its bytes, hex."""
    bytes: int
    modified: datetime
    """When it was stored, UTC."""
    name: str = ""
    """The file name under which it was submitted; "" if unknown."""


@dataclass(frozen=True, slots=True)
class CleanupResult:
    """The result of a clean-up."""

    count: int
    """Files and folders deleted."""
    bytes: int
    failed: int = 0
    """Files and folders that could not be deleted."""

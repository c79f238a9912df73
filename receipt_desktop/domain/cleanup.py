"""Clean-up of the data folder: leftover files and orphaned originals."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path


@dataclass(frozen=True, slots=True)
class LeftoverFile:
    """A file or folder that belongs to nobody."""

    path: Path
    bytes: int
    kind: str
    """temporary (a file not finished), scratch (a dead reader's folder), pages (pictures of a
    receipt that is gone), original (the kept file of one)."""


@dataclass(frozen=True, slots=True)
class OrphanedOriginal:
    """A kept original without a receipt."""

    path: Path
    content_hash: str
    """SHA-256 of its bytes, hex."""
    bytes: int
    modified: datetime
    """When it was kept, UTC."""
    name: str = ""
    """The file name under which it was submitted; "" where that is not known any more."""


@dataclass(frozen=True, slots=True)
class CleanupResult:
    """What a clean-up did."""

    count: int
    """Files and folders deleted."""
    bytes: int
    failed: int = 0
    """Those that could not be deleted."""

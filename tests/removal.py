"""Originals given up as a person or an API client gives them up."""

from __future__ import annotations

from datetime import UTC, datetime

from receipt_desktop.files.originals import Originals
from receipt_desktop.files.tombstones import Erasure


def record_erasure(originals: Originals, content_hash: str) -> None:
    """Somebody removed the receipt of these bytes."""
    erasure = Erasure(content_hash, ("id",), "window:test", datetime.now(UTC))
    originals.tombstones.record_erasures([erasure])


def delete_original(originals: Originals, content_hash: str) -> None:
    """Likewise, and a clean-up has deleted the file of this machine."""
    record_erasure(originals, content_hash)
    originals.original_path(content_hash).unlink(missing_ok=True)

"""Stored originals and page pictures on the disk."""

from __future__ import annotations

import os
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from receipt_desktop.backup.snapshot import connect_read_only, translate_sqlite_errors
from receipt_desktop.config.paths import CONTENT_HASH_PATTERN, Paths

RECEIPT_FOLDER_NAME = re.compile(r"[0-9a-f]{64}(-[0-9]{1,6})?")
PAGE_FILE_NAME = re.compile(r"([0-9]{1,6}|thumb)\.jpg")


def has_original(paths: Paths, content_hash: str) -> bool:
    """Whether the original exists and was not removed."""
    if not CONTENT_HASH_PATTERN.fullmatch(content_hash) or (paths.removed / content_hash).exists():
        return False
    return paths.original(content_hash).is_file()


def list_originals(paths: Paths) -> Iterator[Path]:
    """The paths of all originals, ordered by content hash."""
    for folder in _scan_sorted(paths.originals):
        if folder.is_dir(follow_symlinks=False):
            for one in _scan_sorted(Path(folder.path)):
                if CONTENT_HASH_PATTERN.fullmatch(one.name) and one.is_file(follow_symlinks=False):
                    yield Path(one.path)


def list_page_files(paths: Paths) -> Iterator[Path]:
    """The paths of all page pictures and thumbnails."""
    for start in _scan_sorted(paths.pages):
        for receipt in _scan_sorted(Path(start.path)):
            for one in _scan_sorted(Path(receipt.path)):
                if PAGE_FILE_NAME.fullmatch(one.name) and RECEIPT_FOLDER_NAME.fullmatch(
                    receipt.name
                ):
                    yield Path(one.path)


def file_size(path: Path) -> int:
    """The size in bytes; 0 for a missing file."""
    try:
        return path.stat().st_size
    except OSError:
        return 0


def _scan_sorted(folder: Path) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as found:
            return sorted(found, key=lambda one: one.name)
    except OSError:
        return []


def has_any_original(paths: Paths) -> bool:
    """Whether there is any original."""
    return next(list_originals(paths), None) is not None


def read_row_hashes(database: Path) -> set[str]:
    """The content hashes of all rows. Raises `DamagedData`, `ServiceUnavailable`."""
    with translate_sqlite_errors(database), closing(connect_read_only(database)) as connection:
        return _select_hashes(connection)


def _select_hashes(connection: sqlite3.Connection) -> set[str]:
    return {row[0] for row in connection.execute("SELECT content_hash FROM receipts")} - {""}


def find_orphans(paths: Paths, hashes: set[str]) -> list[Path]:
    """Originals without a row in `hashes` and without a tombstone."""
    return [
        path
        for path in list_originals(paths)
        if path.name not in hashes and not (paths.removed / path.name).exists()
    ]

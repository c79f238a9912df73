"""The kept originals as files on the disk: which are there, and which have no receipt."""

from __future__ import annotations

import os
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from receipt_desktop.backup.snapshot import read_only, sqlite_errors
from receipt_desktop.paths import Paths

NAME = re.compile(r"[0-9a-f]{64}")
OF_RECEIPT = re.compile(r"[0-9a-f]{64}(-[0-9]{1,6})?")
PAGE = re.compile(r"([0-9]{1,6}|thumb)\.jpg")


def original_of(paths: Paths, content_hash: str) -> Path:
    """Where the original with this hash is, whether it is there or not."""
    return paths.originals / content_hash[:2] / content_hash


def is_kept(paths: Paths, content_hash: str) -> bool:
    """Whether it is there and was not given up by a person."""
    if not NAME.fullmatch(content_hash) or (paths.removed / content_hash).exists():
        return False
    return original_of(paths, content_hash).is_file()


def kept_files(paths: Paths) -> Iterator[Path]:
    """All originals, in the order of their hashes."""
    for folder in _sorted(paths.originals):
        if folder.is_dir(follow_symlinks=False):
            for one in _sorted(Path(folder.path)):
                if NAME.fullmatch(one.name) and one.is_file(follow_symlinks=False):
                    yield Path(one.path)


def page_files(paths: Paths) -> Iterator[Path]:
    """All page pictures and thumbnails."""
    for start in _sorted(paths.pages):
        for receipt in _sorted(Path(start.path)):
            for one in _sorted(Path(receipt.path)):
                if PAGE.fullmatch(one.name) and OF_RECEIPT.fullmatch(receipt.name):
                    yield Path(one.path)


def size_of(path: Path) -> int:
    """Bytes; 0 for what is not there."""
    try:
        return path.stat().st_size
    except OSError:
        return 0


def _sorted(folder: Path) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as found:
            return sorted(found, key=lambda one: one.name)
    except OSError:
        return []


def any_kept(paths: Paths) -> bool:
    """Whether there is an original at all."""
    return next(kept_files(paths), None) is not None


def row_hashes(database: Path) -> set[str]:
    """The content hashes of all rows. Raises `DamagedData`, `ServiceUnavailable`."""
    with sqlite_errors(database), closing(read_only(database)) as connection:
        return _hashes(connection)


def _hashes(connection: sqlite3.Connection) -> set[str]:
    return {row[0] for row in connection.execute("SELECT content_hash FROM receipts")}


def without_receipt(paths: Paths, hashes: set[str]) -> list[Path]:
    """Originals that no row names and that were not removed."""
    return [
        path
        for path in kept_files(paths)
        if path.name not in hashes and not (paths.removed / path.name).exists()
    ]

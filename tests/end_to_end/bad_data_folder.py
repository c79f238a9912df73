"""A data folder in which one file is bad, in every way in which a file can be bad."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

GARBAGE = b"\x00\xffgarbage\n" * 40
FILES = (
    "settings.json", "queue.secret", "api.token", "webhook.secret", "app.lock",
    "redis/redis.conf", "redis/redis.pid", "redis/redis.sock",
    "logs/receipt-desktop.jsonl", "logs/redis.log", "window.lock", "database.lock", "running",
    "database.suspect",
)  # fmt: skip
FOLDERS = ("originals", "pages", "logs", "redis", "removed", "copies", "processes")
DATABASE = ("receipts.db", "receipts.db-wal", "receipts.db-shm")
VERSIONED = ("settings.json", "receipts.db")
"""Files that a newer version may write in another way."""
NEWER = '{"from_a_newer_version": {"a": [1]}, "theme": "sepia"}'


def missing(path: Path) -> None:
    """It is not there."""
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def empty(path: Path) -> None:
    """What a power cut leaves of a file; a folder with nothing in it."""
    _made(path, b"")


def garbage(path: Path) -> None:
    """Bytes that make no sense."""
    _made(path, GARBAGE)


def other_kind(path: Path) -> None:
    """A folder in the place of a file, a file in the place of a folder."""
    folder = path.name not in FOLDERS
    missing(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    if folder:
        path.mkdir()
    else:
        path.write_bytes(b"a file")


def unreadable(path: Path) -> None:
    """Nobody may read it, its owner neither."""
    if not path.exists():
        _made(path, b"")
    path.chmod(0)


def newer(path: Path) -> None:
    """As a version to come may write it."""
    if path.name == "receipts.db":
        with sqlite3.connect(path) as connection:
            connection.execute("update alembic_version set version_num = '9999'")
        connection.close()
    else:
        _made(path, NEWER.encode())


def _made(path: Path, content: bytes) -> None:
    if path.name in FOLDERS:
        missing(path)
        path.mkdir(parents=True)
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


DAMAGES: Mapping[str, Callable[[Path], None]] = {
    one.__name__: one for one in (missing, empty, garbage, other_kind, unreadable, newer)
}


def cases(names: tuple[str, ...] = (*FILES, *FOLDERS, *DATABASE)) -> Iterator[tuple[str, str]]:
    """Every file with everything that can be wrong with it."""
    for name in names:
        for damage in DAMAGES:
            if name in FOLDERS and damage in ("garbage", "newer"):
                continue
            if damage == "newer" and name not in VERSIONED:
                continue
            yield name, damage

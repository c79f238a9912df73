"""Atomic file writes: a reader sees the old content or the new one, also after a power cut."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, TextIO

from receipt_desktop.config.busy_files import delete_file, replace_path

PRIVATE_MODE = 0o600
"""Permissions of what only the owner may read."""
DEFAULT_MODE = 0o666
"""Permissions before the process's umask."""
MAX_NAME_CHARACTERS = 40
"""Of the target's name in the temporary one; a file name has at most 255 bytes."""


@contextmanager
def replace_file(target: Path, *, mode: int = PRIVATE_MODE, flush: bool = True) -> Iterator[Path]:
    """Yield an empty file beside `target` that replaces it when the block ends without an error.

    Without `flush` a power cut may lose it, for what can be made again. Raises `OSError`; the
    target is then as it was.
    """
    unfinished = _temporary_path(target)
    flags = os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0)
    os.close(os.open(unfinished, flags, mode))
    try:
        yield unfinished
        if flush:
            sync_file(unfinished)
        replace_path(unfinished, target)
        if flush:
            sync_folder(target.parent)
    finally:
        delete_file(unfinished)


@contextmanager
def open_atomic_text(
    target: Path, *, encoding: str = "utf-8", newline: str | None = None, mode: int = DEFAULT_MODE
) -> Iterator[TextIO]:
    """Open a text file that replaces `target` when the block ends without an error.

    `newline` as in `open`. Raises `OSError`; the target is then as it was.
    """
    with (
        replace_file(target, mode=mode) as unfinished,
        unfinished.open("w", encoding=encoding, newline=newline) as stream,
    ):
        yield stream


@contextmanager
def open_atomic_binary(target: Path, *, mode: int = DEFAULT_MODE) -> Iterator[BinaryIO]:
    """Open a binary file that replaces `target` when the block ends without an error.

    Raises `OSError`; the target is then as it was.
    """
    with replace_file(target, mode=mode) as unfinished, unfinished.open("wb") as stream:
        yield stream


def write_text_atomically(target: Path, text: str, *, mode: int = DEFAULT_MODE) -> None:
    """Replace the content of `target`, as UTF-8. Raises `OSError`."""
    with open_atomic_text(target, mode=mode) as stream:
        stream.write(text)


def _temporary_path(target: Path) -> Path:
    """A name beside the target that a clean-up knows."""
    name = target.name[:MAX_NAME_CHARACTERS]
    return target.with_name(f".{name}.{secrets.token_hex(4)}.part")


def sync_file(file: Path) -> None:
    """Flush what was written to this file to the disk. Raises `OSError`.

    Without its times, where the system has a call for that: it is several times as fast.
    """
    handle = os.open(file, os.O_RDWR | getattr(os, "O_BINARY", 0))  # Windows flushes no reader
    try:
        getattr(os, "fdatasync", os.fsync)(handle)
    finally:
        os.close(handle)


def sync_folder(folder: Path) -> None:
    """Make a rename in this folder last; Windows has no such call. Raises `OSError`."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)

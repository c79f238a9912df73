"""Moves read files into a subfolder; a file is never overwritten and never lost."""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
import tempfile
from contextlib import suppress
from itertools import count
from pathlib import Path, PurePath

from receipt_desktop.config.busy_files import delete_file, retry_while_busy
from receipt_desktop.config.long_paths import make_openable

COPY_PREFIX = ".moving-"
"""Prefix of an unfinished copy; hidden, so that it is not taken for a receipt."""
MAX_NAME_BYTES = 255
"""Of a file name on common file systems."""
MAX_NUMBER = 10_000
"""Names that are tried for one file."""


def move_into(source: Path, folder: Path, content_hash: str = "") -> Path:
    """Move a file into a folder, under its own name or a numbered one; returns the new path.

    The folder is created. On another device the file is copied, flushed and compared
    (`content_hash`: its SHA-256, hex) before the source is deleted. Raises `OSError`; the source
    is then still in its place.
    """
    make_openable(folder).mkdir(parents=True, exist_ok=True)
    for number in count(1):
        target = folder / number_name(source.name, number)
        try:
            _move_exclusively(source, target, content_hash)
        except FileExistsError:
            if number >= MAX_NUMBER:
                raise
            continue
        return target
    raise AssertionError


def number_name(name: str, number: int) -> str:
    """The name, with " (2)" and so on before its ending; shortened where it gets too long."""
    if number == 1:
        return name
    stem, ending = PurePath(name).stem, PurePath(name).suffix
    suffix = f" ({number}){ending}"
    room = MAX_NAME_BYTES - len(os.fsencode(suffix))
    while len(os.fsencode(stem)) > room:
        stem = stem[:-1]
    return stem + suffix


def _move_exclusively(source: Path, target: Path, content_hash: str) -> None:
    """Move a file to a name that is free. Raises `FileExistsError`, `OSError`."""
    opened_source, opened_target = make_openable(source), make_openable(target)
    if os.name == "nt":  # where a rename never replaces a file
        try:
            retry_while_busy(lambda: opened_source.rename(opened_target))
        except OSError as error:
            if error.errno != errno.EXDEV:
                raise
            _copy_over(opened_source, opened_target, content_hash)
        return
    _reserve_name(opened_target)
    try:
        opened_source.replace(opened_target)
    except OSError as error:
        delete_file(opened_target)
        if error.errno != errno.EXDEV:
            raise
        _copy_over(opened_source, opened_target, content_hash)


def _reserve_name(target: Path) -> None:
    """Create an empty file, so that nobody else takes the name. Raises `FileExistsError`."""
    os.close(os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))


def _copy_over(source: Path, target: Path, content_hash: str) -> None:
    """Copy a file to another device, and delete it when its copy is complete on the disk."""
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=COPY_PREFIX)
    copy = Path(name)
    try:
        digest = _copy_flushed(source, handle)
        if content_hash and digest != content_hash:
            raise OSError(errno.EIO, "the copy differs from the file that was read", str(source))
        with suppress(OSError):  # times and modes that the other device cannot keep
            shutil.copystat(source, copy)
        _reserve_name(target)
        copy.replace(target)
    finally:
        delete_file(copy)
    delete_file(source)


def _copy_flushed(source: Path, handle: int) -> str:
    """Copy a file into an open one; returns the SHA-256 of what arrived."""
    with source.open("rb") as original, os.fdopen(handle, "w+b") as copy:
        shutil.copyfileobj(original, copy)
        copy.flush()
        os.fsync(copy.fileno())
        copy.seek(0)
        return hashlib.file_digest(copy, "sha256").hexdigest()

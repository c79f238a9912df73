"""Output files, written atomically."""

from __future__ import annotations

import hashlib
import os
import stat
import tempfile
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import BinaryIO, TextIO

from receipt_desktop.config.atomic import open_atomic_binary, open_atomic_text
from receipt_desktop.domain.display import format_path
from receipt_desktop.domain.errors import InvalidRequest, ServiceUnavailable


@contextmanager
def open_atomically(target: Path) -> Iterator[TextIO]:
    """A UTF-8 file written aside and put in its place at the end; lines end as they are written.

    A link stays a link; pipes and devices are written directly. Raises `ServiceUnavailable`.
    """
    with failures_explained(target), _open_target(target) as stream:
        yield stream


@contextmanager
def whole_binary_file(target: Path) -> Iterator[BinaryIO]:
    """The same for bytes."""
    with failures_explained(target), _opened_binary(target) as stream:
        yield stream


def hash_output(target: Path) -> str | None:
    """The SHA-256 of what was written, hex; None for a pipe or device, which keeps nothing.

    Raises `ServiceUnavailable`.
    """
    if is_special_file(target):
        return None
    with failures_explained(target), target.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


@contextmanager
def failures_explained(target: Path) -> Iterator[None]:
    """Raise `OSError` of this target as `ServiceUnavailable`."""
    try:
        yield
    except OSError as error:
        raise ServiceUnavailable(
            "write_failed", path=format_path(str(target)), reason=error.strerror or str(error)
        ) from error


def _open_target(target: Path) -> AbstractContextManager[TextIO]:
    if is_special_file(target):
        return target.open("w", encoding="utf-8", newline="")
    return open_atomic_text(_real(target), newline="")


def _opened_binary(target: Path) -> AbstractContextManager[BinaryIO]:
    return target.open("wb") if is_special_file(target) else open_atomic_binary(_real(target))


def _real(target: Path) -> Path:
    return Path(os.path.realpath(target))


def is_special_file(target: Path) -> bool:
    """Whether it exists and is neither a file nor a folder."""
    try:
        mode = target.stat().st_mode
    except (OSError, ValueError):
        return False
    return not (stat.S_ISREG(mode) or stat.S_ISDIR(mode))


def check_target(target: Path) -> None:
    """Check early whether `open_atomically` can write to `target`.

    Raises `InvalidRequest`.
    """
    try:
        found = _is_existing_file(target)
        if found and not os.access(target, os.W_OK):
            raise InvalidRequest("target_read_only", path=format_path(str(target)))
        if not is_special_file(target):
            _check_folder(target)
    except (OSError, ValueError) as error:
        raise _make_unusable_error(
            target, getattr(error, "strerror", None) or str(error)
        ) from error


def _is_existing_file(target: Path) -> bool:
    """Whether the file exists. Raises `InvalidRequest` for a folder, `OSError`."""
    try:
        mode = target.stat().st_mode
    except FileNotFoundError:
        return False
    if stat.S_ISDIR(mode):
        raise InvalidRequest("target_is_folder", path=format_path(str(target)))
    return True


def _check_folder(target: Path) -> None:
    """Raise `InvalidRequest` for a missing folder, `OSError` for one that is not writable."""
    folder = Path(os.path.realpath(target)).parent
    if not folder.is_dir():
        raise InvalidRequest("folder_missing", path=format_path(str(folder)))
    with tempfile.TemporaryFile(dir=folder):
        pass


def _make_unusable_error(target: Path, reason: str) -> InvalidRequest:
    return InvalidRequest("target_unwritable", path=format_path(str(target)), reason=reason)

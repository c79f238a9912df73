"""Output files, written atomically."""

from __future__ import annotations

import os
import stat
import tempfile
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import TextIO

from receipt_desktop.config.atomic import open_atomic_text
from receipt_desktop.domain.display import format_path
from receipt_desktop.domain.errors import InvalidRequest, ServiceUnavailable


@contextmanager
def open_atomically(target: Path, encoding: str = "utf-8") -> Iterator[TextIO]:
    """Open a text file that replaces `target` at the end; line ends are not translated.

    A link stays a link; pipes and devices are written directly. Raises `ServiceUnavailable`.
    """
    try:
        with _open_target(target, encoding) as stream:
            yield stream
    except OSError as error:
        shown = format_path(str(target))
        raise ServiceUnavailable(
            f"{shown} could not be written: {error.strerror or error}.",
            key="export_failed",
            path=shown,
        ) from error


def _open_target(target: Path, encoding: str) -> AbstractContextManager[TextIO]:
    if _is_special_file(target):
        return target.open("w", encoding=encoding, newline="")
    return open_atomic_text(Path(os.path.realpath(target)), encoding=encoding, newline="")


def _is_special_file(target: Path) -> bool:
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
            raise _make_unusable_error(target, "it is read-only")
        if not _is_special_file(target):
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
        raise InvalidRequest(f"{format_path(str(target))} is a folder; give the name of a file.")
    return True


def _check_folder(target: Path) -> None:
    """Raise `InvalidRequest` for a missing folder, `OSError` for one that is not writable."""
    folder = Path(os.path.realpath(target)).parent
    if not folder.is_dir():
        raise InvalidRequest(
            f"{format_path(str(target))} cannot be written: there is no folder "
            f"{format_path(str(folder))}."
        )
    with tempfile.TemporaryFile(dir=folder):
        pass


def _make_unusable_error(target: Path, reason: str) -> InvalidRequest:
    return InvalidRequest(f"{format_path(str(target))} cannot be written: {reason}.")

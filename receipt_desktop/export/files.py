"""Files that appear whole or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from receipt_desktop.atomic import atomic_text
from receipt_desktop.errors import ServiceUnavailable


@contextmanager
def whole_file(target: Path, encoding: str = "utf-8") -> Iterator[TextIO]:
    """A text file written aside and put in its place at the end. Raises `ServiceUnavailable`."""
    try:
        with atomic_text(target, encoding=encoding, newline="") as stream:
            yield stream
    except OSError as error:
        raise ServiceUnavailable(
            f"{target} could not be written: {error.strerror or error}",
            key="export_failed",
            path=str(target),
        ) from error

"""A log of crashes: the Python frames of all threads when a library crashes the program.

Its lines name files and functions of the program only.
"""

from __future__ import annotations

import faulthandler
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from receipt_desktop.config.paths import Paths

MAX_BYTES = 200_000
"""A larger file is started anew."""


def crash_log(paths: Paths) -> Path:
    """The file, which is empty until the program crashes."""
    return paths.logs / "crash.log"


@contextmanager
def record_crashes(paths: Paths) -> Iterator[None]:
    """Record crashes inside the block, unless something else does, or the file cannot be written.

    The log folder exists.
    """
    file = crash_log(paths)
    try:
        is_large = file.exists() and file.stat().st_size > MAX_BYTES
        stream = file.open("w" if is_large else "a", encoding="utf-8")
    except OSError:
        yield
        return
    with stream:
        is_ours = not faulthandler.is_enabled()
        if is_ours:
            faulthandler.enable(stream)
        try:
            yield
        finally:
            if is_ours:
                faulthandler.disable()

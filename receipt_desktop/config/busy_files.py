"""Opens, renames and deletes files that another program of Windows holds open for a moment.

Virus scanners and search indexers open each new file; until they are done, Windows refuses to
rename or delete it. It also refuses to open a file that is being renamed, or deleted under another
of its names. The errors are those of
https://learn.microsoft.com/en-us/windows/win32/debug/system-error-codes--0-499-
"""

from __future__ import annotations

import errno
import os
import shutil
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

Result = TypeVar("Result")

BUSY_ERRORS = frozenset({5, 32, 33})
"""Access denied (also for a file that is being deleted), sharing violation, lock violation."""
PAUSES_SECONDS = (0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.5)
"""Before each further attempt; 1.2 s in all, longer than a scanner takes for a few megabytes."""


def retry_while_busy(
    action: Callable[[], Result], pause: Callable[[float], None] = time.sleep
) -> Result:
    """Call `action` again while it fails since a file is busy. Raises its `OSError`."""
    for seconds in PAUSES_SECONDS:
        try:
            return action()
        except OSError as error:
            if not is_busy(error):
                raise
        pause(seconds)
    return action()


def is_busy(error: OSError) -> bool:
    """Whether Windows refused since another program has the file open.

    `open` goes through C there, which leaves of these errors only the number `EACCES`.
    """
    number = getattr(error, "winerror", None)
    if number is None:
        return _is_windows() and error.errno == errno.EACCES
    return number in BUSY_ERRORS


def _is_windows() -> bool:
    return os.name == "nt"


def replace_path(source: Path, target: Path) -> None:
    """Rename a file, replacing the target. Raises `OSError`."""
    retry_while_busy(lambda: source.replace(target))


def rename_path(source: Path, target: Path) -> None:
    """Rename a file or folder; on Windows, the target must not exist. Raises `OSError`."""
    retry_while_busy(lambda: source.rename(target))


def delete_file(path: Path) -> None:
    """Delete a file if it exists. Raises `OSError`."""
    retry_while_busy(lambda: path.unlink(missing_ok=True))


def delete_tree(folder: Path) -> None:
    """Delete a folder with its contents. Raises `OSError`."""
    retry_while_busy(lambda: shutil.rmtree(folder))

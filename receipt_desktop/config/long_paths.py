"""Paths of more than 259 characters, which Windows opens in a notation of their own only.

Without a setting of the whole computer (LongPathsEnabled), that is. See
https://learn.microsoft.com/en-us/windows/win32/fileio/maximum-file-path-limitation
"""

from __future__ import annotations

import sys
from pathlib import Path, PureWindowsPath

MAX_CHARACTERS = 247
"""For folders, which need room for a short name; files have 12 more."""
PREFIX, SHARE_PREFIX = "\\\\?\\", "\\\\?\\UNC\\"


def make_openable(path: Path) -> Path:
    """The path in the notation that opens it on this system; for access, not for people."""
    if sys.platform == "win32":
        return Path(extend_windows_path(PureWindowsPath(path.absolute())))
    return path


def extend_windows_path(path: PureWindowsPath) -> str:
    r"""An absolute path, with the prefix \\?\ when it is long."""
    text = str(path)
    if len(text) <= MAX_CHARACTERS or text.startswith(PREFIX):
        return text
    return SHARE_PREFIX + text[2:] if text.startswith("\\\\") else PREFIX + text

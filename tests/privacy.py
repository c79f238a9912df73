"""Whether other users of the computer can read a file."""

from __future__ import annotations

import ctypes
import os
from ctypes import wintypes
from pathlib import Path

EVERYBODY = (";;;WD)", ";;;AU)", ";;;BU)", ";;;BG)", ";;;AN)")
"""Ends of entries for all users, those who logged in, ordinary ones, guests and unknown ones."""
FILE_OBJECT, ACCESS_LIST, REVISION = 1, 4, 1


def is_private(file: Path) -> bool:
    """Whether a file is closed to other users: by its mode, on Windows by its folder's list.

    Windows passes the list of the folder on to the files in it and ignores modes.
    """
    if os.name == "posix":
        return file.stat().st_mode & 0o077 == 0
    entries = _read_access_list(file.parent)
    return entries.startswith("D:") and not any(end in entries for end in EVERYBODY)


def _read_access_list(path: Path) -> str:
    """The access list, such as "D:P(A;OICI;FA;;;SY)". Raises `OSError`."""
    library = ctypes.WinDLL("advapi32")  # type: ignore[attr-defined]  # on Windows only
    found, text = ctypes.c_void_p(), wintypes.LPWSTR()
    code = library.GetNamedSecurityInfoW(
        str(path), FILE_OBJECT, ACCESS_LIST, None, None, None, None, ctypes.byref(found)
    )
    if code:
        raise OSError(code, "GetNamedSecurityInfo", str(path))
    if not library.ConvertSecurityDescriptorToStringSecurityDescriptorW(
        found, REVISION, ACCESS_LIST, ctypes.byref(text), None
    ):
        raise OSError("no text for the access list")
    return text.value or ""

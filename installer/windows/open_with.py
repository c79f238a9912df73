"""Opens a file as *Open with* in Windows does: `python.exe open_with.py PROGID FILE`.

The trial runs it with the installed Python, to try what the setup wrote into the registry.
"""

from __future__ import annotations

import ctypes
import sys
from ctypes import wintypes

SEE_MASK_CLASSKEY = 0x3
KEY_READ = 0x20019
HKEY_CURRENT_USER = 0x80000001
SEE_MASK_NOASYNC = 0x100
SEE_MASK_FLAG_NO_UI = 0x400
SHOW_NORMAL = 1


class ShellExecuteInfo(ctypes.Structure):
    """`SHELLEXECUTEINFOW` of shellapi.h."""

    _fields_ = (
        ("cbSize", wintypes.DWORD),
        ("fMask", wintypes.ULONG),
        ("hwnd", wintypes.HWND),
        ("lpVerb", wintypes.LPCWSTR),
        ("lpFile", wintypes.LPCWSTR),
        ("lpParameters", wintypes.LPCWSTR),
        ("lpDirectory", wintypes.LPCWSTR),
        ("nShow", ctypes.c_int),
        ("hInstApp", wintypes.HINSTANCE),
        ("lpIDList", ctypes.c_void_p),
        ("lpClass", wintypes.LPCWSTR),
        ("hkeyClass", wintypes.HKEY),
        ("dwHotKey", wintypes.DWORD),
        ("hIcon", wintypes.HANDLE),
        ("hProcess", wintypes.HANDLE),
    )


def main() -> int:
    """Exit code 0 when a program was started."""
    info = ShellExecuteInfo(
        cbSize=ctypes.sizeof(ShellExecuteInfo),
        fMask=SEE_MASK_CLASSKEY | SEE_MASK_NOASYNC | SEE_MASK_FLAG_NO_UI,
        lpVerb="open",
        lpFile=sys.argv[2],
        nShow=SHOW_NORMAL,
        hkeyClass=open_class(sys.argv[1]),
    )
    shell = ctypes.WinDLL("shell32")  # type: ignore[attr-defined] # Windows alone has it
    return 0 if shell.ShellExecuteExW(ctypes.byref(info)) else 1


def open_class(name: str) -> wintypes.HKEY:
    """The person's own key of a class of files; Wine does not look there by itself."""
    key = wintypes.HKEY()
    registry = ctypes.WinDLL("advapi32")  # type: ignore[attr-defined] # Windows alone has it
    failure = registry.RegOpenKeyExW(
        wintypes.HKEY(HKEY_CURRENT_USER),
        f"Software\\Classes\\{name}",
        0,
        KEY_READ,
        ctypes.byref(key),
    )
    if failure:
        raise OSError(f"the registry has no class {name}: error {failure}")
    return key


if __name__ == "__main__":
    sys.exit(main())

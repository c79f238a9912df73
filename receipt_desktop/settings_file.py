"""Settings as they are in force: environment beats settings file beats default.

The file is `settings.json` in the data folder; it holds only what a person changed. Values that
came from the environment are never written to it.
"""

from __future__ import annotations

import dataclasses
import json
import os
import threading
from collections.abc import Callable, Mapping
from typing import Any

from receipt_desktop.atomic import PRIVATE, write_text_atomically
from receipt_desktop.errors import InvalidRequest
from receipt_desktop.paths import Paths
from receipt_desktop.settings import ENVIRONMENT, NEVER_SAVED, Settings, fitted


def load(paths: Paths, environ: Mapping[str, str] = os.environ) -> Settings:
    """Settings of this data folder under this environment.

    Raises `InvalidRequest` naming the variable or key that does not fit.
    """
    values = saved(paths)
    for variable, name in ENVIRONMENT.items():
        if environ.get(variable):
            values[name] = fitted(name, environ[variable], variable)
    return dataclasses.replace(Settings(), **values)


def saved(paths: Paths) -> dict[str, Any]:
    """What the settings file holds, checked; unknown keys are left out."""
    try:
        raw = json.loads(paths.settings.read_text(encoding="utf-8"))
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except (OSError, ValueError) as error:
        raise InvalidRequest(
            f"The settings file {paths.settings} cannot be read: {error}"
        ) from error
    if not isinstance(raw, dict):
        raise InvalidRequest(f"The settings file {paths.settings} does not hold a JSON object.")
    known = {field.name for field in dataclasses.fields(Settings)}
    return {name: fitted(name, value, name) for name, value in raw.items() if name in known}


def save(paths: Paths, **changes: object) -> None:
    """Write these values over the saved ones, atomically. Raises `InvalidRequest`, `OSError`."""
    values = saved(paths)
    values |= {name: fitted(name, value, name) for name, value in changes.items()}
    kept = {name: value for name, value in values.items() if name not in NEVER_SAVED}
    text = json.dumps(kept, indent=2, ensure_ascii=False)
    write_text_atomically(paths.settings, text, mode=PRIVATE)


class LiveSettings:
    """The settings in force; changing them saves them and tells who listens. Thread-safe."""

    def __init__(self, paths: Paths, settings: Settings) -> None:
        self._paths = paths
        self._lock = threading.Lock()
        self._listeners: list[Callable[[Settings], None]] = []
        self._now = settings

    @property
    def now(self) -> Settings:
        return self._now

    def change(self, **changes: object) -> Settings:
        """Save these and put them in force. Raises `InvalidRequest`, `OSError`."""
        with self._lock:
            made = {name: fitted(name, value, name) for name, value in changes.items()}
            save(self._paths, **made)
            self._now = dataclasses.replace(self._now, **made)
        for listener in list(self._listeners):
            listener(self._now)
        return self._now

    def subscribe(self, listener: Callable[[Settings], None]) -> None:
        """Hear of every change."""
        self._listeners.append(listener)

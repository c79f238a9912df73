"""Settings as they are in force: environment beats settings file beats default.

The file is `settings.json` in the data folder; it holds only what a person changed. Values that
came from the environment are never written to it. A file that cannot be read is put aside and the
defaults are used; a single value that does not fit is replaced by its default.
"""

from __future__ import annotations

import dataclasses
import json
import os
import re
import shutil
import threading
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from receipt_desktop.config.atomic import PRIVATE_MODE, write_text_atomically
from receipt_desktop.config.busy_files import rename_path, retry_while_busy
from receipt_desktop.config.paths import Paths
from receipt_desktop.config.settings import ENVIRONMENT_VARIABLES, SETTINGS, Settings
from receipt_desktop.domain.errors import InvalidRequest, ReceiptError, ServiceUnavailable
from receipt_desktop.messages import Message, Value

ASIDE_SUFFIX = ".unreadable-"
"""Behind the name of a settings file that was put aside; the date follows."""
SHOWN_ASIDE_KEY = "shown_aside"
"""Key in the file, no setting: the newest file put aside that a window has shown."""
INVALID_CHARACTERS = re.compile("[\0\ud800-\udfff]")
"""No path, name or address has these characters; half of a surrogate pair cannot be saved."""


@dataclasses.dataclass(frozen=True, slots=True)
class LoadedSettings:
    """Settings, and what was wrong with the file."""

    settings: Settings
    problems: tuple[ReceiptError, ...] = ()
    """A sentence each: the file, what is wrong, what was done."""


def load_settings(paths: Paths, environ: Mapping[str, str] = os.environ) -> Settings:
    """`read_settings_file` without its problems."""
    return read_settings_file(paths, environ).settings


def read_settings_file(paths: Paths, environ: Mapping[str, str] = os.environ) -> LoadedSettings:
    """Settings of this data folder under this environment; a bad file is put aside.

    Raises `InvalidRequest` naming the variable that does not fit.
    """
    raw, problems = _read_contents(paths)
    values, bad = _validate_values(raw)
    if bad:
        problems += _reset_bad_values(paths, raw, bad)
    for variable, spec in ENVIRONMENT_VARIABLES.items():
        if environ.get(variable):
            values[spec.name] = spec.parse(environ[variable], variable)
    return LoadedSettings(dataclasses.replace(Settings(), **values), problems)


def read_saved_values(paths: Paths) -> dict[str, Any]:
    """What of the settings the file holds; values that do not fit are left out."""
    return _validate_values(_read_contents(paths)[0])[0]


def save_settings(paths: Paths, **changes: object) -> None:
    """Write these values over the saved ones, atomically; what other versions saved stays.

    Raises `InvalidRequest`, `ServiceUnavailable` for a folder in its place, `OSError`.
    """
    values = _parsed_changes(changes)
    if paths.settings_file.is_dir():
        raise _folder_error(paths)
    _write_values(paths, _read_contents(paths)[0] | values)


def list_set_aside_files(paths: Paths) -> tuple[Path, ...]:
    """The settings files that were put aside and are still there, the newest last."""
    return tuple(sorted(paths.data.glob(f"{paths.settings_file.name}{ASIDE_SUFFIX}*")))


def find_unseen_aside_file(paths: Paths) -> Path | None:
    """The newest of them, when no window has shown it yet."""
    found = list_set_aside_files(paths)
    if not found or _read_contents(paths)[0].get(SHOWN_ASIDE_KEY) == found[-1].name:
        return None
    return found[-1]


def mark_aside_file_seen(paths: Paths, aside: Path) -> None:
    """A window has shown that this file was put aside. Raises `OSError`."""
    _write_values(paths, _read_contents(paths)[0] | {SHOWN_ASIDE_KEY: aside.name})


class LiveSettings:
    """The current settings; changes are saved and announced to the listeners. Thread-safe."""

    def __init__(self, paths: Paths, settings: Settings) -> None:
        self._paths = paths
        self._lock = threading.Lock()
        self._listeners: list[Callable[[Settings], None]] = []
        self._now = settings

    @property
    def current(self) -> Settings:
        return self._now

    def update(self, **changes: object) -> Settings:
        """Save these and put them in force. Raises as `save_settings`."""
        with self._lock:
            made = _parsed_changes(changes)
            save_settings(self._paths, **made)
            self._now = dataclasses.replace(self._now, **made)
        for listener in list(self._listeners):
            listener(self._now)
        return self._now

    def subscribe(self, listener: Callable[[Settings], None]) -> None:
        """Hear of every change."""
        self._listeners.append(listener)


def _parsed_changes(changes: Mapping[str, object]) -> dict[str, Any]:
    """Raises `InvalidRequest`."""
    return {name: SETTINGS[name].parse(value, name) for name, value in changes.items()}


def _read_contents(paths: Paths) -> tuple[dict[str, Any], tuple[ReceiptError, ...]]:
    """The JSON object in the file; {} and a sentence after an unreadable one was put aside."""
    file = paths.settings_file
    if os.path.isdir(file):  # noqa: PTH112 (False where it may not be looked at)
        return {}, (_folder_error(paths),)
    reason: Value
    try:
        return _parse_file(file), ()
    except (FileNotFoundError, NotADirectoryError):
        return {}, ()
    except OSError as error:
        reason = error.strerror or type(error).__name__
    except (ValueError, RecursionError) as error:
        reason = _describe_error(error)
    return {}, _set_file_aside(file, reason)


def _parse_file(file: Path) -> dict[str, Any]:
    """Raises `OSError`, `ValueError`, `RecursionError`."""
    if file.exists() and not file.is_file():
        raise _Unreadable("settings_no_file")
    raw = json.loads(retry_while_busy(lambda: file.read_text(encoding="utf-8-sig")))
    _to_json(raw)  # what cannot be written again is not taken
    if not isinstance(raw, dict):
        raise _Unreadable("settings_no_object")
    return raw


class _Unreadable(ValueError):
    """Content that cannot be settings; its argument is the key of the message that says why."""


def _describe_error(error: Exception) -> Value:
    """Why the content makes no sense, in a few words."""
    if isinstance(error, json.JSONDecodeError):
        empty = not error.doc.strip()
        return Message("settings_empty") if empty else _no_json(error.lineno)
    if isinstance(error, UnicodeDecodeError):
        return Message("settings_no_text")
    if isinstance(error, RecursionError):
        return Message("settings_too_deep")
    return Message(str(error)) if isinstance(error, _Unreadable) else str(error)


def _no_json(line: int) -> Message:
    return Message("settings_no_json", {"line": line})


def _validate_values(raw: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, object]]:
    """The values that fit their setting, and those that do not; other keys are left out."""
    good: dict[str, Any] = {}
    bad: dict[str, object] = {}
    for name, value in raw.items():
        if name not in SETTINGS:
            continue
        try:
            good[name] = SETTINGS[name].parse(_require_text(name, value), name)
        except InvalidRequest:
            bad[name] = value
    return good, bad


def _require_text(name: str, value: object) -> object:
    """None for what JSON can hold in the place of a text and a text setting cannot be."""
    if not issubclass(SETTINGS[name].kind, str):
        return value
    return value if isinstance(value, str) and not INVALID_CHARACTERS.search(value) else None


def _set_file_aside(file: Path, reason: Value) -> tuple[ReceiptError, ...]:
    """Put the whole file aside."""
    aside = _choose_aside_path(file)
    try:
        rename_path(file, aside)
    except FileNotFoundError:
        return ()  # another process has just done so
    except OSError as error:
        return (_not_set_aside_error(file, error.strerror or type(error).__name__),)
    return (InvalidRequest("settings_unreadable", path=str(file), reason=reason, aside=aside.name),)


def _reset_bad_values(
    paths: Paths, raw: Mapping[str, Any], bad: Mapping[str, object]
) -> tuple[ReceiptError, ...]:
    """Keep a copy of the file and take the values that do not fit out of it."""
    aside = _choose_aside_path(paths.settings_file)
    try:
        shutil.copyfile(paths.settings_file, aside)
        aside.chmod(PRIVATE_MODE)
        _write_values(paths, {name: value for name, value in raw.items() if name not in bad})
    except OSError as error:
        reason = error.strerror or type(error).__name__
        errors = (_bad_value_error(paths, name, value, "") for name, value in bad.items())
        return (*errors, _not_set_aside_error(paths.settings_file, reason))
    return tuple(_bad_value_error(paths, name, value, aside.name) for name, value in bad.items())


def _bad_value_error(paths: Paths, name: str, value: object, aside: str) -> ReceiptError:
    """`aside` is the name of the file's copy; "" where none could be made."""
    details = {
        "path": str(paths.settings_file),
        "name": name,
        "value": "…" if SETTINGS[name].secret else repr(value)[:80],
        "default": str(SETTINGS[name].default) or "–",
    }
    if not aside:
        return InvalidRequest("settings_bad_value_left", **details)
    return InvalidRequest("settings_bad_value", **details, aside=aside)


def _not_set_aside_error(file: Path, reason: str) -> ReceiptError:
    return ServiceUnavailable("settings_left", path=str(file), reason=reason)


def _folder_error(paths: Paths) -> ReceiptError:
    return ServiceUnavailable("settings_folder", path=str(paths.settings_file))


def _choose_aside_path(file: Path) -> Path:
    """A name that is free."""
    name = f"{file.name}{ASIDE_SUFFIX}{datetime.now(UTC):%Y%m%d-%H%M%S}"
    number, aside = 1, file.with_name(name)
    while os.path.lexists(aside):
        number, aside = number + 1, file.with_name(f"{name}-{number + 1}")
    return aside


def _write_values(paths: Paths, values: Mapping[str, Any]) -> None:
    kept = {name: value for name, value in values.items() if _may_be_saved(name)}
    write_text_atomically(paths.settings_file, _to_json(kept), mode=PRIVATE_MODE)


def _may_be_saved(name: str) -> bool:
    """What other versions saved stays."""
    return name not in SETTINGS or SETTINGS[name].saved


def _to_json(values: object) -> str:
    """As JSON; half of a surrogate pair becomes JSON's own escape. Raises `RecursionError`."""
    text = json.dumps(values, indent=2, ensure_ascii=False)
    return text.encode("utf-8", "backslashreplace").decode("utf-8")

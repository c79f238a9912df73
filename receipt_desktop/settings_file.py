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

from receipt_desktop.atomic import PRIVATE, write_text_atomically
from receipt_desktop.errors import InvalidRequest, ReceiptError, ServiceUnavailable
from receipt_desktop.paths import Paths
from receipt_desktop.settings import ENVIRONMENT, NEVER_SAVED, SECRET, Settings, fitted

ASIDE = ".unreadable-"
"""Behind the name of a settings file that was put aside; the date follows."""
SHOWN = "shown_aside"
"""Key in the file, no setting: the newest file put aside that a window has shown."""
UNFIT = re.compile("[\0\ud800-\udfff]")
"""No path, name or address has these characters; half of a surrogate pair cannot be saved."""
KNOWN = {field.name: type(field.default) for field in dataclasses.fields(Settings)}
"""Every setting with the type of its default."""


@dataclasses.dataclass(frozen=True, slots=True)
class Loaded:
    """Settings, and what was wrong with the file."""

    settings: Settings
    problems: tuple[ReceiptError, ...] = ()
    """A sentence each: the file, what is wrong, what was done."""


def load(paths: Paths, environ: Mapping[str, str] = os.environ) -> Settings:
    """`read` without its problems."""
    return read(paths, environ).settings


def read(paths: Paths, environ: Mapping[str, str] = os.environ) -> Loaded:
    """Settings of this data folder under this environment; a bad file is put aside.

    Raises `InvalidRequest` naming the variable that does not fit.
    """
    raw, problems = _contents(paths)
    values, bad = _checked(raw)
    if bad:
        problems += _reset(paths, raw, bad)
    for variable, name in ENVIRONMENT.items():
        if environ.get(variable):
            values[name] = fitted(name, environ[variable], variable)
    return Loaded(dataclasses.replace(Settings(), **values), problems)


def saved(paths: Paths) -> dict[str, Any]:
    """What of the settings the file holds; values that do not fit are left out."""
    return _checked(_contents(paths)[0])[0]


def save(paths: Paths, **changes: object) -> None:
    """Write these values over the saved ones, atomically; what other versions saved stays.

    Raises `InvalidRequest`, `ServiceUnavailable` for a folder in its place, `OSError`.
    """
    values = {name: fitted(name, value, name) for name, value in changes.items()}
    if paths.settings.is_dir():
        raise _folder(paths)
    _write(paths, _contents(paths)[0] | values)


def put_aside(paths: Paths) -> tuple[Path, ...]:
    """The settings files that were put aside and are still there, the newest last."""
    return tuple(sorted(paths.data.glob(f"{paths.settings.name}{ASIDE}*")))


def not_shown(paths: Paths) -> Path | None:
    """The newest of them, when no window has shown it yet."""
    found = put_aside(paths)
    if not found or _contents(paths)[0].get(SHOWN) == found[-1].name:
        return None
    return found[-1]


def note_shown(paths: Paths, aside: Path) -> None:
    """A window has shown that this file was put aside. Raises `OSError`."""
    _write(paths, _contents(paths)[0] | {SHOWN: aside.name})


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
        """Save these and put them in force. Raises as `save`."""
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


def _contents(paths: Paths) -> tuple[dict[str, Any], tuple[ReceiptError, ...]]:
    """The JSON object in the file; {} and a sentence after an unreadable one was put aside."""
    file = paths.settings
    if os.path.isdir(file):  # noqa: PTH112 (False where it may not be looked at)
        return {}, (_folder(paths),)
    try:
        return _parsed(file), ()
    except (FileNotFoundError, NotADirectoryError):
        return {}, ()
    except OSError as error:
        reason = error.strerror or type(error).__name__
    except (ValueError, RecursionError) as error:
        reason = _reason(error)
    return {}, _unreadable(file, reason)


def _parsed(file: Path) -> dict[str, Any]:
    """Raises `OSError`, `ValueError`, `RecursionError`."""
    if file.exists() and not file.is_file():
        raise ValueError("it is not a file")
    raw = json.loads(file.read_text(encoding="utf-8-sig"))
    _text(raw)  # what cannot be written again is not taken
    if not isinstance(raw, dict):
        raise ValueError("it holds no JSON object")  # noqa: TRY004 (of a value, not of an argument)
    return raw


def _reason(error: Exception) -> str:
    """Why the content makes no sense, in a few words."""
    if isinstance(error, json.JSONDecodeError):
        return "it is empty" if not error.doc.strip() else f"no JSON in line {error.lineno}"
    if isinstance(error, UnicodeDecodeError):
        return "it is not UTF-8 text"
    return "it is nested too deeply" if isinstance(error, RecursionError) else str(error)


def _checked(raw: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, object]]:
    """The values that fit their setting, and those that do not; other keys are left out."""
    good: dict[str, Any] = {}
    bad: dict[str, object] = {}
    for name, value in raw.items():
        if name not in KNOWN:
            continue
        try:
            good[name] = fitted(name, _of_its_kind(name, value), name)
        except InvalidRequest:
            bad[name] = value
    return good, bad


def _of_its_kind(name: str, value: object) -> object:
    """None for what JSON can hold in the place of a text and a text setting cannot be."""
    if not issubclass(KNOWN[name], str):
        return value
    return value if isinstance(value, str) and not UNFIT.search(value) else None


def _unreadable(file: Path, reason: str) -> tuple[ReceiptError, ...]:
    """Put the whole file aside."""
    aside = _aside(file)
    try:
        file.rename(aside)
    except FileNotFoundError:
        return ()  # another process has just done so
    except OSError as error:
        return (_left(file, error.strerror or type(error).__name__),)
    return (
        InvalidRequest(
            f"{file} could not be read ({reason}). It is kept as {aside.name}, and the defaults "
            "are used.",
            key="settings_unreadable",
            path=str(file),
            reason=reason,
            aside=aside.name,
        ),
    )


def _reset(
    paths: Paths, raw: Mapping[str, Any], bad: Mapping[str, object]
) -> tuple[ReceiptError, ...]:
    """Keep a copy of the file and take the values that do not fit out of it."""
    aside = _aside(paths.settings)
    try:
        shutil.copyfile(paths.settings, aside)
        aside.chmod(PRIVATE)
        _write(paths, {name: value for name, value in raw.items() if name not in bad})
    except OSError as error:
        reason = error.strerror or type(error).__name__
        said = (_bad_value(paths, name, value, "") for name, value in bad.items())
        return (*said, _left(paths.settings, reason))
    return tuple(_bad_value(paths, name, value, aside.name) for name, value in bad.items())


def _bad_value(paths: Paths, name: str, value: object, aside: str) -> ReceiptError:
    shown = "…" if name in SECRET else repr(value)[:80]
    default = str(getattr(Settings(), name))
    kept = f" The file as it was is kept as {aside}." if aside else ""
    return InvalidRequest(
        f"{paths.settings}: {name} cannot be {shown}. The default is used: {default or 'none'}."
        + kept,
        key="settings_bad_value" if aside else "",
        path=str(paths.settings),
        name=name,
        value=shown,
        default=default or "–",
        aside=aside,
    )


def _left(file: Path, reason: str) -> ReceiptError:
    return ServiceUnavailable(
        f"{file} cannot be used, and it could not be put aside ({reason}). The defaults are used. "
        "Check the rights of the data folder.",
        key="settings_left",
        path=str(file),
        reason=reason,
    )


def _folder(paths: Paths) -> ReceiptError:
    return ServiceUnavailable(
        f"{paths.settings} is a folder, so settings cannot be saved and the defaults are used. "
        "Move it away.",
        key="settings_folder",
        path=str(paths.settings),
    )


def _aside(file: Path) -> Path:
    """A name that is free."""
    name = f"{file.name}{ASIDE}{datetime.now(UTC):%Y%m%d-%H%M%S}"
    number, aside = 1, file.with_name(name)
    while os.path.lexists(aside):
        number, aside = number + 1, file.with_name(f"{name}-{number + 1}")
    return aside


def _write(paths: Paths, values: Mapping[str, Any]) -> None:
    kept = {name: value for name, value in values.items() if name not in NEVER_SAVED}
    write_text_atomically(paths.settings, _text(kept), mode=PRIVATE)


def _text(values: object) -> str:
    """As JSON; half of a surrogate pair becomes JSON's own escape. Raises `RecursionError`."""
    text = json.dumps(values, indent=2, ensure_ascii=False)
    return text.encode("utf-8", "backslashreplace").decode("utf-8")

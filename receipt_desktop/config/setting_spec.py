"""One entry of the table of settings: its values, where they come from, and where it is shown."""

from __future__ import annotations

import dataclasses
import enum
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from receipt_desktop.domain.errors import InvalidRequest

T = TypeVar("T")
SPEC = "spec"
"""Key of the entry in the metadata of a dataclass field."""


def QT_TRANSLATE_NOOP(context: str, text: str) -> str:  # noqa: N802, ARG001 (lupdate's own name)
    """Mark a caption for the window's translations, without loading Qt here."""
    return text


class SettingGroup(enum.Enum):
    """The groups of the settings page in their order; the value is the heading."""

    READING = QT_TRANSLATE_NOOP("settings", "Processing")
    MODEL = QT_TRANSLATE_NOOP("settings", "Language model")
    QUEUE = QT_TRANSLATE_NOOP("settings", "Queue")
    CSV = QT_TRANSLATE_NOOP("settings", "CSV export")
    PROGRAMS = QT_TRANSLATE_NOOP("settings", "Other programs")
    WINDOW = QT_TRANSLATE_NOOP("settings", "Window and data")
    BACKUP = QT_TRANSLATE_NOOP("settings", "Backup")


@dataclasses.dataclass(frozen=True, slots=True)
class FormRow:
    """Where and how the settings page shows a setting. Captions are English, to be translated."""

    group: SettingGroup
    label: str
    hint: str = ""
    """Below the control."""
    text: str = ""
    """Beside the box of a setting that is on or off."""
    suffix: str = ""
    """Behind a number: its unit."""
    divisor: int = 1
    """The number shown is the value divided by this."""
    patterns: str = ""
    """Files to choose from, as QFileDialog takes them: the value is a path."""


@dataclasses.dataclass(frozen=True, slots=True)
class CommandFlag:
    """An option of the command line that sets a setting for one run."""

    name: str
    commands: tuple[str, ...]
    """The sub-commands that take it."""
    metavar: str


@dataclasses.dataclass(frozen=True, slots=True)
class SettingSpec:
    """Everything that is known about one setting."""

    default: Any
    description: str
    """One English sentence for the documentation and `--help`."""
    name: str = ""
    """The field of `Settings`, and the key in `settings.json`."""
    environment: str = ""
    """The variable that beats the settings file."""
    limits: tuple[float, float] | None = None
    """The lowest and the highest value."""
    choices: Mapping[Any, str] = dataclasses.field(default_factory=dict)
    """The only values allowed, each with its caption."""
    normalize: Callable[[Any], Any] | None = None
    """Brings a converted value into its one form; raises `ValueError` for a bad one."""
    secret: bool = False
    """It may hold a password: never shown, never logged."""
    saved: bool = True
    """Whether `settings.json` may hold it."""
    unset: str = "none"
    """What the documentation calls an empty default."""
    row: FormRow | None = None
    flag: CommandFlag | None = None

    @property
    def kind(self) -> type:
        """The type of its values."""
        return type(self.default)

    def parse(self, value: object, origin: str) -> Any:
        """The value in the setting's type and within its limits; `origin` names its source.

        Raises `InvalidRequest`.
        """
        try:
            made = self._convert(value)
        except (TypeError, ValueError, OverflowError) as error:
            raise InvalidRequest("setting_invalid", name=origin, value=repr(value)) from error
        if self.limits and not self.limits[0] <= made <= self.limits[1]:
            low, high = self.limits
            raise InvalidRequest(
                "setting_out_of_range",
                name=origin,
                low=f"{low:g}",
                high=f"{high:g}",
                value=repr(value),
            )
        if self.choices and made not in self.choices:
            raise InvalidRequest("setting_invalid", name=origin, value=repr(value))
        return made

    def _convert(self, value: object) -> Any:
        if value is None:
            raise TypeError
        made = CONVERTERS.get(self.kind, self.kind)(value)
        return self.normalize(made) if self.normalize else made


def setting(default: T, description: str, **facts: Any) -> T:
    """A dataclass field with its `SettingSpec`, made of these and of `facts`.

    The field's type stands for the result: dataclasses put the default in its place.
    """
    spec = SettingSpec(default, description, **facts)
    made: T = dataclasses.field(default=default, metadata={SPEC: spec})
    return made


def specs_of(table: type) -> Mapping[str, SettingSpec]:
    """The entries of a dataclass of settings by name, in the order of its fields."""
    return {
        field.name: dataclasses.replace(field.metadata[SPEC], name=field.name)
        for field in dataclasses.fields(table)
    }


def _to_boolean(value: object) -> bool:
    words = {"1": True, "true": True, "yes": True, "0": False, "false": False, "no": False}
    if isinstance(value, bool):
        return value
    if str(value).lower() not in words:
        raise ValueError(value)
    return words[str(value).lower()]


def _to_strings(value: object) -> tuple[str, ...]:
    if isinstance(value, str):
        return tuple(part for part in value.replace("+", ",").split(",") if part)
    if isinstance(value, (list, tuple)):
        return tuple(str(part) for part in value)
    raise TypeError(value)


CONVERTERS: Mapping[type, Callable[[Any], Any]] = {bool: _to_boolean, tuple: _to_strings}
"""For the types whose constructor does not parse text."""

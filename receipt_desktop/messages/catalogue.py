"""Looks sentences up by key and language, and fills their placeholders."""

from __future__ import annotations

import logging
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from types import MappingProxyType

from receipt_desktop.messages import (
    api,
    backup,
    containers,
    data,
    export,
    files,
    findings,
    folders,
    health,
    mail,
    phone,
    reading,
    reports,
    review,
    scanners,
    updates,
    web_fetch,
)
from receipt_desktop.messages.aliases import RENAMED, SHARED
from receipt_desktop.messages.country_names import CountryName

log = logging.getLogger(__name__)

ENGLISH, FRENCH, GERMAN = "en", "fr", "de"
LANGUAGES = (ENGLISH, FRENCH, GERMAN)
"""ISO 639-1 codes."""
GIGABYTE, MEGABYTE = 1_000_000_000, 1_000_000
UNITS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {ENGLISH: ("GB", "MB"), FRENCH: ("Go", "Mo"), GERMAN: ("GB", "MB")}
)

SUBJECTS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        module.__name__.rpartition(".")[2]: module.ENGLISH
        for module in (
            *(files, reading, data, backup, health, findings, review, api, updates, export),
            *(containers, mail, folders, scanners, reports, phone, web_fetch),
        )
    }
)
"""The English sentences by the module in which they stand."""
MESSAGES: Mapping[str, str] = MappingProxyType(
    {key: sentence for subject in SUBJECTS.values() for key, sentence in subject.items()}
)
"""All English sentences by key."""


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence that is not yet in a language: its key and what fills its placeholders."""

    key: str
    parameters: Mapping[str, Value] = field(default_factory=dict)
    """By the name of the placeholder. A number whose name ends in `_bytes` is a size."""

    def text(self, language: str = ENGLISH) -> str:
        """The sentence, without its remedy."""
        return text(self.key, language, **self.parameters)

    def remedy(self, language: str = ENGLISH) -> str:
        """What to do about it; "" where the key has no remedy."""
        key = _remedy_key(self.key)
        return text(key, language, **self.parameters) if key else ""

    def whole(self, language: str = ENGLISH) -> str:
        """The sentence, and its remedy where it has one."""
        return f"{self.text(language)} {self.remedy(language)}".rstrip()

    def is_complete(self) -> bool:
        """Whether the catalogue has the key, and every placeholder is given."""
        try:
            _filled(template(self.key), self.parameters, ENGLISH)
        except LookupError:
            return False
        return True


Value = str | int | float | Message | CountryName
"""What fills a placeholder; a message is put into the same language."""


def text(key: str, language: str = ENGLISH, /, **parameters: Value) -> str:
    """The sentence of a key in a language.

    Falls back to English and then to the key, and logs an error: a person sees something in any
    case.
    """
    for spoken in dict.fromkeys((language, ENGLISH)):
        try:
            return _filled(template(key, spoken), parameters, spoken)
        except LookupError as error:
            log.error("message %s in %s: missing %s", key, spoken, error)  # noqa: TRY400
    return key


def template(key: str, language: str = ENGLISH) -> str:
    """The sentence with its placeholders; English for an unknown language.

    Raises `KeyError` for an unknown key.
    """
    translations = MESSAGES if language not in (FRENCH, GERMAN) else _translations(language)
    return translations[current_key(key)]


def current_key(key: str) -> str:
    """The key under which the sentence stands: shared and renamed keys are followed."""
    return SHARED.get(key) or RENAMED.get(key) or key


def has_template(key: str) -> bool:
    """Whether the catalogue has a sentence for this key."""
    return current_key(key) in MESSAGES


def keys() -> Iterator[str]:
    """All keys with a sentence of their own."""
    return iter(MESSAGES)


def _remedy_key(key: str) -> str:
    """The key of the remedy; "" when there is none."""
    names = (f"{key}_remedy", f"{current_key(key)}_remedy")
    return next((name for name in names if has_template(name)), "")


def _filled(template: str, parameters: Mapping[str, Value], language: str) -> str:
    """Raises `KeyError` for a placeholder without a value."""
    shown = {name: _shown(name, value, language) for name, value in parameters.items()}
    return template.format_map(shown)


def _shown(name: str, value: Value, language: str) -> str:
    """A value as it stands in a sentence; numbers without thousands separators."""
    if isinstance(value, Message):
        return value.whole(language)
    if isinstance(value, CountryName):
        return value.text(language)
    if isinstance(value, str):
        return value
    if name.endswith("_bytes"):
        return _size(value, language)
    return _decimal(value, language) if isinstance(value, float) else str(value)


def _size(size: float, language: str) -> str:
    gigabytes, megabytes = UNITS.get(language, UNITS[ENGLISH])
    if size >= GIGABYTE:
        return f"{_decimal(size / GIGABYTE, language)} {gigabytes}"
    return f"{_decimal(size / MEGABYTE, language)} {megabytes}"


def _decimal(number: float, language: str) -> str:
    shown = f"{number:.1f}"
    return shown.replace(".", ",") if language in (FRENCH, GERMAN) else shown


@cache
def _translations(language: str) -> Mapping[str, str]:
    """All sentences of one language by key."""
    file = Path(__file__).with_name(f"{language}.toml")
    tables = tomllib.loads(file.read_text(encoding="utf-8"))
    return MappingProxyType(
        {key: sentence for table in tables.values() for key, sentence in table.items()}
    )

"""A published release of the program, as its signed release file describes it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

LEADING_NUMBERS = re.compile(r"\d+(?:\.\d+)*")


@dataclass(frozen=True, slots=True)
class ReleaseFile:
    """A package to download."""

    name: str
    bytes: int
    sha256: str
    """Hex."""
    url: str


@dataclass(frozen=True, slots=True)
class Release:
    """A release: what it is called, what is new, and where its packages are."""

    version: str
    published: datetime
    """When the release file was signed, UTC."""
    page: str
    """The https address of the download page."""
    notes: Mapping[str, str] = field(default_factory=dict)
    """What is new, as plain text by language (ISO 639-1)."""
    files: Mapping[str, ReleaseFile] = field(default_factory=dict)
    """By the name of the package, as in `BuildInfo.package`."""

    def notes_in(self, language: str) -> str:
        """What is new in this language, else in English; "" without notes."""
        return self.notes.get(language) or self.notes.get("en", "")

    def is_newer_than(self, version: str) -> bool:
        """Whether this release comes after that version."""
        return split_version(self.version) > split_version(version)


@dataclass(frozen=True, slots=True)
class UpdateCheck:
    """The outcome of a check for updates."""

    current: str
    """The version that runs."""
    newer: Release | None = None
    """None when the version that runs is the newest."""
    file: ReleaseFile | None = None
    """The package of `newer` for this system; None when there is none."""


def split_version(version: str) -> tuple[int, ...]:
    """The leading numbers of a version, without zeros at the end: 1.10.0 is (1, 10)."""
    found = LEADING_NUMBERS.match(version)
    numbers = [int(part) for part in found[0].split(".")] if found else []
    while numbers and numbers[-1] == 0:
        numbers.pop()
    return tuple(numbers)

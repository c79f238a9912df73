"""What is installed: versions of the program, its libraries and the system; their licences."""

from __future__ import annotations

import json
import locale
import os
import platform
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from receipt_desktop import __version__
from receipt_desktop.config.build_info import find_build_file, load_build_info
from receipt_desktop.domain.errors import ReceiptError

LICENCES_FILE_NAME = "licences.json"
"""Written by the builds of the packages."""
LICENCE_FILES = ("license", "licence", "copying", "notice")
"""Beginnings of names of files with the text of a licence."""
MAX_LICENCE_BYTES = 200_000


@dataclass(frozen=True, slots=True)
class Licence:
    """A part of the program and its licence."""

    name: str
    version: str
    licence: str
    """The licence's name, an SPDX expression where it is known."""
    url: str = ""
    text: str = ""


def describe_versions() -> dict[str, object]:
    """Versions of the program, of its libraries and of the system."""
    return {
        "program": __version__,
        "package": _find_package(),
        "python": sys.version,
        "frozen": bool(getattr(sys, "frozen", False)),
        "system": platform.platform(),
        "machine": platform.machine(),
        "processors": os.cpu_count(),
        "encoding": sys.getfilesystemencoding(),
        "locale": locale.setlocale(locale.LC_CTYPE),
        "libraries": {one.name: one.version for one in _list_installed(with_text=False)},
    }


def list_licences(folder: Path | None = None) -> tuple[Licence, ...]:
    """All parts of the program by name: as the build lists them, else the installed packages.

    `folder` is that of the list, by default of this installation.
    """
    file = find_build_file(LICENCES_FILE_NAME, folder)
    try:
        listed = [_parse_licence(raw) for raw in json.loads(file.read_text(encoding="utf-8"))]
    except (OSError, ValueError, TypeError, KeyError):
        listed = list(_list_installed(with_text=True))
    return tuple(sorted(listed, key=lambda one: one.name.casefold()))


def _find_package() -> str:
    try:
        return load_build_info().package
    except ReceiptError as error:
        return error.sentence


def _parse_licence(raw: dict[str, str]) -> Licence:
    optional = (str(raw.get(name) or "") for name in ("version", "licence", "url", "text"))
    return Licence(str(raw["name"]), *optional)


def _list_installed(*, with_text: bool) -> Iterator[Licence]:
    """The installed distributions, each name once: the first on the path is the one in use."""
    seen: set[str] = set()
    for one in metadata.distributions():
        name = one.metadata["Name"]
        if name and name.casefold() not in seen:
            seen.add(name.casefold())
            text = _read_licence_text(one) if with_text else ""
            yield Licence(name, one.version, _name_licence(one), _find_url(one), text)


def _name_licence(one: metadata.Distribution) -> str:
    """The expression, else what the classifiers say, else the first line of the field."""
    classifiers = [
        classifier.rpartition(" :: ")[2]
        for classifier in _get_fields(one, "Classifier")
        if classifier.startswith("License ::")
    ]
    field = "".join(_get_fields(one, "License")).strip().split("\n")[0]
    return "".join(_get_fields(one, "License-Expression")) or ", ".join(classifiers) or field


def _find_url(one: metadata.Distribution) -> str:
    entries = (entry.split(", ", 1) for entry in _get_fields(one, "Project-URL") if ", " in entry)
    urls = {name.casefold(): url for name, url in entries}
    named = (urls.get(name) for name in ("homepage", "repository", "source", "source code"))
    return "".join(_get_fields(one, "Home-page")) or next(filter(None, named), "")


def _get_fields(one: metadata.Distribution, name: str) -> list[str]:
    """The values of a field, which may stand there several times or not at all."""
    return [str(value) for value in one.metadata.get_all(name) or ()]


def _read_licence_text(one: metadata.Distribution) -> str:
    """The texts of its licence files."""
    texts = []
    for file in one.files or ():
        if ".dist-info" in str(file) and file.name.casefold().startswith(LICENCE_FILES):
            try:
                texts.append(Path(str(file.locate())).read_text("utf-8", "replace"))
            except OSError:
                continue
    return "\n\n".join(texts)[:MAX_LICENCE_BYTES]

"""The licence of every part of a package, with its text: `licences.json`, which Help shows.

The file is a list of objects with `name`, `version`, `licence` (an SPDX expression), `url` and
`text`. A build fails for a licence that is unknown here or that would bind the whole program.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from importlib.metadata import Distribution
from pathlib import Path
from typing import Any

from installer.package import debian

FOLDER = Path(__file__).parent
ADDRESS_LABELS = ("Homepage", "homepage", "Source", "Repository", "Source Code", "Documentation")
TEXT_FILE = re.compile(r"(licen[cs]e|copying|notice|authors)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Licence:
    """The licence of one part."""

    name: str
    version: str
    licence: str
    """An SPDX expression."""
    url: str
    text: str


def write_list(target: Path, site: Path, copyrights: Path | None = None) -> None:
    """Write the list of a tree; `copyrights` holds those of Debian's packages.

    Raises `ValueError` when a licence is unknown, without text or not allowed.
    """
    _write(target, list_licences(site, copyrights))


def _write(target: Path, found: Iterable[Licence]) -> None:
    found = sorted(found, key=lambda entry: entry.name.casefold())
    problems = find_problems(found)
    if problems:
        raise ValueError("\n".join(problems))
    entries = [asdict(entry) for entry in found]
    target.write_text(json.dumps(entries, ensure_ascii=False, indent=1) + "\n", "utf-8")


def add_debian_parts(target: Path, copyrights: Path) -> None:
    """Add Debian's packages to a list that was written before some of them were added.

    Raises `ValueError` as `write_list`.
    """
    entries = {entry["name"]: Licence(**entry) for entry in json.loads(target.read_text("utf-8"))}
    entries |= {entry.name: entry for entry in _list_debian(load_facts(), copyrights)}
    _write(target, entries.values())


def list_licences(
    site: Path, copyrights: Path | None = None, names: Collection[str] | None = None
) -> Sequence[Licence]:
    """The licences of all parts, or of the distributions with these normalised names."""
    facts = load_facts()
    folders = {
        name: folder
        for folder in sorted(site.glob("*.dist-info"))
        if (name := normalise(Distribution.at(folder).name)) in (names or {name})
    }
    found = [describe(folder, facts) for folder in folders.values()]
    installed = {name: Distribution.at(folder) for name, folder in folders.items()}
    found += [_describe_part(part, site, installed) for part in _list_parts(facts, site)]
    if copyrights is not None:
        found += _list_debian(facts, copyrights)
    return found


def load_facts() -> Mapping[str, Any]:
    """The table of licences."""
    return tomllib.loads((FOLDER / "licences.toml").read_text("utf-8"))


def normalise(name: str) -> str:
    """A distribution's name as PEP 503 compares it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def describe(folder: Path, facts: Mapping[str, Any]) -> Licence:
    """The licence of a distribution, of its folder `.dist-info`, by its own data and the table."""
    distribution = Distribution.at(folder)
    name = normalise(distribution.name)
    data = distribution.metadata
    stated = (data.get("License-Expression") or data.get("License") or "").partition("\n")[0]
    licence = facts["distributions"].get(name) or facts["spellings"].get(stated, stated)
    texts = [
        *_read_texts(folder),
        *((folder.parent / file).read_text("utf-8") for file in facts["files"].get(name, ())),
        *map(read_text, facts["texts"].get(name, ())),
    ]
    return Licence(distribution.name, distribution.version, licence, _find_url(data), _join(texts))


def _find_url(data: Any) -> str:
    """A distribution's web address, as its data give it."""
    links = dict(link.split(", ", maxsplit=1) for link in data.get_all("Project-URL") or ())
    known = (links[label] for label in ADDRESS_LABELS if label in links)
    return data.get("Home-page") or next(known, f"https://pypi.org/project/{data['Name']}/")


def _read_texts(folder: Path) -> Iterator[str]:
    for file in sorted(folder.rglob("*")):
        inside = str(file.relative_to(folder))
        if file.is_file() and (inside.startswith("licenses") or TEXT_FILE.search(inside)):
            yield file.read_text("utf-8", errors="replace")


def read_text(name: str) -> str:
    """A standard text."""
    return (FOLDER / "licence_texts" / f"{name}.txt").read_text("utf-8")


def _list_parts(facts: Mapping[str, Any], site: Path) -> Iterator[Mapping[str, Any]]:
    for part in facts["parts"]:
        if any(True for _ in site.glob(part["found"])):
            yield part


def _describe_part(
    part: Mapping[str, Any], site: Path, installed: Mapping[str, Distribution]
) -> Licence:
    files = (file for pattern in part.get("files", ()) for file in sorted(site.glob(pattern)))
    texts = [
        part.get("notice", ""),
        *(file.read_text("utf-8", errors="replace") for file in files),
        *map(read_text, part.get("texts", ())),
    ]
    owner = installed.get(part.get("version_of", ""))
    version = owner.version if owner else ""
    return Licence(part["name"], version, part["licence"], part["url"], _join(texts))


def _list_debian(facts: Mapping[str, Any], copyrights: Path) -> Iterator[Licence]:
    for file in sorted(copyrights.glob("*.copyright")):
        name = file.stem
        url = f"https://packages.debian.org/source/{name}"
        licence = facts["debian"].get(name, "")
        text = file.read_text("utf-8", errors="replace")
        yield Licence(name, debian.find_version(name), licence, url, text)


def _join(texts: Iterable[str]) -> str:
    return "\n\n".join(text.strip("\n") for text in texts if text.strip())


def find_problems(found: Iterable[Licence]) -> list[str]:
    """What speaks against passing these parts on with the program, one sentence each."""
    problems = []
    allowed = [licence for kind in load_facts()["allowed"].values() for licence in kind]
    for entry in found:
        if not is_allowed(entry.licence, allowed):
            problems.append(f"{entry.name}: the licence {entry.licence or '(none)'} is not allowed")
        if not entry.text:
            problems.append(f"{entry.name}: no text of its licence")
    return problems


def is_allowed(expression: str, allowed: Collection[str]) -> bool:
    """Whether all licences of an expression may be part of the packages.

    Of alternatives (`OR`) one is enough.
    """
    return any(
        all(licence.strip("() ") in allowed for licence in alternative.split(" AND "))
        for alternative in expression.split(" OR ")
    )

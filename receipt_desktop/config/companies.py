"""The companies of a person: a data folder each, listed in the user's configuration folder.

The name of a company is a setting in its data folder, so that it goes with the folder; the list
keeps a copy for companies whose folder is away.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import platformdirs

from receipt_desktop.config import settings_file
from receipt_desktop.config.atomic import PRIVATE_MODE, write_text_atomically
from receipt_desktop.config.paths import APP_NAME, PRIVATE_FOLDER, Paths, default_data_dir
from receipt_desktop.domain.errors import InvalidRequest, ServiceUnavailable

FILE_NAME = "companies.json"
CONFIG_VARIABLE = "RECEIPT_DESKTOP_CONFIG_DIR"
MAX_NAME = 60
"""Characters of a name."""


@dataclass(frozen=True, slots=True)
class Company:
    """One entry of the list."""

    name: str
    """"" for a data folder whose company was never named."""
    folder: Path

    @property
    def label(self) -> str:
        """Its name, or else that of its folder."""
        return self.name or self.folder.name


@dataclass(frozen=True, slots=True)
class CompanyList:
    """The companies in the order of their names, and the one that was opened last."""

    companies: tuple[Company, ...] = ()
    last: Path | None = None

    def find_folder(self, folder: Path) -> Company | None:
        """The company with this data folder."""
        return next((one for one in self.companies if one.folder == folder), None)

    def find_name(self, name: str) -> Company | None:
        """The company with this name, or with a folder of this name where it has none."""
        folded = name.casefold()
        return next((one for one in self.companies if one.label.casefold() == folded), None)


def list_file(environ: Mapping[str, str] = os.environ) -> Path:
    """The file with the list, in the user's configuration folder.

    Where that is also the usual data folder, as on Windows and macOS, in a folder beside it.
    """
    chosen = environ.get(CONFIG_VARIABLE)
    if chosen:
        return Path(chosen) / FILE_NAME
    folder = Path(platformdirs.user_config_dir(APP_NAME, appauthor=False))
    if folder == default_data_dir({}):
        folder = folder.with_name(f"{folder.name}-companies")
    return folder / FILE_NAME


def load_list() -> CompanyList:
    """The list; empty without a readable file."""
    try:
        shape = json.loads(list_file().read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return CompanyList()
    entries = shape.get("companies") if isinstance(shape, dict) else None
    found = [_parse_entry(one) for one in entries] if isinstance(entries, list) else []
    last = shape.get("last") if isinstance(shape, dict) else None
    known = [one for one in found if one is not None]
    return CompanyList(_arrange(known), Path(last) if isinstance(last, str) else None)


def list_companies(current: Company) -> tuple[Company, ...]:
    """The companies on the list, with the open one, by name."""
    others = tuple(one for one in load_list().companies if one.folder != current.folder)
    return tuple(sorted((*others, current), key=lambda one: one.label.casefold()))


def put_company(company: Company) -> CompanyList:
    """Add a company, or replace the one with this folder. Raises `ServiceUnavailable`."""
    known = load_list()
    others = [one for one in known.companies if one.folder != company.folder]
    return _save_list(replace(known, companies=_arrange([*others, company])))


def forget_company(folder: Path) -> CompanyList:
    """Take a company off the list; its data folder stays. Raises `ServiceUnavailable`."""
    known = load_list()
    others = tuple(one for one in known.companies if one.folder != folder)
    last = None if known.last == folder else known.last
    return _save_list(CompanyList(others, last))


def follow_move(old: Path, new: Path) -> None:
    """Put the new folder in the place of one that was moved. Raises `ServiceUnavailable`."""
    known = load_list()
    if moved := known.find_folder(old):
        others = [one for one in known.companies if one.folder not in (old, new)]
        last = new if known.last == old else known.last
        _save_list(CompanyList(_arrange([*others, replace(moved, folder=new)]), last))


def remember_opened(folder: Path) -> None:
    """The next start opens this company, if it is on the list. Raises `ServiceUnavailable`."""
    known = load_list()
    if known.find_folder(folder) is not None and known.last != folder:
        _save_list(replace(known, last=folder))


def check_name(name: str, folder: Path | None = None) -> str:
    """The name without spaces around it. Raises `InvalidRequest` for one that cannot be used.

    `folder` is that of the company that is to have it.
    """
    trimmed = " ".join(name.split())
    if not trimmed or len(trimmed) > MAX_NAME:
        raise InvalidRequest("company_name", limit=MAX_NAME)
    other = load_list().find_name(trimmed)
    if other is not None and other.folder != folder:
        raise InvalidRequest("company_twice", name=other.label)
    return trimmed


def create_company(name: str, folder: Path, settings: Mapping[str, object]) -> Company:
    """Make the data folder of a new company, with these settings, and list it.

    Raises `InvalidRequest` for a name that cannot be used or a folder that is not empty,
    `ServiceUnavailable` for one that cannot be written.
    """
    company = Company(check_name(name, folder), folder)
    if folder.exists() and any(folder.iterdir()):
        raise InvalidRequest("company_folder_used", path=str(folder))
    try:
        folder.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
        settings_file.save_settings(Paths(folder), **{**settings, "company_name": company.name})
    except OSError as error:
        raise _write_error(folder, error) from error
    put_company(company)
    return company


def add_folder(folder: Path) -> Company:
    """List the company of an existing data folder. Raises `InvalidRequest` for another folder."""
    if not is_data_folder(folder):
        raise InvalidRequest("company_folder_foreign", path=str(folder))
    company = Company(read_name(folder), folder)
    put_company(company)
    return company


def read_name(folder: Path) -> str:
    """The name in the settings of a data folder; "" without one."""
    return str(settings_file.read_saved_values(Paths(folder)).get("company_name", ""))


def is_data_folder(folder: Path) -> bool:
    """Whether a folder has receipts or settings of the program."""
    paths = Paths(folder)
    return paths.database.is_file() or paths.settings_file.is_file()


def suggest_folder(name: str) -> Path:
    """A folder for a new company: beside the usual data folder, and not used yet."""
    usual = default_data_dir({})
    words = "".join(letter if letter.isalnum() else "-" for letter in name.casefold())
    slug = "-".join(filter(None, words.split("-"))) or "company"
    first = usual.with_name(f"{usual.name}-{slug}")
    number = 2
    folder = first
    while folder.exists():
        folder, number = first.with_name(f"{first.name}-{number}"), number + 1
    return folder


def find_start_folder(environ: Mapping[str, str] = os.environ) -> Path:
    """The data folder that the window opens: the environment's, the last company's, the usual."""
    last = None if environ.get("RECEIPT_DESKTOP_DATA_DIR") else load_list().last
    return last if last is not None and last.is_dir() else default_data_dir(environ)


def find_named_folder(name: str) -> Path:
    """The data folder of a company. Raises `InvalidRequest` if none has this name."""
    known = load_list()
    found = known.find_name(name)
    if found is None:
        names = ", ".join(one.label for one in known.companies) or "–"
        raise InvalidRequest("unknown_company", name=name, names=names)
    return found.folder


def make_missing_error(folder: Path) -> InvalidRequest:
    """The error for a data folder that is not there."""
    return InvalidRequest("company_folder_missing", path=str(folder))


def _parse_entry(shape: Any) -> Company | None:
    if not isinstance(shape, dict) or not isinstance(shape.get("folder"), str):
        return None
    return Company(str(shape.get("name", "")), Path(shape["folder"]))


def _arrange(companies: Sequence[Company]) -> tuple[Company, ...]:
    return tuple(sorted(companies, key=lambda one: (one.label.casefold(), str(one.folder))))


def _save_list(changed: CompanyList) -> CompanyList:
    file = list_file()
    shape = {
        "companies": [{"name": one.name, "folder": str(one.folder)} for one in changed.companies],
        "last": str(changed.last) if changed.last else None,
    }
    text = json.dumps(shape, indent=2, ensure_ascii=False)
    try:
        file.parent.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
        write_text_atomically(file, text, mode=PRIVATE_MODE)
    except OSError as error:
        raise _write_error(file, error) from error
    return changed


def _write_error(path: Path, error: OSError) -> ServiceUnavailable:
    return ServiceUnavailable("write_failed", path=str(path), reason=error.strerror or str(error))

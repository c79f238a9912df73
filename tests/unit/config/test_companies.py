"""The list of companies: named, opened last, forgotten without a loss."""

from __future__ import annotations

from pathlib import Path

import pytest

from receipt_desktop import __main__
from receipt_desktop.cli.parser import parse_arguments
from receipt_desktop.config import companies, settings_file
from receipt_desktop.config.companies import Company
from receipt_desktop.config.paths import Paths, default_data_dir
from receipt_desktop.domain.errors import InvalidRequest


@pytest.fixture(autouse=True)
def config_dir(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The configuration folder of a person who has no company yet."""
    folder = tmp_path / "config"
    monkeypatch.setenv("RECEIPT_DESKTOP_CONFIG_DIR", str(folder))
    return folder


def test_a_company_has_its_data_folder_and_its_settings(tmp_path: Path) -> None:
    folder = tmp_path / "acme"
    made = companies.create_company(" Acme  Ltd ", folder, {"language": "de"})
    assert made == Company("Acme Ltd", folder)
    assert companies.load_list().companies == (made,)
    saved = settings_file.load_settings(Paths(folder), {})
    assert (saved.company_name, saved.language) == ("Acme Ltd", "de")
    assert companies.read_name(folder) == "Acme Ltd"
    for name, other in (("ACME LTD", tmp_path / "b"), (" ", tmp_path / "c"), ("B", folder)):
        with pytest.raises(InvalidRequest):
            companies.create_company(name, other, {})
    assert companies.load_list().companies == (made,)


def test_an_existing_data_folder_is_listed_and_forgotten(tmp_path: Path) -> None:
    with pytest.raises(InvalidRequest):
        companies.add_folder(tmp_path)
    folder = tmp_path / "old"
    folder.mkdir()
    settings_file.save_settings(Paths(folder), theme="dark")
    assert companies.add_folder(folder) == Company("", folder)
    assert companies.load_list().find_name("old") == Company("", folder)
    companies.remember_opened(folder)
    assert companies.forget_company(folder) == companies.CompanyList()
    assert companies.is_data_folder(folder)


@pytest.mark.parametrize(
    "content", ["", "[]", "{}", '{"companies": [1, {"name": "x"}], "last": 3}']
)
def test_a_broken_list_is_an_empty_one(config_dir: Path, content: str) -> None:
    config_dir.mkdir()
    companies.list_file().write_text(content)
    assert companies.load_list() == companies.CompanyList()


def test_the_window_opens_the_last_company_and_the_commands_the_named_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    companies.create_company("First", first, {})
    companies.create_company("Second", second, {})
    assert start_folder() == default_data_dir({})
    companies.remember_opened(second)
    assert start_folder() == second
    assert start_folder("export", "-o", "x.csv") == default_data_dir({})
    assert start_folder("export", "-o", "x.csv", "--company", "first") == first
    assert start_folder("--company", "First") == first
    with pytest.raises(InvalidRequest, match="First, Second"):
        start_folder("stats", "--company", "Third")
    monkeypatch.setenv("RECEIPT_DESKTOP_DATA_DIR", str(tmp_path / "third"))
    assert start_folder() == tmp_path / "third"
    monkeypatch.delenv("RECEIPT_DESKTOP_DATA_DIR")
    (second / "settings.json").unlink()
    second.rmdir()
    assert start_folder() == default_data_dir({})


def start_folder(*words: str) -> Path:
    """The data folder that a command line opens."""
    return __main__._find_data_dir(parse_arguments(words))


def test_a_folder_is_proposed_beside_the_usual_one() -> None:
    usual = default_data_dir({})
    assert companies.suggest_folder("Müller & Söhne") == usual.with_name(
        f"{usual.name}-müller-söhne"
    )

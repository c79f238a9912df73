"""A wheel has everything that the program needs, whatever it is built from."""

from __future__ import annotations

import tomllib
import zipfile
from pathlib import Path

import pytest
from PySide6.QtCore import QTranslator

from tests.unit.installer.wheels import ROOT, build, call, copy_checkout, names, unpack


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_checkout(tmp_path_factory.mktemp("fresh") / "clone")


@pytest.fixture(scope="module")
def wheel(checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(checkout, "build_wheel", tmp_path_factory.mktemp("dist"))


def below(folder: str, *suffixes: str) -> set[str]:
    """Files of the checkout below a folder, with the names that they have in the checkout."""
    found = (file for file in (ROOT / folder).rglob("*") if file.suffix in suffixes)
    return {file.relative_to(ROOT).as_posix() for file in found}


def test_it_has_every_module_fact_and_migration(wheel: Path) -> None:
    code = below("receipt_desktop", ".py", ".toml", ".mako")
    assert {"receipt_desktop/__main__.py"} < code
    assert code <= names(wheel)


def test_it_has_the_resources(wheel: Path) -> None:
    resources = below("resources", ".svg", ".jpg", ".pdf", ".png", ".ts", ".md")
    assert {"resources/icons/program.svg", "resources/docs/api.md"} < resources
    assert {f"receipt_desktop/{name}" for name in resources} <= names(wheel)


def test_it_has_the_licence_and_the_command(wheel: Path) -> None:
    inside = {name.partition(".dist-info/")[2] for name in names(wheel)}
    assert {"licenses/LICENSE", "entry_points.txt"} <= inside


def test_its_translations_are_compiled(wheel: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path)
    for language in ("de", "en", "fr"):
        folder = tmp_path / "receipt_desktop" / "resources" / "translations"
        assert QTranslator().load(f"receipt_desktop_{language}", str(folder))


def test_a_build_leaves_the_checkout_as_it_was(checkout: Path, wheel: Path) -> None:
    assert wheel.is_file()
    assert list(checkout.rglob("*.qm")) == []


def test_old_compiled_translations_are_not_taken(
    checkout: Path, wheel: Path, tmp_path: Path
) -> None:
    old = checkout / "resources" / "translations" / "receipt_desktop_de.qm"
    old.write_text("of last year")
    try:
        again = build(checkout, "build_wheel", tmp_path)
    finally:
        old.unlink()
    assert again.read_bytes() == wheel.read_bytes()


def test_an_sdist_makes_the_same_wheel(checkout: Path, wheel: Path, tmp_path: Path) -> None:
    sdist = build(checkout, "build_sdist", tmp_path)
    unpacked = unpack(sdist, tmp_path / "unpacked")
    assert names(build(unpacked, "build_wheel", tmp_path)) == names(wheel)


def test_only_a_wheel_build_asks_for_qt(checkout: Path) -> None:
    assert "pyside6" in call(checkout, "get_requires_for_build_wheel")
    assert "pyside6" not in call(checkout, "get_requires_for_build_editable")
    assert "pyside6" not in call(checkout, "get_requires_for_build_sdist")


def test_the_same_qt_is_asked_for_as_at_run_time(checkout: Path) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    (needed,) = (one for one in project["dependencies"] if one.startswith("pyside6-essentials"))
    assert needed in call(checkout, "get_requires_for_build_wheel")

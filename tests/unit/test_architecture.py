"""The import contracts: the architecture page agrees with them, and they cover new modules."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "resources" / "docs" / "architecture.md"
LAYERS = "Imports run downwards only"
FRONTS = "The fronts know actions and plain types only"


def linter() -> dict[str, Any]:
    """The import-linter section of pyproject.toml."""
    with (ROOT / "pyproject.toml").open("rb") as file:
        section: dict[str, Any] = tomllib.load(file)["tool"]["importlinter"]
    return section


def contracts() -> dict[str, dict[str, Any]]:
    """All contracts by name."""
    return {contract["name"]: contract for contract in linter()["contracts"]}


def layers() -> list[set[str]]:
    """The rows of the layers contract, from the top."""
    return [set(re.findall(r"\w+", row)) for row in contracts()[LAYERS]["layers"]]


def exclusive() -> dict[str, dict[str, Any]]:
    """The contracts that keep a library within some packages."""
    return {
        name: contract
        for name, contract in contracts().items()
        if contract["type"] == "forbidden" and contract["source_modules"] == ["receipt_desktop"]
    }


def test_the_page_shows_the_layers_of_the_contract() -> None:
    block = re.search(r"```layers\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    assert block
    shown = [set(re.findall(r"\w+", row)) for row in block[1].strip().splitlines()]
    assert shown == layers()


def test_the_page_describes_every_package() -> None:
    text = PAGE.read_text(encoding="utf-8")
    package = ROOT / "receipt_desktop"
    names = {path.stem for path in package.glob("*.py")} - {"__init__"}
    names |= {path.name for path in package.iterdir() if (path / "__init__.py").exists()}
    described = set(re.findall(r"^\| `(\w+)(?:\.py|/)` \|", text, re.MULTILINE))
    assert described == names


def test_the_page_names_every_exclusive_library() -> None:
    text = PAGE.read_text(encoding="utf-8")
    for contract in exclusive().values():
        for module in contract["forbidden_modules"]:
            assert f"`{module}`" in text


def test_the_names_of_the_paths_exist() -> None:
    steps = re.findall(r"`([\w/]+\.py)`:\s+`(\w+)(?:\.(\w+))?`", PAGE.read_text(encoding="utf-8"))
    assert len(steps) > 15
    for file, name, member in steps:
        code = (ROOT / "receipt_desktop" / file).read_text(encoding="utf-8")
        assert re.search(rf"^(class|def) {name}\b", code, re.MULTILINE), (file, name)
        assert not member or re.search(rf"def {member}\b", code), (file, name, member)


def test_no_exception_is_granted_outside_the_named_packages() -> None:
    """A contract by exclusion grants its exceptions to the packages that its name says."""
    for name, contract in exclusive().items():
        for grant in contract.get("ignore_imports", ()):
            owner = grant.removeprefix("receipt_desktop.").split(".")[0]
            assert owner in name.split(" only in ")[1], (name, grant)


@pytest.fixture(scope="module")
def broken(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """The contracts that a copy of the package breaks once a new module imports everything."""
    copy = tmp_path_factory.mktemp("copy")
    ignored = shutil.ignore_patterns("__pycache__", "migrations")
    shutil.copytree(ROOT / "receipt_desktop", copy / "receipt_desktop", ignore=ignored)
    shutil.copy(ROOT / "pyproject.toml", copy)
    libraries = sorted({m for c in exclusive().values() for m in c["forbidden_modules"]})
    newcomer = "\n".join(f"import {name}" for name in [*libraries, "receipt_desktop.store"])
    (copy / "receipt_desktop" / "domain" / "newcomer.py").write_text(newcomer, encoding="utf-8")
    front = "import receipt_desktop.jobs"
    (copy / "receipt_desktop" / "ui" / "newcomer.py").write_text(front, encoding="utf-8")
    command = shutil.which("lint-imports", path=str(Path(sys.executable).parent))
    assert command
    done = subprocess.run(
        [command, "--no-cache", "--no-logo"], cwd=copy, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1, done.stdout + done.stderr
    return set(re.findall(r"^(.+?) BROKEN\b", done.stdout, re.MULTILINE))


def test_a_new_module_breaks_every_contract_that_it_violates(broken: set[str]) -> None:
    assert broken == {LAYERS, FRONTS, *exclusive()}


def test_a_new_package_has_to_be_placed_in_a_layer() -> None:
    assert contracts()[LAYERS]["exhaustive"] is True

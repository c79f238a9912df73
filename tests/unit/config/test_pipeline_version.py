"""Other code or other facts of the pipeline give another version; the rest does not count."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

import receipt_desktop
from receipt_desktop.config.pipeline_version import compute_version, pipeline_version

PACKAGE = Path(receipt_desktop.__file__).parent
RELEASE = "1.0"


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """A copy of the package's sources and facts."""
    return Path(
        shutil.copytree(
            PACKAGE, tmp_path / "package", ignore=shutil.ignore_patterns("__pycache__", "*.qm")
        )
    )


def append(file: Path, text: str) -> None:
    file.write_text(file.read_text(encoding="utf-8") + text, encoding="utf-8")


@pytest.fixture
def version(package: Path) -> str:
    """The version of the unchanged copy."""
    return compute_version(package, RELEASE)


def test_a_copy_has_the_version_of_the_program(version: str) -> None:
    assert version == compute_version(PACKAGE, "2.0")
    assert re.fullmatch(r"[0-9a-f]{12}", pipeline_version())


@pytest.mark.parametrize(
    "changed",
    [
        "pipeline.py",
        "reading/tiles.py",
        "reading/worker/tasks.py",
        "extraction/rules/totals.py",
        "validation/check.py",
        "domain/page.py",
    ],
)
def test_other_code_has_another_version(package: Path, version: str, changed: str) -> None:
    append(package / changed, "\n# changed\n")
    assert compute_version(package, RELEASE) != version


def test_every_fact_file_counts(package: Path) -> None:
    facts = sorted((package / "extraction" / "facts").rglob("*.toml"))
    versions = {compute_version(package, RELEASE)}
    for file in facts:
        append(file, "\n# changed\n")
        versions.add(compute_version(package, RELEASE))
    assert facts
    assert len(versions) == len(facts) + 1


def test_a_new_fact_file_counts(package: Path, version: str) -> None:
    (package / "extraction" / "facts" / "new.toml").write_text("")
    assert compute_version(package, RELEASE) != version


@pytest.mark.parametrize("changed", ["ui/main_window.py", "cli/parser.py", "jobs/consumer.py"])
def test_code_outside_the_pipeline_does_not_count(
    package: Path, version: str, changed: str
) -> None:
    append(package / changed, "\n# changed\n")
    assert compute_version(package, RELEASE) == version


def test_line_ends_and_compiled_files_do_not_count(package: Path, version: str) -> None:
    file = package / "pipeline.py"
    file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    (package / "reading" / "tiles.pyc").write_bytes(b"compiled")
    assert compute_version(package, RELEASE) == version


def test_without_source_files_the_release_and_the_facts_count(package: Path) -> None:
    for file in package.rglob("*.py"):
        file.unlink()
    version = compute_version(package, RELEASE)
    assert version != compute_version(package, "2.0")
    append(next((package / "extraction" / "facts").rglob("*.toml")), "\n# changed\n")
    assert version != compute_version(package, RELEASE)

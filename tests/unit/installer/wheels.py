"""Builds the wheel and the sdist with the installed backend, without the network."""

from __future__ import annotations

import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
SOURCES = ("receipt_desktop", "resources", "installer")
FILES = ("pyproject.toml", "README.md", "LICENSE")
UNCOMMITTED = shutil.ignore_patterns("__pycache__", "*.qm", "*.qm.new")
BUILD = "import sys; sys.path.insert(0, 'installer'); import build_backend as b; print(b.{}({!r}))"


def copy_checkout(target: Path) -> Path:
    """What a fresh clone has of the files that a build needs: no compiled translations."""
    target.mkdir()
    for name in SOURCES:
        shutil.copytree(ROOT / name, target / name, ignore=UNCOMMITTED)
    for name in FILES:
        shutil.copyfile(ROOT / name, target / name)
    return target


def build(checkout: Path, function: str, target: Path) -> Path:
    """Call a function of the build backend in this checkout; the file that it made in `target`."""
    return target / call(checkout, function, str(target)).split()[-1]


def call(checkout: Path, function: str, argument: object = None) -> str:
    """What a function of the build backend returns, as text."""
    done = subprocess.run(
        [sys.executable, "-c", BUILD.format(function, argument)],
        cwd=checkout,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def unpack(sdist: Path, target: Path) -> Path:
    """The folder in an sdist."""
    subprocess.run([sys.executable, "-m", "tarfile", "-e", str(sdist), str(target)], check=True)
    (folder,) = target.iterdir()
    return folder


def names(wheel: Path) -> set[str]:
    """The files in a wheel."""
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())

"""Makes the tree of packages that every package of the program contains.

    from installer.package.targets import WINDOWS
    from installer.package.tree import compile_packages, make_packages
    removed = make_packages(WINDOWS, folder)  # the lock's wheels and the program, cut down
    compile_packages(python, folder)          # byte code beside or in place of the sources

The wheels come from the lock with their hashes; no package is built but the program itself.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Mapping
from importlib.metadata import Distribution
from pathlib import Path

from installer.package.locales import cut_locales
from installer.package.removals import STAND_INS, find_removal
from installer.package.targets import Target

ROOT = Path(__file__).resolve().parents[2]
"""The checkout."""
WITH_SOURCES = ("PySide6", "cv2", "receipt_desktop", "shiboken6")
"""The program's own: the version of the pipeline is made from them. Those of Qt's binding: LGPL.
OpenCV reads its `config.py` itself."""


def make_packages(target: Target, folder: Path) -> Counter[str]:
    """Make the tree for a system in an empty folder; returns bytes left out, by reason.

    Raises `subprocess.CalledProcessError` when a wheel is missing or does not fit the lock.
    """
    install_packages(target, folder)
    removed = prune(folder)
    for name, reason in STAND_INS.items():
        (folder / name).write_text(f'"""{reason}"""\n', "utf-8")
    removed["locale data that is never asked for"] = cut_locales(folder)
    return removed


def install_packages(target: Target, folder: Path) -> None:
    """Install the lock's wheels for a system into a folder, and the program's own wheel.

    Raises `subprocess.CalledProcessError` when a wheel is missing or does not fit the lock.
    """
    with tempfile.TemporaryDirectory(prefix="receipt-desktop-") as temporary:
        requirements = Path(temporary, "requirements.txt")
        run_uv("export", "--frozen", "--no-dev", "--no-emit-project", "-o", str(requirements))
        _install(target, folder, "--require-hashes", "-r", str(requirements))
        _install(target, folder, str(build_wheel(Path(temporary, "wheel"))))


def build_wheel(folder: Path) -> Path:
    """Build the program's wheel. Raises `subprocess.CalledProcessError`."""
    run_uv("build", "--wheel", "--out-dir", str(folder), str(ROOT))
    return next(folder.glob("*.whl"))


def _install(target: Target, folder: Path, *what: str) -> None:
    run_uv(
        *("pip", "install", "--target", str(folder), "--link-mode", "copy"),
        *("--python-platform", target.platform, "--python-version", target.python),
        *("--only-binary", ":all:", "--no-deps"),
        *what,
        variables=target.variables,
    )


def run_uv(*arguments: str, variables: Mapping[str, str] | None = None) -> None:
    """Run uv in the checkout. Raises `subprocess.CalledProcessError`, `OSError`."""
    subprocess.run(
        [find_uv(), *arguments, "--quiet"],
        cwd=ROOT,
        env={**os.environ, **(variables or {})},
        check=True,
    )


def find_uv() -> str:
    """The one that `UV` names, that on PATH, else that of the checkout."""
    own = ROOT / ".tools" / ("Scripts" if sys.platform == "win32" else "bin")
    return os.environ.get("UV") or shutil.which("uv") or shutil.which("uv", path=own) or "uv"


def prune(folder: Path) -> Counter[str]:
    """Delete the files that the table names; returns bytes by reason.

    Of a distribution that loses all its files the data are deleted too: it is no part any more.
    """
    recorded = {entry: list_recorded_files(entry) for entry in folder.glob("*.dist-info")}
    removed: Counter[str] = Counter()
    for file in list_files(folder):
        removal = find_removal(file.relative_to(folder).as_posix())
        if removal:
            removed[removal.reason] += file.lstat().st_size
            file.unlink()
    for entry, files in recorded.items():
        if files and not any(file.exists() for file in files):
            shutil.rmtree(entry)
    remove_empty_folders(folder)
    return removed


def list_recorded_files(entry: Path) -> list[Path]:
    """What a distribution installed beside its data, of its folder `.dist-info`."""
    recorded = Distribution.at(entry).files or ()
    return [entry.parent / file for file in recorded if file.parts[0] != entry.name]


def list_files(folder: Path) -> list[Path]:
    """All files and links under a folder, sorted."""
    return sorted(path for path in folder.rglob("*") if path.is_symlink() or not path.is_dir())


def find_one(folder: Path, pattern: str) -> Path:
    """The one file of a pattern. Raises `ValueError` for none or several."""
    (found,) = folder.glob(pattern)
    return found


def remove_empty_folders(folder: Path) -> None:
    """Delete the folders that hold nothing."""
    for path in sorted(folder.rglob("*"), reverse=True):
        if path.is_dir() and not path.is_symlink() and not any(path.iterdir()):
            path.rmdir()


def measure(folder: Path) -> int:
    """Bytes of all files."""
    return sum(file.lstat().st_size for file in list_files(folder))


def compile_packages(python: Path, folder: Path, shown: str = "") -> None:
    """Compile site-packages (or a standard library), and keep sources only where they are used.

    `python` has the version of the tree; `shown` takes the folder's place in tracebacks. Raises
    `subprocess.CalledProcessError`.
    """
    for entry in sorted(folder.iterdir()):
        if entry.name in WITH_SOURCES:
            compile_modules(python, entry, f"{shown}/{entry.name}")
    compile_modules(
        python, folder, shown, "-b", "-x", "|".join(f"/{name}/" for name in WITH_SOURCES)
    )
    for source in list_files(folder):
        if source.suffix == ".py" and source.with_suffix(".pyc").is_file():
            source.unlink()


def compile_modules(python: Path, folder: Path, shown: str, *options: str) -> None:
    """Compile all modules of a folder, so that a start writes nothing and looks at no source.

    The byte code holds a hash in place of the source's time and is not checked at start: the same
    sources give the same files. Raises `subprocess.CalledProcessError`.
    """
    subprocess.run(
        [
            *(python, "-I", "-B", "-m", "compileall", "-q"),
            *("--invalidation-mode", "unchecked-hash"),
            *("-s", str(folder), "-p", shown, "-j", "1", *options, str(folder)),
        ],
        env={**os.environ, "PYTHONHASHSEED": "0"},
        check=True,
    )

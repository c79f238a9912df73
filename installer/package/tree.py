"""Makes the tree of packages that every package of the program contains.

    from installer.package.targets import WINDOWS
    from installer.package.tree import install_packages, prune
    install_packages(WINDOWS, folder)   # the lock's wheels of that system, and the program
    removed = prune(folder)             # leaves out what `removals.py` lists

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
from pathlib import Path

from installer.package.removals import find_removal
from installer.package.targets import Target

ROOT = Path(__file__).resolve().parents[2]
"""The checkout."""


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
    """The uv on PATH, else that of the checkout (`installer/environment.sh`)."""
    own = ROOT / ".tools" / ("Scripts" if sys.platform == "win32" else "bin")
    return shutil.which("uv") or shutil.which("uv", path=own) or os.environ.get("UV", "uv")


def prune(folder: Path) -> Counter[str]:
    """Delete the files that the table names; returns bytes by reason."""
    removed: Counter[str] = Counter()
    for file in list_files(folder):
        removal = find_removal(file.relative_to(folder).as_posix())
        if removal:
            removed[removal.reason] += file.lstat().st_size
            file.unlink()
    remove_empty_folders(folder)
    return removed


def list_files(folder: Path) -> list[Path]:
    """All files and links under a folder, sorted."""
    return sorted(path for path in folder.rglob("*") if path.is_symlink() or not path.is_dir())


def remove_empty_folders(folder: Path) -> None:
    """Delete the folders that hold nothing."""
    for path in sorted(folder.rglob("*"), reverse=True):
        if path.is_dir() and not path.is_symlink() and not any(path.iterdir()):
            path.rmdir()


def measure(folder: Path) -> int:
    """Bytes of all files."""
    return sum(file.lstat().st_size for file in list_files(folder))


def precompile(python: Path, folder: Path, shown: str = "") -> None:
    """Compile all modules beside their sources, for a folder that nobody may write to.

    `python` has the version of the tree; `shown` takes the folder's place in tracebacks. The byte
    code holds a hash in place of the source's time and is not checked at start: the same sources
    give the same files, and a start opens no source. Raises `subprocess.CalledProcessError`.
    """
    subprocess.run(
        [python, "-I", "-m", "compileall", "-q", "--invalidation-mode", "unchecked-hash"]
        + ["-s", str(folder), "-p", shown, "-j", "1", str(folder)],
        env={**os.environ, "PYTHONHASHSEED": "0"},
        check=True,
    )

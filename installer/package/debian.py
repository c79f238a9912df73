"""Packages of Debian that parts of the program come from."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path


def unpack(packages: Sequence[str], folder: Path, copyrights: Path) -> None:
    """Download packages in the version that apt would install, and unpack them into a folder.

    Their licences go into `copyrights`, as `<package>.copyright`. Raises
    `subprocess.CalledProcessError` when apt does not know a package.
    """
    with tempfile.TemporaryDirectory() as temporary:
        command = ["apt-get", "-qq", "-o", "APT::Sandbox::User=root", "download", *packages]
        subprocess.run(command, cwd=temporary, check=True)
        for file in sorted(Path(temporary).glob("*.deb")):
            subprocess.run(["dpkg-deb", "-x", str(file), str(folder)], check=True)
    copyrights.mkdir(parents=True, exist_ok=True)
    for name in packages:
        text = folder / "usr" / "share" / "doc" / name / "copyright"
        shutil.copyfile(text, copyrights / f"{name}.copyright")


def find_version(package: str) -> str:
    """The version that apt would install."""
    command = ["apt-cache", "show", "--no-all-versions", package]
    shown = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return next(line for line in shown.splitlines() if line.startswith("Version: ")).split()[1]

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.unit.installer.machine import APT_GET, DPKG_QUERY, INSTALLER, ORDINARY, QT, UV, Machine


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    """Root on Debian with everything there but the environment."""
    made = Machine(tmp_path, tmp_path / "check out", home=tmp_path / "home")
    (tmp_path / "home").mkdir()
    shutil.copytree(INSTALLER, made.checkout / "installer")
    (made.checkout / "uv.lock").write_text("version = 1\n")
    (made.checkout / "pyproject.toml").write_text("[project]\n")
    made.commands.mkdir()
    for name in ORDINARY:
        (made.commands / name).symlink_to(shutil.which(name) or "/missing")
    made.has("id", "echo 0")
    made.has("dpkg-query", DPKG_QUERY)
    made.has("apt-get", APT_GET)
    made.has("uv", UV)
    made.has_packages(*QT)
    return made

"""Hatch build hook: puts `resources` with compiled translations into the wheel."""

from __future__ import annotations

import importlib.util
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

DESTINATION = "receipt_desktop/resources"
"""Where `receipt_desktop.config.paths.resources` finds them in an installed program."""
LEFT_OUT = shutil.ignore_patterns(".*", "*.qm", "*.qm.new")
"""Hidden files, and translations compiled earlier: those of a checkout can be old."""


class Resources(BuildHookInterface[Any]):
    """Adds icons, translations, samples and documentation to the wheel.

    They are copied to a temporary folder and the translations compiled there, so a checkout or an
    unpacked sdist is not written to. An editable build uses the checkout's own folder.
    """

    PLUGIN_NAME = "resources"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Copy, compile and register the folder. Raises `RuntimeError` without `lrelease`."""
        if version == "editable":
            return
        self._temporary = tempfile.mkdtemp(prefix="receipt-desktop-")
        folder = Path(self._temporary, "resources")
        shutil.copytree(Path(self.root, "resources"), folder, ignore=LEFT_OUT)
        compile_translations(folder / "translations")
        build_data["force_include"][str(folder)] = DESTINATION

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Delete the temporary folder."""
        del build_data, artifact_path
        if version != "editable":
            shutil.rmtree(self._temporary)


def compile_translations(folder: Path) -> None:
    """Make a .qm beside each .ts. Raises `RuntimeError`, `subprocess.CalledProcessError`."""
    tool = find_lrelease()
    for source in sorted(folder.glob("*.ts")):
        compiled = source.with_suffix(".qm")
        subprocess.run([tool, "-silent", str(source), "-qm", str(compiled)], check=True)


def find_lrelease() -> str:
    """The path of Qt's translation compiler. Raises `RuntimeError` when it is not installed."""
    found = importlib.util.find_spec("PySide6")
    for folder in (found.submodule_search_locations or ()) if found else ():
        tool = shutil.which("lrelease", path=folder)
        if tool:
            return tool
    raise RuntimeError("lrelease is missing: a wheel build needs pyside6-essentials")

"""Puts the parts of the app together, all but the launcher, the signature and the disk image.

    python -m installer.macos.app APP PYTHON_FOLDER arm64|x86_64 VERSION

Contents/Info.plist              from installer/macos/Info.plist
Contents/MacOS/                  the launcher, which build.sh compiles
Contents/Resources/python/       Python; the lock's wheels and the program in its site-packages
"""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

from installer.macos.icon import write_icon
from installer.macos.libraries import check_libraries, replace_libraries
from installer.package import licences
from installer.package.targets import MACOS_ARM, MACOS_INTEL
from installer.package.tree import compile_packages, make_packages
from receipt_desktop.config.build_info import BUILD_FILE_NAME
from receipt_desktop.config.installation import LICENCES_FILE_NAME

TARGETS = {"arm64": MACOS_ARM, "x86_64": MACOS_INTEL}
TEMPLATE = Path(__file__).with_name("Info.plist")
SITE_PACKAGES = Path("lib", "python3.13", "site-packages")
LEFT_OUT = shutil.ignore_patterns(
    *("test", "idlelib", "tkinter", "turtledemo", "ensurepip", "site-packages", "*.a")
)
"""Of Python: what the program never imports."""


def make_app(app: Path, python: Path, processor: str, version: str) -> None:
    """Make the app's folder.

    Raises `ValueError` for a licence or a library that stops the build,
    `subprocess.CalledProcessError`, `OSError`.
    """
    contents = app / "Contents"
    resources = contents / "Resources"
    (contents / "MacOS").mkdir(parents=True)
    text = TEMPLATE.read_text(encoding="utf-8").replace("@VERSION@", version)
    (contents / "Info.plist").write_text(text, encoding="utf-8")
    (contents / "PkgInfo").write_text("APPL????", encoding="ascii")
    own_python = resources / "python"
    shutil.copytree(python, own_python, symlinks=True, ignore=LEFT_OUT)
    site = own_python / SITE_PACKAGES
    make_packages(TARGETS[processor], site)
    replace_libraries(site, processor)
    check_libraries(site)
    write_icon(resources / "receipt-desktop.icns")
    licences.write_list(own_python / LICENCES_FILE_NAME, site)
    if facts := os.environ.get("BUILD_INFO"):
        shutil.copyfile(facts, own_python / BUILD_FILE_NAME)
    compile_packages(own_python / "bin" / "python3.13", site)


if __name__ == "__main__":
    make_app(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3], sys.argv[4])

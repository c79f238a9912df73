"""The archive for a user without root: the program's folder and `install.sh`."""

from __future__ import annotations

import shutil
import subprocess
import tarfile
import tempfile
from pathlib import Path

from installer.package import debian, elf, licences
from installer.package.linux_program import (
    DATA,
    NAME,
    make_program,
    set_modes,
    write_shared_data,
)
from installer.package.release import Release
from installer.package.targets import LINUX

SCREEN_PACKAGES = {
    "libxcb-cursor0": "libxcb-cursor.so.0",
    "libxcb-icccm4": "libxcb-icccm.so.4",
    "libxcb-image0": "libxcb-image.so.0",
    "libxcb-keysyms1": "libxcb-keysyms.so.1",
    "libxcb-render-util0": "libxcb-render-util.so.0",
    "libxcb-util1": "libxcb-util.so.1",
    "libxkbcommon-x11-0": "libxkbcommon-x11.so.0",
}
"""Small libraries that Qt needs on X11 and many desktops lack; the Debian package asks for them."""
SCREEN_FOLDER = "lib/python3/dist-packages/PySide6/Qt/lib"
"""Where Qt's plugins look for libraries."""
COMPRESSION = ("xz", "-6", "--threads=2", "--block-size=24MiB", "--stdout")
"""Two threads and blocks of a fixed size: the same bytes on every machine."""


def build(target: Path, release: Release) -> Path:
    """Build the archive into a folder. Raises `subprocess.CalledProcessError`, `OSError`."""
    with tempfile.TemporaryDirectory(prefix="receipt-desktop-") as temporary:
        root = Path(temporary, f"{NAME}-{release.version}")
        make_program(root / "program", release)
        complete(root, release)
        file = target / f"{NAME}-{release.version}-{LINUX.name}.tar.xz"
        write_archive(file, root, release.time)
        return file


def complete(root: Path, release: Release) -> None:
    """Add to the program's folder what a user without root needs. Raises as `build`."""
    add_screen_libraries(root / "program")
    licences.add_debian_parts(root / "program" / "licences.json", root / "program" / "licences")
    write_shared_data(root, release, f"%h/.local/bin/{NAME}")
    (root / "version").write_text(f"{release.version}\n", "utf-8")
    for name in ("install.sh", "uninstall.sh"):
        shutil.copyfile(DATA / name, root / name)
    set_modes(root)


def add_screen_libraries(program: Path) -> None:
    """Add what Qt needs of X11, with Debian's licences."""
    with tempfile.TemporaryDirectory() as temporary:
        debian.unpack(tuple(SCREEN_PACKAGES), Path(temporary), program / "licences")
        for library in SCREEN_PACKAGES.values():
            found = next(path for path in Path(temporary).rglob(library))
            shutil.copyfile(found, program / SCREEN_FOLDER / library)
            elf.set_paths(program / SCREEN_FOLDER / library, "$ORIGIN")


def write_archive(file: Path, folder: Path, time: int) -> None:
    """Write a .tar.xz that depends on nothing but the files and the time.

    Raises `subprocess.CalledProcessError`, `OSError`.
    """

    def clear(entry: tarfile.TarInfo) -> tarfile.TarInfo:
        entry.uid = entry.gid = 0
        entry.uname = entry.gname = ""
        entry.mtime = time
        return entry

    with tempfile.TemporaryFile(dir=file.parent) as plain, file.open("wb") as packed:
        with tarfile.open(fileobj=plain, mode="w") as archive:
            archive.add(folder, folder.name, filter=clear)  # sorts the names of each folder
        plain.seek(0)
        subprocess.run(COMPRESSION, stdin=plain, stdout=packed, check=True)

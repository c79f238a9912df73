"""The Python of the Linux packages: Debian's, made to run from any folder.

Its files come from Debian's own packages and keep that distribution's security updates: build
again and they are new. Left out is what pulls in a licence that the program cannot pass on
(`readline` is GPL, `_dbm` uses Berkeley DB) and what it never imports.
"""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from installer.package import debian, elf
from installer.package.tree import compile_modules, list_files, remove_empty_folders

NAME = "python3.11"
PACKAGES = ("python3.11-minimal", "libpython3.11-minimal", "libpython3.11-stdlib")
LIBRARY_PACKAGES = {
    "libbz2-1.0": ("libbz2.so.1.0",),
    "libexpat1": ("libexpat.so.1",),
    "libffi8": ("libffi.so.8",),
    "liblzma5": ("liblzma.so.5",),
    "libsqlite3-0": ("libsqlite3.so.0",),
    "libssl3": ("libcrypto.so.3", "libssl.so.3"),
    "libuuid1": ("libuuid.so.1",),
    "zlib1g": ("libz.so.1",),
}
"""Debian's packages of the libraries that its Python links."""
SYSTEM_LIBRARIES = frozenset({"libc.so.6", "libm.so.6", "ld-linux-x86-64.so.2"})
LEFT_OUT = (
    *(
        "__phello__",
        "ensurepip",
        "idlelib",
        "lib2to3",
        "pydoc_data",
        "test",
        "tkinter",
        "turtle.py",
    ),
    *("turtledemo", "venv", "EXTERNALLY-MANAGED", "sitecustomize.py", "curses"),
    *("__hello__.py", "_sysconfigdata__linux_x86_64-linux-gnu.py", "antigravity.py"),
)
"""Of the standard library: never imported, or of Debian's own installation."""
MODULES_LEFT_OUT = (
    *("_crypt", "_ctypes_test", "_curses", "_dbm", "_test", "_xxtest", "nis", "ossaudiodev"),
    *("readline", "xxlimited"),
)
"""First letters of extension modules that are left out."""


def install_python(folder: Path, copyrights: Path) -> Path:
    """Put Python into a folder, `bin/` and `lib/`; returns its program.

    Raises `subprocess.CalledProcessError`, `OSError`.
    """
    with tempfile.TemporaryDirectory() as temporary:
        debian.unpack((*PACKAGES, *LIBRARY_PACKAGES), Path(temporary), copyrights)
        program = folder / "bin" / NAME
        program.parent.mkdir(parents=True)
        shutil.copyfile(Path(temporary, "usr/bin", NAME), program)
        program.chmod(0o755)
        shutil.copytree(Path(temporary, "usr/lib", NAME), folder / "lib" / NAME, symlinks=True)
        _copy_libraries(Path(temporary), folder / "lib")
    _leave_out(folder / "lib" / NAME)
    _connect(program, folder / "lib")
    return program


def compile_library(program: Path) -> None:
    """Compile the standard library in place of its sources."""
    folder = program.parent.parent / "lib" / NAME
    compile_modules(program, folder, NAME, "-b")
    for source in folder.rglob("*.py"):
        source.unlink()


def _copy_libraries(unpacked: Path, folder: Path) -> None:
    for names in LIBRARY_PACKAGES.values():
        for name in names:
            found = min(unpacked.rglob(name), key=lambda path: len(path.parts))
            shutil.copyfile(found, folder / name)


def _leave_out(folder: Path) -> None:
    for name in LEFT_OUT:
        place = folder / name
        if place.is_dir() and not place.is_symlink():
            shutil.rmtree(place)
        else:
            place.unlink(missing_ok=True)
    for module in (folder / "lib-dynload").iterdir():
        if module.name.startswith(MODULES_LEFT_OUT):
            module.unlink()
    remove_empty_folders(folder)


def _connect(program: Path, folder: Path) -> None:
    """Have Python and its modules find the libraries beside them, wherever the folder is."""
    elf.set_paths(program, "$ORIGIN/../lib")
    for file in list_files(folder):
        if elf.is_elf(file) and not SYSTEM_LIBRARIES.issuperset(elf.list_needed(file)):
            up = "../" * (len(file.relative_to(folder).parts) - 1)
            elf.set_paths(file, f"$ORIGIN/{up}".rstrip("/"))

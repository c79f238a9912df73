"""Has the Linux wheels share libraries that several of them bring; one copy of each stays.

psycopg brings OpenSSL as Debian's Python does, and NumPy Fortran's library as Debian's LAPACK does.
Pillow can take pictures of the screen, and the program takes none: the library that reads the keys
of screens becomes one that finds none.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path

from installer.package import elf
from installer.package.tree import find_one, list_files

OPENSSL = {"libcrypto-*": "libcrypto.so.3", "libssl-*": "libssl.so.3"}
OPENSSL_USERS = "psycopg_binary.libs"
"""The folder of the libraries that use it, beside their own copy."""
FORTRAN = {"libgfortran-*": "libgfortran.so.5", "libquadmath-*": "libquadmath.so.0"}
FORTRAN_USERS = "numpy.libs"
FORTRAN_KEPT = "opencv_python_headless.libs"
SCREEN_KEYS, SCREEN_KEY_USER = "libXau-*", "libxcb-*"
SCREEN_PREFIX, NO_KEY = "Xau", "return 0;"


def share_parts(site: Path) -> None:
    """Leave one copy of OpenSSL and of Fortran's library. `site` lies in `lib/python3`.

    Raises `subprocess.CalledProcessError`, `OSError`, `ValueError` as `share`.
    """
    share(site / OPENSSL_USERS, OPENSSL, site.parent.parent)
    share(site / FORTRAN_USERS, FORTRAN, site / FORTRAN_KEPT)
    replace_screen_keys(site / "pillow.libs")


def share(folder: Path, copies: Mapping[str, str], kept: Path) -> None:
    """Delete copies of libraries in a folder, and have its other libraries use those in `kept`.

    `copies` maps patterns of copies to names in `kept`. Raises `ValueError` when a library expects
    a name of its copy that the kept one does not have.
    """
    old = {find_one(folder, pattern): kept / name for pattern, name in copies.items()}
    lost = _list_names(old) - _list_names(old.values())
    for copy in old:
        copy.unlink()
    paths = f"$ORIGIN:$ORIGIN/{os.path.relpath(kept, folder)}"
    replaced = {copy.name: library.name for copy, library in old.items()}
    for file in filter(elf.is_elf, list_files(folder)):
        if not replaced.keys().isdisjoint(elf.list_needed(file)):
            check_names(file, lost)
            elf.set_paths(file, paths, replaced)


def _list_names(libraries: Iterable[Path]) -> set[str]:
    return {name for library in libraries for name in elf.list_defined(library)}


def check_names(file: Path, lost: set[str]) -> None:
    """Raise `ValueError` when a library expects one of these names of others."""
    wanted = {name for names in elf.list_undefined(file).values() for name in names}
    if missing := sorted(wanted & lost):
        raise ValueError(f"{file.name} needs {', '.join(missing)}")


def replace_screen_keys(folder: Path) -> None:
    """Put functions that find no key in the place of the library that reads those of X11."""
    wanted = elf.list_undefined(find_one(folder, SCREEN_KEY_USER))[""]
    names = [name for name in wanted if name.startswith(SCREEN_PREFIX)]
    elf.make_stub(find_one(folder, SCREEN_KEYS), {"": names}, NO_KEY)

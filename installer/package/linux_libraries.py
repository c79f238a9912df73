"""Makes large libraries of the Linux wheels smaller: 118 MB become 20.

The wheels link them, so they cannot simply be left out. OpenCV's reader of films (FFmpeg, with an
OpenSSL that is no longer kept) is never called: functions that end the process take its place.
OpenCV computes matrices of more than 25 rows with OpenBLAS, and the program has none: Debian's
reference BLAS and LAPACK, which are ten times smaller, take its place. Pillow decodes pictures in
AVIF, and has a decoder of its own; OpenCV's becomes one that finds none. Of ICU's data Qt reads
rules of sorting and names of time zones only.
"""

from __future__ import annotations

import fnmatch
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path

from installer.package import debian, elf
from installer.package.shared_parts import share_parts
from installer.package.tree import find_one, list_files

OPENCV = "cv2/cv2.abi3.so"
OPENCV_LIBRARIES = "opencv_python_headless.libs"
FILM_LIBRARIES = {
    "LIBAVCODEC": "libavcodec",
    "LIBAVFORMAT": "libavformat",
    "LIBAVUTIL": "libavutil",
    "LIBSWSCALE": "libswscale",
}
"""Libraries of FFmpeg that OpenCV links, by the first word of their symbols' versions."""
FILM_PARTS = ("libswresample-*", "libvpx-*", "libssl-*", "libcrypto-*", "libdrm-*")
"""Libraries that only those use."""
AVIF_LIBRARY, AVIF_DECODER = "libavif-*", "libaom-*"
AVIF_PREFIX, AVIF_ANSWER = "aom_", "return 0;"
"""Of the decoder's functions: all goes well, and there is no picture."""
ALGEBRA_PACKAGES = ("gcc-12-base", "libblas3", "liblapack3", "libgfortran5", "libquadmath0")
ICU_DATA = "PySide6/Qt/lib/libicudata.so.73"
ICU_FILE = "icudt73l.dat"
"""The name of the data: `icupkg` puts it before the names of all items, where ICU looks for it."""
ICU_SYMBOL = re.compile(
    r"\d+: (?P<address>[0-9a-f]+) (?P<size>\S+) OBJECT .* (?P<name>icudt\d+_dat)$"
)
ICU_REMOVED = (
    "*.cnv",
    "brkitr/*",
    "curr/*",
    "lang/*",
    "rbnf/*",
    "region/*",
    "translit/*",
    "unit/*",
)
ICU_LOCALES = re.compile(r"(zone/)?(?!en|de|fr|root|tzdbNames)[a-z]{2,3}(_[A-Za-z0-9_]+)?\.res")
"""Bundles of languages that the window does not speak. Names of rules have more letters."""

ASSEMBLED = (
    '__asm__(".section .rodata\\n .balign 16\\n .globl {name}\\n .type {name}, @object\\n'
    '{name}:\\n .incbin \\"{file}\\"\\n .size {name}, .-{name}\\n");'
)


def shrink_libraries(site: Path, copyrights: Path) -> None:
    """Replace and strip the libraries of a site-packages folder of Linux.

    Raises `subprocess.CalledProcessError`, `OSError`.
    """
    replace_films(site)
    replace_avif(site)
    replace_algebra(site, copyrights)
    share_parts(site)
    cut_icu(site / ICU_DATA)
    for file in list_files(site):
        if elf.is_elf(file):
            elf.strip_symbols(file)


def replace_films(site: Path) -> None:
    """Put functions that end the process in the place of FFmpeg."""
    folder = site / OPENCV_LIBRARIES
    wanted = elf.list_undefined(site / OPENCV)
    for prefix, name in FILM_LIBRARIES.items():
        versions = {version: wanted[version] for version in wanted if version.startswith(prefix)}
        elf.make_stub(find_one(folder, f"{name}-*"), versions)
    for pattern in FILM_PARTS:
        find_one(folder, pattern).unlink()


def replace_avif(site: Path) -> None:
    """Put functions that find no picture in the place of OpenCV's decoder of AVIF."""
    folder = site / OPENCV_LIBRARIES
    wanted = elf.list_undefined(find_one(folder, AVIF_LIBRARY))[""]
    names = [name for name in wanted if name.startswith(AVIF_PREFIX)]
    elf.make_stub(find_one(folder, AVIF_DECODER), {"": names}, AVIF_ANSWER)


def replace_algebra(site: Path, copyrights: Path) -> None:
    """Put the reference BLAS and LAPACK in the place of OpenBLAS."""
    folder = site / OPENCV_LIBRARIES
    with tempfile.TemporaryDirectory() as temporary:
        debian.unpack(ALGEBRA_PACKAGES, Path(temporary), copyrights)
        for name in ("libblas.so.3", "liblapack.so.3", "libgfortran.so.5", "libquadmath.so.0"):
            found = next(path for path in Path(temporary).rglob(name))
            shutil.copyfile(found, folder / name)
            elf.set_paths(folder / name, "$ORIGIN")
    for pattern in ("libgfortran-*", "libquadmath-*"):
        find_one(folder, pattern).unlink()
    libraries = [str(folder / "liblapack.so.3"), str(folder / "libblas.so.3")]
    place = find_one(folder, "libopenblasp-*")
    elf.link_library(place, "", "-Wl,--no-as-needed", *libraries, "-Wl,-rpath,$ORIGIN")


def cut_icu(library: Path) -> None:
    """Leave out ICU's data that Qt does not read."""
    with tempfile.TemporaryDirectory() as temporary:
        name, data = read_icu(library)
        whole, cut = Path(temporary, ICU_FILE), Path(temporary, "cut", ICU_FILE)
        cut.parent.mkdir()
        whole.write_bytes(data)
        unused = Path(temporary, "unused.txt")
        unused.write_text("\n".join(list_unused(_list_icu(whole))), "utf-8")
        _run("icupkg", "--ignore-deps", "-r", str(unused), str(whole), str(cut))
        elf.link_library(library, ASSEMBLED.format(name=name, file=cut))


def read_icu(library: Path) -> tuple[str, bytes]:
    """The name of the data in the library, and the data."""
    table = _run("readelf", "-sW", "--dyn-syms", str(library))
    match = next(filter(None, map(ICU_SYMBOL.search, table.splitlines())))
    start, size = int(match["address"], 16), int(match["size"], 0)
    return match["name"], library.read_bytes()[start : start + size]


def _list_icu(data: Path) -> Sequence[str]:
    return _run("icupkg", "-l", str(data)).split()


def list_unused(names: Iterable[str]) -> list[str]:
    """Those of ICU's items that Qt does not read."""
    return [
        name
        for name in names
        if any(fnmatch.fnmatchcase(name, pattern) for pattern in ICU_REMOVED)
        or ICU_LOCALES.fullmatch(name)
    ]


def _run(*command: str) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout

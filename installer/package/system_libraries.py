"""Libraries that every Linux desktop has, and Debian's packages of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from installer.package import elf
from installer.package.tree import list_files

C_LIBRARY = (
    *("ld-linux-x86-64.so.2", "libc.so.6", "libdl.so.2", "libm.so.6", "libpthread.so.0"),
    *("libresolv.so.2", "librt.so.1", "libutil.so.1"),
)
"""Parts of glibc."""
PACKAGES: Mapping[str, str] = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libX11.so.6": "libx11-6",
    "libbrotlicommon.so.1": "libbrotli1",
    "libbrotlidec.so.1": "libbrotli1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libgcc_s.so.1": "libgcc-s1",
    "libglib-2.0.so.0": "libglib2.0-0 | libglib2.0-0t64",
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",
    "libgthread-2.0.so.0": "libglib2.0-0 | libglib2.0-0t64",
    "libstdc++.so.6": "libstdc++6",
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-glx.so.0": "libxcb-glx0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxcb.so.1": "libxcb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libzstd.so.1": "libzstd1",
}
"""Debian's packages of the other libraries."""
FURTHER = ("ca-certificates", "hicolor-icon-theme", "tzdata")
"""Needed as files: certificates of web servers, icons, time zones."""
OPTIONAL = ("libqgtk3.so",)
"""Plugins that are used where their libraries are there, and only there."""


def list_dependencies(folder: Path) -> list[str]:
    """What a Debian package of this folder depends on.

    Raises `ValueError` for a library that is neither in the folder nor known here.
    """
    files = [file for file in list_files(folder) if elf.is_elf(file)]
    needed = find_outside(files)
    unknown = sorted(needed.difference(C_LIBRARY, PACKAGES))
    if unknown:
        raise ValueError(f"nothing brings {', '.join(unknown)}")
    major, minor = elf.find_glibc(files)
    packages = {PACKAGES[library] for library in needed if library in PACKAGES}
    return [f"libc6 (>= {major}.{minor})", *sorted({*packages, *FURTHER})]


def find_outside(files: Iterable[Path]) -> set[str]:
    """Libraries that these files need and that are not among them."""
    files = list(files)
    there = {file.name for file in files}
    needed = {
        library for file in files if file.name not in OPTIONAL for library in elf.list_needed(file)
    }
    return needed - there

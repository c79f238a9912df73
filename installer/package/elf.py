"""Shared libraries of Linux: what they need, and small ones made here. Calls binutils and gcc."""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

NEEDED = re.compile(r"^\s+NEEDED\s+(\S+)$", re.MULTILINE)
RUNPATH = re.compile(r"^\s+RUNPATH\s+(\S+)$", re.MULTILINE)
UNDEFINED = re.compile(
    r"\*UND\*\s+[0-9a-f]+\s+(?:\((?P<version>[\w.]+)\)|Base)?\s+(?P<name>\w+)$", re.MULTILINE
)
DEFINED = re.compile(r"^[0-9a-f]+ (?!.*\*UND\*).*\s(?P<name>\w+)$", re.MULTILINE)
GLIBC = re.compile(r"\(GLIBC_(\d+)\.(\d+)\)")
SEGMENT = re.compile(
    r"^\s+LOAD off\s+0x(\w+) vaddr 0x(\w+) paddr 0x\w+ align 2\*\*(\d+)$", re.MULTILINE
)
MAGIC = b"\x7fELF"


def is_elf(file: Path) -> bool:
    """Whether it is a program or library of Linux."""
    if file.is_symlink() or not file.is_file():
        return False
    with file.open("rb") as stream:
        return stream.read(len(MAGIC)) == MAGIC


def list_needed(file: Path) -> tuple[str, ...]:
    """The libraries that the loader looks for."""
    return tuple(NEEDED.findall(_run("objdump", "-p", str(file))))


def find_glibc(files: Iterable[Path]) -> tuple[int, int]:
    """The oldest glibc, major and minor, on which all of the files run."""
    found = (GLIBC.findall(_run("objdump", "-T", str(file))) for file in files)
    pairs = ((int(major), int(minor)) for versions in found for major, minor in versions)
    return max(pairs, default=(2, 0))


def list_undefined(file: Path) -> Mapping[str, tuple[str, ...]]:
    """Names that a library expects of others, by the version that they have there, "" for none."""
    names: dict[str, list[str]] = defaultdict(list)
    for match in UNDEFINED.finditer(_run("objdump", "-T", str(file))):
        names[match["version"] or ""].append(match["name"])
    return {version: tuple(sorted(found)) for version, found in sorted(names.items())}


def list_defined(file: Path) -> set[str]:
    """Names that a library gives to others."""
    return set(DEFINED.findall(_run("objdump", "-T", str(file))))


def make_stub(
    target: Path, versions: Mapping[str, Iterable[str]], statement: str = "__builtin_trap();"
) -> None:
    """Write a library with these functions, by version; all consist of one statement in C.

    The usual one ends the process.
    """
    body = "".join(
        f"long {name}(void) {{ {statement} }}\n" for names in versions.values() for name in names
    )
    exports = "".join(
        f"{version} {{ global: {' '.join(f'{name};' for name in names)} }};\n"
        for version, names in versions.items()
    )
    with tempfile.TemporaryDirectory() as folder:
        script = Path(folder, "exports")
        script.write_text(exports, "utf-8")
        link_library(target, body, f"-Wl,--version-script={script}")


def link_library(target: Path, body: str, *options: str) -> None:
    """Make a library from C code, under its file's name, without the C library."""
    subprocess.run(
        [
            *("gcc", "-shared", "-nostdlib", "-s", "-O1", "-w", "-x", "c", "-", "-o", str(target)),
            *("-x", "none", f"-Wl,-soname,{target.name}", "-Wl,--build-id=none", *options),
        ],
        input=body.encode(),
        check=True,
    )


def set_paths(file: Path, folder: str, replaced: Mapping[str, str] | None = None) -> None:
    """Have a file look for its libraries in a folder, and for some under another name.

    One call of `patchelf` for each: both in one can write a name in the path's place. Raises
    `ValueError` when the path is not there in the end.
    """
    options = [
        word
        for old, new in (replaced or {}).items()
        if old in list_needed(file)
        for word in ("--replace-needed", old, new)
    ]
    if options:
        subprocess.run(["patchelf", *options, str(file)], check=True)
    subprocess.run(["patchelf", "--set-rpath", folder, str(file)], check=True)
    if RUNPATH.findall(_run("objdump", "-p", str(file))) != [folder]:
        raise ValueError(f"{file.name} does not look for its libraries in {folder}")


def strip_symbols(file: Path) -> None:
    """Delete names and notes for debuggers, unless the loader would refuse the result.

    It does for some files that `patchelf` has rearranged before, in the making of a wheel.
    """
    with tempfile.TemporaryDirectory() as folder:
        result = Path(folder, file.name)
        _run("strip", "--strip-unneeded", "-o", str(result), str(file))
        if is_aligned(result):
            shutil.copyfile(result, file)


def is_aligned(file: Path) -> bool:
    """Whether all segments lie where the loader can map them."""
    segments = SEGMENT.findall(_run("objdump", "-p", str(file)))
    return all(
        (int(offset, 16) - int(address, 16)) % 2 ** int(alignment) == 0
        for offset, address, alignment in segments
    )


def _run(*command: str) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout

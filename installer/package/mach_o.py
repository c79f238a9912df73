"""Shared libraries of macOS: what they need, and small ones made here. Calls LLVM's tools.

On a Mac they are part of Xcode's command line tools, on Debian of `clang`, `lld` and `llvm`.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

IS_MAC = sys.platform == "darwin"
OBJDUMP, NM = ("objdump", "nm") if IS_MAC else ("llvm-objdump", "llvm-nm")
TOOLS = ("clang", OBJDUMP, NM) if IS_MAC else ("clang", "ld64.lld", OBJDUMP, NM)
MAGICS = (b"\xcf\xfa\xed\xfe", b"\xca\xfe\xba\xbe")
"""Of a file for one processor, and of one for several."""
SYSTEM_FOLDERS = ("/usr/lib/", "/System/Library/")
"""Libraries there come with macOS; many of them are no files."""

LIBRARY_COMMAND = re.compile(
    r"^ *cmd LC_(?P<kind>\w+)_DYLIB\n.*\n *name (?P<name>.+) \(offset \d+\)\n.*\n"
    r" *current version (?P<version>\S+)\n *compatibility version (?P<compatibility>\S+)$",
    re.MULTILINE,
)
PATH_COMMAND = re.compile(r"^ *cmd LC_RPATH\n.*\n *path (.+) \(offset \d+\)$", re.MULTILINE)
UNDEFINED = re.compile(r"\(undefined\) .*?(?P<name>\S+) \(from (?P<library>\S+)\)")
EXPORTED = re.compile(r"^[0-9a-f]+ \(\w+,\w+\) (?:weak )?external (\S+)$", re.MULTILINE)
SYSTEM_LIBRARY = """--- !tapi-tbd
tbd-version: 4
targets: [ arm64-macos, x86_64-macos ]
install-name: /usr/lib/libSystem.B.dylib
exports: [ { targets: [ arm64-macos, x86_64-macos ], symbols: [ dyld_stub_binder ] } ]
...
"""
"""Stands for the SDK where there is none: macOS refuses a library that does not need this one."""


@dataclass(frozen=True, slots=True)
class Reference:
    """How a file names a library: itself, or one that it needs."""

    name: str
    version: str
    compatibility: str
    """The oldest version that will do."""
    is_optional: bool = False


@dataclass(frozen=True, slots=True)
class LoadCommands:
    """What a file tells the loader."""

    own: Reference | None
    """None unless it is a library that others can link."""
    needed: tuple[Reference, ...]
    search_paths: tuple[str, ...]
    """What `@rpath` stands for."""


def is_mach_o(file: Path) -> bool:
    """Whether it is a program or library of macOS."""
    if file.is_symlink() or not file.is_file():
        return False
    with file.open("rb") as stream:
        return stream.read(4) in MAGICS


def read_commands(file: Path) -> LoadCommands:
    """The load commands, of all processors together. Raises `subprocess.CalledProcessError`."""
    return parse_commands(_run(OBJDUMP, "--macho", "--arch=all", "--private-headers", str(file)))


def parse_commands(text: str) -> LoadCommands:
    """The load commands that `objdump --macho --private-headers` has printed."""
    own: Reference | None = None
    needed: list[Reference] = []
    for match in LIBRARY_COMMAND.finditer(text):
        reference = Reference(
            match["name"], match["version"], match["compatibility"], match["kind"] == "LOAD_WEAK"
        )
        if match["kind"] == "ID":
            own = reference
        else:
            needed.append(reference)
    needed = list(dict.fromkeys(needed))  # a file for several processors names them for each
    return LoadCommands(own, tuple(needed), tuple(dict.fromkeys(PATH_COMMAND.findall(text))))


def list_undefined(file: Path) -> Mapping[str, frozenset[str]]:
    """Names in C that a file expects of others, by the library's name.

    As `nm` shortens it: without the suffix, and without a part of the version.
    """
    names: dict[str, set[str]] = defaultdict(set)
    for match in UNDEFINED.finditer(_run(NM, "-m", "-u", str(file))):
        names[match["library"]].add(match["name"].removeprefix("_"))
    return {library: frozenset(found) for library, found in names.items()}


def list_exported(file: Path) -> frozenset[str]:
    """Names in C that a library offers to others."""
    found = EXPORTED.findall(_run(NM, "-m", "-g", str(file)))
    return frozenset(name.removeprefix("_") for name in found)


def find_library(file: Path, commands: LoadCommands, name: str) -> Path | None:
    """The file that the loader takes for a name in another file's load commands.

    None where there is none. `@executable_path` is the file's own folder: right for programs alone.
    """
    start, _, rest = name.partition("/")
    if start == "@rpath":
        choices = [_expand(file, f"{folder}/{rest}") for folder in commands.search_paths]
    else:
        choices = [_expand(file, name)]
    return next((choice for choice in choices if choice.is_file()), None)


def _expand(file: Path, name: str) -> Path:
    own_folder = str(file.parent)
    for word in ("@loader_path", "@executable_path"):
        name = name.replace(word, own_folder)
    return Path(name).resolve()


def is_of_system(name: str) -> bool:
    """Whether macOS brings the library."""
    return name.startswith(SYSTEM_FOLDERS)


def make_stub(
    target: Path, names: Iterable[str], triple: str, statement: str = "__builtin_trap();"
) -> None:
    """Replace a library by one with these functions; all consist of one statement in C.

    The usual one ends the process. The name and versions in the load commands stay. `triple` names
    processor and oldest system, as `arm64-apple-macos14.0`. Raises `ValueError` when the file is
    no library, `subprocess.CalledProcessError`.
    """
    own = read_commands(target).own
    if not own:
        raise ValueError(f"{target} is not a library")
    body = "".join(f"long {name}(void) {{ {statement} }}\n" for name in sorted(names))
    link_library(target, body, triple, own)


def link_library(
    target: Path, body: str, triple: str, own: Reference, libraries: Sequence[Path] = ()
) -> None:
    """Make a library from C code. The linker signs it ad hoc for Apple processors.

    Raises `subprocess.CalledProcessError`.
    """
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "libSystem.tbd").write_text(SYSTEM_LIBRARY, "utf-8")
        subprocess.run(
            [
                *("clang", "-target", triple, "-dynamiclib", "-O1", "-fno-builtin"),
                *(() if IS_MAC else ("-fuse-ld=lld", f"-L{folder}")),
                *("-install_name", own.name, "-current_version", own.version),
                *("-compatibility_version", own.compatibility, "-o", str(target)),
                *("-x", "c", "-", "-x", "none", *map(str, libraries)),
            ],
            input=body.encode(),
            check=True,
        )


def _run(*command: str) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout

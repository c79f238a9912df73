"""Replaces libraries of the macOS wheels that are linked and never called, and deletes the rest.

OpenCV's wheel for Apple processors links FFmpeg, which brings x264 and x265: those are under the
GPL and cannot be part of a package under the MIT licence. FFmpeg reads films and is never called:
functions that end the process take its place. Pillow decodes pictures in AVIF, so OpenCV's libaom
becomes a library that finds none. What only those two needed, nothing needs any more.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fnmatch import fnmatchcase
from pathlib import Path

from installer.package import mach_o
from installer.package.tree import list_files

OPENCV = Path("cv2", "cv2.abi3.so")
OPENCV_LIBRARIES = Path("cv2", ".dylibs")
OLDEST_SYSTEM = "14.0"
ENDS_THE_PROCESS, FINDS_NOTHING = "__builtin_trap();", "return 0;"
REPLACED: Mapping[str, str] = {
    "libavcodec.*": ENDS_THE_PROCESS,
    "libavdevice.*": ENDS_THE_PROCESS,
    "libavformat.*": ENDS_THE_PROCESS,
    "libavutil.*": ENDS_THE_PROCESS,
    "libswscale.*": ENDS_THE_PROCESS,
    "libaom.*": FINDS_NOTHING,
}
"""What the functions do that take the place of a library's, by its file."""


def replace_libraries(site: Path, processor: str) -> None:
    """Replace libraries of OpenCV in a site-packages folder, and delete those that nothing needs.

    Raises `subprocess.CalledProcessError`, `OSError`.
    """
    reached = list_reached((site / OPENCV).resolve())
    kept = [file for file in reached if find_statement(file) is None]
    for file in reached.difference(kept):
        names = list_wanted(kept, file)
        triple = f"{processor}-apple-macos{OLDEST_SYSTEM}"
        mach_o.make_stub(file, names, triple, find_statement(file) or ENDS_THE_PROCESS)
    for file in list_files((site / OPENCV_LIBRARIES).resolve()):
        if file not in reached:
            file.unlink()


def find_statement(file: Path) -> str | None:
    """What the functions do that replace this library's; None when it stays as it is."""
    return next((REPLACED[key] for key in REPLACED if fnmatchcase(file.name, key)), None)


def list_reached(start: Path) -> set[Path]:
    """A file and the libraries that are loaded with it, but not those of replaced libraries."""
    reached: set[Path] = set()
    waiting = [start]
    while waiting:
        file = waiting.pop()
        if file not in reached:
            reached.add(file)
            waiting += [] if find_statement(file) else list_loaded(file)
    return reached


def list_loaded(file: Path) -> list[Path]:
    """The files that a file's load commands name. Raises `ValueError` when one is missing."""
    commands = mach_o.read_commands(file)
    found = []
    for reference in commands.needed:
        if mach_o.is_of_system(reference.name):
            continue
        library = mach_o.find_library(file, commands, reference.name)
        if library:
            found.append(library)
        elif not reference.is_optional:
            raise ValueError(f"{file} needs {reference.name}, which is missing")
    return found


def list_wanted(files: Iterable[Path], library: Path) -> set[str]:
    """Names in C that these files expect of a library."""
    return {
        name
        for file in files
        for short, names in mach_o.list_undefined(file).items()
        if library.name.startswith(f"{short}.")
        for name in names
    }


def check_libraries(folder: Path) -> None:
    """Check that every program and library finds all that it needs in the folder or in macOS.

    Raises `ValueError` with one sentence for each that does not.
    """
    problems = []
    for file in filter(mach_o.is_mach_o, list_files(folder.resolve())):
        try:
            outside = [one for one in list_loaded(file) if folder.resolve() not in one.parents]
        except ValueError as error:
            problems.append(str(error))
        else:
            problems += [f"{file} needs {one}, which is not in the package" for one in outside]
    if problems:
        raise ValueError("\n".join(problems))

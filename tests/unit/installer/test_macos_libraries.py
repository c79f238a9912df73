"""Libraries of the macOS package: which are replaced, which are left out, which are missing."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from installer.macos import libraries
from installer.package import mach_o
from installer.package.mach_o import Reference

TRIPLE = "arm64-apple-macos14.0"
FILMS = Reference("/DLC/cv2/.dylibs/libavcodec.61.19.101.dylib", "61.19.101", "61.0.0")
COMMANDS = """\
Load command 4
          cmd LC_ID_DYLIB
      cmdsize 72
         name /DLC/cv2/.dylibs/libavcodec.61.19.101.dylib (offset 24)
   time stamp 1 Thu Jan  1 00:00:01 1970
      current version 61.19.101
compatibility version 61.0.0
Load command 12
          cmd LC_LOAD_DYLIB
      cmdsize 72
         name @loader_path/libx264.164.dylib (offset 24)
   time stamp 2 Thu Jan  1 00:00:02 1970
      current version 164.0.0
compatibility version 164.0.0
Load command 13
          cmd LC_LOAD_WEAK_DYLIB
      cmdsize 96
         name /System/Library/Frameworks/Cocoa.framework/Versions/A/Cocoa (offset 24)
   time stamp 2 Thu Jan  1 00:00:02 1970
      current version 24.0.0
compatibility version 1.0.0
Load command 14
          cmd LC_RPATH
      cmdsize 32
         path @loader_path/Qt/lib (offset 12)
"""

needs_tools = pytest.mark.skipif(
    not all(map(shutil.which, mach_o.TOOLS)), reason=f"needs {', '.join(mach_o.TOOLS)}"
)


def test_load_commands_name_the_library_and_what_it_needs() -> None:
    commands = mach_o.parse_commands(COMMANDS)
    assert commands.own == FILMS
    codec, window = commands.needed
    assert codec == Reference("@loader_path/libx264.164.dylib", "164.0.0", "164.0.0")
    assert window.is_optional
    assert [mach_o.is_of_system(one.name) for one in commands.needed] == [False, True]
    assert commands.search_paths == ("@loader_path/Qt/lib",)


def test_a_library_is_found_beside_the_file_or_on_its_search_path(tmp_path: Path) -> None:
    file = tmp_path / "PySide6" / "QtCore.abi3.so"
    commands = mach_o.parse_commands(COMMANDS)
    for name in ("libx264.164.dylib", "Qt/lib/QtCore"):
        library = file.parent / name
        library.parent.mkdir(parents=True, exist_ok=True)
        library.touch()
    find = mach_o.find_library
    assert find(file, commands, "@loader_path/libx264.164.dylib") == file.parent.resolve().joinpath(
        "libx264.164.dylib"
    )
    assert find(file, commands, "@rpath/QtCore") == (file.parent / "Qt/lib/QtCore").resolve()
    assert find(file, commands, "@rpath/QtGui") is None


def make_library(target: Path, name: str, body: str, *linked: str) -> None:
    """A library under a name for others, as the wheel of OpenCV has them."""
    own = Reference(name, "61.19.101", "61.0.0")
    mach_o.link_library(target, body, TRIPLE, own, [target.parent / one for one in linked])


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site-packages folder with libraries that hang together as those of OpenCV do."""
    site = tmp_path_factory.mktemp("site-packages")
    folder = site / libraries.OPENCV_LIBRARIES
    folder.mkdir(parents=True)
    coder, films, shapes = "libx264.164.dylib", "libavcodec.61.19.101.dylib", "libImath.29.dylib"
    make_library(folder / coder, f"@loader_path/{coder}", "long encode(void) { return 1; }")
    body = "long encode(void); long read(void) { return encode(); } long skip(void) { return 2; }"
    make_library(folder / films, f"@loader_path/.dylibs/{films}", body, coder)
    make_library(folder / shapes, f"@loader_path/.dylibs/{shapes}", "long half(void) { return 3; }")
    body = "long read(void); long half(void); long scale(void) { return read() + half(); }"
    make_library(folder / "cv2", "cv2", body, films, shapes)
    (folder / "cv2").rename(site / libraries.OPENCV)
    return site


@needs_tools
def test_a_reader_of_films_is_replaced_and_its_parts_are_left_out(
    wheel: Path, tmp_path: Path
) -> None:
    site = tmp_path / "site-packages"
    shutil.copytree(wheel, site)
    folder = site / libraries.OPENCV_LIBRARIES
    films = folder / "libavcodec.61.19.101.dylib"
    before = mach_o.read_commands(films)
    libraries.replace_libraries(site, "arm64")
    after = mach_o.read_commands(films)
    assert sorted(file.name for file in folder.iterdir()) == ["libImath.29.dylib", films.name]
    assert mach_o.list_exported(films) == {"read"}
    assert after.own == before.own
    assert [one.name for one in after.needed] == ["/usr/lib/libSystem.B.dylib"]
    assert mach_o.list_exported(folder / "libImath.29.dylib") == {"half"}
    libraries.check_libraries(site)


@needs_tools
def test_a_library_that_is_missing_stops_the_build(wheel: Path, tmp_path: Path) -> None:
    site = tmp_path / "site-packages"
    shutil.copytree(wheel, site)
    libraries.check_libraries(site)
    (site / libraries.OPENCV_LIBRARIES / "libx264.164.dylib").unlink()
    with pytest.raises(ValueError, match=r"libavcodec\S+ needs \S+libx264.164.dylib"):
        libraries.check_libraries(site)

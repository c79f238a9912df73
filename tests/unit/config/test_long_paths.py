"""Long paths of Windows."""

from __future__ import annotations

import sys
from pathlib import Path, PureWindowsPath

import pytest

from receipt_desktop.config.long_paths import extend_windows_path, make_openable

LONG = "\\".join(["Belege für das Jahr 2024"] * 12)


@pytest.mark.parametrize(
    ("given", "opened"),
    [
        (r"C:\Belege\a.jpg", r"C:\Belege\a.jpg"),
        (rf"C:\{LONG}\a.jpg", rf"\\?\C:\{LONG}\a.jpg"),
        (rf"\\server\share\{LONG}\a.jpg", rf"\\?\UNC\server\share\{LONG}\a.jpg"),
        (rf"\\?\C:\{LONG}\a.jpg", rf"\\?\C:\{LONG}\a.jpg"),
    ],
)
def test_a_long_path_gets_the_prefix(given: str, opened: str) -> None:
    assert extend_windows_path(PureWindowsPath(given)) == opened


@pytest.mark.skipif(sys.platform == "win32", reason="Windows needs the prefix")
def test_other_systems_need_none() -> None:
    assert make_openable(Path("a" * 300)) == Path("a" * 300)


@pytest.mark.skipif(sys.platform != "win32", reason="needs Windows")
def test_windows_opens_a_long_relative_path() -> None:
    assert str(make_openable(Path("a" * 300))) == f"\\\\?\\{Path('a' * 300).absolute()}"

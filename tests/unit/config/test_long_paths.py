"""Long paths of Windows."""

from __future__ import annotations

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


def test_other_systems_need_none() -> None:
    assert make_openable(Path("a" * 300)) == Path("a" * 300)

"""The interpreter of child processes."""

from __future__ import annotations

import sys
from pathlib import Path

from receipt_desktop.config.interpreter import find_interpreter


def test_a_launcher_is_no_interpreter(tmp_path: Path) -> None:
    launcher = tmp_path / "receipt-desktopw.exe"
    assert find_interpreter(str(launcher)) == str(launcher)
    own = tmp_path / "runtime" / "python.exe"
    own.parent.mkdir()
    own.touch()
    assert find_interpreter(str(launcher)) == str(own)
    assert find_interpreter(str(own)) == str(own)


def test_python_itself_is_the_interpreter() -> None:
    assert find_interpreter() == sys.executable

"""The Python interpreter of child processes."""

from __future__ import annotations

import sys
from pathlib import Path


def find_interpreter(executable: str = sys.executable) -> str:
    """Path of the interpreter that runs this program.

    In the Windows package, `sys.executable` is a launcher that runs Receipt Desktop only
    (`installer/windows/launcher.c`); the interpreter is in the folder `runtime` beside it.
    """
    beside = Path(executable).parent / "runtime" / "python.exe"
    return str(beside) if beside.is_file() else executable

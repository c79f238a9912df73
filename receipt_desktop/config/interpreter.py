"""The Python interpreter of child processes."""

from __future__ import annotations

import sys
from pathlib import Path


def find_interpreter() -> str:
    """Path of the interpreter that runs this program.

    In the Windows package, `sys.executable` is a launcher that runs Receipt Desktop only; the
    interpreter is beside it.
    """
    own = Path(sys.executable)
    beside = own.with_name("python.exe")
    is_launcher = sys.platform == "win32" and not own.stem.lower().startswith("python")
    return str(beside) if is_launcher and beside.is_file() else sys.executable

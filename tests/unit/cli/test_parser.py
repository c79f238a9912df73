"""The commands: each has a module that runs it, and only the chosen one is loaded."""

from __future__ import annotations

import inspect
import subprocess
import sys
from importlib import import_module

import pytest

from receipt_desktop.cli.parser import COMMANDS, parse_arguments


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_a_module_that_runs_it(name: str) -> None:
    run = import_module(f"receipt_desktop.cli.{name.replace('-', '_')}").run
    assert list(inspect.signature(run).parameters) == ["paths", "settings", "options"]


@pytest.mark.parametrize(
    ("given", "command"),
    [([], "window"), (["a.jpg"], "window"), (["--data-dir", "/x"], "window"), (["stats"], "stats")],
)
def test_the_window_is_the_default_command(given: list[str], command: str) -> None:
    assert parse_arguments(given).command == command


def test_parsing_loads_no_heavy_library() -> None:
    script = (
        "import sys, receipt_desktop.__main__\n"
        "heavy = {'PySide6', 'sqlalchemy', 'redis', 'huey', 'numpy', 'cv2', 'fastapi', 'tqdm'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"

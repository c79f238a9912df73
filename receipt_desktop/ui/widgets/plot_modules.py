"""Imports the modules of plots, which need pyqtgraph, without a long pause of the window.

A worker thread imports what pyqtgraph uses apart from Qt, and reads or compiles its code. The
modules themselves define classes of Qt and are imported on the UI thread (see `qt_classes`).
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib import import_module
from importlib.machinery import SourceFileLoader
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType

from receipt_desktop.ui.task_runner import TaskRunner

PLAIN_MODULES = (
    "numpy.typing",
    "cProfile",
    "multiprocessing.connection",
    "pydoc",
    "xml.etree.ElementTree",
)
UNUSED_FOLDERS = ("examples", "jupyter", "opengl")
"""Folders of pyqtgraph that it does not import itself."""


def import_plots(task_runner: TaskRunner, name: str, done: Callable[[ModuleType], None]) -> None:
    """Import a module of plots and pass it to `done` on the UI thread."""
    task_runner.run(read_ahead, done=lambda _: done(import_module(name)))


@cache
def read_ahead() -> None:
    """Import what defines no class of Qt, and have the code of pyqtgraph compiled on the disk.

    Once a process: each page with plots asks for it.
    """
    for name in PLAIN_MODULES:
        import_module(name)
    spec = find_spec("pyqtgraph")
    for folder in (spec.submodule_search_locations if spec else None) or ():
        for path in Path(folder).rglob("*.py"):
            if path.relative_to(folder).parts[0] not in UNUSED_FOLDERS:
                SourceFileLoader(path.stem, str(path)).get_code(path.stem)

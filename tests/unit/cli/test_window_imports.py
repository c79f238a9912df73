"""What has to be loaded before the window is painted."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import receipt_desktop

ROOT = Path(receipt_desktop.__file__).parent
SLOW_LIBRARIES = frozenset(
    "alembic cv2 fastapi httpx huey nacl numpy pydantic pyqtgraph redis reportlab sqlalchemy "  # noqa: SIM905
    "uvicorn xlsxwriter".split()
)


def test_the_window_is_painted_without_the_libraries_of_the_back_end() -> None:
    needed = find_needed("receipt_desktop.__main__", "receipt_desktop.cli.window_session")
    assert "receipt_desktop.ui.inbox.receipt_table" in needed
    assert {name.partition(".")[0] for name in needed} & SLOW_LIBRARIES == set()


def test_the_first_rows_are_read_without_them_too() -> None:
    needed = find_needed("receipt_desktop.store.first_rows")
    assert "receipt_desktop.store.mapping" in needed
    assert {name.partition(".")[0] for name in needed} & SLOW_LIBRARIES == set()


def find_needed(*names: str) -> set[str]:
    """These modules and all that they import when they are loaded."""
    needed: set[str] = set()
    waiting = list(names)
    while waiting:
        name = waiting.pop()
        if name not in needed:
            needed.add(name)
            waiting += find_imports(name)
    return needed


def find_imports(name: str) -> Iterator[str]:
    """The modules that a module of the program imports when it is loaded itself."""
    file = find_file(name)
    if file is None:
        return
    yield name.rpartition(".")[0] or name
    for statement in ast.parse(file.read_bytes()).body:
        if isinstance(statement, ast.Import):
            yield from (one.name for one in statement.names)
        elif isinstance(statement, ast.ImportFrom):
            module = statement.module or ""
            yield module
            parts = (f"{module}.{one.name}" for one in statement.names)
            yield from (part for part in parts if find_file(part))


def find_file(name: str) -> Path | None:
    """The file of a module of the program; None for any other."""
    top, *parts = name.split(".")
    place = ROOT.joinpath(*parts)
    files = (place.with_suffix(".py"), place / "__init__.py")
    return next((one for one in files if top == ROOT.name and one.is_file()), None)
